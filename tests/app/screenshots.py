#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a picture of each page, dialog and menu of the window.

    meson devenv -C _build tests/app/with-display tests/app/screenshots.py FOLDER [WIDTH HEIGHT]
"""

import os
import re
import subprocess
import sys
import time

from program import Program, Server
from views import Tour

folder = sys.argv[1]
size = sys.argv[2:]
os.makedirs(folder, exist_ok=True)


def shrink():
    if size:
        subprocess.run(['xdotool', 'getactivewindow', 'windowsize', *size], check=True)


def picture(name):
    shrink()
    time.sleep(1)
    file = re.sub(r'\W+', '-', name) + '.png'
    subprocess.run(['import', '-window', 'root', os.path.join(folder, file)], check=True)


settings = {'window_width': size[0], 'window_height': size[1]} if size else {}
with Server() as server, Program(freeze_guard='uint32 3', **settings) as program:
    for number, view in enumerate(Tour(program, server).all()):
        picture(f'{number:02} {view.name}')
