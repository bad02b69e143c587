#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""That a comparison asks before it freezes the window, shows what came of it, and keeps that."""

import glob
import json
import os
import shutil
import subprocess
import time

from atspi import wait_for
from program import Program, make_home
from tap import run, test

ROWS = ['Total time', 'Longest freeze', 'Time frozen', 'Frames missed', 'Worst input delay',
        'Overlap factor', 'Requests in flight', 'Threads', 'CPU time', 'Peak memory']
MODES = ['Blocking', 'Threads', 'Asynchronous']


def open_page(program):
    program.key('alt+2')
    wait_for(lambda: program.find('button', 'Run Comparison').extents[2] > 0, what='the page')


def ask(program):
    """Presses Run Comparison, and returns the question."""
    program.find('button', 'Run Comparison').act()
    return wait_for(lambda: next((child for child in program.accessible.children
                                  if child.find('button', 'Freeze and Compare')), None),
                    what='the question')


def records(program):
    return glob.glob(os.path.join(program.data, 'freshet', 'comparisons', '*.json'))


def leave_blocking_out(program):
    program.click_on(program.find('check box', 'Blocking'),
                     lambda: not program.find('check box', 'Blocking').is_('checked'),
                     'no blocking mode')


def cells(program):
    """What a screen reader says of each cell of the table: (figure, mode) to value."""
    table = {}
    for label in program.accessible.find_all('label'):
        place, colon, value = label.name.partition(': ')
        figure, comma, mode = place.partition(', ')
        if colon and comma and figure in ROWS and mode in MODES:
            table[figure, mode] = value
    return table


def assert_table(table):
    assert len(table) == len(ROWS) * len(MODES), table
    for figure in 'Total time', 'Longest freeze', 'Time frozen', 'Frames missed', 'Overlap factor':
        assert not table[figure, 'Blocking'].endswith('the best'), (figure, table)
        assert any(table[figure, mode].endswith('the best') for mode in MODES), (figure, table)
    for mode in MODES:
        # Nobody clicked: there is no delay, and that is not a delay of 0.
        assert table['Worst input delay', mode] == 'no click', table
    assert table['Requests in flight', 'Blocking'].split(',')[0] == '1', table


@test('/compare/the-demo-is-compared-after-a-question-and-kept')
def _():
    home = make_home()
    with Program(home=home) as program:
        open_page(program)
        ask(program).find('button', 'Cancel').act()
        wait_for(lambda: len(program.accessible.children) == 1, what='no question')
        assert program.find('button', 'Run Comparison').is_('sensitive')

        question = ask(program)
        began = time.monotonic()
        question.find('button', 'Freeze and Compare').act()
        wait_for(lambda: len(cells(program)) == len(ROWS) * len(MODES), 60, 'the table')
        print(f'# from the button to the result: {time.monotonic() - began:.1f} s')
        assert_table(cells(program))
        for figure in ROWS:
            # What it means, and how it is worked out.
            said = [label.description for label in program.accessible.find_all('label', figure)]
            assert any(len(text.split('\n')) == 2 for text in said), (figure, said)
        path, = wait_for(lambda: records(program), what='the record')
    with open(path) as file:
        runs = json.load(file)['runs']
    assert [report['mode'] for report in runs] == ['blocking', 'threads', 'async'], runs

    with Program(home=home) as program:
        open_page(program)
        program.find('button', 'Show Earlier Comparisons').act()
        wait_for(lambda: len(cells(program)) == len(ROWS) * len(MODES), what='the table of before')
    shutil.rmtree(home)


@test('/compare/it-can-be-cancelled-in-the-middle-and-leaves-nothing')
def _():
    with Program() as program:
        open_page(program)
        leave_blocking_out(program)
        program.find('button', 'Run Comparison').act()
        wait_for(lambda: any(label.name in ('1 of 2: Threads', '2 of 2: Asynchronous')
                             for label in program.accessible.find_all('label')), what='the run')
        program.find('button', 'Cancel').act()
        wait_for(lambda: program.find('button', 'Run Comparison').is_('sensitive'), 30, 'the end')
        assert records(program) == []


@test('/compare/frames-that-nobody-could-see-are-not-counted')
def _():
    with Program() as program:
        open_page(program)
        leave_blocking_out(program)
        window = program.window_id()
        subprocess.run(['xdotool', 'windowminimize', '--sync', window], check=True)
        program.find('button', 'Run Comparison').act()
        path, = wait_for(lambda: records(program), 30, 'the record')
        with open(path) as file:
            assert [report['frames'] for report in json.load(file)['runs']] == [None, None]
        # What is not in sight is not told to a screen reader either.
        subprocess.run(['xdotool', 'windowmap', '--sync', window], check=True)
        wait_for(lambda: len(cells(program)) == len(ROWS) * len(MODES[1:]), what='the table')
        table = cells(program)
        for mode in MODES[1:]:
            assert table['Frames missed', mode] == 'not counted', table
            assert table['Longest freeze', mode][0].isdigit(), table
        assert any(label.name.endswith('frames not counted')
                   for label in program.accessible.find_all('label'))


run()
