#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is added and what is shown of the list: by mouse, by keyboard and over the bus."""

import contextlib
import functools
import os
import subprocess
import time

from gi.repository import GLib

import areas
from atspi import wait_for
from chooser import choose
from dropping import Drag
from program import Program
from tap import run, test
from ways import Driver

table, end = areas.make_table('window')
NAMES = ['a.bin', 'b.bin', 'c.bin']


@contextlib.contextmanager
def held(key):
    """Holds a key down."""
    subprocess.run(['xdotool', 'keydown', key], check=True)
    yield
    subprocess.run(['xdotool', 'keyup', key], check=True)


class Bar:
    """The bar that takes addresses."""

    def __init__(self, program):
        self.program = program

    def get_entry(self):
        return self.program.find('text box', 'Addresses')

    def has_focus(self):
        entry = self.program.accessible.find('text box', 'Addresses')
        return entry is not None and entry.is_('focused')

    def wait_for_focus(self):
        wait_for(self.has_focus, what='the focus in the entry')

    def close(self):
        toggle = self.program.find('button', 'Add Addresses')
        if toggle.is_('pressed'):
            toggle.act()
            wait_for(lambda: not toggle.is_('pressed') and not self.has_focus(),
                     what='the closing of the entry')


@test('/actions/window/entry-mode-and-page')
def _():
    with Program() as program:
        driver = Driver(program, table)
        bar = Bar(program)
        driver.each_way('win.add', lambda _way: bar.has_focus(), bar.close,
                        mouse=driver.click('button', 'Add Addresses'), keyboard=driver.key('ctrl+l'))
        switch = program.find('switch', 'Blocking mode')

        def press_switch():
            program.tab_to(switch)
            program.key('space')

        def forget_mode():
            program.activate('blocking-mode')
            wait_for(lambda: not switch.is_('checked'), what='the other mode')

        driver.each_way('win.blocking-mode', lambda _way: switch.is_('checked'), forget_mode,
                        mouse=driver.click('switch', 'Blocking mode'),
                        keyboard=('Tab space', press_switch))

        def is_at(page):
            return program.describe('page')[2] == [page]

        def forget_page():
            program.activate('page', GLib.Variant('s', 'downloads'))
            wait_for(lambda: is_at('downloads'), what='the downloads')

        driver.each_way(
            'win.page', lambda _way: is_at('compare'), forget_page,
            mouse=driver.click(None, 'Compare'), keyboard=driver.key('alt+2'),
            bus=('Activate', lambda: program.activate('page', GLib.Variant('s', 'compare'))))


