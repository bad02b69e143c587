#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lesson in Spanish, with nothing but a keyboard."""

from atspi import wait_for
from lesson import Lesson, tr
from program import Program
from tap import run, test

# How often each slider is moved, and what is answered.
SLIDERS = {('Blocking', 'Total time'): 3, ('Blocking', 'Threads that fetch'): 1,
           ('Asynchronous', 'Total time'): 2, ('Asynchronous', 'Threads that fetch'): 1}
CHOICES = {('Blocking', 'Can you click meanwhile?'): 'No',
           ('Blocking', 'When do the bars move?'): 'At the End',
           ('Asynchronous', 'Can you click meanwhile?'): 'Yes',
           ('Asynchronous', 'When do the bars move?'): 'All at Once'}
ORDER = ['Start the request', 'Return to the loop', 'The loop notices that it is ready',
         'Finish: take the result, or the error', 'Start the next step']
LIMITS = ['Limits: Computing', 'Limits: Starving', 'Limits: A Thousand Files',
          'Limits: A Loop in the Loop']
AGAIN = ('This time the figures do not show it. Let nothing else run, keep this window in sight, and '
         'try again.')


def label(run_name, question):
    return tr('%s: %s') % (tr(run_name), tr(question))


def press(program, button):
    program.tab_to(button)
    program.key('Return')


def press_what_is_suggested(lesson, name):
    """The one thing to be done has the focus: it takes a single key."""
    button = lesson.find_sensitive(tr(name), 60)
    wait_for(lambda: button.is_('focused'), what=f'the focus on “{tr(name)}”')
    lesson.program.key('Return')


def go_on(lesson):
    """What is suggested takes a single key; on a busy computer it may be to try again."""
    button = lesson.find('button', tr('Next Step'))
    wait_for(lambda: button.is_('sensitive')
             and (button.is_('focused') or tr(AGAIN) in lesson.texts()), 60, 'the end')
    lesson.program.key('Return' if button.is_('focused') else 'alt+Right')


def predict(program, lesson):
    for run_name in 'Blocking', 'Asynchronous':
        for question in 'Total time', 'Threads that fetch':
            slider = lesson.find('slider', label(run_name, question))
            program.tab_to(slider)
            program.key(*['Right'] * SLIDERS[run_name, question])
            wait_for(lambda: slider.value == SLIDERS[run_name, question], what='the answer')
        for question in 'Can you click meanwhile?', 'When do the bars move?':
            answer = lesson.find('group', label(run_name, question)).find(
                'button', tr(CHOICES[run_name, question]))
            press(program, answer)
            wait_for(lambda: answer.is_('pressed'), what='the answer')
    press(program, lesson.find_sensitive(tr('_Lock In')))


def sort_steps(program, lesson):
    def get_focused():
        return next((at for at, item in enumerate(lesson.window.find_all('list item'))
                     if item.is_('focused')), None)

    for place, step in enumerate(ORDER):
        at = lesson.order().index(tr(step))
        wait_for(lambda: get_focused() is not None, what='the focus in the list')
        keys = ['Up'] * (get_focused() - at) + ['Down'] * (at - get_focused())
        if keys:
            program.key(*keys)
        wait_for(lambda: get_focused() == at, what='the focus on the step')
        if at > place:
            program.key(*['alt+Up'] * (at - place))
        wait_for(lambda: lesson.order()[place:place + 1] == [tr(step)], what='the move')
    press(program, lesson.find('button', tr('_Check')))
    lesson.wait_for_text(tr('All are in their place.'))


@test('/lesson-keyboard/every-step-in-spanish-to-the-table')
def _():
    assert tr('Blocking') == 'Bloqueante'
    with Program() as program:
        lesson = Lesson(program, lambda: press(program, program.find('button', tr('Take the Lesson'))))
        predict(program, lesson)
        for title, action, step in (('Blocking', '_Download, Blocking', 2),
                                    ('Asynchronous', '_Download, Asynchronously', 3),
                                    ('You Said, It Was', '_Save Results', 4)):
            go_on(lesson)
            lesson.wait_for_step(title, step)
            press_what_is_suggested(lesson, action)
        told = wait_for(lesson.saved, what='the table')
        assert all(row['predicted'] and row['verdict'] for row in told
                   if row['part'] == 'prediction'), told

        go_on(lesson)
        lesson.wait_for_step('Why', 5)
        program.key('alt+Right')
        for title in LIMITS:
            lesson.wait_for_step(title, 6)
            press_what_is_suggested(lesson, '_Play')
            go_on(lesson)
        lesson.wait_for_step('Put It in Order', 7)
        sort_steps(program, lesson)
        press(program, lesson.find_sensitive(tr('_Save Results')))
        rows = wait_for(lambda: next((rows for rows in [lesson.saved()]
                                      if rows and rows[-1]['part'] == 'order'
                                      and rows[-1]['verdict'] == 'right'), None), what='the table')
        assert rows[-1]['measured'] == '1', rows[-1]
        assert [row for row in rows if row['part'] == 'prediction'] == [
            row for row in told if row['part'] == 'prediction'], rows


run()
