# SPDX-License-Identifier: GPL-3.0-or-later
"""GTK's own chooser of folders and files."""

from atspi import wait_for


def choose(program, title, path):
    """Types a path into the chooser that is open, and takes it."""
    program.find_window(title)
    # A slash opens an entry for it.
    program.key('slash')
    entry = wait_for(lambda: next(
        (node for node in program.find_window(title).find_all('text box') if node.is_('focused')),
        None), what='the entry')
    entry.text = path
    program.key('Return')
    wait_for(lambda: all(window.name != title for window in program.accessible.children),
             what='the chooser closes')
