# SPDX-License-Identifier: GPL-3.0-or-later
"""When a program shows its first frame, seen from outside of it: on its display.

A window that is mapped is not painted yet. Whenever the display says that something in it has changed,
three of its lines are looked at: text and widgets are there once these have many colours.
"""

import select
import statistics
import subprocess
import time

from Xlib import X, display
from Xlib.ext import damage

COLOURS = 12
LIMIT_S = 20


class FirstFrame:
    """Begins to look at the display; wait() then tells when the next new window was painted."""

    def __init__(self):
        self.display = display.Display()
        self.display.damage_query_version()
        self.root = self.display.screen().root
        self.root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self.display.sync()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.display.close()

    @staticmethod
    def _is_painted(window):
        size = window.get_geometry()
        colours = set()
        for y in (24, size.height // 3, size.height // 2):
            line = window.get_image(0, min(y, size.height - 1), size.width, 1, X.ZPixmap, 0xffffffff)
            colours.update(line.data[i:i + 4] for i in range(0, len(line.data), 4))
        return len(colours) >= COLOURS

    def _next_event(self, end):
        while not self.display.pending_events():
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError('nothing was painted')
            select.select([self.display], [], [], left)
        return self.display.next_event()

    def wait(self):
        """The time of the clock at which a window that was not there before had its contents."""
        end = time.monotonic() + LIMIT_S
        number = self.display.extension_event.DamageNotify
        while True:
            event = self._next_event(end)
            # The window manager puts each window into a frame before it is shown.
            if event.type == X.ReparentNotify:
                window = self.display.create_resource_object('window', event.window.id)
                window.damage_create(damage.DamageReportRawRectangles)
            elif event.type == number:
                now = time.monotonic()
                if self._is_painted(self.display.create_resource_object('window', event.drawable.id)):
                    return now


def start(line, environment=None):
    """Starts a program: its process, and the seconds until its first frame was painted."""
    with FirstFrame() as frame:
        began = time.monotonic()
        process = subprocess.Popen(line, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return process, frame.wait() - began


def stop(process):
    process.terminate()
    process.wait(30)


def start_in_turn(lines, rounds):
    """Starts programs in turn: the seconds of each, by its name; the first round only warms up."""
    seconds = {name: [] for name in lines}
    for number in range(rounds + 1):
        for name, (line, environment) in lines.items():
            process, taken = start(line, environment)
            time.sleep(0.5)
            stop(process)
            if number > 0:
                seconds[name].append(taken)
    return seconds


def describe(values, unit='s', digits=3):
    return (f'{statistics.median(values):.{digits}f} {unit} '
            f'({min(values):.{digits}f}–{max(values):.{digits}f})')
