# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessible tree of a program, as a screen reader sees it.

This speaks AT-SPI's own D-Bus interfaces: libatspi caches, and its nested main loops can wait for
each other for good. Each call has a bound, and nothing that can change is remembered from one call to the
next.
"""

import time

from gi.repository import Gio, GLib

ACCESSIBLE = 'org.a11y.atspi.Accessible'
ROOT = '/org/a11y/atspi/accessible/root'
TIMEOUT_S = 30

# AtspiStateType
STATES = {
    'checked': 4, 'enabled': 8, 'focusable': 11, 'focused': 12, 'pressed': 20, 'selected': 23,
    'sensitive': 24, 'showing': 25, 'visible': 30, 'invalid-entry': 36,
}


def clean_name(name):
    """GTK 4.8 says the label of a button with a mnemonic twice, "_Undo Undo"; here it is "Undo"."""
    half = name[len(name) // 2 + 1:]
    return half if name.replace('_', '', 1) == f'{half} {half}' else name


def clean_role(role):
    """GTK 4.8 has one role for both, and writes the other in one word. GTK 3 names them as AT-SPI does."""
    return {'toggle button': 'button', 'push button': 'button', 'checkbox': 'check box'}.get(role, role)


class Gone(Exception):
    """The object is not there any more."""


def has_state(states, state):
    low, high = states
    return bool((low | high << 32) >> STATES[state] & 1)


class Node:
    _roles = {}

    def __init__(self, bus, name, path):
        self.bus = bus
        self.bus_name = name
        self.path = path

    def call(self, interface, method, arguments=None, timeout=TIMEOUT_S):
        try:
            return self.bus.call_sync(
                self.bus_name, self.path, interface, method, arguments, None,
                Gio.DBusCallFlags.NONE, int(timeout * 1000), None).unpack()
        except GLib.Error as error:
            if error.matches(Gio.dbus_error_quark(), Gio.DBusError.UNKNOWN_OBJECT) \
                    or error.matches(Gio.dbus_error_quark(), Gio.DBusError.UNKNOWN_METHOD) \
                    or error.matches(Gio.dbus_error_quark(), Gio.DBusError.SERVICE_UNKNOWN) \
                    or error.matches(Gio.dbus_error_quark(), Gio.DBusError.NO_REPLY):
                raise Gone(self.path) from error
            raise

    def get(self, interface, name, timeout=TIMEOUT_S):
        return self.call('org.freedesktop.DBus.Properties', 'Get',
                         GLib.Variant('(ss)', (interface, name)), timeout)[0]

    @property
    def name(self):
        return clean_name(self.get(ACCESSIBLE, 'Name'))

    @property
    def description(self):
        return self.get(ACCESSIBLE, 'Description')

    @property
    def role(self):
        """An object keeps its role, and its path is given to no other."""
        key = self.bus_name, self.path
        if key not in self._roles:
            self._roles[key] = clean_role(self.call(ACCESSIBLE, 'GetRoleName')[0])
        return self._roles[key]

    @property
    def interfaces(self):
        return self.call(ACCESSIBLE, 'GetInterfaces')[0]

    @property
    def children(self):
        return [Node(self.bus, name, path)
                for name, path in self.call(ACCESSIBLE, 'GetChildren')[0]
                if not path.endswith('/null')]

    @property
    def states(self):
        return self.call(ACCESSIBLE, 'GetState')[0]

    def is_(self, state):
        return has_state(self.states, state)

    @property
    def text(self):
        length = self.get('org.a11y.atspi.Text', 'CharacterCount')
        return self.call('org.a11y.atspi.Text', 'GetText', GLib.Variant('(ii)', (0, length)))[0]

    @text.setter
    def text(self, text):
        self.call('org.a11y.atspi.EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))

    @property
    def value(self):
        return self.get('org.a11y.atspi.Value', 'CurrentValue')

    @value.setter
    def value(self, value):
        self.call('org.freedesktop.DBus.Properties', 'Set', GLib.Variant(
            '(ssv)', ('org.a11y.atspi.Value', 'CurrentValue', GLib.Variant('d', value))))

    @property
    def extents(self):
        """x, y, width, height in the window."""
        return self.call('org.a11y.atspi.Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]

    def find_at(self, place):
        """The path of what is at that place in this window, the innermost of it."""
        _, path = self.call('org.a11y.atspi.Component', 'GetAccessibleAtPoint',
                            GLib.Variant('(iiu)', (*place, 1)))[0]
        return path

    def act(self, index=0, timeout=TIMEOUT_S):
        return self.call('org.a11y.atspi.Action', 'DoAction', GLib.Variant('(i)', (index,)),
                         timeout)[0]

    def list_actions(self):
        """What can be done with it. What the class of a widget can do is called as its action is, where that
        takes nothing."""
        if 'org.a11y.atspi.Action' not in self.interfaces:
            return []
        return [name for name, *_ in self.call('org.a11y.atspi.Action', 'GetActions')[0]]

    @property
    def parent(self):
        """What it is in, or None for a window."""
        name, path = self.get(ACCESSIBLE, 'Parent')
        return None if path == ROOT or path.endswith('/null') else Node(self.bus, name, path)

    def is_shown_in(self, window):
        """Whether it can be seen just now. GTK 4.8 does not tell of that, but of what is at a place. An icon in
        it is nothing to a screen reader."""
        x, y, width, height = self.extents
        if self.is_('showing'):
            return width > 0 and height > 0
        places = (x + width // 2, y + height // 2), (x + 3, y + height // 2), (x + width // 2, y + 3)
        # What it was not asked for before, it does not find.
        inside = {node.path for node in self.walk()}
        return width > 0 and height > 0 and any(window.find_at(place) in inside for place in places)

    def look(self, hidden=False, depth=0, states=None):
        """All that is in it and can be seen, in the order of reading, and how deep it lies; it comes first."""
        yield Seen(self, states or self.states, depth)
        for child in self.children:
            try:
                states = child.states
                if hidden or has_state(states, 'visible'):
                    yield from child.look(hidden, depth + 1, states)
            except Gone:
                continue

    def walk(self, hidden=False):
        """The same, without that."""
        return (seen.node for seen in self.look(hidden))

    def find_all(self, role=None, name=None):
        for node in self.walk():
            try:
                if (role is None or node.role == role) and (name is None or node.name == name):
                    yield node
            except Gone:
                continue

    def act_in(self, action):
        """Does what the class of a widget in it can do."""
        holder = next(node for node in self.walk() if action in node.list_actions())
        return holder.act(holder.list_actions().index(action))

    def find(self, role=None, name=None):
        return next(self.find_all(role, name), None)

    def dump(self, depth=0):
        try:
            states = [state for state in STATES if self.is_(state)]
            lines = [f'{"  " * depth}{self.role} {self.name!r} {self.description!r} {states}']
            for child in self.children:
                if child.is_('visible'):
                    lines += child.dump(depth + 1)
            return lines
        except Gone:
            return []


class Seen:
    """What a node was like when it was come to."""

    def __init__(self, node, states, depth):
        self.node = node
        self.states = states
        self.depth = depth

    def is_(self, state):
        return has_state(self.states, state)


class Desktop:
    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync(
            'org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
            Gio.DBusCallFlags.NONE, TIMEOUT_S * 1000, None).unpack()[0]
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address,
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)

    def _get_pid(self, name):
        return self.bus.call_sync(
            'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
            'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)), None,
            Gio.DBusCallFlags.NONE, TIMEOUT_S * 1000, None).unpack()[0]

    def find(self, pid):
        """The program with that process id, or None while it has not come up."""
        registry = Node(self.bus, 'org.a11y.atspi.Registry', ROOT)
        for node in registry.children:
            try:
                if self._get_pid(node.bus_name) == pid:
                    return node
            except GLib.Error:
                continue
        return None


def wait_for(condition, timeout=TIMEOUT_S, what='it'):
    """Waits until condition() is true, and returns what it returned."""
    end = time.monotonic() + timeout
    while True:
        try:
            result = condition()
            if result:
                return result
        except Gone:
            pass
        if time.monotonic() > end:
            raise TimeoutError(f'{what} did not happen within {timeout} s')
        time.sleep(0.05)
