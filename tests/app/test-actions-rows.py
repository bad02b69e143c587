#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The buttons of a row, and its menu: by mouse, by keyboard, and over the bus, as a screen reader does it. (Those
of the window do the same with what is selected.)"""

import os

import areas
from atspi import wait_for
from home import Home
from program import Program, Server
from services import FileManager
from tap import run, test
from ways import AT_SPI, WAYS, Driver

table, end = areas.make_table('rows')
NAMES = ['a.bin', 'b.bin', 'c.bin']


def press(driver, action, label, names, is_done, undo=None):
    """Presses a button of three rows, or three times that of one. is_done(name) tells whether it did it."""
    def get_name(way):
        return names[WAYS.index(way)]

    driver.each_way(f'row.{action}', lambda way: is_done(get_name(way)), undo, **driver.button_ways(
        lambda way: driver.program.find('button', f'{label} {get_name(way)}')))


@test('/actions/rows/those-that-run')
def _():
    with Server() as server, Program() as program:
        driver = Driver(program, table)
        driver.add({name: server.address(name, size='50M', rate='50K') for name in NAMES})

        def begins(prefix):
            return lambda name: driver.get_status(name).startswith(prefix)

        press(driver, 'start', 'Start', NAMES, lambda name: 'kB/s' in driver.get_status(name))
        press(driver, 'pause', 'Pause', NAMES, begins('Paused'))
        press(driver, 'cancel', 'Cancel', NAMES, begins('Cancelled'))
        press(driver, 'remove', 'Remove From List', NAMES, lambda name: name not in program.names())


@test('/actions/rows/those-that-are-finished')
def _():
    with Server() as server, FileManager() as manager, \
            Home('[Default Applications]\napplication/octet-stream=viewer.desktop\n') as home, \
            Program(home=home.folder) as program:
        driver = Driver(program, table)
        driver.add({name: server.address(name, size='10K') for name in NAMES})
        program.press_download()
        program.wait_for_statuses('Finished')
        press(driver, 'open', 'Open', NAMES,
              lambda name: (home.read_shown() or '').endswith(name), home.forget)
        press(driver, 'show-in-folder', 'Show in Folder', NAMES,
              lambda name: [os.path.basename(uri) for uri in manager.shown] == [name], manager.calls.clear)


@test('/actions/rows/those-that-failed')
def _():
    for action, label, title, address, settings in (
            ('choose-folder', 'Choose Folder…', 'Choose Folder', {}, {'download_folder': "'/proc/nowhere'"}),
            ('sign-in', 'Sign In…', 'Sign In', {'auth': 'ann:open'}, {})):
        with Server() as server, Program(**settings) as program:
            driver = Driver(program, table)
            driver.add({'a.bin': server.address('a.bin', **address)})
            program.press_download()
            press(driver, action, label, ['a.bin'] * 3, lambda _name: driver.has_window(title),
                  lambda: driver.close_window(title))


@test('/actions/rows/their-menu')
def _():
    with Program() as program:
        driver = Driver(program, table)
        driver.add({name: f'http://127.0.0.1:9/{name}' for name in NAMES})

        def has_menu():
            return program.has('menu item', 'Copy Address')

        def close():
            program.key('Escape')
            wait_for(lambda: not has_menu(), what='the closing of the menu')

        def press_key(key):
            driver.go_to('b.bin')
            program.key(key)

        def act():
            driver.go_to('b.bin')
            program.accessible.act_in('downloads.menu')

        driver.each_way('downloads.menu', lambda _way: has_menu(), close,
                        mouse=('right click', lambda: driver.press(program.row('b.bin'), 3)),
                        keyboard=('Menu', lambda: press_key('Menu')), bus=(AT_SPI, act))
        driver.go('downloads.menu', 'keyboard', 'Menu, shift+F10', lambda: press_key('shift+F10'), has_menu)
        close()


end()
run()
