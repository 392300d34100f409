#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ./dev decides by itself: on which systems it makes a root, what it says when a step fails, how it counts
test cases. Nothing is installed, built or run. Prints TAP.

    dev.py SOURCE
"""

import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

SOURCE = sys.argv[1] if len(sys.argv) == 2 else ""

# ID, VERSION_ID, STEPWRIGHT_SYSTEM, and whether the system's own packages serve.
SYSTEMS = [
    ("debian", "12", "", False),
    ("debian", "13", "", True),
    ("debian", "14", "", True),
    ("debian", "", "", True),
    ("ubuntu", "24.04", "", False),
    ("ubuntu", "24.10", "", False),
    ("ubuntu", "25.04", "", True),
    ("ubuntu", "26.04", "", True),
    ("fedora", "41", "", False),
    ("fedora", "42", "", True),
    ("arch", "", "", False),
    ("arch", "", "own", True),
    ("debian", "13", "root", False),
]

# A line of a log, and a word of the mend that must follow from it.
FAILURES = [
    ("E: Failed getting release file http://mirror.example.org/debian/dists/trixie/Release", "network"),
    ("Err:1 http://mirror.example.org trixie InRelease  Temporary failure resolving 'mirror.example.org'", "network"),
    ("W: Failed to fetch http://x/InRelease  Could not connect to x:80", "network"),
    ("dpkg: error: cannot copy: failed to write (No space left on device)", "free some space"),
    ("E: You don't have enough free space in /var/cache/apt/archives/.", "free some space"),
    ("E: Cannot install into target '/x' mounted with noexec or nodev", "XDG_CACHE_HOME"),
    ("E: Release signed by unknown key (key id 6ED0E7B82643E131)", "archive-keyring"),
    ("E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7 (apt)", "Another package manager"),
    ("sudo: a password is required", "sudo"),
    ("dpkg: error processing package x (--configure)", "Log:"),
]


def logged(output, result="OK", status=0, errors=""):
    return {"name": "a", "stdout": output, "stderr": errors, "result": result, "returncode": status, "duration": 0.1}


# Tests as Meson logs them, and the cases (passed, failed, skipped) they count as.
LOGS = [
    ("an exit code is one case", [logged("hello\n")], (1, 0, 0)),
    ("TAP counts its lines", [logged("1..2\nok 1 - a\nok 2 /b/c\n")], (2, 0, 0)),
    ("failed lines count", [logged("ok 1 a\nnot ok 2 b\n# why\n", "FAIL", 1)], (1, 1, 0)),
    ("an inner plan counts once", [logged("    ok 1 - x\n    ok 2 - y\nok 1 - both\n")], (1, 0, 0)),
    ("skipped lines count", [logged("ok 1 a # SKIP no data\nok 2 b\n")], (1, 0, 1)),
    ("a skipped test is one case", [logged("", "SKIP", 77)], (0, 0, 1)),
    ("a known failure is no failure", [logged("not ok 1 a # TODO later\n")], (1, 0, 0)),
    ("a crash counts", [logged("ok 1 a\n", "ERROR", -11)], (1, 1, 0)),
    ("a failure that ends the test counts once", [logged("not ok 1 a\nBail out!\n", "ERROR", -6)], (0, 1, 0)),
    ("a runner's closing line counts", [logged("failed: a: b\n7 passed, 1 failed, 2 skipped\n", "FAIL", 1)], (7, 1, 2)),
    ("a closing line that belies the exit status does not count", [logged("7 passed, 0 failed\n", "FAIL", 1)], (0, 1, 0)),
    ("a test without end counts", [logged("ok 1 a\n", "TIMEOUT", -15)], (1, 1, 0)),
]


def bash(script, *arguments, **variables):
    """The parts of ./dev with SCRIPT after them."""
    parts = "".join(f'source "$project/.dev/{name}.bash"\n' for name in ("say", "host"))
    return subprocess.run(["bash", "-c", f"set -euo pipefail\n{parts}{script}", "dev", *arguments],
                          capture_output=True, text=True, check=False,
                          env=dict(os.environ, project=SOURCE, cache="/nonexistent", **variables))


def check_system(identity, version, chosen, serves):
    script = 'os_field () { [[ $1 == ID ]] && echo "$system_id" || echo "$system_version"; }\nhost_has_platform'
    done = bash(script, system_id=identity, system_version=version, STEPWRIGHT_SYSTEM=chosen)
    if (done.returncode == 0) != serves:
        yield f"answered {done.returncode == 0}; {done.stderr}"


def check_failure(line, word):
    with tempfile.NamedTemporaryFile("w", suffix=".log", encoding="utf-8") as log:
        log.write(f"before\n{line}\n")
        log.flush()
        done = bash('die_of "$1" "The step failed."', log.name)
    if done.returncode != 1 or "dev: The step failed." not in done.stderr:
        yield f"exit status {done.returncode}: {done.stderr}"
    if word not in done.stderr:
        yield f"the mend does not speak of '{word}': {done.stderr}"


def check_count(tests, wanted):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as log:
        log.writelines(json.dumps(test) + "\n" for test in tests)
        log.flush()
        done = subprocess.run([sys.executable, os.path.join(SOURCE, "tests", "summary.py"), "total", log.name],
                              capture_output=True, text=True, check=False)
    passed, failed, skipped = wanted
    if done.stdout != f"{passed} passed, {failed} failed, {skipped} skipped\n":
        yield done.stdout + done.stderr
    if (done.returncode == 0) != (failed == 0 and passed > 0):
        yield f"exit status {done.returncode}"


def check_use():
    """help tells every command; what is no command is refused before anything is set up."""
    script = os.path.join(SOURCE, "dev")
    told = subprocess.run([script, "help"], capture_output=True, text=True, check=False)
    if told.returncode != 0:
        yield f"help: exit status {told.returncode}"
    for command in ("run", "test", "build", "shell", "exec", "shot", "conform", "bench", "setup"):
        if f"\n  {command} " not in told.stdout:
            yield f"help does not tell of {command}"
    refused = subprocess.run([script, "frobnicate"], capture_output=True, text=True, check=False)
    if refused.returncode != 2 or "./dev COMMAND" not in refused.stderr:
        yield f"an unknown command: exit status {refused.returncode}, {refused.stderr}"


def cases():
    yield "help tells every command", check_use
    for row in SYSTEMS:
        answer = "serves" if row[3] else "needs a root"
        chosen = f" with STEPWRIGHT_SYSTEM={row[2]}" if row[2] else ""
        yield f"{row[0]} {row[1]}{chosen} {answer}", lambda row=row: check_system(*row)
    for line, word in FAILURES:
        yield f"mend for: {line}".replace("#", ""), lambda line=line, word=word: check_failure(line, word)
    for name, tests, wanted in LOGS:
        yield f"counting: {name}", lambda tests=tests, wanted=wanted: check_count(tests, wanted)


if __name__ == "__main__":
    if not SOURCE:
        sys.exit(__doc__)
    sys.exit(tap.run(cases()))
