#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ten thousand rows cost: to add them, to scroll them, to start with them, to download some.

Drives the real window on a display of its own, with files from a demo server in another process, and
asks it from outside whether it answers (_NET_WM_PING, 50 times a second). Start to first frame is
measured in turn with gtk4-demo's. Leave the machine alone meanwhile; it takes about three minutes.
"""

import contextlib
import glob
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time

from figures import parse_options, run_on_display
from watching import read_cpu

COUNT = 10_000
STARTED = 1_000
JOBS, JOBS_PER_HOST = 16, 8
PING_S = 0.02
REST_S, REST_SHARE = 0.3, 0.05
SCROLL_S = 5
ROUNDS = 9
REFRESH_HZ = 60
MIB = 1 << 20

rows = []


def note(name, figure, wanted, is_met):
    rows.append((name, figure, wanted, '✓' if is_met else 'missed'))
    print(f'| {name} | {figure} | {wanted} | {rows[-1][3]} |', flush=True)


def note_answers(what, observer):
    note(f'{what}: the slowest answer', f'{observer.worst * 1000:.0f} ms', '100 ms',
         observer.worst <= 0.1)


def read_memory(pid):
    """What a process has in memory now, and the most that it had, in bytes."""
    with open(f'/proc/{pid}/status') as file:
        fields = dict(line.split(':', 1) for line in file)
    return [int(fields[name].split()[0]) << 10 for name in ('VmRSS', 'VmHWM')]


def count_kept(home):
    """How many downloads are in the list on the disk, once nobody else has it open."""
    path = os.path.join(home, 'data', 'freshet', 'downloads.sqlite')
    with sqlite3.connect(path) as database:
        return database.execute('SELECT count(*) FROM download').fetchone()[0]


def read_busy(pid):
    """Seconds that all of a process has run."""
    seconds = 0
    for path in glob.glob(f'/proc/{pid}/task/*/schedstat'):
        with contextlib.suppress(FileNotFoundError), open(path) as file:
            seconds += int(file.read().split()[0]) / 1e9
    return seconds


def wait_for_rest(pid):
    """Until a program has had next to nothing to do for a while; the time at which that began."""
    last, began = read_busy(pid), time.monotonic()
    while time.monotonic() - began < REST_S:
        time.sleep(0.01)
        if (busy := read_busy(pid)) - last > REST_S * REST_SHARE:
            last, began = busy, time.monotonic()
    return began


def make_addresses(server):
    """Those that are started come first, from two hosts in turn."""
    other = server.base.replace('127.0.0.1', 'localhost')
    addresses = []
    for i in range(STARTED):
        address = server.address(f'file{i:05}.bin', size='100K', rate='1M', seed=i)
        addresses.append(address.replace(server.base, other) if i % 2 else address)
    return addresses + [f'http://127.0.0.1:9/pub/{i:05}/file{i:05}.tar.xz'
                        for i in range(STARTED, COUNT)]


def add(program, addresses):
    from observer import Observer
    path = os.path.join(program.folder, 'list.txt')
    with open(path, 'w') as file:
        file.write('\n'.join(addresses) + '\n')
    with Observer(program.window_id(), PING_S) as observer:
        began = time.monotonic()
        subprocess.run([os.environ['FRESHET'], '--input-file', path], check=True, timeout=60)
        told = time.monotonic() - began
        rest = wait_for_rest(program.process.pid) - began
    note(f'{COUNT} addresses added from a file, shown and kept', f'{rest:.2f} s', '2 s', rest < 2)
    note('the same, until whoever added them was told', f'{told:.2f} s', '', True)
    note_answers('meanwhile', observer)


class Scroller:
    """Real scrolling: a wheel, and a hand on the scrollbar."""

    def __init__(self, window, bar):
        from Xlib import X, display
        from Xlib.ext import xtest
        self.display, self.fake, self.x = display.Display(), xtest.fake_input, X
        geometry = self.display.create_resource_object('window', int(window)).get_geometry()
        self.width, self.height = geometry.width, geometry.height
        self.origin = self.display.create_resource_object('window', int(window)).translate_coords(
            self.display.screen().root, 0, 0)
        x, y, width, height = bar.extents
        self.bar = x + width - 4, y + 12, height - 24

    def move(self, x, y):
        self.fake(self.display, self.x.MotionNotify, x=int(x) - self.origin.x,
                  y=int(y) - self.origin.y)

    def press(self, button):
        self.fake(self.display, self.x.ButtonPress, button)

    def release(self, button):
        self.fake(self.display, self.x.ButtonRelease, button)

    def each_frame(self, seconds, step):
        """Calls step() with how much of the time has passed, at the pace of the display."""
        began = time.monotonic()
        number = 0
        while (passed := time.monotonic() - began) < seconds:
            step(passed / seconds)
            self.display.flush()
            number += 1
            time.sleep(max(0, began + number / REFRESH_HZ - time.monotonic()))

    def turn_wheel(self, button):
        def step(_share):
            self.press(button)
            self.release(button)
        self.move(self.width / 2, self.height / 2)
        self.each_frame(SCROLL_S, step)

    def drag_bar(self):
        """To the end and back."""
        x, top, height = self.bar
        self.move(x, top)
        self.press(1)
        self.each_frame(2 * SCROLL_S, lambda share: self.move(
            x, top + height * (1 - abs(1 - 2 * share))))
        self.release(1)
        self.display.flush()


def read_missed(program):
    """What the window says that it missed of its last run's frames, or None while it runs."""
    for label in program.accessible.find_all('label'):
        match = re.match(r'Last run: .* (\d+) frames? missed', label.name)
        if match:
            return int(match[1])
    return None


