#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""That blocking mode freezes the window, asynchronous mode does not, and both say the truth."""

import os
import re
import signal
import time

from gi.repository import GLib

from atspi import wait_for
from observer import Observer
from program import Program, Server
from tap import run, test

BLOCKING = {'mode': "'blocking'"}


def addresses(server, count, seconds):
    """Files that take that long each."""
    return ' '.join(server.address(f'file{i}.bin', size=int(seconds * 1000) * 200, rate=200000, seed=i)
                    for i in range(count))


def add(program, server, count, seconds):
    program.add(addresses(server, count, seconds))
    wait_for(lambda: len(program.rows()) == count, what='the rows')


def is_silent(program):
    try:
        program.accessible.call('org.a11y.atspi.Accessible', 'GetRoleName', timeout=0.5)
        return False
    except GLib.Error:
        return True


def wait_for_thaw(program):
    """Returns the seconds that the card says the window was frozen for."""
    card = wait_for(lambda: next((node for node in program.accessible.find_all('alert')
                                  if 'frozen' in node.name), None), 60, 'the thaw')
    return float(re.search(r'frozen for ([0-9.]+) seconds', card.name)[1])


def card_texts(program):
    return [label.name for label in program.find('alert').find_all('label')]


@test('/freeze/a-blocking-run-freezes-the-window-and-says-for-how-long')
def _():
    with Server() as server, Program(**BLOCKING) as program:
        add(program, server, 3, 1)
        with Observer(program.window_id()) as observer:
            began = time.monotonic()
            program.press_download()
            wait_for(lambda: is_silent(program), what='the silence')
            told = wait_for_thaw(program)
            lasted = time.monotonic() - began
        print(f'# the window says {told} s, an observer {observer.worst:.2f} s')
        assert told > 2, told
        assert observer.worst > 0.9 * 3, (observer.worst, lasted)
        assert abs(told - observer.worst) <= max(0.05 * told, 0.1) + 0.1, (told, observer.worst)
        program.wait_for_statuses('Finished')
        texts = card_texts(program)
        assert int(texts[texts.index('Frames missed') + 1]) > 0, texts
        assert 'Asynchronous' not in texts, texts


@test('/freeze/an-asynchronous-run-does-not-and-stands-beside-the-next-freeze')
def _():
    with Server() as server, Program() as program:
        add(program, server, 3, 1)
        with Observer(program.window_id()) as observer:
            program.press_download()
            program.wait_for_statuses('Finished')
        print(f'# the slowest answer took {observer.worst * 1000:.0f} ms')
        assert observer.worst < 1, observer.worst

        program.find('switch', 'Blocking mode').act()
        wait_for(lambda: program.find('switch', 'Blocking mode').is_('checked'), what='the switch')
        program.find('label', 'Blocking mode: the window will freeze during downloads. '
                              'It thaws by itself after 15 seconds.')
        program.add(server.address('more.bin', size='200K', rate='200K'))
        program.press_download()
        wait_for_thaw(program)
        texts = card_texts(program)
        assert 'Asynchronous' in texts, texts
        row = texts.index('Total time')
        assert float(texts[row + 1].split()[0]) > 0 and float(texts[row + 2].split()[0]) > 0, texts


@test('/freeze/what-is-clicked-and-typed-into-it-is-counted-and-not-carried-out')
def _():
    with Server() as server, Program(**BLOCKING) as program:
        # Long enough for all that is done meanwhile, also on a busy computer.
        add(program, server, 2, 4)
        target = program.find('button', 'Remove From List file1.bin')
        window, place = program.window_id(), program.get_centre(target)
        program.find('button', 'Download')
        program.press_download()
        wait_for(lambda: is_silent(program), what='the silence')
        for _ in range(3):
            program.click_at(window, place)
        program.key('ctrl+comma', 'ctrl+q', 'a')
        wait_for_thaw(program)
        wait_for(lambda: any(text.startswith('3 clicks into the freeze were dropped.')
                             for text in card_texts(program)), what='the count')
        assert program.names() == ['file0.bin', 'file1.bin']
        assert len(program.accessible.children) == 1, 'no preferences were opened'

        # After it, clicks count again.
        program.click_on(program.find('button', 'Remove From List file1.bin'),
                         lambda: program.names() == ['file0.bin'], 'the click after the thaw')


@test('/freeze/the-guard-ends-it-and-the-rest-waits')
def _():
    with Server() as server, Program(freeze_guard='uint32 5', **BLOCKING) as program:
        add(program, server, 3, 2)
        program.press_download()
        told = wait_for_thaw(program)
        assert 4.5 < told < 9, told
        assert any(text.startswith('The freeze guard ended the run.')
                   for text in card_texts(program)), card_texts(program)
        program.wait_for_status('Finished', 0)
        program.wait_for_status('Waiting', 2)

        # What was cut off goes on in the other mode.
        program.find('switch', 'Blocking mode').act()
        program.press_download()
        program.wait_for_statuses('Finished')


@test('/freeze/a-signal-ends-a-frozen-program-with-its-parts-intact')
def _():
    with Server() as server, Program(freeze_guard='uint32 60', **BLOCKING) as program:
        add(program, server, 2, 60)
        program.press_download()
        wait_for(lambda: is_silent(program), what='the silence')
        wait_for(lambda: 'file0.bin.part' in os.listdir(program.downloads), what='a part')
        program.process.send_signal(signal.SIGTERM)
        assert program.process.wait(30) == 0
        assert 'file0.bin.part' in os.listdir(program.downloads), os.listdir(program.downloads)
        assert 'file0.bin' not in os.listdir(program.downloads)


run()
