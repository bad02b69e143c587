#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""That the window gives back what it took. Only the leak sanitizer, at the end, can tell."""

from atspi import wait_for
from program import Program, Server
from tap import run, test


@test('/leaks/a-lesson-leaves-nothing-behind')
def _():
    with Server() as server, Program('--demo') as program:
        wait_for(lambda: len(program.rows()) == 6, what='six rows')
        program.press_download()
        program.wait_for_statuses('Finished', 180)
        program.find('switch', 'Blocking mode').act()
        program.add(server.address('more.bin', size='100K'))
        wait_for(lambda: len(program.rows()) == 7, what='one more')
        program.press_download()
        program.wait_for_statuses('Finished', 180)
        program.key('ctrl+comma')
        program.find('spin button', timeout=60)
        program.key('Escape')


run()
