#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""That a long list does not hold the window up."""

import os
import subprocess
import time

from atspi import wait_for
from observer import Observer
from program import EXECUTABLE, Program
from tap import run, test

COUNT = 1000


@test('/many/a-thousand-rows-added-at-once-leave-the-window-alive')
def _():
    with Program() as program:
        with Observer(program.window_id()) as observer:
            subprocess.run([EXECUTABLE, *(f'http://127.0.0.1:9/file{i:04}' for i in range(COUNT))],
                           check=True, timeout=60)
            wait_for(lambda: len(program.find('list', 'Downloads').children) > 0, what='rows')
            # How many of them there are, newer GTK does not tell a screen reader.
            time.sleep(3)
            program.key('End')
        print(f'# the slowest answer took {observer.worst * 1000:.0f} ms')
        assert observer.worst < 1, observer.worst


@test('/many/the-wheel-goes-no-further-than-it-is-turned')
def _():
    with Program() as program:
        addresses = os.path.join(program.folder, 'addresses')
        with open(addresses, 'w') as file:
            file.write(''.join(f'http://127.0.0.1:9/file{i:04}\n' for i in range(COUNT)))
        subprocess.run([EXECUTABLE, '--input-file', addresses], check=True, timeout=60)
        wait_for(lambda: len(program.find('list', 'Downloads').children) > 0, what='rows')
        time.sleep(3)
        # Faster than frames are painted: each step is a row or two.
        program.click_at(program.window_id(), (300, 300), 5)
        subprocess.run(['xdotool', 'click', '--repeat', '30', '--delay', '1', '5'], check=True)
        time.sleep(3)
        program.click_at(program.window_id(), (300, 300))
        row = wait_for(lambda: next((row for row in program.rows() if row.is_('selected')), None),
                       what='a row under the pointer')
        print(f'# {row.name}')
        assert 10 < int(row.name[4:]) < 80, row.name


run()
