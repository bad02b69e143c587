#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page with the code that runs: that it says where each file is, explains itself, and scrolls."""

import subprocess

from atspi import wait_for
from program import Program, Server
from tap import run, test

STEPS = ['Start each file', 'Ask the server', 'Receive the body', 'Put the file in place']
NAMES = ['one.bin', 'two.bin', 'three.bin']


def open_page(program):
    program.key('alt+3')
    wait_for(lambda: program.find('button', STEPS[0]).extents[2] > 0, what='the page')


def labels(node):
    return [label.name for label in node.find_all('label')]


def sources(step):
    """The two pieces of code of a step."""
    return [box.text for box in step.find_all('text box')]


@test('/code-page/while-a-run-goes-on-the-step-of-each-file-lights-up')
def _():
    with Server() as server, Program() as program:
        program.add(' '.join(server.address(name, delay='8s', size='1600K', rate='200K')
                             for name in NAMES))
        wait_for(lambda: len(program.rows()) == len(NAMES), what='the rows')
        open_page(program)
        program.press_download()
        for title in 'Ask the server', 'Receive the body':
            program.find('button', f'{title}: 3 files')
            step = program.find('group', title)
            files = wait_for(lambda: next((text for text in labels(step)
                                           if all(name in text for name in NAMES)), None),
                             what='the names of the files')
            print(f'# {title}: {files}')
        # The page stays while there is something to be seen, and at the end nothing is lit.
        for title in STEPS:
            wait_for(lambda: program.find('button', title).extents[2] > 0, what=f'“{title}”, dark')
            assert not any(name in text for text in labels(program.find('group', title))
                           for name in NAMES), title


@test('/code-page/c-and-python-wait-at-the-same-steps-and-say-why')
def _():
    with Program() as program:
        open_page(program)
        for button, blocking, asynchronous in (
                ('This Program, in C', 'soup_session_send (', 'soup_session_send_async ('),
                ('The Same in Python', 'requests.get(', 'session.get(')):
            program.find('button', button).act()
            code = wait_for(lambda: next((code for code in [sources(program.find('group', STEPS[1]))]
                                          if len(code) == 2 and blocking in code[0]), None),
                            what=f'{blocking} in {button}')
            assert asynchronous in code[1], code[1]
            for title in STEPS:
                step = program.find('group', title)
                assert len(sources(step)) == 2, title
                # Beside the number, the title, the files and the names of the two sources.
                assert len(labels(step)) > 5, (title, labels(step))


@test('/code-page/the-wheel-moves-the-page-over-the-code-too')
def _():
    with Program() as program:
        open_page(program)
        title = program.find('group', STEPS[0])
        x, y, width, height = program.find('group', STEPS[0]).extents
        window = program.window_id()
        subprocess.run(['xdotool', 'mousemove', '--window', window, str(x + width // 4),
                        str(y + 200), 'click', '--repeat', '3', '5'], check=True)
        wait_for(lambda: title.extents[1] < y, what='the move')


run()
