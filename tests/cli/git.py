#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves how `stepwright diff FILE` finds the earlier version in git. TAP.

    git.py STEPWRIGHT
"""

import os
import subprocess
import sys
import tempfile
from functools import partial

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

# Whoever runs the tests may have a git configuration; a commit here needs a name all the same.
GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b",
       "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b"}

# name, arguments after "diff", exit status, what standard output or error begins with
CASES = [
    ("the last commit", ["sub/a.asl.json"], 0, "~ A (Wait), line 1\n    ~ Seconds: 2 → 3\n"),
    ("an earlier commit", ["--since", "HEAD~1", "sub/a.asl.json"], 0, "~ A (Wait), line 1\n    ~ Seconds: 1 → 3\n"),
    ("a revision that is none", ["--since", "nowhere", "sub/a.asl.json"], 2,
     "stepwright: sub/a.asl.json has no version in “nowhere” (git says: "),
    ("an option is no revision", ["--since=--help", "sub/a.asl.json"], 2, "stepwright: “--help” is no revision\n"),
    ("a file that was never committed", ["new.asl.json"], 2,
     "stepwright: new.asl.json has no version in “HEAD” (git says: "),
]


def text(seconds):
    return '{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": %d, "End": true}}}' % seconds


def write(folder, name, content):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(content)


def make_repository(folder):
    environment = {**os.environ, **GIT}
    os.mkdir(os.path.join(folder, "sub"))
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True, env=environment)
    for seconds in (1, 2):
        write(folder, "sub/a.asl.json", text(seconds))
        subprocess.run(["git", "add", "-A"], cwd=folder, check=True, env=environment)
        subprocess.run(["git", "commit", "-q", "-m", "x"], cwd=folder, check=True, env=environment)
    write(folder, "sub/a.asl.json", text(3))
    write(folder, "new.asl.json", text(1))


def check(program, arguments, status, begin):
    with tempfile.TemporaryDirectory() as folder:
        make_repository(folder)
        done = subprocess.run([program, "diff", *arguments], cwd=folder, capture_output=True, text=True, check=False,
                              timeout=60)
        said = done.stdout + done.stderr
        if done.returncode != status or not said.startswith(begin):
            yield f"exit status {done.returncode}, {said!r}"


def check_textconv(program):
    """What a repository says is to be run for a file is not run."""
    with tempfile.TemporaryDirectory() as folder:
        make_repository(folder)
        write(folder, ".gitattributes", "*.json diff=x filter=x\n")
        with open(os.path.join(folder, ".git/config"), "a", encoding="utf-8") as file:
            file.write('[diff "x"]\n\ttextconv = touch ran\n[filter "x"]\n\tsmudge = touch ran\n')
        done = subprocess.run([program, "diff", "sub/a.asl.json"], cwd=folder, capture_output=True, text=True,
                              check=False, timeout=60)
        if done.returncode != 0:
            yield done.stderr
        if os.path.exists(os.path.join(folder, "ran")) or os.path.exists(os.path.join(folder, "sub/ran")):
            yield "a program of the repository was run"


def main(program):
    program = os.path.abspath(program)
    cases = [(name, partial(check, program, *rest)) for name, *rest in CASES]
    return tap.run([*cases, ("nothing of the repository is run", partial(check_textconv, program))])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
