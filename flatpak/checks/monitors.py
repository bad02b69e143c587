# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop says of the network and of memory."""

import pathlib

import tally
from atspi import wait_for
from sandbox import DOWNLOADS, Running, Server, activate, command, is_right, quit_program
from services import NetworkManager
from window import Window

NAME = 'metered.bin'
BANNER = 'this network is metered'
# KiB. What a program has that does nothing varies by less.
A_LOT = 2048


def check(around):
    """The network is metered from the start: Debian's portal does not say so when that alone changes."""
    around.session.network.change(metered=NetworkManager.YES)
    with Server() as server, Running('monitors') as running:
        window = Window()
        _check_metered(server, window)
        _check_memory(around.session.memory, running)
        activate('clear-finished', of='/window/1')
        # If it were killed, this might not be kept.
        quit_program()
    around.session.network.change(metered=NetworkManager.NO)


def _check_metered(server, window):
    address = server.address(NAME, size='8M', seed=12)
    command('freshet', address)
    window.wait_for_text(NAME)
    window.press('button', 'Download')
    tally.check('on a metered network it waits, and says why',
                window.wait_for_text(BANNER) and window.status(NAME).startswith('Waiting')
                and not (DOWNLOADS / NAME).exists())
    window.press('button', 'Download Anyway')
    window.wait_for_status(NAME, 'Finished')
    # It slides out of sight.
    tally.check('... and downloads when it is told to', lambda: is_right(DOWNLOADS / NAME, address)
                and wait_for(lambda: not any(BANNER in text for text in window.texts()),
                             what='the end of the banner'))


def _check_memory(memory, running):
    """What is kept only for speed is given back."""
    before = _measure(running)
    memory.warn()
    freed = wait_for(lambda: max(before - _measure(running) - A_LOT, 0), what='less memory') + A_LOT
    tally.check(f'when memory is short, it gives some back: {freed} of {before} KiB', True)


def _measure(running):
    """The memory that is the program's own, in KiB."""
    status = pathlib.Path(f'/proc/{running.find_pid()}/status').read_text()
    return int(status.partition('RssAnon:')[2].split()[0])
