#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The help, as F1 opens it."""

import os
import shutil

from atspi import wait_for
from program import Program, make_home
from tap import run, test


class Home:
    """A folder for a program, with a choice of who shows help."""

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

    def read_shown(self):
        try:
            with open(self.shown) as shown:
                return shown.read().strip()
        except FileNotFoundError:
            return None


@test('/help/f1-opens-it-in-the-viewer')
def _():
    with Home('[Default Applications]\nx-scheme-handler/help=viewer.desktop\n') as home, \
            Program(home=home.folder) as program:
        program.key('F1')
        wait_for(lambda: home.read_shown() == 'help:freshet', what='the help in the viewer')


@test('/help/without-a-viewer-that-is-said')
def _():
    with Home('[Removed Associations]\nx-scheme-handler/help=yelp.desktop;\n') as home, \
            Program(home=home.folder) as program:
        program.key('F1')
        program.find('label', 'No program shows help here. Install Yelp, GNOME’s help viewer.')


run()
