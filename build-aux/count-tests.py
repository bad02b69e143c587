# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what "meson test" did.

  count-tests.py BUILD_FOLDER SUITE...   prints what failed, with the end of what it said, then
                                         "N passed, N failed" as the last line
  count-tests.py --failed BUILD_FOLDER   prints the names of the programs that failed

Each TAP test inside a program counts. A program that ends badly although its tests passed (a leak, a
crash at exit) counts as one more failure, and so does one that did not run, and a suite in which no
test ran. Of a program that was run again alone, that run counts, and the first is told of."""

import json
import re
import subprocess
import sys
from pathlib import Path

# What Meson's own reader takes for a test: a number and a name may follow, and a directive.
TAP_TEST = re.compile(r'(?P<bad>not )?ok\b\s*(?P<name>[^#]*)(#\s*(?P<directive>SKIP|TODO))?', re.I)

# Of what a program said that failed: enough to see why.
N_LAST_LINES = 40


def read_runs(folder, log):
    """The programs that ran: the name of each, with how it ended, its TAP tests, and the end of what
    it said."""
    try:
        lines = Path(folder, 'meson-logs', f'{log}.json').read_text().splitlines()
    except FileNotFoundError:
        return {}
    runs = {}
    for run in map(json.loads, lines):
        tests = filter(None, map(TAP_TEST.match, run.get('stdout', '').splitlines()))
        # The name may have the suites before it.
        name = run['name'].rpartition(' / ')[2]
        said = (run.get('stdout', '') + run.get('stderr', '')).splitlines()[-N_LAST_LINES:]
        runs[name] = (run['result'], list(tests), said)
    return runs


def has_failed(result):
    return result not in ('OK', 'SKIP')


def print_end(name, said):
    print('', f'The end of what {name} said:', *said, '', sep='\n')


def count(program, result, tests):
    """What one program adds: how many passed, the names of those skipped, those failed."""
    passed, skipped, failed = 0, [], []
    for test in tests:
        name = f"{program}: {test['name'].strip()}"
        if (test['directive'] or '').upper() == 'SKIP':
            skipped.append(name)
        elif test['bad']:
            failed.append(name)
        else:
            passed += 1
    if result != 'OK' and not failed:
        failed.append(f'{program}: {result}')
    return passed, skipped, failed


def main(folder, suites):
    passed, skipped, failed = 0, [], []
    first_runs = read_runs(folder, 'testlog')
    second_runs = read_runs(folder, 'alone')
    runs = first_runs | second_runs
    defined = json.loads(subprocess.check_output(['meson', 'introspect', '--tests', folder]))
    for suite in suites:
        before = passed, len(failed)
        for program in defined:
            if any(name.partition(':')[2] == suite for name in program['suite']):
                name = program['name']
                result, tests, said = runs.get(name, ('did not run', [], []))
                more = count(name, result, tests)
                if more[2]:
                    print_end(name, said)
                passed += more[0]
                skipped += more[1]
                failed += more[2]
        if (passed, len(failed)) == before:
            failed.append(f'the suite {suite}: no test ran')

    for name in second_runs:
        if not has_failed(second_runs[name][0]):
            print_end(name, first_runs[name][2])
            print(f'failed beside others, and passed alone: {name}')
    for name in skipped:
        print(f'skipped: {name}')
    for name in failed:
        print(f'failed: {name}')
    print(f'{passed} passed, {len(failed)} failed')
    return bool(failed)


if sys.argv[1] == '--failed':
    ended = read_runs(sys.argv[2], 'testlog')
    print(*(name for name, run in ended.items() if has_failed(run[0])), sep='\n', end='')
else:
    sys.exit(main(sys.argv[1], sys.argv[2:]))
