# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to an action of the program: the pointer, the keyboard, the session bus."""

import subprocess

from gi.repository import GLib

from atspi import Gone, wait_for

WAYS = 'mouse', 'keyboard', 'D-Bus'
# What a widget has for itself is not on org.gtk.Actions: GTK offers it to screen readers only.
AT_SPI = 'AT-SPI DoAction'

# How much of a window is not the page that scrolls, at most, and how far the wheel moves that, at least.
HEADER = 60
FOOT = 90
STEP = 100


class Table:
    """Which ways to each action were gone, and led there."""

    def __init__(self):
        self.cells = {}

    def note(self, action, way, how):
        self.cells.setdefault(action, {})[way] = how

    def get_lines(self):
        yield ' | '.join(('action', *WAYS))
        for action in sorted(self.cells):
            yield ' | '.join((action, *(self.cells[action].get(way, '—') for way in WAYS)))

    def is_whole(self, action):
        return all(way in self.cells.get(action, {}) for way in WAYS)


class Driver:
    """Goes the ways to the actions of a program that runs, and notes them in a table."""

    def __init__(self, program, table):
        self.program = program
        self.table = table

    def go(self, action, way, how, move, is_done):
        """Goes one way. What it leads to is not there before, and is then."""
        try:
            assert not self._holds(is_done), 'it is so already'
            move()
            wait_for(is_done, what='its effect')
        except Exception as error:
            raise AssertionError(f'{action} by {way} ({how})') from error
        self.table.note(action, way, how)

    @staticmethod
    def _holds(is_done):
        try:
            return is_done()
        except Gone:
            return False

    def each_way(self, action, is_done, undo=None, **ways):
        """Goes each way, which is how it is called, and a function. The bus is there for every action.
        is_done(way) tells whether it led there, and undo() leads back."""
        scope, name = action.split('.')
        ways.setdefault('bus', ('Activate', lambda: self.program.activate_in(scope, name)))
        for way, key in zip(WAYS, ('mouse', 'keyboard', 'bus')):
            self.go(action, way, *ways[key], lambda: is_done(way))
            if undo:
                undo()

    def key(self, *keys):
        """A way to something by keys."""
        return ' '.join(keys), lambda: self.program.key(*keys)

    def click(self, role, name):
        """A way to something by a click on what has that role and name."""
        return f'“{name}”', lambda: self.press(self.program.find(role, name))

    def press(self, node, button=1):
        program = self.program
        program.click_at(program.window_id(), program.get_centre(node), button)

    def press_by_key(self, node):
        self.program.tab_to(node)
        self.program.key('Return')

    def bring_into_sight(self, node):
        """Turns the wheel until a node is between the header of the window and its foot."""
        program = self.program
        window = program.window_id()
        _, height = self.get_size(window)

        def turn():
            y = program.get_centre(node)[1]
            if HEADER <= y <= height - FOOT:
                return node
            button, distance = ('4', HEADER - y) if y < HEADER else ('5', y - height + FOOT)
            subprocess.run(['xdotool', 'mousemove', '--window', window, '6', str(height // 2), 'click',
                            '--repeat', str(max(1, distance // STEP)), button], check=True)
            return None

        return wait_for(turn, what=f'“{node.name}” in sight')

    def button_ways(self, find):
        """The ways to what a button does, which find(way) finds."""
        return {
            'mouse': ('click', lambda: self.press(self.bring_into_sight(find('mouse')))),
            'keyboard': ('Tab Return', lambda: self.press_by_key(find('keyboard'))),
            'bus': (AT_SPI, lambda: find('D-Bus').act()),
        }

    # Menus

    def _find_items(self):
        # Of those that can be on, the role says more.
        return [node for node in self.program.accessible.walk() if 'menu item' in node.role]

    def _list_items(self, submenu=None):
        """The items of the menu that is open, or of that submenu of it, whose first leads back."""
        items = self._find_items()
        if submenu:
            items = items[max((i for i, item in enumerate(items) if item.name == submenu), default=0):]
        return [item for item in items if item.extents[2] > 0]

    def _find_item(self, name, submenu=None):
        return wait_for(lambda: next((item for item in self._list_items(submenu)
                                      if item.name == name), None), what=f'“{name}” in the menu')

    def _list_windows(self):
        return subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid',
                               str(self.program.process.pid)],
                              capture_output=True, text=True).stdout.split()

    @staticmethod
    def get_size(window):
        output = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', window],
                                capture_output=True, text=True, check=True).stdout
        geometry = dict(line.split('=') for line in output.split())
        return int(geometry['WIDTH']), int(geometry['HEIGHT'])

    def _get_place(self, popup, item, items):
        """Where in the window of a menu an item is. The shadow is as wide above as below."""
        menu_width, menu_height = self.get_size(popup)
        _, y, _, height = item.extents
        boxes = [other.extents for other in items]
        top = min(box[1] for box in boxes)
        bottom = max(box[1] + box[3] for box in boxes)
        return menu_width // 2, (menu_height - (bottom - top)) // 2 + y - top + height // 2

    def _hover(self, popup, item, submenu):
        """Moves the pointer onto an item, which takes the focus then. Newer GTK has wider borders, and
        other ones above than below. A menu that still grows has it elsewhere a moment later."""
        for shift in (0, 12, -12, 24, -24, 36, -36, 48, -48) * 3:
            x, y = self._get_place(popup, item, self._list_items(submenu))
            subprocess.run(['xdotool', 'mousemove', '--window', popup, str(x), str(y + shift),
                            'sleep', '0.2', 'mousemove_relative', '1', '0', 'sleep', '0.2'], check=True)
            if item.is_('focused'):
                return
        raise TimeoutError(f'the pointer does not find “{item.name}”')

    def _wait_for_closing(self):
        wait_for(lambda: self.program.process.poll() is not None
                 or not self._find_items(), what='the closing of the menu')

    def open_menu(self, opener, button):
        """Opens a menu with the pointer. Returns its window."""
        before = self._list_windows()
        self.press(opener, button)
        return wait_for(lambda: next((window for window in self._list_windows()
                                      if window not in before), None), what='the menu')

    def click_in_menu(self, opener, button, *names):
        """Opens a menu with the pointer, and clicks items of it one after the other."""
        popup = self.open_menu(opener, button)
        for submenu, name in zip((None, *names), names):
            item = self._find_item(name, submenu)
            self.program.get_centre(item)
            self._hover(popup, item, submenu)
            subprocess.run(['xdotool', 'click', '1'], check=True)
        self._wait_for_closing()

    def key_in_menu(self, *names, open_with='F10'):
        """Opens a menu with keys, and goes to items of it one after the other."""
        self.program.key(open_with)
        for submenu, name in zip((None, *names), names):
            item = self._find_item(name, submenu)
            for _ in range(3):
                items = [other for other in self._list_items(submenu) if other.is_('sensitive')]
                at = next((i for i, other in enumerate(items) if other.is_('focused')), -1)
                steps = [other.path for other in items].index(item.path) - at
                if steps == 0:
                    break
                self.program.key(*(['Down'] * steps if steps > 0 else ['Up'] * -steps))
            wait_for(lambda: item.is_('focused'), what=f'the focus on “{name}”')
            self.program.key('Return')
        self._wait_for_closing()

    def main_menu(self, *names, key=None):
        """The two ways to what is in the main menu."""
        return {
            'mouse': ('main menu', lambda: self.click_in_menu(
                self.program.find('button', 'Main Menu'), 1, *names)),
            'keyboard': self.key(key) if key else ('F10', lambda: self.key_in_menu(*names)),
        }

    # Windows

    def has_window(self, title):
        return any(window.name == title for window in self.program.accessible.children)

    def close_window(self, title, key='Escape'):
        self.program.key(key)
        wait_for(lambda: not self.has_window(title), what=f'the closing of {title}')

    def opens_window(self, title, key='Escape'):
        """What is done when there is that window, and what takes it away."""
        return lambda _way: self.has_window(title), lambda: self.close_window(title, key)

    # The list

    def add(self, addresses):
        """Fills the list. addresses: by the name that the row has."""
        self.program.addresses = addresses
        self.program.activate_in('app', 'add', GLib.Variant('as', list(addresses.values())))
        wait_for(lambda: self.program.names() == list(addresses), what='the rows')

    def paste(self):
        """What is on the clipboard."""
        entry = self.program.open_entry()
        entry.text = ''
        self.program.key('ctrl+v')
        wait_for(lambda: entry.text != '', what='the text')
        text = entry.text
        entry.text = ''
        self.program.key('Escape')
        wait_for(lambda: not entry.is_('focused'), what='the focus elsewhere')
        return text

    def get_status(self, name):
        return list(self.program.row(name).find_all('label'))[1].name

    def select(self, name):
        """Selects one row over the bus."""
        self.program.activate('select', GLib.Variant('as', [self.program.addresses[name]]))
        wait_for(lambda: self.program.row(name).is_('selected'), what=f'the selection of {name}')

    def go_to(self, name):
        """Goes to a row with keys, and so selects it."""
        program = self.program
        program.row(name)
        for _ in range(20):
            rows = program.rows()
            at = next((i for i, row in enumerate(rows)
                       if any(node.is_('focused') for node in row.walk())), None)
            if at is None:
                program.key('Tab')
                continue
            steps = [row.name for row in rows].index(name) - at
            if steps:
                program.key(*(['Down'] * steps if steps > 0 else ['Up'] * -steps))
            elif not rows[at].is_('focused'):
                # It is on a button in the row: only arrows lead from there to rows.
                program.key('Down' if at + 1 < len(rows) else 'Up')
            elif rows[at].is_('selected'):
                return
            else:
                program.key('space')
        raise TimeoutError(f'no key leads to {name}')

    def row_ways(self, action, label, names, is_done, undo=None, key=None):
        """The ways to what can be done with a row, which each has one of its own, or all the same one.
        is_done(name) tells whether it was done with that row."""
        program = self.program
        mouse, keyboard, bus = names

        def wait_until_enabled():
            wait_for(lambda: program.is_enabled(action), what=action)

        def move_by_mouse():
            # The row may still be on its way to where it is shown.
            row = program.row(mouse)
            wait_for(lambda: self.press(row) or row.is_('selected'), what='the selection')
            wait_until_enabled()
            self.click_in_menu(row, 3, label)

        def move_by_key():
            self.go_to(keyboard)
            wait_until_enabled()
            if key:
                program.key(key)
            else:
                self.key_in_menu(label, open_with='shift+F10')

        def move_by_bus():
            self.select(bus)
            wait_until_enabled()
            program.activate(action)

        self.each_way(
            f'win.{action}', lambda way: is_done(dict(zip(WAYS, names))[way]), undo,
            mouse=('menu of the row', move_by_mouse),
            keyboard=(key or 'shift+F10', move_by_key), bus=('Activate', move_by_bus))
