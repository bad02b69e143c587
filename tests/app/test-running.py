#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes on while something is downloaded, and what other programs can do about it."""

import os
import subprocess

from gi.repository import GLib

from atspi import wait_for
from program import EXECUTABLE, Program, Server
from services import FileManager, Notifications, Portal
from tap import run, test


def start_slow(program, server):
    program.add(server.address('slow.bin', size='4M', rate='100K'))
    program.press_download()
    program.wait_for_status('kB/s')


def stop_and_quit(program):
    program.find('button', 'Stop and Quit').act()
    assert program.process.wait(30) == 0


@test('/running/quitting-asks-first')
def _():
    with Server() as server, Program() as program:
        start_slow(program, server)
        program.key('ctrl+q')
        program.find('button', 'Keep Downloading').act()
        wait_for(lambda: not program.has('button', 'Keep Downloading'), what='the dialog closed')
        assert 'kB/s' in program.statuses()[0], program.statuses()
        program.key('ctrl+w')
        stop_and_quit(program)
        assert 'slow.bin.part' in os.listdir(program.downloads), os.listdir(program.downloads)


@test('/running/who-is-asked-in-a-narrow-window-keeps-downloading-with-enter')
def _():
    with Server() as server, Program(window_width='360') as program:
        start_slow(program, server)
        program.key('ctrl+q')
        # There is one for a wide dialog too, which cannot be seen.
        wait_for(lambda: any(button.is_('focused') for button in
                             program.accessible.find_all('button', 'Keep Downloading')),
                 what='the focus on what does no harm')
        program.key('Return')
        wait_for(lambda: not program.has('button', 'Keep Downloading'), what='the dialog closed')
        assert 'kB/s' in program.statuses()[0], program.statuses()


@test('/running/the-computer-is-kept-awake')
def _():
    with Portal() as portal, Server() as server, Program() as program:
        program.add(server.address('a.bin', size='300K', rate='100K'))
        program.press_download()
        wait_for(lambda: portal.called('Inhibit'), what='the request')
        _window, flags, options = portal.called('Inhibit')[0]
        assert (options['reason'], flags) == ('Downloads are under way', 4), portal.calls
        assert not portal.called('Close'), portal.calls
        program.wait_for_statuses('Finished')
        wait_for(lambda: portal.called('Close'), what='its end')


@test('/running/it-goes-on-in-the-background-and-tells')
def _():
    with Notifications() as notifications, FileManager() as manager, Server() as server, \
            Program(background='true') as program:
        program.add(server.address('a.bin', size='800K', rate='100K'))
        program.press_download()
        program.find('button', 'Pause a.bin')
        program.key('ctrl+w')
        wait_for(lambda: program.window_id() is None, what='no window')
        wait_for(lambda: notifications.shown, what='the notification')
        title, body, buttons = notifications.shown[0]
        assert title.startswith('1 file downloaded in '), title
        assert (body, buttons) == ('a.bin', ['Open', 'Show in Folder']), notifications.shown
        assert program.process.wait(30) == 0
        assert 'a.bin' in os.listdir(program.downloads), os.listdir(program.downloads)


@test('/running/a-second-start-brings-the-window-back')
def _():
    with Server() as server, Program(background='true') as program:
        start_slow(program, server)
        program.key('ctrl+w')
        wait_for(lambda: program.window_id() is None, what='no window')
        subprocess.run([EXECUTABLE], check=True, timeout=30)
        wait_for(program.window_id, what='the window')
        program.key('ctrl+q')
        stop_and_quit(program)


@test('/running/many-are-told-at-once-and-shown-in-their-folder')
def _():
    with Notifications() as notifications, FileManager() as manager, Server() as server, \
            Program(retries='uint32 0') as program:
        program.add(' '.join([server.address('a.bin', size='1K'), server.address('b.bin', size='1K'),
                              server.address('c.bin', size='200K', rate='100K'),
                              server.address('missing.bin', status=404)]))
        wait_for(lambda: len(program.rows()) == 4, what='four rows')
        subprocess.run(['xdotool', 'windowminimize', program.window_id()], check=True)
        program.activate_in('app', 'download')
        wait_for(lambda: notifications.shown, what='the notification')
        title, body, buttons = notifications.shown[0]
        assert title.startswith('3 of 4 files downloaded in '), title
        assert body.split('\n')[0] == 'Failed: missing.bin' and len(body.split('\n')) == 4, body
        assert buttons == ['Show in Folder'], buttons
        notifications.press('Show in Folder')
        wait_for(lambda: manager.shown == [f'file://{program.downloads}/a.bin'], what='the folder')


