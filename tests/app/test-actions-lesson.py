#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What there is in the lesson: by mouse, by keyboard and over the bus."""

import os
import subprocess

from gi.repository import GLib

import areas
from atspi import wait_for
from lesson import Lesson
from program import Program
from tap import run, test
from ways import Driver

table, end = areas.make_table('lesson')


def wait_for_focus(title):
    """Waits until the window with that title is the one that is clicked into."""
    wait_for(lambda: subprocess.run(['xdotool', 'getactivewindow', 'getwindowname'],
                                    capture_output=True, text=True).stdout.strip() == title,
             what=f'the focus in {title}')


def open_lesson(program):
    lesson = Lesson(program, lambda: program.activate_in('app', 'lesson'))
    wait_for_focus('Lesson')
    return lesson


@test('/actions/lesson/it-opens')
def _():
    with Program() as program:
        driver = Driver(program, table)
        driver.each_way('app.lesson', *driver.opens_window('Lesson', key='ctrl+w'),
                        **driver.main_menu('Lesson', key='F2'))


@test('/actions/lesson/the-size-of-text')
def _():
    with Program() as program:
        driver = Driver(program, table)
        download = program.find('button', 'Download')
        normal = download.extents[2]
        lesson = open_lesson(program)

        def get_difference():
            return download.extents[2] - normal

        def choose(action):
            program.activate_in('app', action)
            wait_for(lambda: (get_difference() > 0) == (action == 'larger'), what=action)

        for action, label, key, begin, undo in (
                ('larger', 'Larger Text', 'ctrl+plus', 'normal-size', 'normal-size'),
                ('smaller', 'Smaller Text', 'ctrl+minus', 'larger', 'larger'),
                ('normal-size', 'Normal Text', 'ctrl+0', 'larger', 'larger')):
            choose(begin)
            driver.each_way(
                f'app.{action}', lambda _way: (get_difference() > 0) == (action == 'larger'),
                lambda: choose(undo), keyboard=driver.key(key),
                mouse=('menu of the lesson', lambda: driver.click_in_menu(
                    lesson.find('button', 'Main Menu'), 1, label)))


@test('/actions/lesson/its-steps')
def _():
    with Program() as program:
        driver = Driver(program, table)
        lesson = open_lesson(program)

        def is_at(step):
            return any(f'Step {step} of 7' in text for text in lesson.texts())

        def go_to(step):
            while not is_at(step):
                program.activate_in('lesson', 'next' if is_at(1) else 'previous')
                wait_for(lambda: is_at(1) or is_at(2), what='a step')

        def save():
            folder = program.downloads
            for name in os.listdir(folder):
                os.remove(os.path.join(folder, name))

        def in_menu(label):
            button = lesson.find('button', 'Main Menu')
            return {'mouse': ('menu of the lesson', lambda: driver.click_in_menu(button, 1, label)),
                    'keyboard': ('F10', lambda: driver.key_in_menu(label))}

        driver.each_way('lesson.next', lambda _way: is_at(2), lambda: go_to(1),
                        mouse=('“Next Step”', lambda: driver.press(lesson.find('button', 'Next Step'))),
                        keyboard=driver.key('alt+Right'))
        go_to(2)
        driver.each_way('lesson.previous', lambda _way: is_at(1), lambda: go_to(2),
                        mouse=('“Previous Step”',
                               lambda: driver.press(lesson.find('button', 'Previous Step'))),
                        keyboard=driver.key('alt+Left'))
        driver.each_way('lesson.begin-again', lambda _way: is_at(1), lambda: go_to(2),
                        **in_menu('Begin Again'))
        driver.each_way('lesson.save', lambda _way: lesson.saved() is not None, save,
                        **in_menu('Save Results'))


@test('/actions/lesson/the-code')
def _():
    with Program() as program:
        driver = Driver(program, table)
        lesson = open_lesson(program)
        for _step in range(4):
            program.key('alt+Right')
        lesson.wait_for_step('Why', 5)

        def forget():
            program.activate('page', GLib.Variant('s', 'downloads'))
            wait_for(lambda: program.describe('page')[2] == ['downloads'], what='the downloads')
            program.activate_in('app', 'lesson')
            wait_for_focus('Lesson')

        def find(_way):
            return lesson.find_sensitive('Open All of the Code')

        ways = driver.button_ways(find)
        del ways['bus']
        driver.each_way('app.code', lambda _way: program.describe('page')[2] == ['code'], forget, **ways)


@test('/actions/lesson/what-is-put-in-order')
def _():
    with Program() as program:
        driver = Driver(program, table)
        lesson = open_lesson(program)

        def is_there():
            return any('Step 7 of 7' in text for text in lesson.texts())

        while not is_there():
            before = lesson.texts()
            lesson.find_sensitive('Next Step').act()
            wait_for(lambda: lesson.texts() != before, what='the next step')
        order = wait_for(lesson.order, what='what is put in order')
        step = order[0]

        def find(_way):
            return lesson.find('button', f'Move down: {step}')

        def move_by_key():
            item = lesson.find('list item', step)
            program.tab_to(item)
            program.key('alt+Down')

        def forget():
            lesson.find('button', f'Move up: {step}').act()
            wait_for(lambda: lesson.order() == order, what='the order that it was')

        ways = driver.button_ways(find)
        ways['keyboard'] = 'alt+Down', move_by_key
        driver.each_way('order.move', lambda _way: lesson.order() == [order[1], step, *order[2:]], forget,
                        **ways)


end()
run()
