#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to watch: the same downloads with all measuring on, and with none, in turn.

Downloads from a demo server in another process into the real window, in async mode and as fast as
it goes, on a display of its own: without (FRESHET_DEBUG=unwatched); as always, with heartbeat, probes,
loop meter, frame count and the moving strip; and with Watch From Outside open too. Throughput is by
the server's log, CPU by the window's process and, where it is there, the second one. Leave the
machine alone meanwhile.
"""

import os
import statistics
import subprocess
import sys
import time

from figures import Log, parse_options, run_on_display

COUNT = 4
SIZE = 400
ROUNDS = 6
KINDS = ['nothing watched', 'everything watched', 'from outside too']


def read_cpu(pid):
    """CPU seconds that a process has used, and those that it has started."""
    with open(f'/proc/{pid}/stat') as file:
        fields = file.read().rsplit(') ', 1)[1].split()
    with open(f'/proc/{pid}/task/{pid}/children') as file:
        children = file.read().split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK') + sum(map(read_cpu, children))


def download(server, log, kind):
    """One run: MiB/s and CPU seconds."""
    from atspi import wait_for
    from program import Program
    if kind == KINDS[0]:
        os.environ['FRESHET_DEBUG'] = 'unwatched'
    program = Program()
    os.environ.pop('FRESHET_DEBUG', None)
    with program:
        program.add(' '.join(server.address(f'file{i}.bin', seed=i, size=f'{SIZE}M')
                             for i in range(COUNT)))
        wait_for(lambda: len(program.rows()) == COUNT, what='the rows')
        if kind == KINDS[2]:
            program.activate_in('app', 'watch')
            # A window that nobody looks at would say that it is done.
            time.sleep(2)
            window = subprocess.run(['xdotool', 'search', '--pid', str(program.process.pid)],
                                    capture_output=True, text=True).stdout.split()[-1]
            subprocess.run(['xdotool', 'windowfocus', '--sync', window], check=True)
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
    runs = {kind: [] for kind in KINDS}
    server = Server('--verbose', stderr=subprocess.PIPE)
    log = Log(server.process.stderr)
    log.start()
    with server:
        for n in range(ROUNDS):
            # In another order each time: none of them always comes first.
            for kind in KINDS[n % 3:] + KINDS[:n % 3]:
                runs[kind].append(download(server, log, kind))
    print('| | throughput | CPU | throughput, beside nothing | CPU, beside nothing |')
    print('|---|---:|---:|---:|---:|')
    failed = False
    for kind in KINDS:
        values = [f'{value:{form}}' for value, form in zip(
            (statistics.median(column) for column in zip(*runs[kind])), ('.0f', '.2f'))]
        # Each beside its neighbour, so that whatever else the machine does falls on both.
        speed, cpu = (statistics.median(a[i] / b[i] for a, b in zip(runs[kind], runs[KINDS[0]])) - 1
                      for i in range(2))
        failed = failed or speed < -0.05 or cpu > 0.1
        print(f'| {kind} | {values[0]} MiB/s | {values[1]} s | {speed:+.1%} | {cpu:+.1%} |')
    print(f'\nmedians of {ROUNDS} rounds')
    return failed


def main():
    options = parse_options(__doc__)
    if run_on_display(options, __file__):
        sys.exit(measure())


if __name__ == '__main__':
    main()
