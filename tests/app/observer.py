# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a window answers, seen from outside of its process.

It is asked as a window manager asks, with _NET_WM_PING, and at a fixed pace: a question that was not
answered yet does not hold up the next one.
"""

import select
import threading
import time

from Xlib import X, display
from Xlib.protocol import event



class Observer(threading.Thread):
    def __init__(self, window_id, interval=0.1):
        super().__init__(daemon=True)
        self.interval = interval
        self.display = display.Display()
        self.root = self.display.screen().root
        self.window = self.display.create_resource_object('window', int(window_id))
        self.protocols = self.display.intern_atom('WM_PROTOCOLS')
        self.ping = self.display.intern_atom('_NET_WM_PING')
        self.stopped = threading.Event()
        self.asked = {}
        self.answers = []

    def _ask(self, number):
        self.asked[number] = time.monotonic()
        self.window.send_event(event.ClientMessage(
            window=self.window, client_type=self.protocols,
            data=(32, [self.ping, number, self.window.id, 0, 0])))
        self.display.flush()

    def _listen(self):
        while self.display.pending_events():
            answer = self.display.next_event()
            if answer.type != X.ClientMessage or answer.client_type != self.protocols:
                continue
            data = answer.data[1]
            if data[0] == self.ping and data[1] in self.asked:
                asked = self.asked.pop(data[1])
                self.answers.append((asked, time.monotonic() - asked))

    def run(self):
        self.root.change_attributes(event_mask=X.SubstructureNotifyMask)
        number = 0
        due = time.monotonic()
        while not self.stopped.is_set() or self.asked:
            now = time.monotonic()
            if now >= due and not self.stopped.is_set():
                number += 1
                self._ask(number)
                due += self.interval
            select.select([self.display], [], [], max(0, min(due - now, self.interval)))
            self._listen()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        """Waits for the last answer."""
        self.stopped.set()
        self.join(30)
        self.display.close()

    @property
    def worst(self):
        """The longest time that an answer took, in seconds."""
        return max(delay for _, delay in self.answers)