def scroll(program, server):
    """One slow download goes on meanwhile, so that the window counts its frames."""
    from atspi import wait_for
    from gi.repository import GLib
    from observer import Observer
    seconds = 4 * SCROLL_S + 4
    address = server.address('slow.bin', size=f'{seconds * 100}K', rate='100K')
    bar = max(program.accessible.find_all('scroll bar'), key=lambda bar: bar.extents[3])
    scroller = Scroller(program.window_id(), bar)
    program.activate_in('app', 'add', GLib.Variant('as', [address]))
    program.activate('select', GLib.Variant('as', [address]))
    wait_for(lambda: program.is_enabled('start'), what='the slow download')
    with Observer(program.window_id(), PING_S) as observer:
        cpu, began = read_cpu(program.process.pid), time.monotonic()
        program.activate('start')
        scroller.turn_wheel(5)
        scroller.turn_wheel(4)
        scroller.drag_bar()
        cores = (read_cpu(program.process.pid) - cpu) / (time.monotonic() - began)
        missed = wait_for(lambda: read_missed(program), 60, 'the end of the slow download')
    total = seconds * REFRESH_HZ
    note('scrolled by wheel and scrollbar: frames missed', f'{missed} of {total}, '
         f'{100 * missed / total:.1f} %', '5 %', missed / total < 0.05)
    note('the same: processor', f'{cores:.2f} cores', '', True)
    note_answers('the same', observer)


def download(program, addresses):
    from atspi import wait_for
    from gi.repository import GLib
    from observer import Observer
    pid = program.process.pid
    folder = program.downloads
    before = len(os.listdir(folder))
    with Observer(program.window_id(), PING_S) as observer:
        program.activate('select', GLib.Variant('as', addresses[:STARTED]))
        wait_for(lambda: program.is_enabled('start'), what='the selection')
        cpu, began = read_cpu(pid), time.monotonic()
        program.activate('start')
        wait_for(lambda: read_missed(program) is not None
                 and len(os.listdir(folder)) == before + STARTED, 120, 'the files')
        seconds = time.monotonic() - began
        cores = (read_cpu(pid) - cpu) / seconds
    note(f'{STARTED} of them downloaded, {JOBS} at once, {JOBS_PER_HOST} a host: processor',
         f'{cores:.2f} cores in {seconds:.1f} s', '1 core', cores < 1)
    note_answers('meanwhile', observer)


def note_memory(program):
    now, most = read_memory(program.process.pid)
    note('memory with all of them', f'{now / MIB:.0f} MiB, at most {most / MIB:.0f}',
         '250 MB', most < 250e6)


def start_again(home):
    """The start with an empty list beside gtk4-demo's, and the start with all rows."""
    from first_frame import describe, start_in_turn
    import statistics
    from program import get_environment
    empty = os.path.join(os.environ['HOME'], 'empty')
    program = os.environ['FRESHET']
    seconds = start_in_turn({
        'gtk4-demo': (['gtk4-demo'], None),
        'empty': ([program], get_environment(empty)),
        'full': ([program], get_environment(home)),
    }, ROUNDS)
    demo, own, full = (statistics.median(seconds[name]) for name in ('gtk4-demo', 'empty', 'full'))
    note("start to first frame, gtk4-demo", describe(seconds['gtk4-demo']), '', True)
    note('the same, Freshet', describe(seconds['empty']), "gtk4-demo's", own <= demo)
    note(f'the same, with {COUNT} in the list', describe(seconds['full']), '1 s', full < 1)


def measure():
    from program import Program, Server, make_home
    home = make_home()
    print('| what | measured | wanted | |\n|---|---|---|---|')
    with Server() as server:
        addresses = make_addresses(server)
        with Program(home=home, jobs=f'uint32 {JOBS}',
                     jobs_per_host=f'uint32 {JOBS_PER_HOST}') as program:
            add(program, addresses)
            scroll(program, server)
            download(program, addresses)
            note_memory(program)
    assert count_kept(home) == COUNT + 1, count_kept(home)
    start_again(home)
    shutil.rmtree(home)
    return sum(row[3] != '✓' for row in rows)


def main():
    options = parse_options(__doc__)
    if run_on_display(options, __file__):
        sys.exit(measure() > 0)


if __name__ == '__main__':
    main()