@test('/actions/window/what-is-typed-and-pasted')
def _():
    with Program() as program:
        driver = Driver(program, table)
        bar = Bar(program)

        def type_address(name):
            bar.get_entry().text = f'http://127.0.0.1:9/{name}'
            wait_for(lambda: program.find('button', 'Add').is_('sensitive'), what='Add')

        def add_by_mouse():
            driver.press(program.find('button', 'Add Addresses'))
            type_address('mouse')
            driver.press(program.find('button', 'Add'))

        def add_by_key():
            program.key('ctrl+l')
            bar.wait_for_focus()
            type_address('keyboard')
            program.key('Return')

        driver.each_way(
            'app.add', lambda way: way in program.names(), bar.close,
            mouse=('“Add”', add_by_mouse), keyboard=('Return', add_by_key),
            bus=('Activate', lambda: program.activate_in(
                'app', 'add', GLib.Variant('as', ['http://127.0.0.1:9/D-Bus']))))

        def paste_by_mouse():
            driver.press(program.find('button', 'Add Addresses'))
            bar.wait_for_focus()
            # No screen reader is told what is in the menu of an entry. A click into its shadow closes it;
            # of what there is above Paste, nothing can be done with an empty one.
            popup = driver.open_menu(bar.get_entry(), 3)
            width, height = driver.get_size(popup)
            for y in range(height // 5, height, 12):
                program.click_at(popup, (width // 2, y))
                time.sleep(0.2)
                if bar.get_entry().text != '':
                    break
            wait_for(lambda: bar.get_entry().text == 'http://127.0.0.1:9/pasted', what='the address')
            driver.press(program.find('button', 'Add'))

        def forget():
            bar.close()
            driver.select('pasted')
            wait_for(lambda: program.is_enabled('remove'), what='the selection')
            program.activate('remove')
            wait_for(lambda: 'pasted' not in program.names(), what='the removal')

        program.addresses = {'pasted': 'http://127.0.0.1:9/pasted'}
        program.cut('http://127.0.0.1:9/pasted')
        driver.each_way('win.paste', lambda _way: 'pasted' in program.names(), forget,
                        mouse=('menu of the entry', paste_by_mouse), keyboard=driver.key('ctrl+v'))


@test('/actions/window/a-list-in-a-file')
def _():
    with Program() as program:
        driver = Driver(program, table)
        path = os.path.join(program.folder, 'list.txt')

        def write(way):
            with open(path, 'w') as file:
                file.write(f'http://127.0.0.1:9/{way}-1\nhttp://127.0.0.1:9/{way}-2\n')

        def take():
            program.find_window('Add Addresses')
            program.key('ctrl+Return')

        def drag():
            write('mouse')
            with Drag({'text/uri-list': f'file://{path}\r\n'}) as drag:
                drag.drop_on(program)
                take()

        def open_by_key():
            write('keyboard')
            program.key('ctrl+o')
            choose(program, 'Add From File', path)
            take()

        def send():
            write('D-Bus')
            program.activate_in('app', 'add-file', GLib.Variant('s', path))

        driver.each_way(
            'app.add-file', lambda way: {f'{way}-1', f'{way}-2'} <= set(program.names()),
            mouse=('drag and drop', drag), keyboard=('ctrl+o', open_by_key), bus=('Activate', send))


@test('/actions/window/the-order-and-the-search')
def _():
    with Program() as program:
        driver = Driver(program, table)
        driver.add({name: f'http://127.0.0.1:9/{name}' for name in NAMES})

        def forget_sort():
            program.activate('sort', GLib.Variant('s', 'queue'))
            wait_for(lambda: program.names() == NAMES, what='the order of the queue')

        driver.each_way(
            'win.sort', lambda _way: program.names() == sorted(NAMES, reverse=True), forget_sort,
            bus=('Activate', lambda: program.activate('sort', GLib.Variant('s', 'newest'))),
            **driver.main_menu('Sort By', 'Newest First'))

        def is_searching():
            search = program.accessible.find(name='Find Downloads')
            return search is not None and search.is_('focused')

        def close_search():
            program.key('Escape')
            wait_for(lambda: not is_searching(), what='the search closes')

        driver.each_way('win.find', lambda _way: is_searching(), close_search,
                        **driver.main_menu('Find', key='ctrl+f'))

        def forget_filter():
            program.activate('filter', GLib.Variant('s', 'all'))
            program.row('a.bin')

        def filter_by_key():
            program.tab_to(program.find_menu_button('All'))
            driver.key_in_menu('Failed', open_with='Return')

        program.activate('find')
        wait_for(is_searching, what='the focus in the search')
        driver.each_way(
            'win.filter', lambda _way: not program.rows(), forget_filter,
            mouse=('“All”', lambda: driver.click_in_menu(program.find_menu_button('All'), 1, 'Failed')),
            keyboard=('Tab Return', filter_by_key),
            bus=('Activate', lambda: program.activate('filter', GLib.Variant('s', 'failed'))))


@test('/actions/window/the-selection')
def _():
    with Program() as program:
        driver = Driver(program, table)
        driver.add({name: f'http://127.0.0.1:9/{name}' for name in NAMES})

        def list_selected():
            return [row.name for row in program.rows() if row.is_('selected')]

        names = {'mouse': 'b.bin', 'keyboard': 'c.bin', 'D-Bus': 'a.bin'}
        driver.each_way('win.select', lambda way: list_selected() == [names[way]],
                        mouse=('click', lambda: driver.press(program.row('b.bin'))),
                        keyboard=('arrows', lambda: driver.go_to('c.bin')),
                        bus=('Activate', lambda: driver.select('a.bin')))

        def select_by_mouse():
            driver.press(program.row('a.bin'))
            with held('shift'):
                driver.press(program.row('c.bin'))

        def select_by_key():
            driver.go_to('b.bin')
            program.key('ctrl+a')

        driver.each_way('win.select-all', lambda _way: list_selected() == NAMES,
                        functools.partial(driver.select, 'a.bin'),
                        mouse=('Shift and click', select_by_mouse), keyboard=('ctrl+a', select_by_key))


end()
run()
