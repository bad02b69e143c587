#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with a row that waits: by mouse, by keyboard and over the bus."""

import areas
from atspi import wait_for
from program import Program
from tap import run, test
from ways import Driver

table, end = areas.make_table('queue')
NAMES = ['a.bin', 'b.bin', 'c.bin']
ADDRESSES = {name: f'http://127.0.0.1:9/{name}' for name in NAMES}


@test('/actions/queue/up-and-down')
def _():
    with Program() as program:
        driver = Driver(program, table)
        driver.add(ADDRESSES)

        def undo(action):
            def move():
                wait_for(lambda: program.is_enabled(action), what=action)
                program.activate(action)
                wait_for(lambda: program.names() == NAMES, what='the order that it was')
            return move

        for action, label, order, opposite, key in (
                ('move-up', 'Move Up', ['b.bin', 'a.bin', 'c.bin'], 'move-down', 'alt+Up'),
                ('move-down', 'Move Down', ['a.bin', 'c.bin', 'b.bin'], 'move-up', 'alt+Down')):
            driver.row_ways(action, label, ['b.bin'] * 3, lambda _name: program.names() == order,
                            undo(opposite), key=key)


@test('/actions/queue/what-opens-a-dialog')
def _():
    with Program() as program:
        driver = Driver(program, table)
        driver.add(ADDRESSES)
        for action, label, role, name, key in (
                ('details', 'Details', 'label', 'Address', 'alt+Return'),
                ('limit-speed', 'Limit Speed…', 'spin button', 'Speed', None),
                ('check', 'Check File…', 'text box', 'Checksum', None)):
            def close():
                program.key('Escape')
                wait_for(lambda: not program.has(role, name), what=f'the closing of {label}')

            driver.row_ways(action, label, ['b.bin'] * 3, lambda _name: program.has(role, name), close,
                            key=key)


@test('/actions/queue/copied-and-removed')
def _():
    with Program() as program:
        driver = Driver(program, table)
        driver.add(ADDRESSES)

        def is_copied(name):
            return driver.paste() == ADDRESSES[name]

        program.cut('http://127.0.0.1:9/other')
        driver.row_ways('copy-address', 'Copy Address', NAMES, is_copied, key='ctrl+c')
        driver.row_ways('remove', 'Remove From List', NAMES, lambda name: name not in program.names(),
                        key='Delete')


end()
run()
