#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a picture of each page, dialog and menu of the window."""

import argparse
import gettext
import os
import re
import shutil
import subprocess
import time

import atspi
from program import Program, Server, make_home
from services import NetworkManager
from states import States

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument('folder', help='where the pictures go')
parser.add_argument('--size', metavar='WIDTHxHEIGHT', help='of each window')
parser.add_argument('--gtk', metavar='KEY=VALUE', action='append', default=[],
                    help='a setting of GTK, such as gtk-cursor-blink=false')
parser.add_argument('--text', metavar='SCALE', type=float, default=1,
                    help='how many times larger than usual letters are')
parser.add_argument('--locale', metavar='FOLDER',
                    help='where the translations are, with LANGUAGE set')
parser.add_argument('--tour', default='all', help='what to take pictures of',
                    choices=['all', 'states', 'waits', 'lesson', 'outside', 'comparison'])
arguments = parser.parse_args()


def words(folder):
    """What the window can say for what it would say in English, without mnemonics."""
    catalogs = [gettext.translation(domain, place)._catalog
                for domain, place in (('freshet', folder), ('libadwaita', None))
                if gettext.find(domain, place)]
    found = {}
    for key, text in (item for catalog in catalogs for item in catalog.items()):
        key = key if isinstance(key, str) else key[0]
        if key and text:
            found.setdefault(key.rpartition('\4')[2].replace('_', ''), set()).add(text.replace('_', ''))
    return found


def translate(name):
    """A name in the language of the window: one of its words, or a word and the name of a file."""
    for place in range(len(name or ''), 0, -1):
        if name[:place] in WORDS:
            return [text + name[place:] for text in WORDS[name[:place]]]
    return [name]


def speak():
    find_all = atspi.Node.find_all
    atspi.Node.find_all = lambda self, role=None, name=None: (
        node for text in translate(name) for node in find_all(self, role, text))


def picture(name):
    if arguments.size:
        subprocess.run(['xdotool', 'getactivewindow', 'windowsize', *arguments.size.split('x')],
                       stderr=subprocess.DEVNULL)
    time.sleep(1)
    file = re.sub(r'\W+', '-', name) + '.png'
    subprocess.run(['import', '-window', 'root', os.path.join(arguments.folder, file)], check=True)


WORDS = words(arguments.locale) if arguments.locale else {}
if WORDS:
    speak()
settings = {}
if arguments.size:
    settings['window_width'], settings['window_height'] = arguments.size.split('x')
os.makedirs(arguments.folder, exist_ok=True)
home = make_home()
os.makedirs(os.path.join(home, 'config', 'gtk-4.0'))
with open(os.path.join(home, 'config', 'gtk-4.0', 'settings.ini'), 'w') as file:
    file.write('\n'.join(['[Settings]', *arguments.gtk]))
# On X11 this is no setting of GTK's.
resources = os.path.join(home, 'resources')
with open(resources, 'w') as file:
    file.write(f'Xft.dpi: {round(96 * arguments.text)}\n')
os.environ['XENVIRONMENT'] = resources
# Long enough to be called "not responding" by who watches.
settings['freeze_guard'] = 'uint32 7' if arguments.tour == 'outside' else 'uint32 3'
# So that the program finds the network where the tour can change it.
os.environ['DBUS_SYSTEM_BUS_ADDRESS'] = os.environ['DBUS_SESSION_BUS_ADDRESS']
with NetworkManager() as network, Server() as server, Program(home=home, **settings) as program:
    for number, view in enumerate(getattr(States(program, server, network), arguments.tour)()):
        picture(f'{number:02} {view.name}')
shutil.rmtree(home)
