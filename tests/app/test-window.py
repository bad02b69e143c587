#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be seen and done in the window, through the eyes of a screen reader."""

import hashlib
import os
import signal
import subprocess
import urllib.request

from gi.repository import Gio, GLib

from atspi import wait_for
from program import APP_ID, EXECUTABLE, Program, Server
from services import FileManager
from tap import run, test


def digest(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


def digest_of(address):
    with urllib.request.urlopen(address.replace('/file/', '/sha256/')) as answer:
        return answer.read().split()[0].decode()


@test('/window/has-its-controls-by-name')
def _():
    with Program() as program:
        for role, name in [('button', 'Add Addresses'), ('button', 'Download'),
                           ('switch', 'Blocking mode'), ('button', 'Main Menu'),
                           ('button', 'Try the Demo')]:
            program.find(role, name)
        program.open_entry()
        assert not program.find('button', 'Download').is_('sensitive')
        assert program.find('switch', 'Blocking mode').is_('sensitive')


@test('/window/what-is-typed-is-downloaded-byte-for-byte')
def _():
    with Server() as server, Program() as program:
        addresses = [server.address(f'file{i}.bin', size='300K', rate='300K', seed=i)
                     for i in range(6)]
        program.add(' '.join(addresses))
        wait_for(lambda: len(program.rows()) == 6, what='six rows')
        program.press_download()
        program.wait_for_statuses('Finished')
        for i, address in enumerate(addresses):
            path = os.path.join(program.downloads, f'file{i}.bin')
            assert digest(path) == digest_of(address), path
        assert not program.find('button', 'Download').is_('sensitive')
        wait_for(lambda: any('6 files downloaded in' in label.name
                             for label in program.accessible.find_all('label')), what='the summary')


@test('/window/the-demo-is-downloaded')
def _():
    with Program('--demo') as program:
        wait_for(lambda: len(program.rows()) == 6, what='six rows')
        program.press_download()
        program.wait_for_statuses('Finished')
        assert len(os.listdir(program.downloads)) == 6


@test('/window/what-is-no-address-is-answered-in-place-and-kept')
def _():
    with Program() as program:
        program.add('http://127.0.0.1:9/good file:///etc/passwd nonsense')
        wait_for(lambda: program.names() == ['good'], what='the good one')
        entry = program.find('text box', 'Addresses')
        assert entry.text == 'file:///etc/passwd nonsense', entry.text
        assert '“file:///etc/passwd” is not a web address' in entry.description
        assert program.has('label', entry.description)

        program.add('http://127.0.0.1:9/corrected')
        wait_for(lambda: program.names() == ['good', 'corrected'], what='the corrected one')
        assert program.find('text box', 'Addresses').text == ''
        assert program.find('text box', 'Addresses').description == ''


@test('/window/blanks-are-no-address')
def _():
    with Program() as program:
        entry = program.open_entry()
        entry.text = ' \n '
        assert not program.find('button', 'Add').is_('sensitive')


@test('/window/the-same-address-twice-is-said-and-added-only-on-purpose')
def _():
    with Program() as program:
        program.add('http://127.0.0.1:9/twice')
        wait_for(lambda: program.names() == ['twice'], what='the first')
        program.add('http://127.0.0.1:9/twice')
        program.find('label', 'http://127.0.0.1:9/twice is in the list already')
        assert program.names() == ['twice']
        program.find('button', 'Add Again').act()
        wait_for(lambda: program.names() == ['twice', 'twice'], what='the second')


@test('/window/what-is-removed-comes-back-to-its-place')
def _():
    with Program() as program:
        program.add('http://127.0.0.1:9/a http://127.0.0.1:9/b http://127.0.0.1:9/c')
        wait_for(lambda: len(program.rows()) == 3, what='three rows')
        program.find('button', 'Remove From List b').act()
        wait_for(lambda: program.names() == ['a', 'c'], what='the removal')
        program.find('label', '“b” removed from the list')
        program.find('button', 'Undo').act()
        wait_for(lambda: program.names() == ['a', 'b', 'c'], what='the undoing')


@test('/window/a-download-is-paused-and-goes-on')
def _():
    with Server() as server, Program() as program:
        address = server.address('slow.bin', size='800K', rate='100K', seed=4)
        program.add(address)
        program.press_download()
        program.find('button', 'Pause slow.bin')
        program.wait_for_status('B/s')
        assert not program.find('switch', 'Blocking mode').is_('sensitive')
        program.find('button', 'Pause slow.bin').act()
        program.wait_for_statuses('Paused')
        wait_for(lambda: program.find('switch', 'Blocking mode').is_('sensitive'), what='the end')
        program.find('button', 'Resume slow.bin').act()
        program.wait_for_statuses('Finished')
        assert digest(os.path.join(program.downloads, 'slow.bin')) == digest_of(address)


@test('/window/a-download-is-cancelled-and-leaves-nothing')
def _():
    with Server() as server, Program() as program:
        program.add(server.address('slow.bin', size='600K', rate='100K'))
        program.press_download()
        program.find('button', 'Cancel slow.bin').act()
        program.wait_for_statuses('Cancelled')
        program.find('button', 'Download Again slow.bin')
        wait_for(lambda: os.listdir(program.downloads) == [], what='an empty folder')


@test('/window/a-failure-is-told-in-words-and-tried-again')
def _():
    with Server() as server, Program(retries='uint32 0') as program:
        program.add(' '.join([
            server.address('missing.bin', status=404),
            'http://127.0.0.1:9/unreachable',
            'http://no-such-host.invalid/unresolved',
        ]))
        program.press_download()
        for name in ['missing.bin', 'unreachable', 'unresolved']:
            program.find('button', f'Try Again {name}', timeout=60)
        statuses = program.statuses()
        assert '404' in statuses[0], statuses
        assert '127.0.0.1' in statuses[1], statuses
        assert 'no-such-host.invalid' in statuses[2], statuses
        assert os.listdir(program.downloads) == []


@test('/window/a-second-start-adds-to-the-first')
def _():
    with Program('http://127.0.0.1:9/first') as program:
        wait_for(lambda: program.names() == ['first'], what='the first')
        second = subprocess.run([EXECUTABLE, 'http://127.0.0.1:9/second'],
                                capture_output=True, text=True, timeout=30)
        assert (second.returncode, second.stdout, second.stderr) == (0, '', ''), second
        wait_for(lambda: program.names() == ['first', 'second'], what='the second')


@test('/window/addresses-are-pasted-anywhere')
def _():
    with Program() as program:
        program.cut('http://127.0.0.1:9/pasted')
        program.key('ctrl+v')
        wait_for(lambda: program.names() == ['pasted'], what='what was pasted')


@test('/window/quitting-keeps-what-is-there-for-later')
def _():
    with Server() as server, Program() as program:
        program.add(server.address('slow.bin', size='2M', rate='100K'))
        program.press_download()
        program.wait_for_status('kB/s')
        program.key('ctrl+q')
        program.find('button', 'Stop and Quit').act()
        assert program.process.wait(30) == 0
        assert 'slow.bin.part' in os.listdir(program.downloads), os.listdir(program.downloads)
        assert 'slow.bin' not in os.listdir(program.downloads)


@test('/window/a-signal-ends-it-in-order')
def _():
    with Server() as server, Program() as program:
        program.add(server.address('slow.bin', size='2M', rate='100K'))
        program.press_download()
        program.wait_for_status('kB/s')
        program.process.send_signal(signal.SIGINT)
        assert program.process.wait(30) == 0
        assert 'slow.bin.part' in os.listdir(program.downloads), os.listdir(program.downloads)


@test('/window/a-running-download-that-is-removed-comes-back-paused')
def _():
    with Server() as server, Program() as program:
        program.add(server.address('slow.bin', size='2M', rate='100K'))
        program.press_download()
        program.wait_for_status('kB/s')
        program.click_at(program.window_id(), program.get_centre(program.rows()[0]))
        wait_for(lambda: program.rows()[0].is_('selected'), what='the selection')
        program.key('Delete')
        wait_for(lambda: not program.rows(), what='the removal')
        wait_for(lambda: program.find('switch', 'Blocking mode').is_('sensitive'), what='the end')
        program.find('button', 'Undo').act()
        program.wait_for_statuses('Paused')
        program.find('button', 'Resume slow.bin')


@test('/window/a-file-is-shown-in-its-folder')
def _():
    with Server() as server, Program() as program, FileManager() as manager:
        program.add(server.address('here.bin', size='1K'))
        program.press_download()
        program.find('button', 'Show in Folder here.bin').act()
        wait_for(lambda: manager.shown, what='the file manager')
        assert manager.shown == [f'file://{program.downloads}/here.bin'], manager.shown


@test('/window/a-file-that-is-gone-is-not-opened-and-that-is-said')
def _():
    with Server() as server, Program() as program:
        program.add(server.address('here.bin', size='1K'))
        program.press_download()
        open_button = program.find('button', 'Open here.bin')
        os.remove(os.path.join(program.downloads, 'here.bin'))
        open_button.act()
        program.find('label', 'The file is not there any more.')


@test('/window/a-preference-works-at-once')
def _():
    with Program(mode="'blocking'") as program:
        program.key('ctrl+comma')
        program.find('spin button', 'Freeze Guard').value = 7
        program.find('label', 'Blocking mode: the window will freeze during downloads. '
                              'It thaws by itself after 7 seconds.')


@test('/window/the-desktop-adds-addresses-over-the-bus')
def _():
    with Program() as program:
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.call_sync(APP_ID, '/' + APP_ID.replace('.', '/'), 'org.freedesktop.Application', 'Open',
                      GLib.Variant('(asa{sv})', (['http://127.0.0.1:9/opened'], {})), None,
                      Gio.DBusCallFlags.NONE, 20000, None)
        wait_for(lambda: program.names() == ['opened'], what='what was opened')


@test('/window/what-waits-for-its-turn-has-nothing-to-press-for')
def _():
    with Server() as server, Program(jobs='uint32 1') as program:
        program.add(' '.join(server.address(f'{i}.bin', size='500K', rate='100K')
                             for i in range(2)))
        program.press_download()
        program.find('button', 'Pause 0.bin')
        assert program.statuses()[1].startswith('Waiting'), program.statuses()
        assert not program.find('button', 'Download').is_('sensitive')
        program.add(server.address('new.bin', size='1K'))
        wait_for(lambda: program.find('button', 'Download').is_('sensitive'), what='Download')
        program.press_download()
        program.wait_for_statuses('Finished')


@test('/window/the-version-is-told-without-a-window')
def _():
    told = subprocess.run([EXECUTABLE, '--version'], capture_output=True, text=True, timeout=30)
    assert told.returncode == 0 and told.stdout == f'Freshet {os.environ["VERSION"]}\n', told
    assert told.stderr == '', told


run()
