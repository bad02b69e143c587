# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what takes the focus has a name, and whether Tab goes in the order of reading."""

import re
import subprocess
import time

from atspi import TIMEOUT_S, Gone, wait_for
from observer import Questions

TITLE_BUTTONS = 'Minimize', 'Maximize', 'Restore', 'Close'
# How many times Tab may lead to an entry that does not tell of its focus before it is said to lead nowhere.
MANY = 4
# GTK calls what has no name after its class.
NO_NAME = re.compile(r'|(Gtk|Adw|Freshet)[A-Z]\w+')


def is_called_after_window(seen, title):
    """Whether what has no name of its own has got that of its window. A label in it may say the same; of those
    in buttons, newer GTK does not tell."""
    node = seen.node
    if node.name != title or seen.depth < 2:
        return False
    inside = list(node.walk())[1:]
    if not inside:
        return node.role not in ('button', 'tab')
    return all(other.name != title for other in inside)


def nameless(tree):
    """What takes the focus and has no name of its own, in all windows, pages that are not shown too."""
    found = []
    title = None
    for seen in tree.look():
        try:
            node = seen.node
            if seen.depth == 1:
                title = node.name
            if seen.is_('focusable') and (NO_NAME.fullmatch(node.name) or is_called_after_window(seen, title)):
                found.append(f'{node.role} {node.name!r} {node.description!r} {node.path}')
        except Gone:
            continue
    return found


def assert_named(tree, where):
    # A window that has just come names what is in it when it is shown.
    try:
        wait_for(lambda: not nameless(tree), 5)
    except TimeoutError:
        raise AssertionError(f'on {where}: {nameless(tree)}') from None


# What Tab leads to one of, and arrows to the others, and what holds them. In newer libadwaita the buttons of the
# pages are tabs.
ITEMS = {'list item': 'list', 'tab': 'tab list'}


class Stop:
    """What can take the focus, with its place in the tree and what it is in, from the outermost on."""

    def __init__(self, place, seen, ancestors):
        self.place = place
        self.node = seen.node
        self.path = seen.node.path
        self.name = seen.node.name
        self.seen = seen
        self.ancestors = ancestors
        self.role = seen.node.role
        self.item = self.path if self.role in ITEMS else self.find_ancestor('list item')
        self.group = self.find_ancestor(ITEMS.get(self.role, 'list')) if self.item else None

    def describe(self):
        return f'{self.role} “{self.name}”'

    def is_focused(self):
        try:
            return self.node.is_('focused')
        except Gone:
            return False

    def find_ancestor(self, role):
        """The path of the innermost of what it is in that has that role."""
        return next((node.path for node in reversed(self.ancestors) if node.role == role), None)

    def can_be_used(self):
        """Newer GTK says so of what is in something that cannot be used, too."""
        return self.seen.is_('sensitive') and all(node.is_('sensitive') for node in self.ancestors[1:])

    def is_row(self):
        return bool(self.ancestors) and self.ancestors[-1].role == 'list'

    def is_right_place(self, before):
        """Whether it is not above and left of what had the focus before."""
        x, y, width, height = self.node.extents
        before_x, before_y, *_ = before.node.extents
        return y + height > before_y or x + width > before_x

    def is_same_widget(self, other):
        """Whether one is in the other, and called after it: the parts of an entry."""
        return self.name == other.name and (
            any(node.path == self.path for node in other.ancestors)
            or any(node.path == other.path for node in self.ancestors))


def list_stops(tree):
    stops = []
    ancestors = []
    for place, seen in enumerate(tree.look()):
        del ancestors[seen.depth:]
        ancestors.append(seen.node)
        try:
            if seen.is_('focusable'):
                stops.append(Stop(place, seen, ancestors[:-1]))
        except Gone:
            continue
    return stops


def settle(window):
    """Waits until nothing that can take the focus comes or goes any more. A button that a screen reader
    presses takes a quarter of a second to do it."""
    before = None
    end = time.monotonic() + TIMEOUT_S
    while before != (before := [stop.path for stop in list_stops(window)]) and time.monotonic() < end:
        time.sleep(0.3)


def find_focused(stops):
    """What has the focus. GTK 4.8 says so of the parts of an entry too: the innermost counts. Of an entry that
    is a row, libadwaita 1.2 does not tell: then it is None."""
    found = next((stop for stop in stops if stop.is_focused()), None)
    inner = [stop for stop in stops if found and found.path in [node.path for node in stop.ancestors]
             and stop.is_focused()]
    return max([found, *inner], key=lambda stop: stop.place) if found else None


class Keys:
    """The keyboard of the window that has the focus of the display."""

    def __init__(self):
        active = wait_for(lambda: subprocess.run(['xdotool', 'getactivewindow'], capture_output=True,
                                                 text=True).stdout, what='the focus of the display')
        self.questions = Questions(active)
        self.n_presses = 0

    def press(self, key):
        """Presses a key, and waits until the window has handled that."""
        subprocess.run(['xdotool', 'key', key], check=True)
        self.n_presses += 1
        self.questions.ask(self.n_presses)
        wait_for(lambda: self.n_presses in self.questions.listen(1), what=f'an answer after {key}')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.questions.close()


