# SPDX-License-Identifier: GPL-3.0-or-later
"""What the portals of a desktop talk to, so far as Freshet asks portals for it. The portals are the real
ones; what is behind them only notes what it was told, and says what the check wants."""

import os

from gi.repository import GLib

from sandbox import HOME, ID
from services import FileManager, NetworkManager, Notifications, Service

PORTALS = HOME / '.config/xdg-desktop-portal'
# For the portals, which the bus starts.
ENVIRONMENT = ('DBUS_SYSTEM_BUS_ADDRESS', 'XDG_DESKTOP_PORTAL_DIR')


class Backend(Service):
    """The part of the desktop's own that the portals for GTK leave out."""

    NAME = 'org.freedesktop.impl.portal.desktop.check'
    PATH = '/org/freedesktop/portal/desktop'
    XML = '''
        <interface name="org.freedesktop.impl.portal.Background">
          <method name="GetAppState">
            <arg type="a{sv}" direction="out"/>
          </method>
          <method name="EnableAutostart">
            <arg type="s" direction="in"/>
            <arg type="b" direction="in"/>
            <arg type="as" direction="in"/>
            <arg type="u" direction="in"/>
            <arg type="b" direction="out"/>
          </method>
        </interface>'''
    INHIBIT = '''
        <interface name="org.freedesktop.impl.portal.Inhibit">
          <method name="Inhibit">
            <arg type="o" direction="in"/>
            <arg type="s" direction="in"/>
            <arg type="s" direction="in"/>
            <arg type="u" direction="in"/>
            <arg type="a{sv}" direction="in"/>
          </method>
          <method name="CreateMonitor">
            <arg type="o" direction="in"/>
            <arg type="o" direction="in"/>
            <arg type="s" direction="in"/>
            <arg type="s" direction="in"/>
            <arg type="u" direction="out"/>
          </method>
        </interface>'''
    REQUEST = '''
        <interface name="org.freedesktop.impl.portal.Request">
          <method name="Close"/>
        </interface>'''
    # The portal kills what it believes to be without a window for half a minute, and forbidden that.
    ACTIVE = 2
    ANSWERS = {
        'GetAppState': GLib.Variant('(a{sv})', ({ID: GLib.Variant('u', ACTIVE)},)),
        'EnableAutostart': GLib.Variant('(b)', (False,)),
        'CreateMonitor': GLib.Variant('(u)', (0,)),
    }

    def register(self, path, xml):
        super().register(path, xml)
        if path == self.PATH:
            super().register(path, self.INHIBIT)

    def answer(self, method, arguments):
        if method == 'Inhibit':
            self.register(arguments[0], self.REQUEST)
        return self.ANSWERS.get(method)

    @property
    def inhibited(self):
        """What Freshet asked not to be done meanwhile, 4 is to suspend, and why."""
        return [(flags, options['reason'])
                for _handle, program, _window, flags, options in self.called('Inhibit')
                if program == ID]


class LowMemoryMonitor(Service):
    """The same for memory."""

    NAME = 'org.freedesktop.LowMemoryMonitor'
    PATH = '/org/freedesktop/LowMemoryMonitor'
    XML = '''
        <interface name="org.freedesktop.LowMemoryMonitor">
          <signal name="LowMemoryWarning">
            <arg type="y"/>
          </signal>
        </interface>'''
    CRITICAL = 255

    def warn(self):
        self.bus.emit_signal(None, self.PATH, self.NAME, 'LowMemoryWarning',
                             GLib.Variant('(y)', (self.CRITICAL,)))


class Session:
    """All of them, and the portals told to use them."""

    def __init__(self):
        self._choose_portals()
        self.backend = Backend()
        self.notifications, self.file_manager = Notifications(), FileManager()
        self.network, self.memory = NetworkManager(), LowMemoryMonitor()
        for service in vars(self).values():
            service.__enter__()

    @staticmethod
    def _choose_portals():
        """Those for GTK have an Inhibit of their own, which wants GNOME's session."""
        PORTALS.mkdir()
        os.environ['XDG_DESKTOP_PORTAL_DIR'] = str(PORTALS)
        with open('/usr/share/xdg-desktop-portal/portals/gtk.portal') as portal:
            (PORTALS / 'gtk.portal').write_text(
                portal.read().replace('org.freedesktop.impl.portal.Inhibit;', ''))
        own = ('org.freedesktop.impl.portal.Background', 'org.freedesktop.impl.portal.Inhibit')
        (PORTALS / 'check.portal').write_text(
            f'[portal]\nDBusName={Backend.NAME}\nInterfaces={";".join(own)};\nUseIn=check\n')
        (PORTALS / 'portals.conf').write_text(
            '[preferred]\ndefault=gtk\n' + ''.join(f'{name}=check\n' for name in own))
