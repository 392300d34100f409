#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files dragged from another program onto the window open in tabs, wherever they are dropped."""

import contextlib
import os
import subprocess
import sys

from designer import _xdotool, run_stories, story

SIZE = (1000, 800)
FILES_AT = (1100, 100)  # of the other program's window, beside the designer's


@contextlib.contextmanager
def file_manager(*paths):
    """Another program's window with FILES to drag; yields the point to take hold of them."""
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "drag_file.py")
    environment = dict(os.environ, GTK_A11Y="none")
    with subprocess.Popen([sys.executable, program, *paths], env=environment) as process:
        try:
            window = _xdotool("search", "--sync", "--onlyvisible", "--pid", process.pid, "--name", "^Files$").split()[0]
            _xdotool("windowmove", "--sync", window, *FILES_AT)
            yield FILES_AT[0] + 90, FILES_AT[1] + 140
        finally:
            process.kill()


@story("files dropped on the start page, and on the code of another one, open in tabs")
def drop_files(ui):
    first, second = ui.copy("order.asl.json"), ui.copy("order.asl.json", "second.asl.json")
    ui.set(view_mode="'split'")
    ui.start(size=SIZE)
    heading = ui.find("label", "Design a State Machine")
    with file_manager(first) as hold:
        ui.drag(hold, heading)
        ui.find("frame", "order.asl.json")
    before = ui.code()
    with file_manager(second, first) as hold:
        ui.drag(hold, ui.find("text", "Definition"))
        ui.find("page tab", "second.asl.json")
    ui.wait_until(lambda: [tab.name for tab in ui.look("page tab")] == ["order.asl.json", "second.asl.json"],
                  "each file is open once")
    ui.click(ui.find("page tab", "order.asl.json"))
    ui.find("frame", "order.asl.json")
    if ui.code() != before:
        raise AssertionError("the drop changed the code it fell on")


if __name__ == "__main__":
    run_stories()
