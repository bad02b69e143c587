# SPDX-License-Identifier: GPL-3.0-or-later
"""The states of a download that the tour of all that the window shows does not lead to."""

import os
import subprocess
import time

from gi.repository import GLib

from atspi import wait_for
from views import Tour, View


class States(Tour):
    """Leads through the tours that Tour does, and to the other states of a download."""

    def __init__(self, program, server, network):
        """network is a NetworkManager that was there before the program."""
        super().__init__(program, server)
        self.network = network

    def states(self):
        """The states of a download that the other tour does not lead to, and a long list."""
        program, server = self.program, self.server
        self.activate('app', 'add', GLib.Variant('as', [
            server.address('redirected.bin', size='300K', rate='300K', redirect=3, drop=100000),
            server.address('halted.bin', size='40M', rate='200K'),
            server.address('stopped.bin', size='40M', rate='200K'),
            server.address('lost.bin', size='40M', **{'status': 503, 'times': 99}),
            server.address('שלו'
                           'ם.bin', size='10K')]))
        wait_for(lambda: len(program.rows()) == 5, what='five rows')
        program.press_download()
        program.find('button', 'Pause halted.bin').act()
        program.find('button', 'Cancel stopped.bin').act()
        program.find('button', 'Open redirected.bin')
        yield View('states')
        yield from self.with_wrong_checksum()
        yield from self.without_folder()
        self.select('redirected.bin')
        yield from self.dialog('details, redirected', self.activate, 'win', 'details')
        yield from self.many()

    def with_wrong_checksum(self):
        self.activate('win', 'add-many')
        window = wait_for(lambda: self.windows()[1] if len(self.windows()) > 1 else None,
                          what='the dialog')
        wait_for(lambda: window.find('text box', 'Text With Addresses'), what='the text').text \
            = self.server.address('wrong.bin', size='10K')
        wait_for(lambda: window.find('text box', 'Checksum'), what='the checksum').text = '0' * 64
        self.program.key('ctrl+Return')
        wait_for(lambda: len(self.windows()) == 1, what='the dialog closes')
        self.select('wrong.bin')
        self.program.press_download()
        self.program.find('button', 'Try Again wrong.bin')
        yield View('checksum, wrong')
        yield from self.dialog('details, checksum', self.activate, 'win', 'details')

    def without_folder(self):
        downloads = self.program.downloads
        os.rename(downloads, downloads + '-away')
        open(downloads, 'w', encoding='ascii').close()
        self.activate('app', 'add', GLib.Variant('as', [self.server.address('nowhere.bin')]))
        self.program.row('nowhere.bin')
        self.program.press_download()
        self.program.find('button', 'Choose Folder… nowhere.bin')
        self.select('nowhere.bin')
        yield View('no folder')
        os.remove(downloads)
        os.rename(downloads + '-away', downloads)

    def submenu(self, name, item):
        """A submenu of the main menu."""
        program = self.program
        program.key('F10')
        wait_for(lambda: program.accessible.find('menu item', item), what=item).act()
        wait_for(lambda: program.accessible.find(name='Queue Order'), what=name)
        yield View(name)
        program.key('Escape', 'Escape')
        wait_for(lambda: not self.has_menu(), what=f'{name} closes')

    def many(self):
        program = self.program
        self.activate('app', 'add', GLib.Variant('as', [
            self.server.address(f'{i:04}.bin', size='10K') for i in range(1000)]))
        program.row('0000.bin')
        yield View('a thousand')
        self.select('0000.bin')
        program.key('ctrl+a')
        yield from self.menu('menu of all', 'shift+F10')
        program.key('ctrl+f')
        program.find(name='Find Downloads').text = '000'
        program.tab_to(program.find_menu_button('All'))
        yield from self.menu('filters', 'Return')
        program.key('Escape', 'Escape')
        yield from self.submenu('sort by', 'Sort By')
        # Only the whole queue in its own order lets its rows be dragged.
        program.key('ctrl+f', 'Escape')
        self.activate('win', 'sort', GLib.Variant('s', 'queue'))
        row = self.select('0000.bin')
        yield View('focus')
        x, y = program.get_centre(row)
        window = program.window_id()
        # It is the last in sight.
        steps = [part for up in (12, 60, 150, 8)
                 for part in ('sleep', '0.2', 'mousemove_relative', '--', '0', str(-up))]
        subprocess.run(['xdotool', 'mousemove', '--window', window, str(x), str(y), 'mousedown', '1',
                        *steps], check=True)
        yield View('dragged')
        subprocess.run(['xdotool', 'key', 'Escape', 'mouseup', '1'], check=True)
        self.select('0000.bin')
        program.key('ctrl+a', 'Delete')
        program.find('button', 'Undo')
        yield View('all removed')

    def waits(self):
        """What is waited for: a network, one that costs nothing, and room on the disk."""
        program, server = self.program, self.server
        network = self.network
        network.change(state=network.DISCONNECTED)
        self.activate('app', 'add', GLib.Variant('as', [
            'http://127.0.0.1:9/far-away.bin',
            server.address('begun.bin', size='40M', rate='400K', drop=500000)]))
        wait_for(lambda: len(program.rows()) == 2, what='two rows')
        program.press_download()
        time.sleep(4)
        yield View('no network')
        network.change(state=network.CONNECTED, metered=network.YES)
        program.find('button', 'Download Anyway')
        yield View('metered network')
        network.change(metered=network.NO)
        wait_for(lambda: not program.has('button', 'Download Anyway'), what='the banner goes')
        self.activate('app', 'add', GLib.Variant('as', [
            server.address('too-large.bin', size='90000G')]))
        wait_for(lambda: len(program.rows()) == 3, what='three rows')
        program.press_download()
        time.sleep(3)
        yield View('no room')
