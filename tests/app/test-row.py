#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with one download, besides starting and stopping it."""

import contextlib
import hashlib
import http.server
import os
import threading

from atspi import wait_for
from program import Program, Server
from tap import run, test

BODY = b'What the river carries. ' * 5000


class Folder(http.server.BaseHTTPRequestHandler):
    """A server's folder with a file, and the list of checksums that is often found beside one."""

    def do_GET(self):
        files = {
            '/river.bin': BODY,
            '/lonely/lake.bin': BODY,
            '/SHA256SUMS': f'{hashlib.sha256(BODY).hexdigest()}  river.bin\n'.encode(),
        }
        body = files.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header('Content-Length', str(len(body or b'')))
        self.end_headers()
        self.wfile.write(body or b'')

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def folder():
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f'http://127.0.0.1:{server.server_port}'
    server.shutdown()
    server.server_close()


def type_into(program, title, text):
    entry = wait_for(lambda: find_entry(program, title), what=f'the entry {title}')
    entry.text = text
    return entry


def find_entry(program, title):
    return next((node for node in program.accessible.find_all('text box') if node.name == title),
                None) or program.accessible.find('password text', title)


def press(program, name):
    button = program.find('button', name)
    wait_for(lambda: button.is_('sensitive'), what=f'{name} can be pressed')
    button.act()


@test('/row/who-is-asked-for-a-name-and-a-password-signs-in')
def _():
    with Server() as server, Program() as program:
        program.add(server.address('secret.bin', size='50K', auth='ann:open', delay='2s'))
        program.press_download()
        program.find('button', 'Sign In… secret.bin').act()
        program.find('label', 'Sign In')
        assert not program.find('button', 'Sign In').is_('sensitive')
        type_into(program, 'User Name', 'ann')
        type_into(program, 'Password', 'wrong')
        press(program, 'Sign In')
        wait_for(lambda: not program.has('button', 'Sign In'), what='the dialog closes')
        # The button is gone until the server has said no again.
        wait_for(lambda: not program.has('button', 'Sign In… secret.bin'), what='another try')
        program.find('button', 'Sign In… secret.bin').act()
        type_into(program, 'User Name', 'ann')
        type_into(program, 'Password', 'open')
        press(program, 'Sign In')
        program.wait_for_statuses('Finished')


@test('/row/a-file-that-is-there-is-checked')
def _():
    with folder() as base, Program() as program:
        program.add(f'{base}/river.bin')
        program.press_download()
        program.wait_for_statuses('Finished')
        assert 'matches' not in program.statuses()[0]
        program.choose('river.bin', 'Check File…')
        entry = type_into(program, 'Checksum', 'abc')
        program.find('label', 'This is not a checksum. One looks like sha256: with 64 hexadecimal '
                              'digits behind it.')
        assert not program.find('button', 'Check').is_('sensitive')
        entry.text = hashlib.sha256(BODY).hexdigest()
        press(program, 'Check')
        program.wait_for_status('SHA-256 matches')

        program.choose('river.bin', 'Check File…')
        type_into(program, 'Checksum', hashlib.md5(b'something else').hexdigest())
        press(program, 'Check')
        program.wait_for_statuses('The file is not the one that was wanted')
        assert os.listdir(program.downloads) == ['river.bin.bad'], os.listdir(program.downloads)


@test('/row/what-is-still-to-come-is-checked-when-it-is-there')
def _():
    with folder() as base, Program() as program:
        program.add(f'{base}/river.bin')
        program.choose('river.bin', 'Check File…')
        type_into(program, 'Checksum', hashlib.sha1(BODY).hexdigest())
        press(program, 'Check')
        program.find('label', '“river.bin” will be checked with SHA-1')
        program.press_download()
        program.wait_for_statuses('Finished')
        program.wait_for_status('SHA-1 matches')


@test('/row/a-checksum-is-found-beside-the-file')
def _():
    with folder() as base, Program() as program:
        with open(os.path.join(program.downloads, 'river.bin'), 'w'):
            pass
        program.add(f'{base}/river.bin {base}/lonely/lake.bin')
        program.press_download()
        program.wait_for_statuses('Finished')
        program.choose('river (1).bin', 'Look for a Checksum on the Server')
        program.wait_for_status('SHA-256 matches')
        program.choose('lake.bin', 'Look for a Checksum on the Server')
        program.find('label', 'There is no checksum beside the file on the server.')
        assert 'matches' not in program.statuses()[1]


@test('/row/a-limit-holds-while-it-comes-and-is-kept')
def _():
    with Server() as server, Program() as program:
        program.add(server.address('a.bin', size='20M'))
        program.choose('a.bin', 'Limit Speed…')
        rate = program.find('spin button', 'Speed')
        assert rate.value == 0
        rate.value = 0.1
        press(program, 'Limit')
        program.press_download()
        program.wait_for_status('kB/s')
        program.choose('a.bin', 'Limit Speed…')
        rate = program.find('spin button', 'Speed')
        assert abs(rate.value - 0.1) < 0.01, rate.value
        # What is typed goes there, and Enter is enough.
        program.key('0', 'Return')
        wait_for(lambda: not program.has('spin button', 'Speed'), what='the dialog closes')
        program.wait_for_statuses('Finished')
        program.click_on(program.row('a.bin'), lambda: program.row('a.bin').is_('selected'), 'it')
        assert not program.is_enabled('limit-speed')


@test('/row/the-menu-key-opens-the-menu-and-the-address-is-copied')
def _():
    with Program('http://ann:secret@127.0.0.1:9/first') as program:
        row = program.row('first')
        program.click_on(row, lambda: row.is_('selected'), 'the selection')
        program.key('shift+F10')
        program.find('menu item', 'Copy Address')
        program.key('Escape')
        wait_for(lambda: not program.has('menu item'), what='the closing of the menu')
        program.key('Menu')
        program.find('menu item', 'Copy Address').act()
        wait_for(lambda: not program.has('menu item'), what='the closing of the menu')
        entry = program.open_entry()
        program.key('ctrl+v')
        wait_for(lambda: entry.text == 'http://127.0.0.1:9/first', what='the address')


run()
