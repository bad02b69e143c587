# SPDX-License-Identifier: GPL-3.0-or-later
"""Which test goes the ways to which actions, and what each of these tests ends with."""

from tap import test
from ways import Table

AREAS = {
    'menu': ['app.about', 'app.demo', 'app.help', 'app.preferences', 'app.quit', 'app.watch',
             'win.add-file', 'win.add-many', 'win.show-help-overlay'],
    'lesson': ['app.code', 'app.larger', 'app.lesson', 'app.normal-size', 'app.smaller',
               'lesson.begin-again', 'lesson.next', 'lesson.previous', 'lesson.save', 'order.move'],
    'window': ['app.add', 'app.add-file', 'win.add', 'win.blocking-mode', 'win.filter', 'win.find',
               'win.page', 'win.paste', 'win.select', 'win.select-all', 'win.sort'],
    'queue': ['win.check', 'win.copy-address', 'win.details', 'win.limit-speed', 'win.move-down',
              'win.move-up', 'win.remove'],
    'running': ['app.download', 'app.pause-all', 'app.resume-all', 'win.cancel',
                'win.clear-finished', 'win.download', 'win.pause', 'win.start'],
    'files': ['app.open-file', 'app.show-file', 'win.choose-folder', 'win.find-checksum',
              'win.open', 'win.show-in-folder', 'win.sign-in', 'win.trash'],
    'rows': ['downloads.menu', 'row.cancel', 'row.choose-folder', 'row.open', 'row.pause', 'row.remove',
             'row.show-in-folder', 'row.sign-in', 'row.start'],
    'pages': ['code.show-step', 'compare.cancel', 'compare.new', 'compare.run', 'compare.show-earlier',
              'detail.copy', 'dialog.add', 'page.close-bar', 'result.delete', 'result.export',
              'waterfall.zoom'],
}

# Who has these, on org.gtk.Actions. What has another scope belongs to the class of a widget.
ON_THE_BUS = 'app', 'win', 'lesson'


def make_table(area):
    """A table for the actions of an area. Its test, which has to be called last, prints it."""
    table = Table()

    def end():
        @test(f'/actions/{area}/each-by-mouse-keyboard-and-bus')
        def _():
            for line in table.get_lines():
                print(f'# {line}')
            assert sorted(table.cells) == AREAS[area], sorted(table.cells)
            missing = [action for action in AREAS[area] if not table.is_whole(action)]
            assert not missing, missing

    return table, end
