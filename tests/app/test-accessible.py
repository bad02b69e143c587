#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader makes of the window, and what a keyboard alone can reach."""

import shutil
import time

from gi.repository import GLib

from atspi import ACCESSIBLE, wait_for
from home import make_damaged_home
from program import Program, Server
from reading import assert_named, walk
from tap import run, test
from views import Tour

PAGES = 'downloads', 'compare', 'code'
# The views of the window itself where the focus may go elsewhere.
WALKED = 'empty', 'waiting', 'running', 'compare', 'code', 'blocking mode', 'thawed'


def show_page(program, page):
    program.activate_in('win', 'page', GLib.Variant('s', page))


@test('/accessible/what-takes-the-focus-has-a-name')
def _():
    with Program('--demo') as program:
        wait_for(lambda: len(program.rows()) == 6, what='six rows')
        for page in PAGES:
            show_page(program, page)
            assert_named(program.accessible, page)
        show_page(program, 'downloads')
        program.press_download()
        program.wait_for_statuses('Finished')
        assert_named(program.accessible, 'a list that is finished')


@test('/accessible/tab-goes-in-the-order-of-reading')
def _():
    with Program('--demo') as program:
        wait_for(lambda: len(program.rows()) == 6, what='six rows')
        program.key('Shift_L')
        window = program.accessible.children[0]
        for page in PAGES:
            show_page(program, page)
            walk(window, page)
        show_page(program, 'downloads')
        program.key('ctrl+f')
        wait_for(lambda: program.find(name='Find Downloads').is_('focused'), what='the search')
        names = walk(window, 'the search')
        assert 'Find Downloads' in names and 'All' in names, names


@test('/accessible/tab-leads-to-what-is-said')
def _():
    home = make_damaged_home()
    with Program(home=home) as program:
        program.find('button', 'Show')
        program.key('Shift_L')
        names = walk(program.accessible.children[0], 'the empty list, with a toast')
        assert 'Show' in names and 'Try the Demo' in names, names
    shutil.rmtree(home)


@test('/accessible/each-page-dialog-and-menu-has-names-and-the-order-of-reading')
def _():
    with Server() as server, Program(freeze_guard='uint32 3') as program:
        for view in Tour(program, server).all():
            assert_named(program.accessible, view.name)
            if view.window:
                walk(view.window, view.name, view.has_way_back)
            elif view.name in WALKED:
                walk(program.accessible.children[0], view.name)


class Changes:
    """What is told to a screen reader of the properties of objects."""

    def __init__(self, program, what):
        self.bus = program.desktop.bus
        self.what = what
        self.seen = []
        self._register()
        self.id = self.bus.signal_subscribe(
            None, 'org.a11y.atspi.Event.Object', 'PropertyChange', None, None, 0, self._changed_cb)

    def _register(self):
        """Newer GTK tells nobody who has not said that it listens."""
        arguments = GLib.Variant('(sass)', (f'object:property-change:{self.what}', [], ''))
        self.bus.call_sync('org.a11y.atspi.Registry', '/org/a11y/atspi/registry',
                           'org.a11y.atspi.Registry', 'RegisterEvent', arguments, None, 0, -1, None)

    def _changed_cb(self, _bus, _sender, path, _interface, _signal, arguments):
        if arguments.unpack()[0] == self.what:
            self.seen.append(path)

    def wait(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            GLib.MainContext.default().iteration(False)
            time.sleep(0.01)

    def count(self, path):
        return self.seen.count(path)


@test('/accessible/a-row-tells-its-states-and-not-every-percent')
def _():
    with Server() as server, Program() as program:
        program.add(server.address('slow.bin', size='3M', rate='1M'))
        row = wait_for(lambda: program.rows() and program.rows()[0], what='the row')
        wait_for(lambda: row.description.startswith('Waiting'), what='that it waits')
        changes = Changes(program, 'accessible-description')
        program.press_download()
        changes.wait(2)
        assert 1 <= changes.count(row.path) <= 3, changes.count(row.path)
        program.wait_for_statuses('Finished')
        changes.wait(0.5)
        assert changes.count(row.path) <= 4, changes.count(row.path)
        assert row.description.startswith('Finished · '), row.description


@test('/accessible/a-row-tells-why-it-failed')
def _():
    with Server() as server, Program(retries='uint32 0') as program:
        program.add(server.address('missing.bin', status=404))
        row = wait_for(lambda: program.rows() and program.rows()[0], what='the row')
        wait_for(lambda: row.description.startswith('Waiting'), what='that it waits')
        changes = Changes(program, 'accessible-description')
        program.press_download()
        wait_for(lambda: '404' in row.description, what='the reason')
        changes.wait(0.5)
        assert 1 <= changes.count(row.path) <= 3, changes.count(row.path)


@test('/accessible/a-progress-bar-has-a-value')
def _():
    with Server() as server, Program() as program:
        program.add(server.address('slow.bin', size='4M', rate='1M'))
        program.press_download()
        program.find('button', 'Pause slow.bin')
        bar = program.find('progress bar', 'Progress')
        first = wait_for(lambda: bar.value, what='some of it')
        wait_for(lambda: bar.value > first, what='more of it')
        assert bar.get('org.a11y.atspi.Value', 'MinimumValue') == 0
        assert bar.get('org.a11y.atspi.Value', 'MaximumValue') == 1
        assert bar.value <= 1


@test('/accessible/what-has-just-happened-is-an-alert')
def _():
    with Server() as server, Program(mode='blocking') as program:
        program.add(server.address('frozen.bin', size='1M', rate='1M'))
        program.press_download()
        card = program.find('alert', timeout=60)
        assert card.get(ACCESSIBLE, 'Name').startswith('The window was frozen'), card.name
        program.find('button', 'Open frozen.bin')
        program.key('Shift_L')
        names = walk(program.accessible.children[0], 'the window that was frozen')
        for name in 'Watch From Outside', 'Close', 'Open frozen.bin':
            assert name in names, names


run()
