#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of the list from one start to the next."""

import os

from gi.repository import GLib

from atspi import wait_for
from home import make_damaged_home
from program import Program, Server, make_home
from tap import run, test


def is_written(home, word):
    """Whether the database has that word in it, or its log. Files beside it come and go."""
    folder = os.path.join(home, 'data', 'freshet')
    try:
        return any(word.encode() in open(os.path.join(folder, name), 'rb').read()
                   for name in os.listdir(folder))
    except FileNotFoundError:
        return False


def drag(program, name, target, part, expected):
    program.drag(program.row(name), program.row(target), part)
    wait_for(lambda: program.names() == list(expected), what=f'the order {expected}')


@test('/list/is-there-again-at-the-next-start')
def _():
    home = make_home()
    with Server() as server:
        with Program(home=home) as program:
            program.add(' '.join([server.address('done.bin', size='100K'),
                                  server.address('missing.bin', status=404)]))
            program.press_download()
            program.find('button', 'Try Again missing.bin')
            program.find('button', 'Open done.bin')
            program.add('http://127.0.0.1:9/later')
            statuses = program.statuses()
            program.key('ctrl+q')
            assert program.process.wait(30) == 0
        with Program(home=home) as program:
            wait_for(lambda: program.names() == ['done.bin', 'missing.bin', 'later'], what='rows')
            assert program.statuses()[:2] == statuses[:2], program.statuses()


@test('/list/survives-being-killed')
def _():
    home = make_home()
    with Program('http://127.0.0.1:9/killed', home=home) as program:
        wait_for(lambda: program.names() == ['killed'], what='the row')
        wait_for(lambda: is_written(home, '127.0.0.1:9/killed'), what='the list on the disk')
        program.process.kill()
        program.process.wait()
        program.process.returncode = 0
    with Program('http://127.0.0.1:9/new', 'http://127.0.0.1:9/killed', home=home) as program:
        wait_for(lambda: program.names() == ['killed', 'new'], what='the old first, the new last')


@test('/list/what-was-cleared-stays-so')
def _():
    home = make_home()
    with Server() as server:
        with Program(home=home) as program:
            program.add(server.address('done.bin', size='100K'))
            program.press_download()
            program.find('button', 'Open done.bin')
            # The end comes before it could be written, and while it can still be undone.
            program.activate('clear-finished')
            program.activate_in('app', 'quit')
            assert program.process.wait(30) == 0
            assert os.listdir(program.downloads) == ['done.bin']
        with Program('http://127.0.0.1:9/new', home=home) as program:
            wait_for(lambda: program.names() == ['new'], what='nothing but what is new')


@test('/list/the-demo-does-not-come-back')
def _():
    home = make_home()
    with Program('--demo', 'http://127.0.0.1:9/mine', home=home) as program:
        wait_for(lambda: len(program.rows()) == 7, what='seven rows')
    with Program(home=home) as program:
        wait_for(lambda: program.names() == ['mine'], what='one row')


@test('/list/a-damaged-one-is-set-aside-and-said')
def _():
    home = make_damaged_home()
    folder = os.path.join(home, 'data', 'freshet')
    with Program(home=home) as program:
        program.find('label', 'The damaged list of downloads was set aside')
        program.find('button', 'Show')
        assert len([name for name in os.listdir(folder) if '.sqlite' in name]) > 1
        program.add('http://127.0.0.1:9/new')
        wait_for(lambda: is_written(home, '127.0.0.1:9/new'), what='the new list on the disk')


@test('/list/one-that-cannot-be-kept-is-said')
def _():
    home = make_home()
    os.makedirs(os.path.join(home, 'data'))
    with open(os.path.join(home, 'data', 'freshet'), 'w'):
        pass
    with Program(home=home) as program:
        wait_for(lambda: any(label.name.startswith('The list of downloads is not kept: ')
                             for label in program.accessible.find_all('label')), what='the reason')
        program.add('http://127.0.0.1:9/new')
        wait_for(lambda: program.names() == ['new'], what='the row')


