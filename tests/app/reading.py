# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what takes the focus has a name, and whether Tab goes in the order of reading."""

import re
import subprocess

from atspi import Gone, wait_for

# GTK calls what has no name after its class.
NO_NAME = re.compile(r'|(Gtk|Adw|Freshet)[A-Z]\w+')


def nameless(tree):
    """What takes the focus and has no name, in all windows, pages that are not shown too."""
    found = []
    for node in tree.walk():
        try:
            if node.is_('focusable') and NO_NAME.fullmatch(node.name):
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


def list_focusable(tree):
    """What can take the focus, each with its place in the tree."""
    found = []
    for place, node in enumerate(tree.walk()):
        try:
            if node.is_('focusable'):
                found.append((place, node))
        except Gone:
            continue
    return found


def focused(nodes):
    """GTK 4.8 says of the parts of an entry too that they have the focus: the innermost counts."""
    last = None
    for place, node in nodes:
        try:
            if node.is_('focused'):
                last = place, node
        except Gone:
            continue
    return last


def press_tab(nodes, previous):
    """What has the focus next, or None if it stays. An entry in a row takes it twice, and libadwaita 1.2
    does not tell of its second time."""
    def moved():
        found = focused(nodes)
        return found if found and found[1].path != previous else None

    for _ in range(3):
        subprocess.run(['xdotool', 'key', 'Tab'], check=True)
        try:
            return wait_for(moved, 2, 'the focus moves on')
        except TimeoutError:
            continue
    return None


def walk_with_tab(tree):
    """What Tab leads to from where the focus is, once round."""
    nodes = list_focusable(tree)
    steps = []
    first = focused(nodes)
    following = press_tab(nodes, first and first[1].path) or first
    while following and all(following[1].path != path for _, path, *_ in steps):
        place, node = following
        steps.append((place, node.path, node.name, node.extents))
        assert len(steps) < 80, steps
        following = press_tab(nodes, node.path)
    return steps


def assert_reading_order(steps, page):
    """Once round: only one step leads back to an earlier place of the tree. And within a row of the
    window nothing leads back to the left, but from one column to the next."""
    back = [(before[2], after[2]) for before, after in zip(steps, steps[1:] + steps[:1])
            if after[0] < before[0]]
    assert steps and len(back) <= 1, f'on {page} Tab goes back from … to …: {back}'
    for before, after in zip(steps, steps[1:]):
        if after[0] < before[0]:
            continue
        is_above = after[3][1] + after[3][3] <= before[3][1]
        is_left = after[3][0] + after[3][2] <= before[3][0]
        assert not (is_above and is_left), f'on {page} Tab goes from {before} to {after}'
