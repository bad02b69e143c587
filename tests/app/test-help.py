#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The help, as F1 opens it."""

from atspi import wait_for
from home import Home
from program import Program
from tap import run, test


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
