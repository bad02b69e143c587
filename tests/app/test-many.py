#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""That a long list does not hold the window up."""

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


run()
