# SPDX-License-Identifier: GPL-3.0-or-later
"""A program's windows, seen and used from outside of its sandbox."""

import atspi
import tree
from atspi import wait_for
from reading import NO_NAME


class Window:
    def __init__(self, program='freshet', title='Freshet'):
        self.title = title
        self.desktop = atspi.Desktop()
        self.root = wait_for(lambda: self._find(program, title), what=f'“{title}” of {program}')

    def _find(self, program, title):
        """By its name: the process that is seen on the bus is the sandbox's."""
        registry = atspi.Node(self.desktop.bus, 'org.a11y.atspi.Registry', atspi.ROOT)
        for node in registry.children:
            try:
                if node.name == program and title in [window.name for window in node.children]:
                    return node
            except (atspi.Gone, atspi.GLib.Error):  # It has just ended, or just begun.
                continue
        return None

    def find(self, role, name):
        def found():
            return next((seen.node for seen in tree.read(self.root)
                         if (seen.role, seen.name) == (role, name)), None)
        return wait_for(found, what=f'{role} “{name}”')

    def press(self, role, name):
        button = self.find(role, name)
        wait_for(lambda: button.is_('sensitive'), what=f'“{name}” that can be pressed')
        button.act()

    def texts(self):
        """What its labels say, in the order of reading."""
        return [seen.name for seen in tree.read(self.root) if seen.role == 'label']

    def status(self, name):
        """What the row of a file says below its name, or nothing while there is no such row."""
        texts = self.texts()
        return texts[texts.index(name) + 1] if name in texts else ''

    def wait_for_status(self, name, beginning):
        """Waits until that row says something that begins so."""
        return wait_for(lambda: self.status(name).startswith(beginning), what=f'“{beginning}” of {name}')

    def wait_for_text(self, part, times=1):
        """Waits until as many labels have this in them, and returns what they say."""
        def found():
            texts = [text for text in self.texts() if part in text]
            return texts if len(texts) >= times else None
        try:
            return wait_for(found, what=f'{times} × “{part}”')
        except TimeoutError as error:
            raise TimeoutError(f'{error}; there is {self.texts()}') from error

    def wait_for_names(self):
        """Waits until all that can have the focus has a name, that of a tab comes with its page;
        returns the names. What has none of its own GTK calls after its class, and Freshet after its
        window."""
        def roles_and_names():
            return [(seen.role, seen.name) for seen in tree.read(self.root)
                    if seen.is_('focusable') and seen.is_('showing')]

        def is_own(name):
            return name != self.title and not NO_NAME.fullmatch(name)

        def names():
            found = [name for _role, name in roles_and_names()]
            return all(map(is_own, found)) and found
        try:
            return wait_for(names, what='a name for each')
        except TimeoutError as error:
            raise TimeoutError(f'{error}; there are {roles_and_names()}') from error
