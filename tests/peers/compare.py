#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets the checker beside two others, over all invalid samples of the conformance data.

    compare.py [--stepwright PROGRAM] [--cache FOLDER] [--runs N] [--times-only] FOLDER

FOLDER holds the validator cases (…/conformance/validator). The peers, AWS's language service and asl-validator, are
installed by npm into the cache, which is kept outside of the project. Prints, as Markdown, a table with a row for each
sample: who finds a mistake in it and where each points first (line:column, or a JSON pointer where a tool gives no more);
then totals and times. README.md beside this file has the totals of one run.
"""

import argparse
import glob
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = {"amazon-states-language-service": "1.16.1", "asl-validator": "4.0.0"}
OURS = "Stepwright"

# As many samples are measured: one of the peers takes a good part of a second for each.
MEASURED = 24

# How often our one process reads each of them: what one file takes could not be told from noise.
REPEATED = 50

# A lone path stands in a state that has it in such a place; a lone ARN is a Task's.
PATH_STATES = {
    "path": '{"Type": "Pass", "InputPath": %s, "End": true}',
    "reference_path": '{"Type": "Wait", "SecondsPath": %s, "End": true}',
    "result_path": '{"Type": "Pass", "ResultPath": %s, "End": true}',
    "payload_template": '{"Type": "Pass", "Parameters": {"x.$": %s}, "End": true}',
}
ARN_STATE = '{"Type": "Task", "Resource": %s, "End": true}'


def text_of(case):
    """The definition a case is about, or None where it has none in JSON."""
    if "path" in case:
        state = PATH_STATES[case["context"]] % json.dumps(case["path"])
    elif "arn" in case:
        state = ARN_STATE % json.dumps(case["arn"])
    elif case.get("format", "json") != "json":
        return None
    else:
        return case.get("text") or case.get("definition_text") or json.dumps(case["definition"], indent=2)
    return '{\n  "StartAt": "A",\n  "States": {\n    "A": %s\n  }\n}\n' % state


def read_cases(folder):
    """Two lists of (id, text): the invalid samples, and the valid ones."""
    invalid, valid = [], []
    for file in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(file, encoding="utf-8") as stream:
            for case in json.load(stream):
                if case.get("valid") is not None and text_of(case) is not None:
                    (valid if case["valid"] else invalid).append((case["id"], text_of(case)))
    return invalid, valid


def install(cache):
    os.makedirs(cache, exist_ok=True)
    if all(os.path.isdir(os.path.join(cache, "node_modules", name)) for name in PEERS):
        return
    with open(os.path.join(cache, "package.json"), "w", encoding="utf-8") as stream:
        stream.write('{"private": true}\n')
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts",
                    *(f"{name}@{version}" for name, version in PEERS.items())], cwd=cache, check=True)


def write_samples(folder, samples):
    """The samples as files for us, and as one list for the peers."""
    files = []
    for number, (_, text) in enumerate(samples):
        files.append(os.path.join(folder, f"{number:04}.asl.json"))
        with open(files[-1], "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
    together = os.path.join(folder, "samples.json")
    with open(together, "w", encoding="utf-8") as stream:
        json.dump([text for _, text in samples], stream)
    return files, together


def run_peer(cache, engine, together, *options):
    done = subprocess.run(["node", os.path.join(HERE, "peers.cjs"), engine, together, *options], cwd=cache, check=True,
                          capture_output=True, text=True)
    return json.loads(done.stdout)


def run_ours(program, files):
    """Our errors by file; warnings are no verdict."""
    done = subprocess.run([program, "check", "--json", *files], capture_output=True, text=True, check=False)
    found = {file: [] for file in files}
    for item in json.loads(done.stdout)["diagnostics"]:
        if item["severity"] == "ERROR":
            found[item["file"]].append(item)
    return [found[file] for file in files]


def wall(command, folder=None):
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - start) * 1000


def place(item):
    """Where a finding points, for the table."""
    if item.get("line"):
        return f"{item['line']}:{item['column']}"
    pointer = item.get("pointer") or re.match(r"(/\S*)?", item["message"]).group(0)
    return f"`{pointer}`" if pointer else "no place"


def cell(findings):
    if not findings:
        return "–"
    if findings[0].get("failed"):
        return "crashes"
    return place(findings[0]) + (f" +{len(findings) - 1}" if len(findings) > 1 else "")


def print_table(samples, found):
    print(f"| sample | {' | '.join(found)} |")
    print("|---" * (len(found) + 1) + "|")
    for number, (name, _) in enumerate(samples):
        cells = [cell(findings[number]) for findings in found.values()]
        print(f"| {name.replace('|', chr(92) + '|')} | {' | '.join(cells)} |")


def finds(findings):
    return bool(findings) and not findings[0].get("failed")


def exact(findings):
    return finds(findings) and bool(findings[0].get("line"))


def print_totals(invalid, valid, found, refused):
    print(f"\n| | {' | '.join(found)} |")
    print("|---" * (len(found) + 1) + "|")
    rows = {
        f"of {len(invalid)} invalid samples found": [sum(map(finds, items)) for items in found.values()],
        "of these with line and column": [sum(map(exact, items)) for items in found.values()],
        "found by no other": [sum(finds(items[n]) and sum(finds(other[n]) for other in found.values()) == 1
                                  for n in range(len(invalid))) for items in found.values()],
        f"of {len(valid)} valid samples refused": [sum(bool(item) for item in items) for items in refused.values()],
    }
    for name, numbers in rows.items():
        print(f"| {name} | {' | '.join(map(str, numbers))} |")


def measure(arguments, folder, samples):
    """Milliseconds: a process that checks one file; each further file in the same process."""
    files, together = write_samples(folder, samples)
    single = os.path.join(folder, "single.json")
    with open(single, "w", encoding="utf-8") as stream:
        json.dump([samples[0][1]], stream)
    times = {name: ([], []) for name in (OURS, *PEERS)}
    again = files * REPEATED
    for _ in range(arguments.runs):
        one = wall([arguments.stepwright, "check", files[0]])
        many = wall([arguments.stepwright, "check", *again])
        times[OURS][0].append(one)
        times[OURS][1].append(max(many - one, 0.001) / (len(again) - 1))
        for engine in PEERS:
            times[engine][0].append(wall(["node", os.path.join(HERE, "peers.cjs"), engine, single], arguments.cache))
            times[engine][1].append(run_peer(arguments.cache, engine, together, "--time")["warm"])
    return {name: tuple(map(statistics.median, values)) for name, values in times.items()}


def print_times(times):
    first, warm = times[OURS]
    print(f"\n| | {' | '.join(times)} |")
    print("|---" * (len(times) + 1) + "|")
    print("| first file, a new process | " + " | ".join(f"{t[0] / first:.1f} x" for t in times.values()) + " |")
    print("| each further file | " + " | ".join(f"{t[1] / warm:.1f} x" for t in times.values()) + " |")
    print(f"\n1 x is {first:.1f} ms for the first file and {warm:.3f} ms for each further one, medians of all runs. "
          "The peers are measured in their own process, where they have seen each file before.")


def print_verdicts(arguments, invalid, valid):
    verdicts = []
    for samples in (invalid, valid):
        with tempfile.TemporaryDirectory() as folder:
            files, together = write_samples(folder, samples)
            verdicts.append({OURS: run_ours(arguments.stepwright, files)} | {
                engine: run_peer(arguments.cache, engine, together)["findings"] for engine in PEERS})
    print_table(invalid, verdicts[0])
    print_totals(invalid, valid, *verdicts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--stepwright", default="stepwright")
    parser.add_argument("--cache", default=os.path.join(
        os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "stepwright", "peers"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--times-only", action="store_true", help="leave the table of samples out")
    arguments = parser.parse_args()
    invalid, valid = read_cases(arguments.folder)
    if not invalid:
        sys.exit(f"compare.py: no invalid samples in {arguments.folder}")
    install(arguments.cache)
    if not arguments.times_only:
        print_verdicts(arguments, invalid, valid)
    with tempfile.TemporaryDirectory() as folder:
        print_times(measure(arguments, folder, invalid[:MEASURED]))


if __name__ == "__main__":
    main()
