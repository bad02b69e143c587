# SPDX-License-Identifier: GPL-3.0-or-later
"""Something that is dragged out of another program's window, and dropped on Freshet's."""

import os
import subprocess

from atspi import wait_for

SOURCE = os.path.join(os.path.dirname(__file__), 'drag-source.py')


class Drag:
    """Another program with something to be dragged. content: by its media type."""

    def __init__(self, content):
        self.process = subprocess.Popen(
            [SOURCE, *(part for pair in content.items() for part in pair)], stdin=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)

    def _find_window(self):
        return subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
            capture_output=True, text=True).stdout.strip()

    @staticmethod
    def _find_middle(window):
        output = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', window],
                                capture_output=True, text=True, check=True).stdout
        place = {key: int(value) for key, value in (line.split('=') for line in output.split())}
        return place['X'] + place['WIDTH'] // 2, place['Y'] + place['HEIGHT'] // 2

    def drop_on(self, program):
        """Drops it on the middle of the window. A drag begins with a few moves, and needs one more when
        it has begun."""
        target = program.window_id()
        window = wait_for(self._find_window, what='the window to drag from')
        # Each in a corner of its own.
        for moved, x, y in (window, 0, 0), (target, 300, 150):
            subprocess.run(['xdotool', 'windowmove', moved, str(x), str(y), 'sleep', '0.5'], check=True)
        x, y = self._find_middle(window)
        target_x, target_y = self._find_middle(target)
        command = ['xdotool', 'mousemove', str(x), str(y), 'mousedown', '1']
        for step in (x + 4, y + 4), (x + 30, y + 20), (target_x - 4, target_y), (target_x, target_y):
            command += ['sleep', '0.2', 'mousemove', *map(str, step)]
        subprocess.run([*command, 'sleep', '0.5', 'mouseup', '1'], check=True)
