#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window from which files can be dragged, in the place of a file manager: drag_file.py FILE..."""

import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402

TITLE = "Files"


def content(paths):
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in paths])
    value = GObject.Value()
    value.init(Gdk.FileList)
    value.set_boxed(files)
    return Gdk.ContentProvider.new_for_value(value)


def main(paths):
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.connect("prepare", lambda *_: content(paths))
    handle = Gtk.Label(label="Drag me", width_request=160, height_request=160)
    handle.add_controller(source)
    window = Gtk.Window(title=TITLE, child=handle)
    window.present()
    GLib.MainLoop().run()


if __name__ == "__main__":
    main(sys.argv[1:])
