#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lesson, taken from its first step to its last as somebody who sees nothing would take it."""

import lesson
from atspi import wait_for
from program import Program, Server
from tap import run, test

ORDER = ['Start the request', 'Return to the loop', 'The loop notices that it is ready',
         'Finish: take the result, or the error', 'Start the next step']
SCENES = ['callback', 'stock-splice', 'thousand', 'nested-loop']


class Lesson(lesson.Lesson):
    """Taken without any pointer or key."""

    def __init__(self, program, begin=None):
        super().__init__(program, begin or program.find('button', 'Take the Lesson').act)

    def press(self, name, timeout=20):
        self.find_sensitive(name, timeout).act()

    def go_on(self, title, step):
        # It can be pressed again when what was begun has ended.
        self.press('Next Step', 60)
        self.wait_for_step(title, step)

    def choose(self, question, answer):
        self.find('group', question).find('button', answer).act()


def predict(lesson):
    lesson.find('label', 'What Will Happen?')
    assert not lesson.find('button', 'Lock In').is_('sensitive')
    lesson.find('slider', 'Blocking: Total time').value = 12
    lesson.find('slider', 'Blocking: Threads that fetch').value = 1
    lesson.choose('Blocking: Can you click meanwhile?', 'Yes')
    lesson.choose('Blocking: When do the bars move?', 'One by One')
    lesson.find('slider', 'Asynchronous: Total time').value = 2
    lesson.find('slider', 'Asynchronous: Threads that fetch').value = 6
    lesson.choose('Asynchronous: Can you click meanwhile?', 'Yes')
    lesson.choose('Asynchronous: When do the bars move?', 'All at Once')
    lesson.press('Lock In')
    wait_for(lambda: not lesson.find('button', 'Lock In').is_('sensitive'), what='the lock')
    lesson.find('slider', 'Blocking: Total time').value = 2


def sort_steps(lesson):
    lesson.press('Check')
    lesson.wait_for_text('of 5 are in their place.')
    for place, step in enumerate(ORDER):
        while (at := lesson.order().index(step)) > place:
            lesson.find('button', f'Move up: {step}').act()
            wait_for(lambda: len(order := lesson.order()) == len(ORDER) and order[at - 1] == step,
                     what='the move')
    lesson.press('Check')
    lesson.wait_for_text('All are in their place.')
    assert lesson.find('list item', ORDER[0]).is_('sensitive')
    assert not any(button.is_('sensitive') for button in lesson.window.find_all('button')
                   if button.name.startswith('Move '))


def assert_told(rows):
    told = {(row['item'], row['case']): row for row in rows if row['part'] == 'prediction'}
    assert len(told) == 8, told
    for case, click, bars in ('blocking', 'no', 'at-the-end'), ('async', 'yes', 'all-at-once'):
        assert told['clicks-are-heard', case]['predicted'] == 'yes', told
        assert told['clicks-are-heard', case]['measured'] == click, told
        assert told['bars-move', case]['measured'] == bars, told
        assert told['threads', case]['measured'] == '1', told
        assert all(told[item, case]['verdict'] for item in
                   ('total-time', 'clicks-are-heard', 'bars-move', 'threads')), told
    assert told['total-time', 'blocking']['predicted'] == '12', told
    assert told['clicks-are-heard', 'blocking']['verdict'] == 'wrong', told
    assert told['bars-move', 'blocking']['verdict'] == 'wrong', told
    assert told['threads', 'async']['verdict'] == 'wrong', told
    blocking, asynchronous = (float(told['total-time', case]['measured'])
                              for case in ('blocking', 'async'))
    assert blocking > asynchronous > 0, (blocking, asynchronous)


@test('/lesson/every-step-by-a-screen-reader-to-the-table')
def _():
    with Program() as program:
        lesson = Lesson(program)
        predict(lesson)
        lesson.go_on('Blocking', 2)
        lesson.press('Download, Blocking')
        lesson.wait_for_text('in all · longest freeze', 60)
        lesson.go_on('Asynchronous', 3)
        lesson.press('Download, Asynchronously')
        lesson.wait_for_text('in all · longest freeze', 60)

        lesson.go_on('You Said, It Was', 4)
        lesson.wait_for_text('You said: Yes. It was: No.')
        lesson.wait_for_text('You said: 6. It was: 1.')
        lesson.press('Save Results')
        assert_told(wait_for(lesson.saved, what='the table'))

        lesson.go_on('Why', 5)
        for title in ('Limits: Computing', 'Limits: Starving', 'Limits: A Thousand Files',
                      'Limits: A Loop in the Loop'):
            lesson.go_on(title, 6)
            play = lesson.find_sensitive('Play')
            play.act()
            wait_for(lambda: not play.is_('sensitive'), what='the play')
        lesson.go_on('Put It in Order', 7)
        assert not lesson.find('button', 'Next Step').is_('sensitive')
        sort_steps(lesson)
        lesson.wait_for_text('A coroutine is these five')

        lesson.press('Save Results')
        rows = wait_for(lambda: next((rows for rows in [lesson.saved()]
                                      if rows and any(row['part'] == 'scene' for row in rows)), None),
                        what='the table with all of it')
        assert_told(rows)
        scenes = {row['item'].split('/')[0] for row in rows if row['part'] == 'scene'}
        assert scenes == set(SCENES), scenes
        assert rows[-1]['measured'] == '2' and rows[-1]['verdict'] == 'right', rows[-1]


@test('/lesson/closed-in-the-middle-it-stops-and-can-be-taken-again')
def _():
    with Program() as program:
        lesson = Lesson(program)
        for title, step in ('Blocking', 2), ('Asynchronous', 3):
            lesson.go_on(title, step)
        next_step = lesson.find_sensitive('Next Step')
        lesson.press('Download, Asynchronously')
        wait_for(lambda: not next_step.is_('sensitive'), what='the run')
        lesson.press('Close')
        wait_for(lambda: len(program.accessible.children) == 1, what='one window')
        Lesson(program).find('label', 'What Will Happen?')


@test('/lesson/what-has-been-seen-cannot-be-predicted-any-more')
def _():
    with Program() as program:
        lesson = Lesson(program)
        lesson.find('slider', 'Asynchronous: Total time').value = 9
        for title, step in ('Blocking', 2), ('Asynchronous', 3):
            lesson.go_on(title, step)
        lesson.press('Download, Asynchronously')
        lesson.wait_for_text('in all · longest freeze', 60)
        for title, step in ('Blocking', 2), ('What Will Happen?', 1):
            lesson.press('Previous Step')
            lesson.wait_for_step(title, step)
        slider = lesson.find('slider', 'Asynchronous: Total time')
        assert not lesson.find('button', 'Lock In').is_('sensitive')
        slider.value = 2
        program.activate_in('lesson', 'save')
        told = wait_for(lesson.saved, what='the table')
        assert [row['predicted'] for row in told if row['item'] == 'total-time'] == ['', '9'], told


@test('/lesson/nothing-is-measured-while-something-else-goes-on')
def _():
    with Server() as server, Program() as program:
        program.add(server.address('long.bin', size='20M', rate='200K'))
        program.press_download()
        wait_for(lambda: program.has('button', 'Pause long.bin'), what='the download')
        # The empty page with its button is gone: from the menu.
        lesson = Lesson(program, lambda: program.activate_in('app', 'lesson'))
        lesson.go_on('Blocking', 2)
        lesson.press('Download, Blocking')
        lesson.wait_for_text('Downloads go on in the other window.')


run()
