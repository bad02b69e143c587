#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How addresses get into the list, other than by being typed into the entry."""

import os

from atspi import wait_for
from program import Program, Server
from tap import run, test


def open_dialog(program):
    program.key('ctrl+n')
    return program.find_window('Add Addresses')


def type_text(program, dialog, text):
    wait_for(lambda: dialog.find('text box', 'Text With Addresses'), what='the text')
    dialog.find('text box', 'Text With Addresses').text = text


def find_check(dialog, name):
    return wait_for(lambda: dialog.find('check box', name), what=f'“{name}”')


def press_add(dialog):
    add = dialog.find('button', 'Add')
    wait_for(lambda: add.is_('sensitive'), what='Add can be pressed')
    add.act()


@test('/adding/addresses-are-found-in-a-page-and-chosen')
def _():
    with Program() as program:
        dialog = open_dialog(program)
        assert not dialog.find('button', 'Add').is_('sensitive')
        type_text(program, dialog, 'Get http://127.0.0.1:9/a, <http://127.0.0.1:9/b> or\n'
                                   'http://127.0.0.1:9/c. Not ftp://127.0.0.1/d!')
        find_check(dialog, '3 addresses')
        assert not find_check(dialog, 'ftp://127.0.0.1/d').is_('sensitive')
        program.tab_to(find_check(dialog, 'a'))
        program.key('Down', 'space')
        find_check(dialog, '2 of 3 addresses')
        press_add(dialog)
        wait_for(lambda: program.names() == ['a', 'c'], what='two rows')


@test('/adding/what-is-in-the-list-is-added-again-only-on-purpose')
def _():
    with Program('http://127.0.0.1:9/known') as program:
        wait_for(lambda: program.names() == ['known'], what='the row')
        dialog = open_dialog(program)
        type_text(program, dialog, 'http://127.0.0.1:9/known http://127.0.0.1:9/new')
        known = find_check(dialog, 'known')
        assert not known.is_('checked') and find_check(dialog, 'new').is_('checked')
        assert known.description.startswith('In the list already'), known.description
        program.tab_to(known)
        program.key('space')
        find_check(dialog, '2 addresses')
        press_add(dialog)
        wait_for(lambda: program.names() == ['known', 'known', 'new'], what='three rows')


@test('/adding/a-checksum-is-asked-for-one-address')
def _():
    with Server() as server, Program() as program:
        dialog = open_dialog(program)
        type_text(program, dialog, server.address('a.bin', size='1K', seed=3))
        find_check(dialog, '1 address')
        checksum = wait_for(lambda: dialog.find('text box', 'Checksum'), what='the checksum')
        checksum.text = 'sha256:abc'
        wait_for(lambda: any('64 hexadecimal digits' in label.name
                             for label in dialog.find_all('label')), what='the reason')
        assert not dialog.find('button', 'Add').is_('sensitive')
        checksum.text = '0' * 64
        press_add(dialog)
        program.press_download()
        program.find('button', 'Try Again a.bin', timeout=60)
        assert 'a.bin' not in os.listdir(program.downloads), os.listdir(program.downloads)


@test('/adding/a-password-is-told-to-its-site')
def _():
    with Server() as server, Program() as program:
        dialog = open_dialog(program)
        type_text(program, dialog, server.address('a.bin', size='1K', auth='me:secret'))
        find_check(dialog, '1 address')
        program.tab_to(list(dialog.find_all('list item', 'Sign In'))[-1])
        program.key('Return')
        wait_for(lambda: dialog.find('text box', 'User Name'), what='the user name').text = 'me'
        dialog.find('text box', 'Password').text = 'secret'
        press_add(dialog)
        program.press_download()
        program.wait_for_statuses('Finished')


@test('/adding/many-that-are-pasted-are-shown-first')
def _():
    with Program() as program:
        program.cut('http://127.0.0.1:9/a http://127.0.0.1:9/b')
        program.key('ctrl+v')
        dialog = program.find_window('Add Addresses')
        find_check(dialog, '2 addresses')
        program.key('ctrl+Return')
        wait_for(lambda: program.names() == ['a', 'b'], what='two rows')


@test('/adding/what-is-added-starts-at-once-if-that-is-wanted')
def _():
    with Server() as server, Program(start_at_once='true') as program:
        program.add(server.address('a.bin', size='1K'))
        wait_for(lambda: len(program.rows()) == 1, what='the row')
        program.wait_for_statuses('Finished')
    with Server() as server, Program(start_at_once='true', mode="'blocking'") as program:
        program.add(server.address('a.bin', size='1K'))
        wait_for(lambda: len(program.rows()) == 1, what='the row')
        wait_for(lambda: program.find('button', 'Download').is_('sensitive'), what='Download')
        assert program.statuses()[0].startswith('Waiting'), program.statuses()


run()
