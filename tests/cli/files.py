#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves how the command line writes files: links, permissions and devices stay what they are. TAP.

    files.py STEPWRIGHT
"""

import os
import stat
import subprocess
import sys
import tempfile
from functools import partial

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

TEXT = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'


def run(program, folder, *arguments):
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False,
                          timeout=60)


def write(folder, name):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(TEXT)
    return path


def check_permissions(program):
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "a.json")
        os.chmod(path, 0o640)
        done = run(program, folder, "format", "--in-place", "a.json")
        mode = stat.S_IMODE(os.stat(path).st_mode)
        if done.returncode != 0 or mode != 0o640:
            yield f"exit status {done.returncode}, mode {mode:o}: {done.stderr}"


def check_link(program):
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "real.json")
        os.symlink("real.json", os.path.join(folder, "link.json"))
        run(program, folder, "format", "--in-place", "link.json")
        if not os.path.islink(os.path.join(folder, "link.json")):
            yield "the link was replaced"
        with open(path, encoding="utf-8") as file:
            if file.read() == TEXT:
                yield "the file was not written"


def check_pipe(program):
    """As with `-o /dev/stdout`: what is no file is written into, not replaced."""
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "a.json")
        pipe = os.path.join(folder, "pipe")
        os.mkfifo(pipe)
        with subprocess.Popen([program, "export", "a.json", "-o", "pipe"], cwd=folder) as process:
            with open(pipe, encoding="utf-8") as file:
                text = file.read()
            if process.wait(timeout=60) != 0 or text != TEXT:
                yield f"exit status {process.returncode}, and {text!r} came through"
        if not stat.S_ISFIFO(os.stat(pipe).st_mode):
            yield "the pipe was replaced"


def check_unwritable(program):
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "a.json")
        done = run(program, folder, "export", "a.json", "-o", "no/such/folder.json")
        if done.returncode != 2 or "no/such/folder.json" not in done.stderr:
            yield f"exit status {done.returncode}: {done.stderr!r}"


def main(program):
    return tap.run([
        ("a file keeps its permissions", partial(check_permissions, program)),
        ("a link stays a link", partial(check_link, program)),
        ("a pipe is written into", partial(check_pipe, program)),
        ("a file that cannot be written is told", partial(check_unwritable, program)),
    ])


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
