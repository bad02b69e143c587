#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with files, and for those that failed: by mouse, by keyboard and over the bus."""

import contextlib
import functools
import hashlib
import http.server
import os
import shutil
import subprocess
import threading

from gi.repository import GLib

import areas
from atspi import wait_for
from home import Home
from program import Program, Server, make_home
from services import FileManager, Notifications
from tap import run, test
from ways import Driver

table, end = areas.make_table('files')
NAMES = ['a.bin', 'b.bin', 'c.bin']


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def folder():
    """A server of files, with a list of their checksums."""
    path = make_home()
    with open(os.path.join(path, 'SHA256SUMS'), 'w') as sums:
        for name in NAMES:
            with open(os.path.join(path, name), 'w') as file:
                file.write(name)
            sums.write(f'{hashlib.sha256(name.encode()).hexdigest()}  {name}\n')
    with http.server.ThreadingHTTPServer(
            ('127.0.0.1', 0), functools.partial(Quiet, directory=path)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f'http://127.0.0.1:{server.server_port}'
        server.shutdown()
    shutil.rmtree(path)


@test('/actions/files/those-that-are-finished')
def _():
    with folder() as base, FileManager() as manager, \
            Home('[Default Applications]\napplication/octet-stream=viewer.desktop\n'
                 'text/plain=viewer.desktop\n') as home, \
            Program(home=home.folder) as program:
        driver = Driver(program, table)
        driver.add({name: f'{base}/{name}' for name in NAMES})
        program.press_download()
        program.wait_for_statuses('Finished')

        def is_open(name):
            return (home.read_shown() or '').endswith(name)

        def is_shown(name):
            return [os.path.basename(uri) for uri in manager.shown] == [name]

        driver.row_ways('open', 'Open', NAMES, is_open, home.forget)
        driver.row_ways('show-in-folder', 'Show in Folder', NAMES, is_shown, manager.calls.clear)
        # These are for a notification, and for scripts: they take a file, not a row.
        for action, is_done in ('app.open-file', is_open), ('app.show-file', is_shown):
            path = GLib.Variant('s', os.path.join(program.downloads, 'b.bin'))
            driver.go(action, 'D-Bus', 'Activate', lambda: program.activate_in(
                'app', action.split('.')[1], path), lambda: is_done('b.bin'))
        driver.row_ways('find-checksum', 'Look for a Checksum on the Server', NAMES,
                        lambda name: 'matches' in driver.get_status(name))
        driver.row_ways('trash', 'Move File to Wastebasket', NAMES,
                        lambda name: name not in program.names() + os.listdir(program.downloads),
                        key='shift+Delete')


@test('/actions/files/what-a-notification-offers')
def _():
    for action, button in ('open-file', 'Open'), ('show-file', 'Show in Folder'):
        with folder() as base, FileManager() as manager, Notifications() as notifications, \
                Home('[Default Applications]\napplication/octet-stream=viewer.desktop\n'
                     'text/plain=viewer.desktop\n') as home, \
                Program(home=home.folder) as program:
            driver = Driver(program, table)
            driver.add({'a.bin': f'{base}/a.bin'})
            subprocess.run(['xdotool', 'windowminimize', '--sync', program.window_id()], check=True)
            program.activate_in('app', 'download')
            wait_for(lambda: notifications.shown, what='the notification')
            notifications.press(button)
            wait_for(lambda: home.read_shown() if button == 'Open' else manager.shown,
                     what=f'{button} of the notification')
            # The desktop shows it to the pointer and to the keyboard, and tells which button was pressed.
            for way in 'mouse', 'keyboard':
                table.note(f'app.{action}', way, f'“{button}” of the notification, as the desktop tells it')


@test('/actions/files/those-that-failed')
def _():
    with Server() as server, Program(download_folder="'/proc/nowhere'") as program:
        driver = Driver(program, table)
        driver.add({'a.bin': server.address('a.bin')})
        program.press_download()
        program.find('button', 'Choose Folder… a.bin')
        driver.row_ways('choose-folder', 'Choose Folder…', ['a.bin'] * 3,
                        lambda _name: driver.has_window('Choose Folder'),
                        lambda: driver.close_window('Choose Folder'))
    with Server() as server, Program() as program:
        driver = Driver(program, table)
        driver.add({'a.bin': server.address('a.bin', auth='ann:open')})
        program.press_download()
        program.find('button', 'Sign In… a.bin')

        def close():
            program.key('Escape')
            wait_for(lambda: not program.has('text box', 'User Name'), what='the closing of it')

        driver.row_ways('sign-in', 'Sign In…', ['a.bin'] * 3,
                        lambda _name: program.has('text box', 'User Name'), close)


end()
run()
