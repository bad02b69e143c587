# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what "meson test" did: python3 count-tests.py BUILD_FOLDER SUITE...

Prints what failed, then "N passed, N failed" as the last line. Each TAP test inside a program
counts. A program that ends badly although its tests passed (a leak, a crash at exit) counts as one
more failure, and so does one that did not run, and a suite in which no test ran."""

import json
import re
import subprocess
import sys
from pathlib import Path

# What Meson's own reader takes for a test: a number and a name may follow, and a directive.
TAP_TEST = re.compile(r'(?P<bad>not )?ok\b\s*(?P<name>[^#]*)(#\s*(?P<directive>SKIP|TODO))?', re.I)


def read_runs(folder):
    """The programs that ran: the name of each, with how it ended and its TAP tests."""
    try:
        lines = Path(folder, 'meson-logs', 'testlog.json').read_text().splitlines()
    except FileNotFoundError:
        return {}
    runs = {}
    for run in map(json.loads, lines):
        tests = filter(None, map(TAP_TEST.match, run.get('stdout', '').splitlines()))
        # The name may have the suites before it.
        runs[run['name'].rpartition(' / ')[2]] = (run['result'], list(tests))
    return runs


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
    runs = read_runs(folder)
    defined = json.loads(subprocess.check_output(['meson', 'introspect', '--tests', folder]))
    for suite in suites:
        before = passed, len(failed)
        for program in defined:
            if any(name.partition(':')[2] == suite for name in program['suite']):
                name = program['name']
                more = count(name, *runs.get(name, ('did not run', [])))
                passed += more[0]
                skipped += more[1]
                failed += more[2]
        if (passed, len(failed)) == before:
            failed.append(f'the suite {suite}: no test ran')

    for name in skipped:
        print(f'skipped: {name}')
    for name in failed:
        print(f'failed: {name}')
    print(f'{passed} passed, {len(failed)} failed')
    return bool(failed)


sys.exit(main(sys.argv[1], sys.argv[2:]))
