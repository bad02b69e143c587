# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts checks."""

import contextlib
import threading
import time

passed = 0
failed = 0
_lock = threading.Lock()
_held_back = threading.local()


class Ended(Exception):
    """A check has failed that the rest of its group needs."""


def _say(line):
    lines = getattr(_held_back, 'lines', None)
    if lines is None:
        print(line, flush=True)
    else:
        lines.append(line)


def _count(what, holds):
    global passed, failed
    with _lock:
        if holds:
            passed += 1
        else:
            failed += 1
    _say(f'{"ok    " if holds else "FAILED"}  {what}')


def check(what, holds):
    """Counts one check, says how it went, and returns what holds. What has to be waited for is a
    function; if it fails, the group of the check ends."""
    if callable(holds):
        try:
            holds = holds()
        except Exception as error:  # Whatever it is: it does not hold.
            _count(f'{what}: {type(error).__name__}: {error}', False)
            raise Ended from error
    _count(what, holds)
    return holds


@contextlib.contextmanager
def group(name):
    """A group of checks. What ends it before its time is one that failed."""
    begin = time.monotonic()
    _say(f'\n== {name}')
    try:
        yield
    except Ended:
        pass
    except Exception as error:  # Whatever it is: the other groups are still to be run.
        _count(f'{name}: {type(error).__name__}: {error}', False)
    _say(f'== {time.monotonic() - begin:.1f} s')


class Beside(threading.Thread):
    """Groups of checks that are run beside others; what they say comes at the end."""

    def __init__(self, function):
        super().__init__()
        self.function = function
        self.lines = []

    def run(self):
        _held_back.lines = self.lines
        self.function()

    def __enter__(self):
        self.start()

    def __exit__(self, *_):
        self.join()
        for line in self.lines:
            print(line, flush=True)
