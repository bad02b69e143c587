#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A comparison that was kept: hovered over, walked through with keys, with another below it, exported."""

import csv
import glob
import json
import os
import shutil
import struct
import subprocess

from atspi import wait_for
from comparisons import make_comparisons, open_result
from program import Program
from tap import run, test

UNDER_IT = 'Comparison that is laid under it'
SHOWN = 'Comparison that is shown'
HINT = 'Point at a bar, or walk through with the arrow keys.'


def texts(program):
    return [label.name for label in program.accessible.find_all('label')]


@test('/compare-result/the-waterfall-tells-its-figures-to-pointer-and-keys')
def _():
    home = make_comparisons()
    with Program(home=home) as program:
        waterfall = open_result(program)
        wait_for(lambda: HINT in texts(program), what='the hint')
        window = program.window_id()
        # The wheel brings it into sight.
        before = waterfall.extents[1]
        subprocess.run(['xdotool', 'mousemove', '--window', window, '300', '300',
                        'click', '--repeat', '6', '5'], check=True)
        wait_for(lambda: waterfall.extents[1] < before, what='the move')
        program.get_centre(waterfall)
        x, y, width, _height = waterfall.extents
        hovered = None
        # From the axis down to the first file.
        for below in range(30, 120, 10):
            subprocess.run(['xdotool', 'mousemove', '--window', window, str(x + width // 2),
                            str(y + below), 'sleep', '0.3'], check=True)
            try:
                hovered = wait_for(lambda: next((text for text in texts(program)
                                                 if text.startswith('file1.bin')), None), 1)
                break
            except TimeoutError:
                continue
        assert hovered, texts(program)
        print(f'# {hovered}')

        # A click gives it the focus, and the keys go on from there.
        subprocess.run(['xdotool', 'click', '1'], check=True)
        wait_for(lambda: waterfall.is_('focused'), what='the focus')
        program.key('Down')
        wait_for(lambda: any(text.startswith('file2.bin') for text in texts(program)),
                 what='the second file')
        program.key('Up', 'Up')
        wait_for(lambda: any(text.startswith('Threads') and '6 of 6' in text for text in texts(program)),
                 what='the heading')
    shutil.rmtree(home)


def find_drop_down(program, what):
    return wait_for(lambda: next((button for button in program.accessible.find_all('button')
                                  if button.name.startswith(what)), None), what=what)


def open_drop_down(program, what):
    """By keys alone; returns what there is to choose from."""
    button = find_drop_down(program, what)
    program.tab_to(button)
    program.key('space')
    wait_for(lambda: button.is_('pressed'), what='the list')
    items = wait_for(lambda: [item for item in program.accessible.find('list', what).children],
                     what='what there is to choose from')
    wait_for(lambda: any(item.is_('focused') for item in items), what='the focus in the list')
    return [item.name for item in items]


def choose(program, what, *keys, result):
    program.key(*keys, 'Return')
    wait_for(lambda: find_drop_down(program, what).name.endswith(result), what=f'the choice of {result}')


@test('/compare-result/only-another-one-is-laid-under-it-by-keys-alone')
def _():
    home = make_comparisons()
    with Program(home=home) as program:
        open_result(program)
        assert find_drop_down(program, UNDER_IT).name.endswith('Nothing')
        assert open_drop_down(program, UNDER_IT) == ['Nothing', '1 January 2026, 12:00']
        choose(program, UNDER_IT, 'Down', result='1 January 2026, 12:00')

        # Nothing is laid under itself. Back over the button that deletes.
        program.key('shift+Tab', 'shift+Tab')
        assert len(open_drop_down(program, SHOWN)) == 2
        choose(program, SHOWN, 'Down', result='1 January 2026, 12:00')
        assert find_drop_down(program, UNDER_IT).name.endswith('Nothing')
        assert open_drop_down(program, UNDER_IT) == ['Nothing', '2 January 2026, 12:00']
        choose(program, UNDER_IT, 'Down', result='2 January 2026, 12:00')
    shutil.rmtree(home)


@test('/compare-result/where-there-is-no-other-none-is-offered')
def _():
    home = make_comparisons()
    with Program(home=home) as program:
        open_result(program)
        assert program.has('list item', 'Laid under it')
        program.find('button', 'Delete this comparison').act()
        wait_for(lambda: not program.has('list item', 'Laid under it'), what='the row goes')
        program.find('button', 'Undo').act()
        wait_for(lambda: program.has('list item', 'Laid under it'), what='the row comes back')
    shutil.rmtree(home)


def export(program, item, path):
    program.find_menu_button('Export').act()
    program.find('menu item', item).act()
    dialog = program.find_window('Export Comparison')
    name = wait_for(lambda: dialog.find('text box', None), what='the name')
    name.text = path
    button = wait_for(lambda: next((button for button in dialog.find_all('button', 'Export')
                                    if button.is_('sensitive')), None), what='Export')
    button.act()
    wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 0, what=path)
    wait_for(lambda: 'Comparison exported' in texts(program), what='the toast')


@test('/compare-result/it-is-exported-as-picture-table-and-report')
def _():
    home = make_comparisons()
    with Program(home=home) as program:
        open_result(program)
        folder = program.downloads
        for item, name in (('Picture (PNG)', 'picture.png'), ('Table of the Figures (CSV)', 'figures.csv'),
                           ('Table of the Downloads (CSV)', 'table.csv'), ('Report (JSON)', 'report.json')):
            export(program, item, os.path.join(folder, name))
        with open(os.path.join(folder, 'picture.png'), 'rb') as file:
            head = file.read(24)
        assert head[:8] == b'\x89PNG\r\n\x1a\n', head
        assert struct.unpack('>I', head[16:20])[0] == 3296, head
        with open(os.path.join(folder, 'figures.csv'), newline='') as file:
            figures = list(csv.DictReader(file))
        assert [run['mode'] for run in figures] == ['threads', 'async'], figures
        for run in figures:
            assert run['files'] == run['finished'] == '6', run
            assert 2 <= float(run['elapsed_s']) < 12, run
            # In the terminal there are neither frames nor clicks: that is not 0.
            assert run['frames_missed'] == run['input_delay_ms'] == '', run
        with open(os.path.join(folder, 'table.csv'), newline='') as file:
            assert len(file.read().splitlines()) == 1 + 2 * 6
        with open(os.path.join(folder, 'report.json')) as file:
            assert [report['mode'] for report in json.load(file)['runs']] == ['threads', 'async']
        assert len(glob.glob(os.path.join(folder, '*'))) == 4
    shutil.rmtree(home)


run()
