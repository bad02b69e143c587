# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts checks."""

import contextlib
import time

passed = 0
failed = 0


def check(what, holds):
    """Counts one check, and says how it went."""
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
    print(f"{'ok    ' if holds else 'FAILED'}  {what}", flush=True)


@contextlib.contextmanager
def group(name):
    """A group of checks. What ends it before its time is one that failed."""
    begin = time.monotonic()
    print(f'\n== {name}', flush=True)
    try:
        yield
    except Exception as error:  # Whatever it is: the other groups are still to be run.
        check(f'{name}: {type(error).__name__}: {error}', False)
    print(f'== {time.monotonic() - begin:.1f} s', flush=True)
