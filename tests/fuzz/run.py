#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a fuzz target with seeds from the conformance data and with its dictionaries, then holds the JSON
that it printed against Python's reader: each text is JSON, and says what the text says that it came from.

    run.py PROGRAM DICTIONARY[,DICTIONARY] (--runs N | --seconds N) [--libfuzzer]

What made the target fail stays in the folder it was run in: crash-NAME. STEPWRIGHT_SHARED names the folder
of the conformance data.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile

import seeds

HERE = os.path.dirname(os.path.abspath(__file__))
MISSING = 2**64 - 1
MOST_SHOWN = 5

# A target nests JSON as deep as it likes.
sys.setrecursionlimit(20000)


class Number(str):
    """A number as it is written"""


def refuse(word):
    raise ValueError("%s is no JSON" % word)


def read(text):
    return json.loads(text.removeprefix("\ufeff"), parse_int=Number, parse_float=Number, parse_constant=refuse)


def same_number(one, other):
    """Integers and what no double holds are the same text; other numbers are the same double, and show it."""
    if one == other:
        return True
    if not (set(one) & set(".eE") and set(other) & set(".eE")):
        return False
    value = float(one)
    return math.isfinite(value) and value == float(other) and math.copysign(1, value) == math.copysign(1, float(other))


def same(one, other):
    if type(one) is not type(other):
        return False
    if isinstance(one, Number):
        return same_number(one, other)
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def find_fault(source, text):
    """What Python's reader says against a text that was read and one that was printed, or None."""
    try:
        source = None if source is None else read(source.decode("utf-8"))
    except ValueError as error:
        return "read, and no JSON to Python: %s" % error if text is not None else None
    if text is None:
        return "refused, and JSON to Python"
    try:
        printed = read(text.decode("utf-8"))
    except ValueError as error:
        return "printed, and no JSON to Python: %s" % error
    return None if source is None or same(source, printed) else "printed otherwise than it was read"


def records(path):
    with open(path, "rb") as file:
        while head := file.read(16):
            lengths = [int.from_bytes(head[at:at + 8], sys.byteorder) for at in (0, 8)]
            yield [None if length == MISSING else file.read(length) for length in lengths]


def judge(path):
    """Every text that the target left; the number of those that are faulty."""
    count = faults = 0
    for source, text in records(path) if os.path.exists(path) else ():
        # A text of nothing at all cannot be told from one that is not there.
        if source is not None or text is not None:
            count += 1
            fault = find_fault(source, text)
            if fault is not None:
                faults += 1
                if faults <= MOST_SHOWN:
                    print("%s\n  read    %r\n  printed %r" % (fault, source, text))
    print("%d texts held against Python's json, %d otherwise" % (count, faults))
    return faults


def write_seeds(name, folder):
    data = os.path.join(os.environ.get("STEPWRIGHT_SHARED", ""), "conformance")
    found = seeds.make(name, data)
    for number, seed in enumerate(found):
        with open(os.path.join(folder, "conformance-%d" % number), "wb") as file:
            file.write(seed)


def join_dictionaries(names, path):
    with open(path, "wb") as joined:
        for name in names.split(","):
            with open(os.path.join(HERE, name + ".dict"), "rb") as file:
                joined.write(file.read())


def command_of(arguments, name, corpus, words):
    if not arguments.libfuzzer:
        amount = ["--seconds", str(arguments.seconds)] if arguments.seconds else ["--runs", str(arguments.runs)]
        return [arguments.program, *amount, "--dict", words, corpus]
    amount = "-max_total_time=%d" % arguments.seconds if arguments.seconds else "-runs=%d" % arguments.runs
    return [arguments.program, amount, "-dict=" + words, "-max_len=%d" % seeds.MOST_BYTES, "-timeout=20",
            "-print_final_stats=1", "-verbosity=0", "-exact_artifact_path=crash-" + name, corpus]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("dictionaries")
    parser.add_argument("--runs", type=int, default=20000)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--libfuzzer", action="store_true")
    arguments = parser.parse_args()
    name = os.path.basename(arguments.program)
    with tempfile.TemporaryDirectory(prefix=name) as folder:
        corpus, words, printed = (os.path.join(folder, part) for part in ("corpus", "words", "printed"))
        os.mkdir(corpus)
        write_seeds(name.removeprefix("fuzz-"), corpus)
        join_dictionaries(arguments.dictionaries, words)
        status = subprocess.call(command_of(arguments, name, corpus, words), env={**os.environ, "FUZZ_PRINTED": printed})
        return 1 if status != 0 or judge(printed) else 0


if __name__ == "__main__":
    sys.exit(main())
