# SPDX-License-Identifier: GPL-3.0-or-later
"""TAP for the checks written in Python: a case is a name and the list of faults it found."""

import os
import shutil
import subprocess


class Skip(Exception):
    """A case that cannot be looked at here; the text says why."""


def need(program):
    """The path of a program, or Skip; where CI is set it must be there."""
    path = shutil.which(program)
    if path is None and os.environ.get("CI"):
        raise AssertionError(f"{program} is not installed, and CI is set")
    if path is None:
        raise Skip(f"{program} is not installed")
    return path


def complaints(*command, env=None):
    """What a checking program prints if it finds fault (exit status not 0); nothing otherwise."""
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          env=dict(os.environ, LC_ALL="C.UTF-8", **(env or {})))
    if done.returncode == 0:
        return []
    said = (done.stdout + done.stderr).strip().splitlines()
    return said or [f"{command[0]}: exit status {done.returncode}"]


def faults_of(check):
    """The faults that CHECK, a function that yields them, finds; an exception is a fault as well."""
    try:
        return list(check())
    except Skip:
        raise
    except Exception as error:  # pylint: disable=broad-except
        return [f"{type(error).__name__}: {error}"]


def run(cases):
    """Prints TAP for pairs (name, function that yields faults); returns the exit status."""
    failed = False
    cases = list(cases)
    print(f"1..{len(cases)}")
    for number, (name, check) in enumerate(cases, 1):
        try:
            faults = faults_of(check)
        except Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
            continue
        print(f"{'not ok' if faults else 'ok'} {number} - {name}", flush=True)
        for fault in faults:
            print("\n".join(f"# {line}" for line in str(fault).splitlines()), flush=True)
        failed = failed or bool(faults)
    return 1 if failed else 0
