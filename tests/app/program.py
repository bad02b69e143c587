# SPDX-License-Identifier: GPL-3.0-or-later
"""Freshet, started on the display that the test runs on, and driven from outside."""

import os
import shutil
import signal
import subprocess
import tempfile
import time

from gi.repository import Gio, GLib

import atspi
from atspi import wait_for

APP_ID = os.environ['APP_ID']
EXECUTABLE = os.environ['FRESHET']
CLI = os.environ['FRESHET_CLI']
# Where the actions of the program and of its windows are, in the order in which these were opened.
ACTIONS = {'app': '', 'win': '/window/1', 'lesson': '/window/2'}


def make_home():
    """A folder for Program(home=…), which stays when the program has ended."""
    return tempfile.mkdtemp(dir=os.environ['HOME'])


def get_environment(home):
    """What Freshet is started with, so that it keeps all that it keeps in that folder."""
    return {**os.environ, 'XDG_CONFIG_HOME': os.path.join(home, 'config'),
            'XDG_DATA_HOME': os.path.join(home, 'data'), 'GSETTINGS_BACKEND': 'keyfile'}


class Program:
    """A running Freshet. Whatever it says on its console fails the test."""

    def __init__(self, *arguments, home=None, **settings):
        self.is_guest = home is not None
        self.folder = home or make_home()
        self.log = tempfile.TemporaryFile(mode='w+')
        config = os.path.join(self.folder, 'config')
        os.makedirs(config, exist_ok=True)
        with open(os.path.join(config, 'user-dirs.dirs'), 'w') as dirs:
            dirs.write(f'XDG_DOWNLOAD_DIR="{self.downloads}"\n')
        os.makedirs(self.downloads, exist_ok=True)
        if settings:
            os.makedirs(os.path.join(config, 'glib-2.0', 'settings'), exist_ok=True)
            with open(os.path.join(config, 'glib-2.0', 'settings', 'keyfile'), 'w') as keyfile:
                keyfile.write(f'[{APP_ID.replace(".", "/")}]\n')
                for key, value in settings.items():
                    keyfile.write(f'{key.replace("_", "-")}={value}\n')
        self.process = subprocess.Popen(
            [EXECUTABLE, *arguments], stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            env=get_environment(self.folder))
        self.desktop = atspi.Desktop()
        self.accessible = wait_for(self._find_accessible, what='the window')

    def _find_accessible(self):
        if self.process.poll() is not None:
            raise RuntimeError(f'it ended with {self.process.returncode}: {self.read_log()}')
        program = self.desktop.find(self.process.pid)
        return program if program and program.children else None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        try:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGTERM)
            status = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            status = 'nothing: it did not end'
        log = self.read_log()
        if not self.is_guest:
            shutil.rmtree(self.folder)
        if kind is None:
            assert log == '', log
            assert status == 0, f'it ended with {status}'
        elif log:
            print('# ' + log.replace('\n', '\n# '))

    @property
    def downloads(self):
        return os.path.join(self.folder, 'downloads')

    @property
    def data(self):
        return os.path.join(self.folder, 'data')

    def read_log(self):
        self.log.seek(0)
        return self.log.read()

    def find(self, role=None, name=None, timeout=atspi.TIMEOUT_S):
        return wait_for(lambda: self.accessible.find(role, name), timeout, f'{role} “{name}”')

    def find_menu_button(self, name):
        """In newer GTK the button that opens a menu is in another, which cannot be pressed."""
        return wait_for(lambda: list(self.accessible.find_all('button', name)), what=name)[-1]

    def find_window(self, name):
        """A window of its own, such as a dialog, by its title."""
        return wait_for(lambda: next((window for window in self.accessible.children
                                      if window.name == name), None), what=f'the window “{name}”')

    def has(self, role=None, name=None):
        return self.accessible.find(role, name) is not None

    def rows(self):
        """Newer GTK does not show a screen reader the list that is empty, and so hidden."""
        rows = self.accessible.find('list', 'Downloads')
        return list(rows.find_all('list item')) if rows else []

    def names(self):
        return [row.name for row in self.rows()]

    def statuses(self):
        """Nothing for a row that is just being made."""
        return [next((label.name for label in list(row.find_all('label'))[1:]), '')
                for row in self.rows()]

    def wait_for_statuses(self, prefix, timeout=60):
        """Waits until there are rows, and the status of each begins with that."""
        wait_for(lambda: (statuses := self.statuses())
                 and all(status.startswith(prefix) for status in statuses),
                 timeout, f'“{prefix}” on each row')

    def wait_for_status(self, part, place=0):
        """Waits until that is said in the row there, the first one if none is named."""
        wait_for(lambda: any(part in status for status in self.statuses()[place:place + 1]),
                 what=f'“{part}” in row {place}')

    def add(self, text):
        """Types addresses into the entry and presses Add."""
        entry = self.open_entry()
        entry.text = text
        wait_for(lambda: self.find('button', 'Add').is_('sensitive'), what='Add can be pressed')
        self.find('button', 'Add').act()

    def open_entry(self):
        """Opens the bar that takes addresses, if it is not open."""
        toggle = self.find('button', 'Add Addresses')
        opens = not toggle.is_('pressed')
        if opens:
            toggle.act()
        # Newer GTK shows a screen reader nothing of what is closed.
        entry = self.find('text box', 'Addresses')
        if opens:
            wait_for(lambda: toggle.is_('pressed') and entry.is_('focused'), what='the focus in the entry')
        return entry

    def activate_in(self, scope, action, parameter=None):
        """Activates an action over the bus: of the program ("app"), of its window ("win"), of another
        one ("lesson")."""
        self._call_actions(scope, 'Activate', GLib.Variant(
            '(sava{sv})', (action, [] if parameter is None else [parameter], {})))

    def describe_actions(self, scope):
        """All actions that can be activated like that, by name: whether they can just now, the type that they
        take, their state."""
        return self._call_actions(scope, 'DescribeAll')[0]

    @staticmethod
    def _call_actions(scope, method, *arguments):
        path = '/' + APP_ID.replace('.', '/') + ACTIONS[scope]
        return Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
            APP_ID, path, 'org.gtk.Actions', method, *(arguments or [None]), None,
            Gio.DBusCallFlags.NONE, atspi.TIMEOUT_S * 1000, None).unpack()

    def cut(self, text):
        """Puts a text on the clipboard, and the focus elsewhere than into the entry."""
        entry = self.open_entry()
        entry.text = text
        self.key('ctrl+a', 'ctrl+x')
        wait_for(lambda: entry.text == '', what='an empty entry')
        self.key('Escape')
        wait_for(lambda: not entry.is_('focused'), what='the focus elsewhere')

    def press_download(self):
        button = self.find('button', 'Download')
        wait_for(lambda: button.is_('sensitive'), what='Download can be pressed')
        button.act()

    # What scripts do

    def activate(self, action, parameter=None):
        """Activates an action of the window over the session bus."""
        self.activate_in('win', action, parameter)

    def describe(self, action):
        """Whether an action of the window can be activated, the type that it takes, its state."""
        return self._call_actions('win', 'Describe', GLib.Variant('(s)', (action,)))[0]

    def is_enabled(self, action):
        return self.describe(action)[0]

    # The display

    def window_id(self):
        output = subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
            capture_output=True, text=True).stdout.split()
        return output[-1] if output else None

    def get_place(self, node):
        """x, y, width, height in the X window. Newer GTK counts from what is inside the frame of the
        window, but adds where the frame begins, left of that and above: both are the width of it."""
        left, top = self.accessible.children[0].extents[:2]
        x, y, width, height = node.extents
        return x - 2 * left, y - 2 * top, width, height

    def get_centre(self, node):
        """Where a node is, once nothing moves it any more."""
        place = None
        while place != (place := self.get_place(node)):
            time.sleep(0.3)
        x, y, width, height = place
        return x + width // 2, y + height // 2

    @staticmethod
    def click_at(window, place, button=1):
        """A real click, with the pointer, at a place in the window."""
        subprocess.run(['xdotool', 'mousemove', '--window', window, str(place[0]), str(place[1]),
                        'click', str(button)], check=True)

    def click_on(self, node, condition, what, button=1):
        """A real click on a node, which makes the condition true. Newer GTK leaves out the borders
        round a node when it says where it is: it may lie a little lower and more to the right."""
        x, y = self.get_centre(node)
        for shift in 0, 8, 16, 24:
            self.click_at(self.window_id(), (x + shift, y + shift), button)
            try:
                return wait_for(condition, 5, what)
            except TimeoutError:
                continue
        raise TimeoutError(f'{what} did not happen at ({x}, {y})')

    def drag(self, node, target, part):
        """Drags a node to that part of the height of another, with the pointer. A drag begins with a
        few moves, and needs one more when it has begun."""
        window = self.window_id()
        x, y = self.get_centre(node)
        left, top, _, height = self.get_place(target)
        steps = [(x, y + 4), (x, y + 12), (left + 40, top + int(height * part) - 2),
                 (left + 40, top + int(height * part))]
        command = ['xdotool', 'mousemove', '--window', window, str(x), str(y), 'mousedown', '1']
        for step_x, step_y in steps:
            command += ['sleep', '0.2', 'mousemove', '--window', window, str(step_x), str(step_y)]
        subprocess.run([*command, 'sleep', '0.5', 'mouseup', '1'], check=True)

    def tab_to(self, node):
        """Presses Tab until a node has the focus."""
        for _ in range(40):
            if node.is_('focused'):
                return
            self.key('Tab')
        raise TimeoutError(f'Tab does not lead to “{node.name}”')

    def row(self, name):
        return wait_for(lambda: next((row for row in self.rows() if row.name == name), None),
                        what=f'the row {name}')

    def choose(self, name, item):
        """Opens the menu of a row with the pointer, and chooses something in it."""
        menu_item = self.click_on(self.row(name), lambda: self.accessible.find('menu item', item),
                                  f'{item} in the menu', button=3)
        menu_item.act()
        wait_for(lambda: not self.has('menu item', item), what='the closing of the menu')

    def key(self, *keys):
        """Presses real keys, once the window has the focus of the display."""
        wait_for(self._is_active, what='the focus of the display')
        # At its first key GTK reads the keyboard's map, and what comes just then loses its modifiers.
        subprocess.run(['xdotool', 'key', 'Shift_L', 'sleep', '0.2', 'key', *keys], check=True)

    def _is_active(self):
        active = subprocess.run(['xdotool', 'getactivewindow', 'getwindowpid'],
                                capture_output=True, text=True).stdout.strip()
        return active == str(self.process.pid)


class Server:
    """The demo server, in a process of its own."""

    def __init__(self, *arguments, stderr=None):
        self.process = subprocess.Popen([CLI, 'serve', *arguments], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=stderr, text=True)
        self.base = self.process.stdout.readline().strip().rstrip('/')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)

    def address(self, name, **parameters):
        query = '&'.join(f'{key}={value}' for key, value in parameters.items())
        return f'{self.base}/file/{name}?{query}'
