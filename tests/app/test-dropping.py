#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is dropped on the window."""

import os

from atspi import wait_for
from dropping import Drag
from program import Program
from tap import run, test


@test('/dropping/a-link-is-added')
def _():
    with Program() as program, Drag({'text/uri-list': 'http://127.0.0.1:9/link\r\n'}) as drag:
        drag.drop_on(program)
        wait_for(lambda: program.names() == ['link'], what='the row')


@test('/dropping/links-count-where-there-is-text-too')
def _():
    # As a browser offers it.
    with Program() as program, Drag({
            'text/plain;charset=utf-8': 'The title of a page',
            'text/uri-list': 'http://127.0.0.1:9/page\r\n'}) as drag:
        drag.drop_on(program)
        wait_for(lambda: program.names() == ['page'], what='the row')


@test('/dropping/addresses-in-text-are-added')
def _():
    with Program('http://127.0.0.1:9/old') as program, Drag({
            'text/plain;charset=utf-8': 'http://127.0.0.1:9/new'}) as drag:
        wait_for(lambda: program.names() == ['old'], what='the row')
        drag.drop_on(program)
        wait_for(lambda: program.names() == ['old', 'new'], what='the second row')


@test('/dropping/a-list-in-a-file-is-shown-first')
def _():
    with Program() as program:
        path = os.path.join(program.folder, 'list.txt')
        with open(path, 'w') as file:
            file.write('http://127.0.0.1:9/a\nhttp://127.0.0.1:9/b\n')
        with Drag({'text/uri-list': f'file://{path}\r\n'}) as drag:
            drag.drop_on(program)
            dialog = program.find_window('Add Addresses')
            wait_for(lambda: dialog.find('check box', '2 addresses'), what='both')
            program.key('ctrl+Return')
            wait_for(lambda: program.names() == ['a', 'b'], what='both rows')


run()
