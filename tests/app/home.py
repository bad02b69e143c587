# SPDX-License-Identifier: GPL-3.0-or-later
"""Homes that have something in them before a program is started."""

import os
import shutil

from program import make_home


def make_damaged_home():
    """A home whose list of downloads is none."""
    home = make_home()
    folder = os.path.join(home, 'data', 'freshet')
    os.makedirs(folder)
    with open(os.path.join(folder, 'downloads.sqlite'), 'w') as file:
        file.write('This is no database. ' * 1000)
    return home


class Home:
    """A home in which something opens files and help. choice: of what shows which."""

    def __init__(self, choice):
        self.folder = make_home()
        self.shown = os.path.join(self.folder, 'shown')
        applications = os.path.join(self.folder, 'data', 'applications')
        os.makedirs(applications)
        with open(os.path.join(applications, 'viewer.desktop'), 'w') as entry:
            entry.write('[Desktop Entry]\nType=Application\nName=Viewer\n'
                        f'Exec=sh -c "echo \\\\$0 >{self.shown}" %u\n')
        with open(os.path.join(applications, 'mimeapps.list'), 'w') as choices:
            choices.write(choice)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def forget(self):
        os.remove(self.shown)

    def read_shown(self):
        try:
            with open(self.shown) as shown:
                return shown.read().strip()
        except FileNotFoundError:
            return None