@test('/list/a-row-is-dragged-to-its-place-in-the-queue')
def _():
    with Program(*(f'http://127.0.0.1:9/{name}' for name in 'abcd')) as program:
        wait_for(lambda: program.names() == list('abcd'), what='four rows')
        drag(program, 'd', 'a', 0.2, 'dabc')
        drag(program, 'd', 'b', 0.8, 'abdc')
        drag(program, 'a', 'c', 0.9, 'bdca')

        # In another order than the queue's, there is no place to drag something to.
        program.activate('sort', GLib.Variant('s', 'name'))
        wait_for(lambda: program.names() == list('abcd'), what='the order of the names')
        drag(program, 'd', 'a', 0.2, 'abcd')
        program.activate('sort', GLib.Variant('s', 'queue'))
        wait_for(lambda: program.names() == list('bdca'), what='the order of the queue')


@test('/list/all-that-is-selected-is-dragged')
def _():
    with Program(*(f'http://127.0.0.1:9/{name}' for name in 'abcd')) as program:
        wait_for(lambda: program.names() == list('abcd'), what='four rows')
        program.activate('select', GLib.Variant('as', [f'http://127.0.0.1:9/{name}'
                                                       for name in 'ac']))
        wait_for(lambda: program.row('c').is_('selected'), what='the selection')
        drag(program, 'c', 'd', 0.8, 'bdac')
        assert [row.name for row in program.rows() if row.is_('selected')] == ['a', 'c']
        # One that is not selected goes alone.
        drag(program, 'd', 'b', 0.2, 'dbac')


@test('/list/the-focus-goes-to-the-neighbour-of-what-is-removed')
def _():
    with Program(*(f'http://127.0.0.1:9/{name}' for name in 'abcd')) as program:
        wait_for(lambda: program.names() == list('abcd'), what='four rows')

        def get_focused():
            return [row.name for row in program.rows() if row.is_('focused')]

        row = program.row('b')
        program.click_on(row, lambda: row.is_('selected'), 'the selection')
        for left, focused in ('acd', 'c'), ('ad', 'd'), ('a', 'a'):
            program.key('Delete')
            wait_for(lambda: program.names() == list(left), what=f'{left} in the list')
            wait_for(lambda: get_focused() == [focused], what=f'the focus on {focused}')
            # What is to be removed next is said.
            program.key('space')
            wait_for(lambda: program.row(focused).is_('selected'), what=f'the selection of {focused}')


@test('/list/the-menu-says-how-many-it-is-for')
def _():
    with Server() as server, Program() as program:
        program.add(' '.join(server.address(name, size='1K') for name in ('a.bin', 'b.bin')))
        program.press_download()
        program.wait_for_statuses('Finished')
        row = program.row('a.bin')
        program.click_on(row, lambda: row.is_('selected'), 'the selection')
        for keys, labels in ((['shift+F10'], ('Copy Address', 'Move File to Wastebasket')),
                             (['ctrl+a', 'shift+F10'], ('Copy Addresses', 'Move Files to Wastebasket'))):
            program.key(*keys)
            for label in labels:
                program.find('menu item', label)
            program.key('Escape')
            wait_for(lambda: not program.has('menu item'), what='the closing of the menu')


@test('/list/typing-finds')
def _():
    with Program(*(f'http://127.0.0.1:9/{name}' for name in ('lake', 'river', 'sea'))) as program:
        wait_for(lambda: len(program.rows()) == 3, what='three rows')
        program.key('r', 'i', 'v')
        search = program.find(name='Find Downloads')
        wait_for(lambda: search.is_('focused') and search.text == 'riv', what='the search')
        wait_for(lambda: program.names() == ['river'], what='what is called like that')
        program.key('Escape')
        wait_for(lambda: program.names() == ['lake', 'river', 'sea'], what='all of them')


run()