@test('/running/nothing-is-told-to-whoever-looks-or-does-not-want-it')
def _():
    with Notifications() as notifications, Server() as server:
        with Program() as program:
            program.key('Escape')
            program.add(server.address('a.bin', size='1K'))
            program.press_download()
            program.wait_for_statuses('Finished')
            wait_for(lambda: any('1 file downloaded in' in label.name
                                 for label in program.accessible.find_all('label')), what='the toast')
        with Program(notifications='false') as program:
            program.add(server.address('a.bin', size='100K', rate='100K'))
            wait_for(lambda: len(program.rows()) == 1, what='the row')
            subprocess.run(['xdotool', 'windowminimize', program.window_id()], check=True)
            program.activate_in('app', 'download')
            program.wait_for_statuses('Finished')
        assert not notifications.shown, notifications.shown


@test('/scripts/addresses-are-added-started-paused-and-resumed')
def _():
    with Server() as server, Program() as program:
        program.activate_in('app', 'add', GLib.Variant('as', [
            server.address('a.bin', size='600K', rate='100K'),
            server.address('b.bin', size='600K', rate='100K')]))
        wait_for(lambda: program.names() == ['a.bin', 'b.bin'], what='two rows')
        program.activate_in('app', 'download')
        program.find('button', 'Pause b.bin')
        program.activate_in('app', 'pause-all')
        program.wait_for_statuses('Paused')
        program.activate_in('app', 'resume-all')
        program.wait_for_statuses('Finished')


@test('/scripts/lists-are-added-from-files-and-standard-input')
def _():
    with Program() as program:
        path = os.path.join(program.folder, 'list.txt')
        with open(path, 'w') as file:
            file.write('# a comment\nhttp://127.0.0.1:9/a\r\nhttp://127.0.0.1:9/b\n')
        started = subprocess.run([EXECUTABLE, '--input-file=list.txt'], cwd=program.folder,
                                 capture_output=True, text=True, timeout=30)
        assert (started.returncode, started.stderr) == (0, ''), started
        wait_for(lambda: program.names() == ['a', 'b'], what='two rows')
        started = subprocess.run([EXECUTABLE, '--input-file=-', 'http://127.0.0.1:9/d'], text=True,
                                 input='http://127.0.0.1:9/c\n', capture_output=True, timeout=30)
        assert (started.returncode, started.stderr) == (0, ''), started
        wait_for(lambda: sorted(program.names()) == ['a', 'b', 'c', 'd'], what='four rows')
        started = subprocess.run([EXECUTABLE, '--input-file=missing.txt'], cwd=program.folder,
                                 capture_output=True, text=True, timeout=30)
        assert started.returncode == 1 and 'missing.txt' in started.stderr, started
        program.activate_in('app', 'add-file', GLib.Variant('s', path))
        program.find('button', 'Add Again')


@test('/preferences/what-runs-follows-them-at-once')
def _():
    with Server() as server, Program(jobs='uint32 1') as program:
        program.add(' '.join(server.address(f'{name}.bin', size='2M', rate='100K')
                             for name in 'ab'))
        program.press_download()
        program.find('button', 'Pause a.bin')
        program.activate_in('app', 'preferences')
        program.find('spin button', 'Downloads at Once').value = 3
        wait_for(lambda: all('kB/s' in status for status in program.statuses()), what='both')
        start = program.find('switch', 'Start as Soon as Added')
        program.tab_to(start)
        program.key('space')
        wait_for(lambda: start.is_('checked'), what='the switch')
        program.key('Escape')
        program.activate_in('app', 'add', GLib.Variant('as', [server.address('c.bin', size='1K')]))
        # Which nobody started.
        program.wait_for_status('Finished', 2)


run()
