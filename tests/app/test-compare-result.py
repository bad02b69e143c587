#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A comparison that was kept: hovered over, walked through with keys, with another below it, exported."""

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
            hovered = next((text for text in texts(program) if text.startswith('file1.bin')), None)
            if hovered:
                break
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


@test('/compare-result/an-earlier-one-is-laid-under-it-by-keys-alone')
def _():
    home = make_comparisons()
    with Program(home=home) as program:
        open_result(program)
        button = wait_for(lambda: next(
            (button for button in program.accessible.find_all('button')
             if button.name.startswith('Comparison that is laid under it')), None), what='the drop-down')
        assert button.name.endswith('Nothing'), button.name
        program.tab_to(button)
        program.key('space')
        wait_for(lambda: button.is_('pressed'), what='the list')
        # After nothing, and the one that is shown.
        program.key('Down', 'Down', 'Return')
        wait_for(lambda: not button.name.endswith('Nothing'), what='the choice')
        print(f'# {button.name}')
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
        for item, name in (('Picture (PNG)', 'picture.png'), ('Table of the Downloads (CSV)', 'table.csv'),
                           ('Report (JSON)', 'report.json')):
            export(program, item, os.path.join(folder, name))
        with open(os.path.join(folder, 'picture.png'), 'rb') as file:
            head = file.read(24)
        assert head[:8] == b'\x89PNG\r\n\x1a\n', head
        assert struct.unpack('>I', head[16:20])[0] == 3296, head
        with open(os.path.join(folder, 'table.csv'), newline='') as file:
            assert len(file.read().splitlines()) == 1 + 2 * 6
        with open(os.path.join(folder, 'report.json')) as file:
            assert [report['mode'] for report in json.load(file)['runs']] == ['threads', 'async']
        assert len(glob.glob(os.path.join(folder, '*'))) == 3
    shutil.rmtree(home)


run()
