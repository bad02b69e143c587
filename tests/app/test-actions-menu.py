#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the main menu: by mouse, by keyboard and over the bus."""

import glob
import os
import re

import areas
from atspi import wait_for
from program import Program
from home import Home
from tap import run, test
from ways import WAYS, Driver

table, end = areas.make_table('menu')
ROOT = os.path.join(os.path.dirname(__file__), '..', '..')
MANUAL = os.path.join(ROOT, 'data', 'man', 'freshet.1')


def read_manual():
    """The actions that the manual tells of, and whether they take something."""
    with open(MANUAL) as manual:
        lists = manual.read().split('\n.Sh D-BUS\n')[1].split('\n.Sh ')[0].split('\n.Bl ')[1:]
    told = {}
    for scope, text in zip(('app', 'win', 'win', 'lesson'), lists, strict=True):
        for line in text.splitlines():
            words = [word for word in line.split()[1:] if word not in ('Ic', ',')]
            if line.startswith('.It '):
                told.update({f'{scope}.{word}': words[at + 1:at + 2] == ['Ar'] for at, word in enumerate(words)
                             if word != 'Ar' and words[at - 1:at] != ['Ar']})
    return told


@test('/actions/menu/what-opens-a-window')
def _():
    with Program() as program:
        driver = Driver(program, table)
        for action, title, item, key in (
                ('app.about', 'About', 'About Freshet', None),
                ('app.preferences', 'Preferences', 'Preferences', 'ctrl+comma'),
                ('win.show-help-overlay', 'Keyboard Shortcuts', 'Keyboard Shortcuts', 'ctrl+question'),
                ('win.add-many', 'Add Addresses', 'Add Many…', 'ctrl+n'),
                ('win.add-file', 'Add From File', 'Add From File…', 'ctrl+o')):
            driver.each_way(action, *driver.opens_window(title), **driver.main_menu(item, key=key))


@test('/actions/menu/help')
def _():
    with Home('[Default Applications]\nx-scheme-handler/help=viewer.desktop\n') as home, \
            Program(home=home.folder) as program:
        driver = Driver(program, table)
        driver.each_way('app.help', lambda _way: home.read_shown() == 'help:freshet', home.forget,
                        **driver.main_menu('Help', key='F1'))


@test('/actions/menu/demo-and-watch')
def _():
    with Program() as program:
        driver = Driver(program, table)

        def has_child():
            with open(f'/proc/{program.process.pid}/task/{program.process.pid}/children') as children:
                return children.read() != ''

        def forget_watch():
            program.activate_in('app', 'watch')
            wait_for(lambda: not has_child(), what='the end of the second process')

        def forget_demo():
            program.activate('select-all')
            wait_for(lambda: program.is_enabled('remove'), what='the selection')
            program.activate('remove')
            wait_for(lambda: not program.rows(), what='an empty list')

        driver.each_way('app.demo', lambda _way: len(program.rows()) == 6, forget_demo,
                        **driver.main_menu('Try the Demo'))
        driver.each_way('app.watch', lambda _way: has_child(), forget_watch,
                        **driver.main_menu('Watch From Outside'))


@test('/actions/menu/quit')
def _():
    for way in WAYS:
        with Program() as program:
            driver = Driver(program, table)
            ways = {**driver.main_menu('Quit', key='ctrl+q'),
                    'D-Bus': ('Activate', lambda: program.activate_in('app', 'quit'))}
            driver.go('app.quit', way, *ways[way], lambda: program.process.poll() is not None)
            assert program.process.returncode == 0, program.process.returncode


def list_actions_of_widgets():
    """Those that the classes of widgets have, as the sources say."""
    names = set()
    for path in glob.glob(os.path.join(ROOT, 'src', 'app', '*.c')):
        with open(path) as file:
            source = re.sub('#include.*', '', file.read())
        if 'gtk_widget_class_install_action' in source:
            names.update(re.findall(r'"([a-z]+\.[a-z]+(?:-[a-z]+)*)"', source))
    return {name for name in names if name.split('.')[0] not in (*areas.ON_THE_BUS, 'list')}


@test('/actions/menu/no-action-is-in-no-test-and-not-in-the-manual')
def _():
    with Program() as program:
        program.activate_in('app', 'lesson')
        program.find_window('Lesson')
        found = {f'{scope}.{name}': takes != ''
                 for scope in areas.ON_THE_BUS
                 for name, (_, takes, _) in program.describe_actions(scope).items()}
    wanted = sum(areas.AREAS.values(), [])
    assert sorted([*found, *list_actions_of_widgets()]) == sorted(wanted), \
        {*found, *list_actions_of_widgets()} ^ {*wanted}
    assert read_manual() == found, sorted(read_manual().items() ^ found.items())


end()
run()
