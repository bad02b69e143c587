# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the window of the downloads can show: each page, dialog and menu, one after the other."""

import glob
import os
import time

from gi.repository import GLib

from atspi import wait_for


class View:
    """Something that is shown just now."""

    def __init__(self, name, window=None, has_way_back=True):
        self.name = name
        # The window that has it, if that is a window of its own.
        self.window = window
        # Whether Shift and Tab lead anywhere.
        self.has_way_back = has_way_back


class Tour:
    """Leads through the views of a program, with a demo server to download from."""

    def __init__(self, program, server):
        self.program = program
        self.server = server

    def windows(self):
        return self.program.accessible.children

    def dialog(self, name, opener, *arguments, key='Escape'):
        """A window that something opens, and a key closes."""
        before = {window.path for window in self.windows()}
        opener(*arguments)
        window = wait_for(lambda: next((window for window in self.windows()
                                        if window.path not in before), None), what=name)
        yield View(name, window)
        yield from self.fill(name, window)
        self.program.key(key)
        wait_for(lambda: len(self.windows()) == len(before), what=f'{name} closes')

    def fill(self, name, window):
        """What else a dialog can show."""
        if name == 'add many':
            text = wait_for(lambda: window.find('text box', 'Text With Addresses'), what='the text')
            text.text = ' '.join([self.server.address(f'chapter-{i}.bin') for i in range(12)]
                                 + [self.server.address('done.bin', size='10K'),
                                    'ftp://example.org/old'])
            wait_for(lambda: any('13' in box.name
                                 for box in window.find_all('check box')), what='the addresses')
            yield View('add many, found', window)
            text.text = self.server.address('one.bin', auth='me:secret')
            wait_for(lambda: window.find('text box', 'Checksum'), what='the checksum').text = 'abc'
            # The row that opens is in one of the same name.
            self.program.tab_to(list(window.find_all('list item', 'Sign In'))[-1])
            self.program.key('Return')
            yield View('add many, one', window)
        elif name == 'check':
            window.find('text box', 'Checksum').text = 'abc'
            yield View('check, no checksum', window)

        elif name == 'preferences':
            self.program.tab_to(wait_for(lambda: window.find(name='Keep Finished in the List'),
                                         what='a row with choices'))
            self.program.key('Return')
            yield View('preferences, a choice')
            self.program.key('Escape')
        elif name == 'about':
            yield from self.about(window)

    def about(self, window):
        def is_at(page):
            # Newer GTK does not show a screen reader the page that was left.
            row = window.find('list item', page)
            return row is not None and row.is_('focused')

        for page in 'Details', 'Legal':
            self.program.tab_to(wait_for(lambda: window.find('list item', page), what=page))
            self.program.key('Return')
            wait_for(lambda: not is_at(page), what=page)
            # On these pages of libadwaita 1.2, the focus is lost on the way back.
            yield View(f'about, {page}', window, has_way_back=False)
            self.program.key('alt+Left')
            wait_for(lambda: is_at(page), what='the way back')

    def activate(self, scope, action, parameter=None):
        self.program.activate_in(scope, action, parameter)

    def scroll_to(self, row):
        """Turns the wheel until a row of the list is in sight."""
        program = self.program
        view = program.find('list', 'Downloads')
        left, top, width, height = program.get_place(view)

        def is_in_sight():
            _, y, _, row_height = program.get_place(row)
            return row_height > 0 and top <= y + row_height // 2 < top + height

        for button in [4] * 40 + [5] * 80:
            if is_in_sight():
                return
            program.click_at(program.window_id(), (left + width // 2, top + height // 2), button)
            # What is scrolled to is laid out with the next frame.
            time.sleep(0.05)
        raise TimeoutError(f'{row.name} is not in sight')

    def select(self, name):
        row = self.program.row(name)
        self.scroll_to(row)
        self.program.click_on(row, lambda: row.is_('selected'), 'the selection')
        return row

    def has_menu(self):
        return any('menu item' in node.role for node in self.program.accessible.walk())

    def menu(self, name, *keys):
        self.program.key(*keys)
        wait_for(self.has_menu, what=name)
        yield View(name)
        self.program.key('Escape')
        wait_for(lambda: not self.has_menu(), what=f'{name} closes')

    # The tour itself

    def empty_list(self):
        yield View('empty')
        entry = self.program.open_entry()
        yield View('entry')
        entry.text = 'ftp://example.org/old.iso not-an-address'
        self.program.key('Return')
        wait_for(lambda: any('http' in label.name
                             for label in self.program.accessible.find_all('label')),
                 what='the complaint')
        yield View('entry, wrong')
        entry.text = ''
        self.program.key('Escape')

    def filled_list(self):
        server = self.server
        long_name = 'the-complete-recordings-of-the-spring-flood-of-2026-with-commentary.flac'
        self.activate('app', 'add', GLib.Variant('as', [
            server.address('done.bin', size='10K'),
            server.address('missing.bin', status=404),
            server.address('secret.bin', auth='me:secret'),
            server.address(long_name, size='40M', rate='20K'),
            server.address('unknown.bin', size='40M', rate='20K', length='no'),
            server.address('busy.bin', **{'status': 503, 'retry-after': 600, 'times': 9})]))
        wait_for(lambda: len(self.program.rows()) == 6, what='six rows')
        yield View('waiting')
        self.program.press_download()
        self.program.find('button', 'Sign In… secret.bin')
        self.program.find('button', 'Try Again missing.bin')
        self.program.find('button', 'Open done.bin')
        self.activate('app', 'add', GLib.Variant('as', [server.address('later.bin')]))
        wait_for(lambda: len(self.program.rows()) == 7, what='seven rows')
        yield View('running')

    def list_views(self):
        program = self.program
        yield from self.menu('main menu', 'F10')
        self.select('done.bin')
        yield from self.menu('menu of a row', 'shift+F10')
        program.key('shift+Down', 'shift+Down')
        yield View('selection')
        program.key('ctrl+f')
        entry = program.find(name='Find Downloads')
        yield View('search')
        entry.text = 'nothing is called like that'
        program.find('label', 'Nothing Found')
        yield View('search, nothing found')
        entry.text = ''
        program.key('Escape')
        wait_for(lambda: not entry.is_('focused'), what='the search closes')

    def dialogs(self):
        program = self.program
        yield from self.dialog('add many', self.activate, 'win', 'add-many')
        yield from self.dialog('sign in', program.find('button', 'Sign In… secret.bin').act)
        for name, row in ('check', 'done.bin'), ('details', 'done.bin'), ('details', 'missing.bin'):
            self.select(row)
            yield from self.dialog(name if row == 'done.bin' else f'{name}, failed',
                                   self.activate, 'win', name)
        self.select('later.bin')
        yield from self.dialog('limit speed', self.activate, 'win', 'limit-speed')
        yield from self.dialog('preferences', self.activate, 'app', 'preferences')
        yield from self.dialog('shortcuts', self.activate, 'win', 'show-help-overlay')
        yield from self.dialog('about', self.activate, 'app', 'about')
        yield from self.dialog('quit', self.activate, 'app', 'quit')
        yield from self.dialog('lesson', self.activate, 'app', 'lesson', key='ctrl+w')

    def what_is_said(self):
        program = self.program
        self.select('later.bin')
        program.key('Delete')
        program.find('button', 'Undo')
        yield View('removed')
        program.find('button', 'Undo').act()
        wait_for(lambda: not program.has('button', 'Undo'), what='the toast goes')

    def pages(self):
        for page in 'compare', 'code', 'downloads':
            self.activate('win', 'page', GLib.Variant('s', page))
            yield View(page)

    def compare(self):
        self.activate('win', 'page', GLib.Variant('s', 'compare'))
        button = self.program.find('button', 'Run Comparison')
        wait_for(lambda: button.is_('sensitive'), what='Run Comparison can be pressed')
        button.act()

    def banners(self):
        program = self.program
        program.activate_in('app', 'pause-all')
        wait_for(lambda: not any('kB/s' in status for status in program.statuses()), what='a pause')
        self.activate('win', 'blocking-mode')
        wait_for(lambda: program.has('button', 'Watch From Outside'), what='the banner')
        yield View('blocking mode')
        program.press_download()
        program.find('alert', timeout=60)
        yield View('thawed')
        self.activate('win', 'blocking-mode')
        yield from self.dialog('question before a comparison', self.compare)

    # What takes a while to get to, each in a tour of its own

    def lesson(self):
        """Each step of the lesson, before and after its one action."""
        self.activate('app', 'lesson')
        window = wait_for(lambda: self.windows()[1] if len(self.windows()) > 1 else None,
                          what='the lesson')

        def press(name):
            button = wait_for(lambda: next((button for button in window.find_all('button', name)
                                            if button.is_('sensitive')), None), 90, name)
            button.act()

        yield View('lesson 1', window)
        for slider in window.find_all('slider'):
            slider.value = 2
        for answer in 'Yes', 'One by One':
            for button in window.find_all('button', answer):
                button.act()
        press('Lock In')
        yield View('lesson 1, locked', window)
        for number, action in (2, 'Download, Blocking'), (3, 'Download, Asynchronously'), (4, None):
            press('Next Step')
            yield View(f'lesson {number}', window)
            if action:
                press(action)
                time.sleep(1)
                wait_for(lambda: window.find('button', 'Next Step').is_('sensitive'), 90, 'the end')
                yield View(f'lesson {number}, done', window)
        press('Next Step')
        yield View('lesson 5', window)
        for scene in 'computing', 'starving', 'thousand', 'nested':
            press('Next Step')
            yield View(f'lesson 6, {scene}', window)
            press('Play')
            time.sleep(1)
            wait_for(lambda: window.find('button', 'Next Step').is_('sensitive'), 90, 'the end')
            yield View(f'lesson 6, {scene}, played', window)
        press('Next Step')
        yield View('lesson 7', window)
        press('Check')
        yield View('lesson 7, checked', window)

    def outside(self):
        """What a second process shows, until the first is dead."""
        program = self.program
        self.activate('win', 'blocking-mode')
        self.activate('app', 'add', GLib.Variant('as', [
            self.server.address('long.bin', size='2000K', rate='250K')]))
        wait_for(lambda: program.rows(), what='the row')
        self.activate('app', 'watch')
        time.sleep(10)
        yield View('outside, answers')
        program.find('button', 'Download').act()
        time.sleep(2)
        yield View('outside, no answer')
        time.sleep(3)
        yield View('outside, not responding')
        program.find('alert', timeout=60)
        yield View('outside, back')
        program.process.kill()
        program.process.wait()
        yield View('outside, ended')

    def comparison(self):
        """A comparison of the demo's files, and another one after it."""
        program = self.program
        for number in 1, 2:
            self.compare()
            program.find('button', 'Freeze and Compare').act()
            wait_for(lambda: len(glob.glob(os.path.join(program.data, 'freshet', 'comparisons', '*')))
                     == number, 60, 'the result')
            time.sleep(2)
            yield View(f'comparison {number}')
            if number == 1:
                program.find('button', 'New Comparison').act()

    def all(self):
        yield from self.empty_list()
        yield from self.filled_list()
        yield from self.list_views()
        yield from self.dialogs()
        yield from self.what_is_said()
        yield from self.pages()
        yield from self.banners()
