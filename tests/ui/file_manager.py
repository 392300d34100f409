# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program on the screen, from which files can be dragged onto the designer."""

import contextlib
import os
import subprocess
import sys

from designer import _xdotool

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
