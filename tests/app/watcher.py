# SPDX-License-Identifier: GPL-3.0-or-later
"""Watch From Outside: the second process and its window."""

import re

from Xlib import X, display

from atspi import wait_for


class Watcher:
    """The second process."""

    def __init__(self, program):
        program.activate_in('app', 'watch')
        self.pid = wait_for(lambda: self._find_child(program.process.pid), what='a second process')
        self.accessible = wait_for(lambda: self._find_accessible(program), what='its window')

    @staticmethod
    def _find_child(pid):
        with open(f'/proc/{pid}/task/{pid}/children') as file:
            children = file.read().split()
        return int(children[0]) if children else None

    def _find_accessible(self, program):
        accessible = program.desktop.find(self.pid)
        return accessible if accessible and accessible.find('label') else None

    def texts(self):
        return [label.name for label in self.accessible.find_all('label')]

    def says(self, text):
        return any(text == label for label in self.texts())

    def wait_for_text(self, text, timeout=20):
        wait_for(lambda: self.says(text), timeout, f'“{text}”')

    def stopwatch(self):
        return next((float(text[:-2]) for text in self.texts()
                     if re.fullmatch(r'[0-9.]+ s', text)), None)

    def rows_of_line(self, is_wanted):
        """At which heights the newest second of the line has that colour."""
        trace = self.accessible.find(name='Pulse of the program that is watched')
        x, y, width, height = trace.extents
        screen = display.Display()
        window = find_window(screen, self.pid)
        strip = width // 8
        pixels = window.get_image(x + width - strip, y, strip, height, X.ZPixmap, 0xffffffff).data
        screen.close()
        return {at // strip for at in range(strip * height)
                if is_wanted(*pixels[at * 4:at * 4 + 3])}


def find_window(screen, pid):
    pid_atom = screen.intern_atom('_NET_WM_PID')
    clients = screen.screen().root.get_full_property(screen.intern_atom('_NET_CLIENT_LIST'), X.AnyPropertyType)
    for client in clients.value:
        window = screen.create_resource_object('window', client)
        if window.get_full_property(pid_atom, X.AnyPropertyType).value[0] == pid:
            return window
    raise LookupError(pid)
