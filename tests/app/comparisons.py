# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparisons that were kept, and the page that shows one."""

import os
import subprocess

from atspi import wait_for
from program import CLI, make_home


def make_comparisons():
    """A home with two of them."""
    home = make_home()
    folder = os.path.join(home, 'data', 'freshet', 'comparisons')
    os.makedirs(folder)
    for number in 1, 2:
        path = os.path.join(folder, f'2026-01-0{number}T12-00-00Z.json')
        subprocess.run([CLI, 'compare', '--modes=threads,async', f'--report={path}'], check=True,
                       stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return home


def open_result(program):
    program.key('alt+2')
    program.find('button', 'Show Earlier Comparisons').act()
    return wait_for(lambda: program.accessible.find(name='Waterfall of the downloads'),
                    what='the waterfall')
