#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What begins and ends a download: by mouse, by keyboard and over the bus."""

from gi.repository import GLib

import areas
from atspi import wait_for
from program import Program, Server
from tap import run, test
from ways import WAYS, Driver

table, end = areas.make_table('running')
NAMES = ['a.bin', 'b.bin', 'c.bin']


@test('/actions/running/rows-that-run')
def _():
    with Server() as server, Program() as program:
        driver = Driver(program, table)
        driver.add({name: server.address(name, size='50M', rate='50K') for name in NAMES})

        def begins(prefix):
            return lambda name: driver.get_status(name).startswith(prefix)

        def is_running(name):
            return 'kB/s' in driver.get_status(name)

        def go_back(action, is_done):
            program.activate_in('app', action)
            wait_for(lambda: all(map(is_done, NAMES)), what=action)

        driver.row_ways('start', 'Start', NAMES, is_running)
        driver.row_ways('pause', 'Pause', NAMES, begins('Paused'))
        driver.each_way('app.resume-all', lambda _way: all(map(is_running, NAMES)),
                        lambda: go_back('pause-all', begins('Paused')),
                        **driver.main_menu('Resume All', key='ctrl+r'))
        go_back('resume-all', is_running)
        driver.each_way('app.pause-all', lambda _way: all(map(begins('Paused'), NAMES)),
                        lambda: go_back('resume-all', is_running),
                        **driver.main_menu('Pause All', key='ctrl+p'))
        driver.row_ways('cancel', 'Cancel', NAMES, begins('Cancelled'))


@test('/actions/running/all-that-waits-and-all-that-is-finished')
def _():
    with Server() as server, Program() as program:
        driver = Driver(program, table)

        def is_finished():
            return bool(program.rows()) and program.statuses()[0].startswith('Finished')

        def download(action, way, how, move):
            program.activate_in('app', 'add', GLib.Variant('as', [server.address('a.bin')]))
            wait_for(lambda: program.rows() and program.is_enabled('download'), what='Download')
            driver.go(action, way, how, move, is_finished)
            wait_for(lambda: program.is_enabled('clear-finished'), what='Clear Finished')

        starts = {'mouse': driver.click('button', 'Download'), 'keyboard': driver.key('ctrl+Return')}
        clears = driver.main_menu('Clear Finished')
        starts['D-Bus'] = 'Activate', lambda: program.activate('download')
        clears['D-Bus'] = 'Activate', lambda: program.activate('clear-finished')
        for way in WAYS:
            download('win.download', way, *starts[way])
            driver.go('win.clear-finished', way, *clears[way], lambda: not program.rows())
        download('app.download', 'D-Bus', 'Activate',
                 lambda: program.activate_in('app', 'download'))
        # For scripts, which need not know of a window: it activates the other.
        for way in 'mouse', 'keyboard':
            table.note('app.download', way, f'none but that of win.download: {starts[way][0]}')


end()
run()
