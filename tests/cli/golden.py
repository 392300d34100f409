#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the command line as the tables in data/*.json say, as TAP: a case per element.

    golden.py STEPWRIGHT [NAME…]      STEPWRIGHT is the program; NAME the tables to run (all of them)

A case: { "name", "before": [[text…]…], "arguments": [text…], "env": { name: text }, "files": { name: text },
          "folder": path in the project, "stdin": text, "status": number, "stdout": text or [lines], "stderr": text or [lines],
          "written": { name: text } }

It runs in a folder of its own that holds its files and a copy of those of "folder", after the command lines of
"before", whose results are not looked at; the user's state is in the folder, too. Standard output and error must
be exactly what is told (nothing when it is not told), files the same. A line that ends in "…" stands for any line
that begins so; a line of "…" alone stands for all that follows.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import tap  # noqa: E402


def text_of(told):
    return "".join(line + "\n" for line in told) if isinstance(told, list) else told


def line_fits(line, told):
    return line.startswith(told[:-1]) if told.endswith("…") else line == told


def difference(what, text, told):
    """The first line of TEXT that is not as told."""
    lines, told_lines = text.split("\n"), text_of(told).split("\n")
    for number in range(max(len(lines), len(told_lines))):
        line = lines[number] if number < len(lines) else None
        expected = told_lines[number] if number < len(told_lines) else None
        if expected == "…":
            return
        if line is None or expected is None or not line_fits(line, expected):
            yield f"{what}, line {number + 1}: {line!r}, not {expected!r}"
            return


def check(program, case):
    with tempfile.TemporaryDirectory() as folder:
        if "folder" in case:
            shutil.copytree(os.path.join(HERE, "../..", case["folder"]), folder, dirs_exist_ok=True)
        for name, text in case.get("files", {}).items():
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                file.write(text_of(text))
        own = {name: value for name, value in os.environ.items()
               if not name.startswith(("AWS_", "SFN_")) and name != "WAIT_TIME_SCALE"}
        env = {**own, "XDG_STATE_HOME": os.path.join(folder, ".state"), **case.get("env", {})}
        for arguments in [*case.get("before", []), case["arguments"]]:
            done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, env=env,
                                  input=case.get("stdin", ""), check=False, timeout=60)
        if done.returncode != case.get("status", 0):
            yield f"exit status {done.returncode}, not {case.get('status', 0)}"
        yield from difference("stdout", done.stdout, case.get("stdout", ""))
        yield from difference("stderr", done.stderr, case.get("stderr", ""))
        for name, told in case.get("written", {}).items():
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                yield from difference(name, file.read(), told)


def cases(program, names):
    for name in names:
        with open(os.path.join(HERE, "data", name + ".json"), encoding="utf-8") as file:
            for case in json.load(file):
                yield f"{name}: {case['name']}", partial(check, program, case)


def main(program, *names):
    tables = sorted(name[:-5] for name in os.listdir(os.path.join(HERE, "data"))
                    if name.endswith(".json"))
    return tap.run(cases(os.path.abspath(program), names or tables))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
