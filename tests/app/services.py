# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desktop has on the session bus, as far as Freshet asks it: each only notes what it was told."""

import os
import threading

from gi.repository import Gio, GLib


class Service:
    """A name on the session bus, with one object, in a thread of its own. Calls are noted."""

    NAME = None
    PATH = None
    XML = None

    def __init__(self):
        self.properties = {}
        self.calls = []
        self.bus = None
        self.loop = GLib.MainLoop(context=GLib.MainContext())
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self):
        context = self.loop.get_context()
        context.push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.register(self.PATH, self.XML)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                           'RequestName', GLib.Variant('(su)', (self.NAME, 0)),
                           None, Gio.DBusCallFlags.NONE, -1, None)
        self.ready.set()
        self.loop.run()
        self.bus.close_sync(None)

    def register(self, path, xml):
        interface = Gio.DBusNodeInfo.new_for_xml(f'<node>{xml}</node>').interfaces[0]
        self.bus.register_object(path, interface, self._call_cb, self._get_cb, None)

    def _get_cb(self, _bus, _sender, _path, _interface, name):
        return self.properties[name]

    def _call_cb(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        self.calls.append((method, arguments.unpack()))
        invocation.return_value(self.answer(method, arguments.unpack()))

    def answer(self, _method, _arguments):
        return None

    def called(self, method):
        """The arguments of each call of that method."""
        return [arguments for name, arguments in list(self.calls) if name == method]

    def __enter__(self):
        self.thread.start()
        assert self.ready.wait(20)
        return self

    def __exit__(self, *_):
        self.loop.quit()
        self.thread.join(20)


class FileManager(Service):
    NAME = 'org.freedesktop.FileManager1'
    PATH = '/org/freedesktop/FileManager1'
    XML = '''
        <interface name="org.freedesktop.FileManager1">
          <method name="ShowItems">
            <arg type="as" direction="in"/>
            <arg type="s" direction="in"/>
          </method>
        </interface>'''

    @property
    def shown(self):
        return [uri for uris, _id in self.called('ShowItems') for uri in uris]


class Notifications(Service):
    NAME = 'org.freedesktop.Notifications'
    PATH = '/org/freedesktop/Notifications'
    XML = '''
        <interface name="org.freedesktop.Notifications">
          <method name="Notify">
            <arg type="s" direction="in"/>
            <arg type="u" direction="in"/>
            <arg type="s" direction="in"/>
            <arg type="s" direction="in"/>
            <arg type="s" direction="in"/>
            <arg type="as" direction="in"/>
            <arg type="a{sv}" direction="in"/>
            <arg type="i" direction="in"/>
            <arg type="u" direction="out"/>
          </method>
          <method name="CloseNotification">
            <arg type="u" direction="in"/>
          </method>
          <signal name="ActionInvoked">
            <arg type="u"/>
            <arg type="s"/>
          </signal>
        </interface>'''

    def answer(self, method, _arguments):
        return GLib.Variant('(u)', (1,)) if method == 'Notify' else None

    @property
    def shown(self):
        """Title, body and the labels of the buttons of each notification."""
        return [(title, body, actions[1::2])
                for _app, _id, _icon, title, body, actions, _hints, _time in self.called('Notify')]

    def press(self, label):
        """Presses a button of the last notification."""
        actions = self.called('Notify')[-1][5]
        key = actions[actions.index(label) - 1]
        self.bus.emit_signal(None, self.PATH, self.NAME, 'ActionInvoked',
                             GLib.Variant('(us)', (1, key)))


class Portal(Service):
    """What GTK asks to keep the computer awake, and its answer, which is closed to end that."""

    NAME = 'org.freedesktop.portal.Desktop'
    PATH = '/org/freedesktop/portal/desktop'
    REQUEST = PATH + '/request/1/1'
    XML = '''
        <interface name="org.freedesktop.portal.Inhibit">
          <method name="Inhibit">
            <arg type="s" direction="in"/>
            <arg type="u" direction="in"/>
            <arg type="a{sv}" direction="in"/>
            <arg type="o" direction="out"/>
          </method>
          <method name="CreateMonitor">
            <arg type="s" direction="in"/>
            <arg type="a{sv}" direction="in"/>
            <arg type="o" direction="out"/>
          </method>
          <property name="version" type="u" access="read"/>
        </interface>'''
    REQUEST_XML = '''
        <interface name="org.freedesktop.portal.Request">
          <method name="Close"/>
        </interface>'''

    def __init__(self):
        super().__init__()
        # Newer GTK uses no portal that does not say its version.
        self.properties = {'version': GLib.Variant('u', 3)}

    def answer(self, method, _arguments):
        if method == 'Inhibit':
            self.register(self.REQUEST, self.REQUEST_XML)
        return GLib.Variant('(o)', (self.REQUEST,)) if method != 'Close' else None


class NetworkManager(Service):
    """What GLib asks about the network; it has to be on what the program takes for the system's bus."""

    NAME = 'org.freedesktop.NetworkManager'
    PATH = '/org/freedesktop/NetworkManager'
    XML = '''
        <interface name="org.freedesktop.NetworkManager">
          <property name="State" type="u" access="read"/>
          <property name="Connectivity" type="u" access="read"/>
          <property name="Metered" type="u" access="read"/>
        </interface>'''
    DISCONNECTED, CONNECTED = 20, 70
    YES, NO = 1, 2

    def __init__(self):
        super().__init__()
        self.properties = {'State': GLib.Variant('u', self.CONNECTED),
                           'Connectivity': GLib.Variant('u', 4),
                           'Metered': GLib.Variant('u', self.NO)}

    def change(self, **values):
        changed = {name.capitalize(): GLib.Variant('u', value) for name, value in values.items()}
        self.properties.update(changed)
        self.bus.emit_signal(None, self.PATH, 'org.freedesktop.DBus.Properties', 'PropertiesChanged',
                             GLib.Variant('(sa{sv}as)', (self.NAME, changed, [])))
