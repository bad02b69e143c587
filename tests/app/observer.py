# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a window answers, seen from outside of its process.

It is asked as a window manager asks, with _NET_WM_PING.
"""

import select
import threading
import time

from Xlib import X, display
from Xlib.protocol import event


class Questions:
    """Asks a window, and hears its answers. It answers when it has handled what came before, such as keys."""

    def __init__(self, window_id):
        self.display = display.Display()
        self.window = self.display.create_resource_object('window', int(window_id))
        self.protocols = self.display.intern_atom('WM_PROTOCOLS')
        self.ping = self.display.intern_atom('_NET_WM_PING')
        # Answers are sent to the root window.
        self.display.screen().root.change_attributes(event_mask=X.SubstructureNotifyMask)

    def ask(self, number):
        self.window.send_event(event.ClientMessage(
            window=self.window, client_type=self.protocols,
            data=(32, [self.ping, number, self.window.id, 0, 0])))
        self.display.flush()

    def listen(self, timeout):
        """Waits for an answer, as long as that at most. Returns the numbers of what was answered."""
        if not self.display.pending_events():
            select.select([self.display], [], [], timeout)
        answered = []
        while self.display.pending_events():
            answer = self.display.next_event()
            if answer.type == X.ClientMessage and answer.client_type == self.protocols:
                protocol, number, window = answer.data[1][:3]
                if protocol == self.ping and window == self.window.id:
                    answered.append(number)
        return answered

    def close(self):
        self.display.close()


class Observer(threading.Thread):
    """Asks at a fixed pace: a question that was not answered yet does not hold up the next one."""

    def __init__(self, window_id, interval=0.1):
        super().__init__(daemon=True)
        self.interval = interval
        self.questions = Questions(window_id)
        self.stopped = threading.Event()
        self.asked = {}
        self.answers = []

    def _listen(self, timeout):
        for number in self.questions.listen(timeout):
            if number in self.asked:
                asked = self.asked.pop(number)
                self.answers.append((asked, time.monotonic() - asked))

    def run(self):
        number = 0
        due = time.monotonic()
        while not self.stopped.is_set() or self.asked:
            now = time.monotonic()
            if now >= due and not self.stopped.is_set():
                number += 1
                self.asked[number] = time.monotonic()
                self.questions.ask(number)
                due += self.interval
            self._listen(max(0, min(due - now, self.interval)))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        """Waits for the last answer."""
        self.stopped.set()
        self.join(30)
        self.questions.close()

    @property
    def worst(self):
        """The longest time that an answer took, in seconds."""
        return max(delay for _, delay in self.answers)
