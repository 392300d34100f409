#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that `stepwright FILE` becomes the designer that lies beside it or on the PATH, as TAP.

    designer.py STEPWRIGHT
"""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

SCRIPT = "#!/bin/sh\nprintf '%s' \"$(basename \"$0\")\"\nprintf ' <%s>' \"$@\"\nexit 7\n"


def make_designer(folder):
    path = os.path.join(folder, "stepwright-designer")
    with open(path, "w", encoding="utf-8") as file:
        file.write(SCRIPT)
    os.chmod(path, 0o755)


def run(program, *arguments, path):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False,
                          env=dict(os.environ, PATH=path), timeout=60)


def check(program, beside):
    """The designer gets all arguments and gives the exit status."""
    with tempfile.TemporaryDirectory() as bin_folder, tempfile.TemporaryDirectory() as other:
        copy = shutil.copy(program, bin_folder)
        make_designer(bin_folder if beside else other)
        done = run(copy, "a b.asl.json", "second.json", path=f"{other}:/usr/bin:/bin")
        if done.returncode != 7:
            yield f"exit status {done.returncode}, not the designer's: {done.stderr}"
        if done.stdout != "stepwright-designer <a b.asl.json> <second.json>":
            yield f"the designer was started as {done.stdout!r}"


def check_missing(program):
    with tempfile.TemporaryDirectory() as folder:
        done = run(shutil.copy(program, folder), "a.asl.json", path=folder)
        if done.returncode != 2:
            yield f"exit status {done.returncode}, not 2"
        if "stepwright-designer) is not installed" not in done.stderr:
            yield f"it says {done.stderr!r}"


def main(program):
    return tap.run([
        ("the designer beside the program is started", partial(check, program, True)),
        ("the designer on the PATH is started", partial(check, program, False)),
        ("a designer that is not installed is told", partial(check_missing, program)),
    ])


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
