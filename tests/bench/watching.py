#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to watch: the same downloads with all measuring on, and with none, in turn.

Downloads from a demo server in another process into the real window, in async mode and as fast as
it goes, on a display of its own: once as always, with heartbeat, probes, loop meter, frame count and
the moving strip, and once without (FRESHET_DEBUG=unwatched). Throughput is by the server's log, CPU
by the window's process. Leave the machine alone meanwhile.
"""

import os
import statistics
import subprocess
import sys
import time

from figures import Log, parse_options, run_on_display

COUNT = 4
SIZE = 400
ROUNDS = 4


def read_cpu(pid):
    """CPU seconds that a process has used."""
    with open(f'/proc/{pid}/stat') as file:
        fields = file.read().rsplit(') ', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def download(server, log, is_watched):
    """One run: MB/s and CPU seconds."""
    from atspi import wait_for
    from program import Program
    if not is_watched:
        os.environ['FRESHET_DEBUG'] = 'unwatched'
    program = Program()
    os.environ.pop('FRESHET_DEBUG', None)
    with program:
        program.add(' '.join(server.address(f'file{i}.bin', seed=i, size=f'{SIZE}M')
                             for i in range(COUNT)))
        wait_for(lambda: len(program.rows()) == COUNT, what='the rows')
        time.sleep(1)
        before, n_before = read_cpu(program.process.pid), len(log.spans)
        program.press_download()
        wait_for(lambda: len(log.spans) == n_before + COUNT, 60, 'the last file')
        program.wait_for_statuses('Finished')
        cpu = read_cpu(program.process.pid) - before
    began, ended = log.get_window(COUNT)
    return COUNT * SIZE / (ended - began), cpu


def measure():
    from program import Server
    runs = {True: [], False: []}
    server = Server('--verbose', stderr=subprocess.PIPE)
    log = Log(server.process.stderr)
    log.start()
    with server:
        for _ in range(ROUNDS):
            for is_watched in runs:
                runs[is_watched].append(download(server, log, is_watched))
    print('| | throughput | CPU |\n|---|---:|---:|')
    for is_watched, name in (False, 'nothing watched'), (True, 'everything watched'):
        speed, cpu = (statistics.median(column) for column in zip(*runs[is_watched]))
        print(f'| {name} | {speed:.0f} MiB/s | {cpu:.2f} s |')
    # Each beside its neighbour, so that whatever else the machine does falls on both.
    speed, cpu = (statistics.median(a[i] / b[i] for a, b in zip(runs[True], runs[False])) - 1
                  for i in range(2))
    print(f'| median of {ROUNDS} pairs | {speed:+.1%} | {cpu:+.1%} |')
    return 0 if speed > -0.05 and cpu < 0.1 else 1


def main():
    options = parse_options(__doc__)
    if run_on_display(options, __file__):
        sys.exit(measure())


if __name__ == '__main__':
    main()
