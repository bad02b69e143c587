# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes on while something is downloaded, between the sandbox and the desktop around it."""

import contextlib
import os
import signal

import tally
from atspi import Gone, wait_for
from sandbox import (DATA, DOWNLOADS, ID, TIMEOUT_S, Running, Server, activate, command, flatpak,
                     is_right, kill_program, quit_program)
from window import Window

BACKGROUND = 'Go On in the Background'
SUSPEND = 4


def check(around):
    with Server() as server:
        _check_preferences()
        _check_forbidden_background(around, server)
        _check_outlived(around)
        _check_awake(around, server)
        _check_background(around, server)
    _check_notification(around)


def _start(server, window, name):
    address = server.address(name, size='60K', rate='150K', seed=11)
    command('freshet', address)
    window.wait_for_text(name)
    window.press('button', 'Download')
    return address


def _check_preferences():
    """Set in the window, and kept by the next process."""
    with Running('preferences'):
        Window()
        activate('preferences')
        preferences = Window(title='Preferences')
        preferences.press('switch', BACKGROUND)
        wait_for(lambda: preferences.find('switch', BACKGROUND).is_('checked'), what='the switch')
        quit_program()
    with Running('preferences'):
        Window()
        activate('preferences')
        switch = Window(title='Preferences').find('switch', BACKGROUND)
        settings = (DATA / 'config/glib-2.0/settings/keyfile').read_text()
        tally.check('what is preferred is kept for the next start',
                    switch.is_('checked') and 'background=true' in settings)


def _check_awake(around, server):
    """The window stays open: for a program that ends, the portal ends this."""
    backend = around.session.backend
    with Running('awake'):
        before, closed = len(backend.inhibited), len(backend.called('Close'))
        _start(server, Window(), 'awake.bin')
        wait_for(lambda: len(backend.inhibited) > before, what='the portal Inhibit')
        tally.check('while it downloads, the computer is kept awake',
                    backend.inhibited[-1] == (SUSPEND, 'Downloads are under way'))
        tally.check('... and may sleep again when that is done', lambda: wait_for(
            lambda: len(backend.called('Close')) > closed, what='the end of Inhibit'))


def _check_background(around, server):
    desktop = around.session
    with Running('background') as running:
        window = Window()
        told, asked = len(desktop.notifications.shown), around.count_backgrounds()
        with server.held():
            address = _start(server, window, 'background.bin')
            window.find('button', 'Pause background.bin')
            around.close_window('Freshet')
            wait_for(lambda: around.count_backgrounds() > asked, what='the portal Background')
            tally.check('it asks to go on when its window is closed', lambda: wait_for(
                lambda: not around.find_windows('Freshet'), what='the end of the window'))
        wait_for(lambda: len(desktop.notifications.shown) > told, what='a notification')
        title, body, buttons = desktop.notifications.shown[-1]
        tally.check('it goes on, and says when it has finished',
                    title.startswith('1 file downloaded in ') and body == 'background.bin'
                    and buttons == ['Open', 'Show in Folder']
                    and is_right(DOWNLOADS / 'background.bin', address))
        tally.check('... and then it ends', lambda: running.process.wait(TIMEOUT_S) == 0)


def _check_forbidden_background(around, server):
    flatpak('permission-set', 'background', 'background', ID, 'no')
    with Running('forbidden') as running, server.held():
        _start(server, Window(), 'forbidden.bin')
        Window().find('button', 'Pause forbidden.bin')
        around.close_window('Freshet')
        dialog = Window(title='Stop Downloading?')
        tally.check('where that is forbidden, it asks before it ends', around.find_windows('Freshet'))
        with contextlib.suppress(Gone):  # It may have ended before it has answered.
            dialog.press('button', 'Stop and Quit')
        running.process.wait(TIMEOUT_S)
    flatpak('permission-reset', ID)


def _check_outlived(around):
    """What watches it is in the same sandbox, and does not end with it."""
    with Running('outlived') as running:
        Window()
        activate('watch')
        watcher = Window(title='Freshet From Outside')
        watcher.wait_for_text('Freshet Answers')
        os.kill(running.find_pid(), signal.SIGKILL)
        tally.check('the second process says that the first has ended',
                    lambda: watcher.wait_for_text('Freshet Has Ended'))
        around.picture('ended')
        watcher.press('button', 'Close')


def _check_notification(around):
    """Its buttons outlive the program."""
    shown = around.session.file_manager.shown
    around.session.notifications.press('Show in Folder')
    tally.check('a button of that starts it anew', lambda: wait_for(
        lambda: around.session.file_manager.shown[len(shown):], what='the file manager')
        == [(DOWNLOADS / 'background.bin').as_uri()])
    kill_program()
