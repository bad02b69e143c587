#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is chosen with GTK's own choosers of folders and files."""

import os

from gi.repository import GLib

from atspi import wait_for
from chooser import choose
from program import Program, Server
from tap import run, test


def make_folder(program, name):
    path = os.path.join(program.folder, name)
    os.mkdir(path)
    return path


@test('/choosing/the-download-folder')
def _():
    with Server() as server, Program() as program:
        folder = make_folder(program, 'elsewhere')
        program.activate_in('app', 'preferences')
        program.tab_to(program.find('list item', 'Download Folder'))
        program.key('Return')
        choose(program, 'Choose Folder', folder)
        wait_for(lambda: any(label.name == folder for label in program.accessible.find_all('label')),
                 what='the folder in the preferences')
        program.key('Escape')
        program.activate_in('app', 'add', GLib.Variant('as', [server.address('a.bin', size='1K')]))
        wait_for(lambda: program.rows(), what='the row')
        program.press_download()
        program.wait_for_statuses('Finished')
        assert os.listdir(folder) == ['a.bin'], os.listdir(folder)


@test('/choosing/where-to-save-each-time')
def _():
    with Server() as server, Program(ask_where='true') as program:
        folder = make_folder(program, 'elsewhere')
        address = server.address('a.bin', size='1K')
        program.activate_in('app', 'add', GLib.Variant('as', [address]))
        program.find_window('Save In')
        program.key('Escape')
        entry = program.find('text box', 'Addresses')
        wait_for(lambda: entry.text == address, what='the address, to be added again')
        assert not program.rows()
        program.activate_in('app', 'add', GLib.Variant('as', [address]))
        choose(program, 'Save In', folder)
        wait_for(lambda: program.rows(), what='the row')
        program.press_download()
        program.wait_for_statuses('Finished')
        assert os.listdir(folder) == ['a.bin'], os.listdir(folder)


@test('/choosing/another-folder-where-one-cannot-be-written')
def _():
    with Server() as server, Program(download_folder="'/proc/nowhere'") as program:
        folder = make_folder(program, 'elsewhere')
        program.activate_in('app', 'add', GLib.Variant('as', [
            server.address(f'{name}.bin', size='1K') for name in 'ab']))
        wait_for(lambda: len(program.rows()) == 2, what='two rows')
        program.press_download()
        program.find('button', 'Choose Folder… b.bin')
        program.find('button', 'Choose Folder… a.bin').act()
        choose(program, 'Choose Folder', folder)
        program.wait_for_statuses('Finished')
        assert sorted(os.listdir(folder)) == ['a.bin', 'b.bin'], os.listdir(folder)


@test('/choosing/lists-of-addresses')
def _():
    with Program() as program:
        path = os.path.join(program.folder, 'list.txt')
        with open(path, 'w') as file:
            file.write('http://127.0.0.1:9/a\nhttp://127.0.0.1:9/b\n')
        program.activate_in('win', 'add-file')
        choose(program, 'Add From File', path)
        dialog = program.find_window('Add Addresses')
        wait_for(lambda: dialog.find('check box', '2 addresses'), what='both')


run()
