#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window that something can be dragged from: drag-source.py TYPE CONTENT [TYPE CONTENT…]"""

import sys

import gi

gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, Gtk


def activate_cb(application):
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.set_content(Gdk.ContentProvider.new_union([
        Gdk.ContentProvider.new_for_bytes(kind, GLib.Bytes.new(content.encode()))
        for kind, content in zip(sys.argv[1::2], sys.argv[2::2])]))
    window = Gtk.ApplicationWindow(application=application, title='Drag Source',
                                   default_width=160, default_height=120, decorated=False)
    window.add_controller(source)
    window.present()


application = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
application.connect('activate', activate_cb)
application.run(None)
