# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of the lesson, in the language that the test speaks."""

import csv
import gettext
import os

from atspi import wait_for

_translation = gettext.translation('freshet', os.environ.get('TRANSLATIONS'),
                                   fallback='TRANSLATIONS' not in os.environ)


def tr(text):
    """What the program says for that, without the mark of a mnemonic."""
    return _translation.gettext(text).replace('_', '')


class Lesson:
    def __init__(self, program, begin):
        """begin() is what opens the lesson."""
        self.program = program
        begin()
        self.window = program.find_window(tr('Lesson'))

    def find(self, role, name, timeout=20):
        return wait_for(lambda: self.window.find(role, name), timeout, f'{role} “{name}”')

    def texts(self):
        return [label.name for label in self.window.find_all('label')]

    def wait_for_text(self, part, timeout=20):
        return wait_for(lambda: next((text for text in self.texts() if part in text), None),
                        timeout, f'“{part}”')

    def find_sensitive(self, name, timeout=20):
        button = self.find('button', name)
        return wait_for(lambda: button if button.is_('sensitive') else None, timeout,
                        f'“{name}” can be pressed')

    def wait_for_step(self, title, step):
        self.find('label', tr(title))
        self.wait_for_text(tr('Step %u of %u') % (step, 7))

    def order(self):
        return [item.name for item in self.window.find_all('list item')]

    def saved(self):
        """The last table that was saved, a list of rows by heading."""
        paths = [os.path.join(self.program.downloads, name)
                 for name in os.listdir(self.program.downloads) if name.endswith('.csv')]
        if not paths:
            return None
        with open(max(paths, key=os.path.getmtime), newline='') as file:
            return list(csv.DictReader(file)) or None
