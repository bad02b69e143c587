# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in a window, many questions under way at once: each answer takes its time to come through the
sandbox's proxy."""

import contextlib

from gi.repository import Gio, GLib

import atspi

PROPERTIES = 'org.freedesktop.DBus.Properties'
QUESTIONS = ((atspi.ACCESSIBLE, 'GetState', None),
             (atspi.ACCESSIBLE, 'GetRoleName', None),
             (PROPERTIES, 'Get', GLib.Variant('(ss)', (atspi.ACCESSIBLE, 'Name'))),
             (atspi.ACCESSIBLE, 'GetChildren', None))


class Seen:
    """A node, and what it was when it was looked at."""

    def __init__(self, node, state, role, name, children):
        self.node = node
        ((low, high),) = state
        self.states = low | high << 32
        self.role = atspi.clean_role(*role)
        self.name = atspi.clean_name(*name)
        self.children = children[0]
        self.below = []

    def is_(self, state):
        return bool(self.states >> atspi.STATES[state] & 1)

    def walk(self):
        yield self
        for seen in self.below:
            yield from seen.walk()


def _ask(nodes):
    """What each of them answers to each of the questions; None where one is gone."""
    answers = [{} for _node in nodes]
    left = len(nodes) * len(QUESTIONS)
    context = GLib.MainContext()

    def answered_cb(bus, result, place):
        nonlocal left
        left -= 1
        number, question = place
        with contextlib.suppress(GLib.Error):
            answers[number][question] = bus.call_finish(result).unpack()

    context.push_thread_default()
    for number, node in enumerate(nodes):
        for question, asked in enumerate(QUESTIONS):
            node.bus.call(node.bus_name, node.path, *asked, None, Gio.DBusCallFlags.NONE,
                          atspi.TIMEOUT_S * 1000, None, answered_cb, (number, question))
    while left:
        context.iteration(True)
    context.pop_thread_default()
    return [[found[question] for question in range(len(QUESTIONS))] if len(found) == len(QUESTIONS)
            else None for found in answers]


def read(root):
    """All that is in it and can be seen, in the order of reading; it comes first."""
    top = None
    level = [(root, None)]
    while level:
        following = []
        for (node, parent), answer in zip(level, _ask([node for node, _parent in level])):
            if answer is None:
                continue
            seen = Seen(node, *answer)
            if parent is None:
                top = seen
            elif seen.is_('visible'):
                parent.below.append(seen)
            else:
                continue
            following += [(atspi.Node(node.bus, *child), seen) for child in seen.children
                          if not child[1].endswith('/null')]
        level = following
    if top is None:
        raise atspi.Gone(root.path)
    return list(top.walk())
