#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the figures in the window are true: each beside what somebody else measured.

Runs the comparison in the real window, on a display of its own, with files from a demo server in
another process. The longest freeze is held against how long _NET_WM_PING went unanswered, the
missed frames against a logger that knows only when frames were painted, the total time against what
the server says. Leave the machine alone meanwhile; it takes about five minutes.
"""

import argparse
import glob
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
APP = HERE.parent / 'app'
sys.path.insert(0, str(APP))

# What it is called in the report, its name in the window, and the files of each load. No load is faster
# than the slowest mode: the server is done when its last bytes are in the kernel's buffers, and what
# those hold would be between the two totals.
MODES = {'blocking': 'Blocking', 'threads': 'Threads', 'naive': 'Naive async',
         'async': 'Asynchronous'}
LOADS = {
    'six slow files': (6, {'size': '800K', 'rate': '400K'}),
    'one slow file': (1, {'size': '1600K', 'rate': '400K'}),
    'slow answers': (12, {'size': '10K', 'delay': '1s'}),
    'small files': (24, {'size': '100K', 'rate': '200K'}),
    'fast files': (4, {'size': '50M', 'rate': '20M'}),
}
PING_S = 0.02


class Log(threading.Thread):
    """What the server says of each request, with the time at which it came."""

    def __init__(self, pipe):
        super().__init__(daemon=True)
        self.pipe = pipe
        self.spans = []

    def run(self):
        for line in self.pipe:
            now = time.monotonic()
            fields = line.split()
            if len(fields) == 6 and fields[1].startswith('/file/'):
                self.spans.append((now - int(fields[4]) / 1000, now))

    def get_window(self, count):
        """When the first of the last requests began, and the last one ended."""
        spans = self.spans[-count:]
        return min(began for began, _ in spans), max(ended for _, ended in spans)


def choose_mode(program, mode):
    for name in MODES.values():
        check = program.find('check box', name)
        wanted = name == MODES[mode]
        if check.is_('checked') != wanted:
            program.click_on(check, lambda: check.is_('checked') == wanted, name)


def compare(program, mode, seen):
    """Runs one mode, and returns its report."""
    from atspi import wait_for
    choose_mode(program, mode)
    program.find('button', 'Run Comparison').act()
    if mode == 'blocking':
        program.find('button', 'Freeze and Compare').act()
    folder = os.path.join(program.data, 'freshet', 'comparisons')

    def find_new():
        new = [path for path in glob.glob(os.path.join(folder, '*.json')) if path not in seen]
        return new[0] if new and os.path.getsize(new[0]) > 0 else None

    path = wait_for(find_new, 60, 'the report')
    time.sleep(1)
    seen.add(path)
    with open(path) as file:
        report = json.load(file)['runs'][0]
    program.find('button', 'New Comparison').act()
    assert report['mode'] == mode, report['mode']
    assert all(file['state'] == 'finished' for file in report['downloads']), report['downloads']
    return report


def count_missed(ticks, refresh, began, ended):
    """Frames that were due in a window of time and not painted."""
    times = [began] + [tick for tick in ticks if began < tick < ended] + [ended]
    return sum(max(0, round((b - a) / refresh) - 1) for a, b in zip(times, times[1:]))


def run_load(name, log_path, server, log):
    """All modes with one load: a list of dictionaries."""
    from observer import Observer
    from program import Program
    count, parameters = LOADS[name]
    runs = []
    os.environ.update(FRESHET_TICK_LOG=log_path, LD_PRELOAD=os.environ['TICK_LOGGER'])
    program = Program()
    del os.environ['LD_PRELOAD']
    with program:
        program.add(' '.join(server.address(f'{name.split()[0]}{i}.bin', seed=i, **parameters)
                             for i in range(count)))
        program.key('alt+2')
        seen = set()
        idle = time.monotonic(), time.sleep(2), time.monotonic()
        for mode in MODES:
            with Observer(program.window_id(), PING_S) as observer:
                report = compare(program, mode, seen)
            began, ended = log.get_window(count)
            pings = [delay for asked, delay in observer.answers
                     if asked < ended and asked + delay > began]
            runs.append({'load': name, 'mode': mode, 'report': report, 'began': began,
                         'ended': ended, 'ping': max(pings)})
    ticks = [int(line) / 1e6 for line in open(log_path)]
    quiet = [tick for tick in ticks if idle[0] < tick < idle[2]]
    refresh = statistics.median(b - a for a, b in zip(quiet, quiet[1:]))
    for run in runs:
        run['missed'] = count_missed(ticks, refresh, run['began'], run['ended'])
    return runs


def is_close(figure, other, share, least=0):
    return abs(figure - other) <= max(share * other, least)


def judge(run):
    """Says what is shown, what somebody else measured, and whether both agree."""
    report = run['report']
    freeze = report['loop']['longest_freeze_ms'] / 1000
    missed = report['frames']['missed']
    total = run['ended'] - run['began']
    return {
        'freeze': (freeze, run['ping'], is_close(freeze, run['ping'], 0.05, 0.05)),
        'missed': (missed, run['missed'], is_close(missed, run['missed'], 0.05, 1)),
        'total': (report['elapsed_s'], total, is_close(report['elapsed_s'], total, 0.02)),
    }


def print_table(runs):
    print('| load | mode | longest freeze | ping | frames missed | logged | total | server | |')
    print('|---|---|---:|---:|---:|---:|---:|---:|---|')
    failed = 0
    for run in runs:
        figures = judge(run)
        wrong = [name for name, figure in figures.items() if not figure[2]]
        failed += len(wrong)
        freeze, missed, total = figures['freeze'], figures['missed'], figures['total']
        print(f'| {run["load"]} | {run["mode"]} | {freeze[0] * 1000:.0f} ms '
              f'| {freeze[1] * 1000:.0f} ms | {missed[0]} | {missed[1]} '
              f'| {total[0]:.3f} s | {total[1]:.3f} s | {", ".join(wrong) or "✓"} |')
    print(f'\n{len(runs)} runs, {failed} figures off. {platform.machine()}, {os.cpu_count()} cores.')
    return failed


def measure(which):
    from program import Server
    server = Server('--verbose', stderr=subprocess.PIPE)
    log = Log(server.process.stderr)
    log.start()
    runs = []
    with server, tempfile.TemporaryDirectory() as folder:
        for name in LOADS:
            if which and not name.startswith(tuple(which)):
                continue
            runs += run_load(name, os.path.join(folder, 'ticks'), server, log)
    return print_table(runs)


def parse_options(description):
    parser = argparse.ArgumentParser(description=description.split('\n')[0])
    parser.add_argument('--build', default='_build', help='the build folder')
    parser.add_argument('which', nargs='*', help='only what begins with that')
    return parser.parse_args()


def run_on_display(options, script):
    """Begins again on a display of its own; returns True when it is there."""
    if 'TICK_LOGGER' in os.environ:
        return True
    build = pathlib.Path(options.build).resolve()
    environment = {
        **os.environ, 'APP_ID': 'io.github.freshet.Freshet', 'LC_ALL': 'C.UTF-8',
        'FRESHET': str(build / 'src/app/freshet'),
        'FRESHET_CLI': str(build / 'src/cli/freshet-cli'),
        'TICK_LOGGER': str(build / 'tests/bench/tick-logger.so'),
        'GSETTINGS_SCHEMA_DIR': str(build / 'data'),
    }
    os.execve(APP / 'with-display', [str(APP / 'with-display'), sys.executable, script,
                                     *options.which], environment)


def main():
    options = parse_options(__doc__)
    if run_on_display(options, __file__):
        sys.exit(measure(options.which) > 0)


if __name__ == '__main__':
    main()
