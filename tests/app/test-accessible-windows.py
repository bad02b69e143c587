#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader and a keyboard make of the lesson, of a comparison, and of the second process."""

import shutil

from atspi import wait_for
from comparisons import make_comparisons, open_result
from program import Program
from reading import Walk, assert_named, walk
from tap import run, test
from views import Tour
from watcher import Watcher


def read(program, window, name, *wanted):
    """wanted: how the names begin of what Tab has to lead to, among other things."""
    assert_named(program.accessible, name)
    names = walk(window, name)
    print(f'# {name}: {" → ".join(names)}')
    for beginning in wanted:
        assert any(reached.startswith(beginning) for reached in names), \
            f'on {name} Tab does not lead to {beginning}'


@test('/accessible-windows/each-step-of-the-lesson-before-and-after')
def _():
    with Program() as program:
        program.key('Shift_L')
        seen = []
        for view in Tour(program, None).lesson():
            read(program, view.window, view.name,
                 'Previous Step' if view.name.startswith('lesson 7') else 'Next Step')
            seen.append(view.name.split(',')[0])
        assert sorted(set(seen)) == [f'lesson {step}' for step in range(1, 8)], seen
        # What is made anew has names too.
        program.activate_in('lesson', 'begin-again')
        wait_for(lambda: any('Step 1 of 7' in label.name for label in view.window.find_all('label')),
                 what='the first step')
        read(program, view.window, 'lesson, again', 'Next Step')


@test('/accessible-windows/a-comparison-and-its-menu')
def _():
    home = make_comparisons()
    with Program(home=home) as program:
        open_result(program)
        read(program, program.accessible.children[0], 'comparison', 'Waterfall of the downloads',
             'Comparison that is shown', 'Comparison that is laid under it')
        # Tab brings it back into sight.
        program.tab_to(program.find_menu_button('Export'))
        program.key('Return')
        wait_for(lambda: program.has('menu item'), what='the menu')
        assert_named(program.accessible, 'ways to export')
    shutil.rmtree(home)


@test('/accessible-windows/watch-from-outside-has-nothing-to-press')
def _():
    with Program() as program:
        watcher = Watcher(program)
        watcher.wait_for_text('Freshet Answers')
        assert_named(watcher.accessible, 'watch')
        steps = Walk(watcher.accessible.children[0], 'Tab').go_round()
        assert not steps, steps


run()
