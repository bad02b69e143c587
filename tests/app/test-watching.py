#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Watch From Outside: what a second process shows while the first is frozen, and when it is dead."""

import re
import shutil
import time

from Xlib import X, display

from atspi import wait_for
from program import Program, Server
from services import Notifications
from tap import run, test

FREEZE_S = 8


class Watcher:
    """The second process."""

    def __init__(self, program):
        program.activate_in('app', 'watch')
        self.pid = wait_for(lambda: self._find_child(program.process.pid), what='a second process')
        self.accessible = wait_for(lambda: self._find_accessible(program), what='its window')

    @staticmethod
    def _find_child(pid):
        with open(f'/proc/{pid}/task/{pid}/children') as file:
            children = file.read().split()
        return int(children[0]) if children else None

    def _find_accessible(self, program):
        accessible = program.desktop.find(self.pid)
        return accessible if accessible and accessible.find('label') else None

    def texts(self):
        return [label.name for label in self.accessible.find_all('label')]

    def says(self, text):
        return any(text == label for label in self.texts())

    def wait_for_text(self, text, timeout=20):
        wait_for(lambda: self.says(text), timeout, f'“{text}”')

    def stopwatch(self):
        return next((float(text[:-2]) for text in self.texts()
                     if re.fullmatch(r'[0-9.]+ s', text)), None)

    def rows_of_line(self, is_wanted):
        """At which heights the newest second of the line has that colour."""
        trace = self.accessible.find(name='Pulse of the program that is watched')
        x, y, width, height = trace.extents
        screen = display.Display()
        window = find_window(screen, self.pid)
        strip = width // 8
        pixels = window.get_image(x + width - strip, y, strip, height, X.ZPixmap, 0xffffffff).data
        screen.close()
        return {at // strip for at in range(strip * height)
                if is_wanted(*pixels[at * 4:at * 4 + 3])}


def find_window(screen, pid):
    pid_atom = screen.intern_atom('_NET_WM_PID')
    clients = screen.screen().root.get_full_property(screen.intern_atom('_NET_CLIENT_LIST'), X.AnyPropertyType)
    for client in clients.value:
        window = screen.create_resource_object('window', client)
        if window.get_full_property(pid_atom, X.AnyPropertyType).value[0] == pid:
            return window
    raise LookupError(pid)


def is_red(blue, green, red):
    return red > 150 and green < 110 and blue < 110


def is_green(blue, green, red):
    return green > red + 40 and green > blue + 20


@test('/watching/the-line-is-flat-while-the-window-is-frozen-and-comes-back')
def _():
    # The watcher has the focus: of the end there is a notification.
    with Notifications(), Server() as server, Program(mode="'blocking'") as program:
        program.add(server.address('long.bin', size=FREEZE_S * 200000, rate=200000))
        wait_for(lambda: program.rows(), what='the row')
        watcher = Watcher(program)
        watcher.wait_for_text('Freshet Answers')
        wait_for(lambda: len(watcher.rows_of_line(is_green)) > 20, what='a line that lives')

        program.press_download()
        watcher.wait_for_text('No Answer')
        time.sleep(2)
        assert len(watcher.rows_of_line(is_red)) in range(1, 7), watcher.rows_of_line(is_red)
        assert not watcher.rows_of_line(is_green)
        assert watcher.stopwatch() < 5 and watcher.says('No Answer'), watcher.texts()
        watcher.wait_for_text('“Freshet” Is Not Responding')
        assert 5 <= watcher.stopwatch() < FREEZE_S + 1, watcher.texts()

        watcher.wait_for_text('Freshet Answers')
        back = wait_for(lambda: next((text for text in watcher.texts() if 'It is back' in text), None),
                        what='the silence')
        print(f'# {back}')
        assert abs(float(re.search(r'([0-9.]+) s', back)[1]) - FREEZE_S) < 1, back
        wait_for(lambda: len(watcher.rows_of_line(is_green)) > 20, what='the beats that come back')


@test('/watching/it-survives-the-first-process-and-says-so')
def _():
    program = Program()
    try:
        watcher = Watcher(program)
        watcher.wait_for_text('Freshet Answers')
        program.process.kill()
        program.process.wait()
        watcher.wait_for_text('Freshet Has Ended')
        assert watcher.says('There is nothing left to watch.'), watcher.texts()
        assert watcher.stopwatch() is None, watcher.texts()
        watcher.accessible.find('button', 'Close').act()
        wait_for(lambda: program.desktop.find(watcher.pid) is None, what='its end')
    finally:
        program.process.kill()
        shutil.rmtree(program.folder)


run()