class Walk:
    """From what has the focus in a window on, with one key."""

    def __init__(self, window, key, where='it'):
        self.window = window
        self.key = key
        self.where = where
        self.stops = []
        self.back = []

    def _find_focused(self, before):
        """Looks first at what comes next."""
        at = next((i for i, stop in enumerate(self.stops) if before and stop.path == before.path), 0)
        found = find_focused(self.stops[at:] + self.stops[:at])
        if found is None:
            self.stops = list_stops(self.window)
            if self.key != 'Tab':
                self.stops.reverse()
            found = find_focused(self.stops)
        return found

    def _assert_order(self, before, stop):
        """Within a row of the window nothing leads back to the left, but from one column to the next. What
        has just got the focus may still be on its way into sight."""
        if self.key == 'Tab' and before and stop.place > before.place:
            wait_for(lambda: stop.is_right_place(before),
                     what=f'on {self.where} Tab goes from {before.name} to {stop.name}: the right place')

    def _note_order(self, before, stop):
        """What leads to an earlier place of the tree. In a list that is scrolled the places change: those of now
        count."""
        place = next((other.place for other in self.stops if other.path == before.path), before.place)
        if stop.place < place:
            self.back.append((before.name, stop.name))

    def begin_outside(self):
        """Leads out of the rows of a list, if there is anything else: Tab leads back to the row that had the focus
        last, not to what is before it."""
        seen = set()
        with Keys() as keys:
            stop = self._find_focused(None)
            while stop is not None and stop.item is not None and stop.path not in seen:
                seen.add(stop.path)
                keys.press(self.key)
                stop = self._find_focused(stop)

    def go_round(self):
        """What it leads to, once round."""
        steps = []
        before = None
        with Keys() as keys:
            stop = self._find_focused(None)
            while True:
                keys.press(self.key)
                stop = self._find_focused(stop)
                if stop is None and steps[-MANY:] == [None] * MANY:
                    return steps[:-MANY]
                if stop is not None:
                    if before:
                        self._note_order(before, stop)
                    if any(step is not None and step.path == stop.path for step in steps):
                        return steps
                    self._assert_order(before, stop)
                    before = stop
                steps.append(stop)
                assert len(steps) < 80, [step and step.name for step in steps]


def list_missed(window, steps):
    """What can take the focus, and Tab did not lead to. Of the items of a list, or its tabs, it leads to one, or to
    what is in that; arrows lead to the others, and to those that hold something themselves. The buttons in the title
    are left by GTK to the keys of the desktop."""
    told = [step for step in steps if step]
    reached = {step.path for step in told}
    groups = {step.group for step in told if step.group}
    items = {step.item for step in told if step.item}
    missed = [
        stop for stop in list_stops(window)
        if stop.path not in reached and stop.can_be_used() and stop.name not in TITLE_BUTTONS
        and not (stop.group in groups and stop.item not in items)
        and not any(stop.is_same_widget(step) for step in told) and stop.node.is_shown_in(window)]
    # Each entry that is a row took it once, untold.
    rows = [stop for stop in missed if stop.role in ('text box', 'password text') and stop.is_row()]
    if len(rows) > steps.count(None):
        rows = []
    holders = {node.path for step in told + rows for node in step.ancestors}
    return [stop for stop in missed if stop not in rows
            and not (stop.role in ('list', 'list item') and stop.path in holders)]


def assert_opposite(steps, back, where):
    """The way back is the same, but for rows of a list that only one of them leads to. In sight, a row does not
    take the focus itself where something in it does."""
    items = {step.item for step in steps} & {step.item for step in back}
    holders = {node.path for step in steps + back for node in step.ancestors}

    def list_paths(stops):
        return [stop.path for stop in stops
                if stop.item in items and not (stop.role == 'list item' and stop.path in holders)]

    there = list_paths(steps)
    here = list_paths(reversed(back))
    at = there.index(here[0]) if here and here[0] in there else 0
    assert here == there[at:] + there[:at], \
        f'on {where} Tab leads to {[step.name for step in steps]}, back {[step.name for step in back]}'


def walk(window, where, has_way_back=True):
    """Goes once round a window with Tab, and back with Shift and Tab. That leads to all that can take the
    focus, in the order of reading. Returns the names of it."""
    settle(window)
    Walk(window, 'Tab').begin_outside()
    forwards = Walk(window, 'Tab', where)
    steps = forwards.go_round()
    told = [step for step in steps if step]
    # Once round: only one step leads back to an earlier place.
    assert told and len(forwards.back) <= 1, f'on {where} Tab goes back from … to …: {forwards.back}'
    missed = list_missed(window, steps)
    assert not missed, f'on {where} Tab does not lead to {[stop.describe() for stop in missed]}'
    if has_way_back:
        assert_opposite(told, [step for step in Walk(window, 'shift+Tab').go_round() if step], where)
    return [step.name for step in told]
