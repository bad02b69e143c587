# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs tests and reports them as TAP."""

import sys
import traceback

_tests = []


def test(path):
    """Marks a function as the test that is called by that path."""
    def decorate(function):
        _tests.append((path, function))
        return function
    return decorate


def run():
    """Runs the tests, or those whose path is given on the command line; exits."""
    wanted = [(path, function) for path, function in _tests
              if len(sys.argv) < 2 or path in sys.argv[1:]]
    failed = 0

    print(f'1..{len(wanted)}', flush=True)
    for number, (path, function) in enumerate(wanted, 1):
        try:
            function()
            print(f'ok {number} {path}', flush=True)
        except Exception:
            failed += 1
            for line in traceback.format_exc().splitlines():
                print(f'# {line}')
            print(f'not ok {number} {path}', flush=True)
    sys.exit(failed > 0)
