#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to watch: the same downloads with all measuring on, and with none, in turn.

Downloads from a demo server in another process into the real window, in async mode and as fast as
it goes, on a display of its own: without (FRESHET_DEBUG=unwatched); as always, with heartbeat, probes,
loop meter, frame count and the moving strip; and with Watch From Outside open too. Throughput is by
the server's log, CPU by the window's process and, where it is there, the second one.

Each run that is watched comes between two that are not, and is held against the mean of those: what
the machine does slower or faster for a while falls on both. So does each that is not watched, which says
how much is noise. Needs 8 GiB in TMPDIR, and takes six minutes; leave the machine alone meanwhile.
"""

import os
import statistics
import subprocess
import sys
import time

from figures import Log, parse_options, run_on_display

COUNT = 20
SIZE = 400
ROUNDS = 8
NOTHING, EVERYTHING, OUTSIDE = 'nothing watched', 'everything watched', 'from outside too'
MOST = {'throughput': 0.05, 'CPU': 0.1}


def read_cpu(pid):
    """CPU seconds that a process has used, and those that it has started."""
    with open(f'/proc/{pid}/stat') as file:
        fields = file.read().rsplit(') ', 1)[1].split()
    with open(f'/proc/{pid}/task/{pid}/children') as file:
        children = file.read().split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK') + sum(map(read_cpu, children))


def start(kind):
    from program import Program
    if kind == NOTHING:
        os.environ['FRESHET_DEBUG'] = 'unwatched'
    program = Program()
    os.environ.pop('FRESHET_DEBUG', None)
    return program


def open_outside(program):
    program.activate_in('app', 'watch')
    # A window that nobody looks at would say that it is done.
    time.sleep(2)
    window = subprocess.run(['xdotool', 'search', '--pid', str(program.process.pid)],
                            capture_output=True, text=True).stdout.split()[-1]
    subprocess.run(['xdotool', 'windowfocus', '--sync', window], check=True)


def remove_finished(program):
    """Removes what has its final name, and returns how many that were."""
    finished = [entry.path for entry in os.scandir(program.downloads) if entry.name.endswith('.bin')]
    for path in finished:
        os.remove(path)
    return len(finished)


def download(server, log, kind):
    """One run: MiB/s and CPU seconds."""
    from atspi import wait_for
    with start(kind) as program:
        program.add(' '.join(server.address(f'file{i}.bin', seed=i, size=f'{SIZE}M')
                             for i in range(COUNT)))
        wait_for(lambda: len(program.rows()) == COUNT, what='the rows')
        if kind == OUTSIDE:
            open_outside(program)
        time.sleep(1)
        before = read_cpu(program.process.pid)
        program.press_download()
        n_left, until = COUNT, time.monotonic() + 120
        while n_left > 0:
            assert time.monotonic() < until, f'{n_left} files did not come'
            n_left -= remove_finished(program)
            time.sleep(0.05)
        cpu = read_cpu(program.process.pid) - before
    began, ended = log.get_window(COUNT)
    print(f'# {kind}: {COUNT * SIZE / (ended - began):.0f} MiB/s, {cpu:.2f} s in {ended - began:.2f} s',
          file=sys.stderr)
    return COUNT * SIZE / (ended - began), cpu


def take_turns(server, log):
    """All runs in their order, as (kind, (MiB/s, CPU seconds))."""
    download(server, log, NOTHING)  # not counted: all is warm after it
    order = []
    for n in range(ROUNDS):
        pair = [EVERYTHING, OUTSIDE] if n % 2 == 0 else [OUTSIDE, EVERYTHING]
        order += [NOTHING, pair[0], NOTHING, pair[1]]
    return [(kind, download(server, log, kind)) for kind in [*order, NOTHING]]


def compare(runs, kind, i):
    """How much more or less than the runs without on both sides each run of a kind was."""
    plain = [n for n, (other, _) in enumerate(runs) if other == NOTHING]

    def get_neighbours(n):
        return [max((m for m in plain if m < n), default=None),
                min((m for m in plain if m > n), default=None)]

    return [runs[n][1][i] / statistics.mean(runs[m][1][i] for m in get_neighbours(n)) - 1
            for n, (other, _) in enumerate(runs) if other == kind and None not in get_neighbours(n)]


def describe(values):
    low, middle, high = statistics.quantiles(values, n=4)
    return f'{middle:+.1%} ({low:+.1%} to {high:+.1%})'


def measure():
    from program import Server
    server = Server('--verbose', stderr=subprocess.PIPE)
    log = Log(server.process.stderr)
    log.start()
    with server:
        runs = take_turns(server, log)
    print('| | throughput | CPU | throughput, beside nothing | CPU, beside nothing |')
    print('|---|---:|---:|---:|---:|')
    failed = False
    for kind in NOTHING, EVERYTHING, OUTSIDE:
        speed, cpu = (statistics.median(column) for column in zip(*(run for other, run in runs
                                                                    if other == kind)))
        beside = [compare(runs, kind, i) for i in range(2)]
        print(f'| {kind} | {speed:.0f} MiB/s | {cpu:.2f} s | {describe(beside[0])} '
              f'| {describe(beside[1])} |')
        if kind != NOTHING:
            failed = (failed or statistics.median(beside[0]) < -MOST['throughput']
                      or statistics.median(beside[1]) > MOST['CPU'])
    print(f'\n{ROUNDS} runs of each that is watched: medians, and in brackets the middle half')
    return failed


def main():
    options = parse_options(__doc__)
    if run_on_display(options, __file__):
        sys.exit(measure())


if __name__ == '__main__':
    main()
