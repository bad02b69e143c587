#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages and dialogs have for themselves: by mouse, by keyboard, and over the bus, as a screen reader
does it."""

import glob
import os
import shutil

from gi.repository import GLib

import areas
from atspi import wait_for
from comparisons import make_comparisons, open_result
from program import Program, Server
from tap import run, test
from ways import AT_SPI, Driver

table, end = areas.make_table('pages')
NAMES = ['a.bin', 'b.bin', 'c.bin']


@test('/actions/pages/a-comparison-that-runs')
def _():
    with Server() as server, Program() as program:
        driver = Driver(program, table)
        # It does not come to an end by itself.
        driver.add({name: server.address(name, size='50M', rate='50K') for name in NAMES})
        program.key('alt+2')
        # That mode would freeze the window, after a question.
        driver.press(program.find('check box', 'Blocking'))
        wait_for(lambda: not program.find('check box', 'Blocking').is_('checked'), what='no blocking mode')

        def is_running():
            button = program.accessible.find('button', 'Run Comparison')
            return button is None or not button.is_('sensitive')

        def begin():
            program.find('button', 'Run Comparison').act()
            wait_for(is_running, what='the comparison')

        def end_it():
            program.find('button', 'Cancel').act()
            wait_for(lambda: not is_running(), what='the end of it')

        driver.each_way('compare.run', lambda _way: is_running(), end_it,
                        **driver.button_ways(lambda _way: program.find('button', 'Run Comparison')))
        begin()
        driver.each_way('compare.cancel', lambda _way: not is_running(), begin,
                        **driver.button_ways(lambda _way: program.find('button', 'Cancel')))
        end_it()


@test('/actions/pages/a-comparison-that-was-kept')
def _():
    home = make_comparisons()
    with Program(home=home) as program:
        driver = Driver(program, table)
        window = program.accessible.children[0]

        def has_result():
            button = program.accessible.find('button', 'New Comparison')
            return button is not None and button.is_shown_in(window)

        def find_earlier(_way):
            return program.find('button', 'Show Earlier Comparisons')

        def find_new(_way):
            return program.find('button', 'New Comparison')

        def show():
            find_earlier('').act()
            wait_for(has_result, what='the result')

        def leave():
            find_new('').act()
            wait_for(lambda: not has_result(), what='the other page')

        program.key('alt+2')
        driver.each_way('compare.show-earlier', lambda _way: has_result(), leave,
                        **driver.button_ways(find_earlier))
        show()
        driver.each_way('compare.new', lambda _way: not has_result(), show, **driver.button_ways(find_new))
    shutil.rmtree(home)


@test('/actions/pages/what-a-comparison-has-shown')
def _():
    home = make_comparisons()
    with Program(home=home) as program:
        driver = Driver(program, table)
        waterfall = open_result(program)

        def count_kept():
            return len(glob.glob(os.path.join(program.data, 'freshet', 'comparisons', '*.json')))

        def undo_deletion():
            program.find('button', 'Undo').act()
            wait_for(lambda: count_kept() == 2 and not program.has('button', 'Undo'), what='both again')

        driver.each_way(
            'result.export', *driver.opens_window('Export Comparison'),
            mouse=('menu', lambda: driver.click_in_menu(program.find_menu_button('Export'), 1, 'Report (JSON)')),
            keyboard=('Tab Return', export_by_key(driver)), bus=(AT_SPI, export_by_bus(program)))
        length = wait_for(lambda: measure(waterfall), what='the waterfall')

        def is_zoomed():
            return measure(waterfall) > 1.2 * length

        def show_all():
            program.find('button', 'Show All of the Time').act()
            wait_for(lambda: not is_zoomed(), what='all of the time')

        zooms = driver.button_ways(lambda _way: program.find('button', 'Zoom In'))
        zooms['keyboard'] = 'Tab plus', lambda: zoom_by_key(program, waterfall)
        driver.each_way('waterfall.zoom', lambda _way: is_zoomed(), show_all, **zooms)
        driver.each_way('result.delete', lambda _way: count_kept() == 1, undo_deletion,
                        **driver.button_ways(lambda _way: program.find('button', 'Delete this comparison')))
    shutil.rmtree(home)


def export_by_key(driver):
    def move():
        driver.program.tab_to(driver.program.find_menu_button('Export'))
        driver.key_in_menu('Report (JSON)', open_with='Return')
    return move


def export_by_bus(program):
    def move():
        program.find_menu_button('Export').act()
        program.find('menu item', 'Report (JSON)').act()
    return move


def measure(waterfall):
    """How long the waterfall is, with what is out of sight: what its scroll bar has. Newer GTK tells of that only
    when there is something to scroll."""
    sizes = [node.get('org.a11y.atspi.Value', 'MaximumValue')
             for node in waterfall.parent.walk(hidden=True) if 'org.a11y.atspi.Value' in node.interfaces]
    return max([waterfall.extents[2], *sizes])


def zoom_by_key(program, waterfall):
    program.tab_to(waterfall)
    program.key('plus')


@test('/actions/pages/the-steps-of-the-code')
def _():
    with Program() as program:
        driver = Driver(program, table)
        program.key('alt+3')
        first = program.find('button', 'Start each file')
        group = program.find('group', 'Receive the body')

        def get_top():
            program.get_centre(group)
            return group.extents[1]

        def go_back():
            first.act()
            wait_for(lambda: get_top() == top, what='the first step')

        wait_for(lambda: first.extents[2] > 0, what='the page')
        first.act()
        top = get_top()
        driver.each_way('code.show-step', lambda _way: group.extents[1] < top - 100, go_back,
                        **driver.button_ways(lambda _way: program.find('button', 'Receive the body')))


@test('/actions/pages/a-detail-that-is-copied')
def _():
    with Program() as program:
        driver = Driver(program, table)
        driver.add({name: f'http://127.0.0.1:9/{name}' for name in NAMES})
        names = dict(zip(('mouse', 'keyboard', 'D-Bus'), NAMES))

        def find(way):
            """Opens the details of a row."""
            driver.select(names[way])
            wait_for(lambda: program.is_enabled('details'), what='the details')
            program.activate('details')
            return program.find('button', 'Copy: Address')

        def is_copied(way):
            if program.has('button', 'Copy: Address'):
                program.key('Escape')
                wait_for(lambda: not program.has('button', 'Copy: Address'), what='the closing of the details')
            return driver.paste() == program.addresses[names[way]]

        program.cut('http://127.0.0.1:9/other')
        driver.each_way('detail.copy', is_copied, **driver.button_ways(find))


@test('/actions/pages/what-is-added-in-a-dialog')
def _():
    with Program() as program:
        driver = Driver(program, table)

        def find(way):
            """Opens the dialog, with an address in it."""
            program.activate('add-many')
            dialog = program.find_window('Add Addresses')
            wait_for(lambda: dialog.find('text box', 'Text With Addresses'), what='the text').text \
                = f'http://127.0.0.1:9/{way}'
            button = wait_for(lambda: dialog.find('button', 'Add'), what='Add')
            wait_for(lambda: button.is_('sensitive'), what='Add can be pressed')
            return button

        def press_key():
            find('keyboard')
            program.key('ctrl+Return')

        driver.each_way('dialog.add', lambda way: way in program.names(),
                        mouse=('“Add”', lambda: driver.press(find('mouse'))),
                        keyboard=('ctrl+Return', press_key), bus=(AT_SPI, lambda: find('D-Bus').act()))


@test('/actions/pages/the-bar-that-takes-addresses')
def _():
    with Program() as program:
        driver = Driver(program, table)
        toggle = program.find('button', 'Add Addresses')
        program.open_entry()
        driver.each_way('page.close-bar', lambda _way: not toggle.is_('pressed'), program.open_entry,
                        mouse=('“Add Addresses”', lambda: driver.press(toggle)),
                        keyboard=driver.key('Escape'),
                        bus=(AT_SPI, lambda: program.accessible.act_in('page.close-bar')))


end()
run()
