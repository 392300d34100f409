#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts test cases in Meson's JSON logs, for ./dev test.

    summary.py suite LABEL LOG OUTPUT   a line for one suite, and the output of what failed
    summary.py total LOG...             the closing line over several logs

A test that speaks TAP counts one case per top-level line of its plan; one that closes with "N passed, N failed,
N skipped", as the conformance runners do, what it says; any other test is one case.
A test that dies or never ends without having reported a failed case counts as one. OUTPUT is what
`meson test` itself printed: it is shown when there is no log at all (the build failed, say), which
is a failure too, unless Meson said that there are no such tests.
"""

import json
import re
import sys

TAP_LINE = re.compile(r"^(not )?ok\b[ \t]*\d*[ \t]*(?:-[ \t]*)?(.*)$")
DIRECTIVE = re.compile(r"#\s*(skip|todo)", re.IGNORECASE)
CLOSING = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$")
FINE = {"OK", "EXPECTEDFAIL", "SKIP"}
NO_TESTS = "No suitable tests defined"


def read_log(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as lines:
            return [json.loads(line) for line in lines if line.strip()]
    except FileNotFoundError:
        return None


def count_closing(test):
    """The cases that the last line of a test's output tells of, or None."""
    lines = test.get("stdout", "").rstrip().splitlines()
    match = CLOSING.match(lines[-1].strip()) if lines else None
    if match is None or (int(match.group(2)) == 0) != (test["result"] in FINE):
        return None
    failed = [line[len("failed:"):].strip() for line in lines if line.startswith("failed:")]
    return int(match.group(1)), int(match.group(2)), int(match.group(3) or 0), failed


def count(test):
    """Cases of one test: (passed, failed, skipped, names of the failed)."""
    told = count_closing(test)
    if told is not None:
        return told
    passed, skipped, failed = 0, 0, []
    for line in test.get("stdout", "").splitlines():
        match = TAP_LINE.match(line)
        if not match:
            continue
        directive = DIRECTIVE.search(match.group(2))
        if directive and directive.group(1).lower() == "skip":
            skipped += 1
        elif match.group(1) and not directive:
            failed.append(match.group(2))
        else:
            passed += 1
    if passed + skipped + len(failed) == 0 and test["result"] in FINE:
        return (0, 0, 1, []) if test["result"] == "SKIP" else (1, 0, 0, [])
    if test["result"] not in FINE and not failed:
        failed.append(f"{test['name']}: {test['result'].lower()}, exit status {test['returncode']}")
    return passed, len(failed), skipped, failed


def show_failure(test, failed):
    print(f"\n--- {test['name']} ---")
    for name in failed:
        print(f"failed: {name}")
    lines = test.get("stdout", "").splitlines()
    keep = [line for line in lines if not line.startswith(("ok ", "skipped:", "failed:"))]
    for line in keep[-200:] + test.get("stderr", "").splitlines()[-80:]:
        print(f"  {line}")


def skip_reasons(tests):
    """Reasons of skipped cases, each once."""
    reasons = {}
    for test in tests:
        found = re.findall(r"#\s*skip\S*[ \t]*(.*)$", test.get("stdout", ""), re.IGNORECASE | re.MULTILINE)
        if not found and test["result"] == "SKIP":
            found = [test["name"]]
        for reason in found:
            reasons[reason.strip()] = reasons.get(reason.strip(), 0) + 1
    return reasons


def suite(label, log, output):
    tests = read_log(log)
    if tests is None:
        with open(output, encoding="utf-8", errors="replace") as file:
            said = file.read()
        if NO_TESTS in said:
            print(f"{label}: no tests", flush=True)
            return 0
        print(f"{label}: could not be run")
        print("\n".join(said.splitlines()[-60:]), flush=True)
        with open(log, "w", encoding="utf-8") as file:  # so that the total counts it
            json.dump({"name": label, "stdout": "", "result": "ERROR", "returncode": 1, "duration": 0}, file)
        return 1
    passed = failed = skipped = 0
    seconds = sum(test["duration"] for test in tests)
    for test in tests:
        one_passed, one_failed, one_skipped, names = count(test)
        passed, failed, skipped = passed + one_passed, failed + one_failed, skipped + one_skipped
        if one_failed:
            show_failure(test, names)
    print(f"{label}: {passed} passed, {failed} failed, {skipped} skipped ({seconds:.0f} s)", flush=True)
    for reason, times in sorted(skip_reasons(tests).items()):
        print(f"  skipped {times}: {reason}")
    return 1 if failed else 0


def total(logs):
    passed = failed = skipped = 0
    for log in logs:
        for test in read_log(log) or []:
            one_passed, one_failed, one_skipped, _ = count(test)
            passed, failed, skipped = passed + one_passed, failed + one_failed, skipped + one_skipped
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or passed == 0 else 0


def main(arguments):
    if len(arguments) == 4 and arguments[0] == "suite":
        return suite(*arguments[1:])
    if len(arguments) > 1 and arguments[0] == "total":
        return total(arguments[1:])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
