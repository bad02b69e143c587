# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparisons that were kept, and the page that shows one."""

import functools
import os
import subprocess
import tempfile

from atspi import wait_for
from program import CLI, make_home


@functools.lru_cache(maxsize=None)
def compare():
    """What a comparison of the demo's files in two modes is kept as."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'comparison.json')
        subprocess.run([CLI, 'compare', '--modes=threads,async', f'--report={path}'], check=True,
                       stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        with open(path) as file:
            return file.read()


def make_comparisons():
    """A home with two of them."""
    home = make_home()
    folder = os.path.join(home, 'data', 'freshet', 'comparisons')
    os.makedirs(folder)
    for number in 1, 2:
        with open(os.path.join(folder, f'2026-01-0{number}T12-00-00Z.json'), 'w') as file:
            file.write(compare())
    return home


def open_result(program):
    program.key('alt+2')
    program.find('button', 'Show Earlier Comparisons').act()
    return wait_for(lambda: program.accessible.find(name='Waterfall of the downloads'),
                    what='the waterfall')
