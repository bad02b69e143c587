#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Watch From Outside: what a second process shows while the first is frozen, and when it is dead."""

import re
import shutil

from atspi import wait_for
from program import Program, Server
from services import Notifications
from tap import run, test
from watcher import Watcher

FREEZE_S = 12


def is_red(blue, green, red):
    return red > 150 and green < 110 and blue < 110


def is_green(blue, green, red):
    return green > red + 40 and green > blue + 20


@test('/watching/the-line-is-flat-while-the-window-is-frozen-and-comes-back')
def _():
    # The watcher has the focus: of the end there is a notification.
    with Notifications(), Server() as server, \
            Program(mode="'blocking'", freeze_guard='uint32 60') as program:
        program.add(server.address('long.bin', size=FREEZE_S * 200000, rate=200000))
        wait_for(lambda: program.rows(), what='the row')
        watcher = Watcher(program)
        watcher.wait_for_text('Freshet Answers')
        wait_for(lambda: len(watcher.rows_of_line(is_green)) > 20, what='a line that lives')

        program.press_download()
        watcher.wait_for_text('No Answer')
        # The end of the line is the newest second.
        wait_for(lambda: (watcher.stopwatch() or 0) > 1.5, what='silence for longer than that')
        rows = watcher.rows_of_line(is_red)
        assert len(rows) in range(1, 7), rows
        assert not watcher.rows_of_line(is_green)
        watcher.wait_for_text('“Freshet” Is Not Responding')
        assert 5 <= watcher.stopwatch() < FREEZE_S + 1, watcher.texts()

        watcher.wait_for_text('Freshet Answers')
        back = wait_for(lambda: next((text for text in watcher.texts() if 'It is back' in text), None),
                        what='the silence')
        print(f'# {back}')
        assert abs(float(re.search(r'([0-9.]+) s', back)[1]) - FREEZE_S) < 2, back
        wait_for(lambda: len(watcher.rows_of_line(is_green)) > 20, what='the beats that come back')


@test('/watching/it-survives-the-first-process-and-says-so')
def _():
    program = Program()
    try:
        watcher = Watcher(program)
        watcher.wait_for_text('Freshet Answers')
        program.process.kill()
        program.process.wait()
        watcher.wait_for_text('Freshet Has Ended')
        assert watcher.says('There is nothing left to watch.'), watcher.texts()
        assert watcher.stopwatch() is None, watcher.texts()
        watcher.accessible.find('button', 'Close').act()
        wait_for(lambda: program.desktop.find(watcher.pid) is None, what='its end')
    finally:
        program.process.kill()
        shutil.rmtree(program.folder)


run()
