#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is lost, and nothing is done twice: runs are killed, and taken up again. Prints TAP.

    durable.py DRIVER STEPWRIGHT [--long]

DRIVER runs a scenario of data/scenarios.json and kills itself at a numbered point (durable-driver.c). A case for
each scenario ends it at every point and compares what it comes to with the run that nobody ended; the ledger of its
effects says how often each task was performed. The long form kills at more points, and more often at random.
"""

import collections
import itertools
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import tap  # noqa: E402

DRIVER, STEPWRIGHT = sys.argv[1:3]
LONG = "--long" in sys.argv or os.environ.get("STEPWRIGHT_LONG") == "1"
UNKNOWN = "The engine stopped after starting this task; it cannot be determined whether it was executed."
KILLED = -signal.SIGKILL
# A task that was open when the program ended ends in one of these, with the sentence above.
FAILED = {"TaskFailed", "LambdaFunctionFailed", "ActivityFailed"}

with open(os.path.join(HERE, "data", "scenarios.json"), encoding="utf-8") as file:
    SCENARIOS = json.load(file)


class Place:
    """A folder with the store, the ledger and the scenario of one run."""

    def __init__(self, scenario):
        self.folder = tempfile.TemporaryDirectory(prefix="stepwright-durable-")
        self.store, self.ledger, self.scenario = (os.path.join(self.folder.name, name)
                                                  for name in ("executions.db", "ledger", "scenario.json"))
        with open(self.scenario, "w", encoding="utf-8") as out:
            json.dump(scenario, out)

    def __enter__(self):
        return self

    def __exit__(self, *reason):
        self.folder.cleanup()

    def command(self, crash=0):
        return [*self.telling()[:-1], "--crash", str(crash)]

    def telling(self):
        return [DRIVER, self.store, self.ledger, self.scenario, "--tell"]

    def run(self, crash=0):
        return subprocess.run(self.command(crash), capture_output=True, text=True, check=False, timeout=120)

    def effects(self):
        if not os.path.exists(self.ledger):
            return []
        with open(self.ledger, encoding="utf-8") as lines:
            return lines.read().split("\n")[:-1]


def read_history(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def points_of(done):
    return int(re.search(r"(\d+) points", done.stderr).group(1))


# What two runs of the same never have in common
def plain(event):
    event = {key: value for key, value in event.items() if key not in ("id", "previousEventId", "timestamp")}
    text = json.dumps(event, sort_keys=True)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID", text)
    text = re.sub(r"one-\d+-[\w-]{43}", "TOKEN", text)
    return re.sub(r"0\.\d{6,}(e-\d+)?", "RANDOM", text)


def plain_history(history):
    """Branches take their turns as answers come: their order is not compared, all else is."""
    return sorted(plain(event) for event in history)


def broken_chain(history):
    for number, event in enumerate(history, 1):
        if event["id"] != number:
            yield f"event {number} has the id {event['id']}"
        if event["previousEventId"] >= event["id"]:
            yield f"event {number} follows from {event['previousEventId']}, which is not before it"


def left_over(place):
    """Of a run at its end nothing is open; SQLite finds its file sound."""
    with sqlite3.connect(place.store) as database:
        for table in ("task", "timer"):
            if (count := database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]):
                yield f"{count} rows are left in {table}"
        if (told := database.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            yield f"integrity_check: {told}"
        if (status := database.execute("SELECT status FROM execution").fetchone()[0]) == 0:
            yield "the execution still runs"


def wrong_effects(scenario, place, history):
    """No task is performed twice, but those that say it does no harm; each that has succeeded was performed (but for
    those of workers, who are outside: whether they got what was sent to them nobody knows)."""
    workers = {name for name, row in scenario["tasks"].items() if row.get("how") == "worker"}
    again = {name for name, row in scenario["tasks"].items() if row.get("recover") == "again"}
    counts = {}
    for line in place.effects():
        counts[line] = counts.get(line, 0) + 1
    for line, count in counts.items():
        if count > 1 and line.split(" ")[0] not in again:
            yield f"performed {count} times: {line}"
    succeeded = [event for event in history if re.fullmatch("(Task|LambdaFunction|Activity)Succeeded", event["type"])]
    scheduled = {int(re.search(r"/(\d+)\.", line).group(1)) for line in counts}
    for event in succeeded:
        at = event
        while not at["type"].endswith("Scheduled"):
            at = history[at["previousEventId"] - 1]
        if at["id"] not in scheduled and not workers:
            yield f"event {event['id']} tells of a success, and the task was never performed"


def is_unknown(history):
    return any(event["type"] in FAILED and UNKNOWN in json.dumps(event) for event in history)


def may_be_unknown(scenario):
    return any(row.get("recover", "unknown") in ("unknown", "go-on") for row in scenario["tasks"].values())


def judge(scenario, place, done, expected):
    if done.returncode != 0:
        yield f"the driver failed ({done.returncode}): {done.stderr[-300:]}"
        return
    history = read_history(done)
    yield from broken_chain(history)
    yield from left_over(place)
    yield from wrong_effects(scenario, place, history)
    if plain_history(history) == expected:
        return
    # The items of a distributed Map have no events of their own: what became of them is in its output.
    distributed = "DISTRIBUTED" in json.dumps(scenario["definition"])
    if not may_be_unknown(scenario) or not (is_unknown(history) or distributed):
        yield f"it came to something else: {[event['type'] for event in history]}"


def check_points(scenario):
    with Place(scenario) as place:
        done = place.run()
        yield from judge(scenario, place, done, plain_history(read_history(done)))
        expected, n_points = plain_history(read_history(done)), points_of(done)
    if n_points < 4:
        yield f"only {n_points} points to end it at"
    step = 1 if LONG else max(1, n_points // 24)
    for point in range(1, n_points + 1, step):
        with Place(scenario) as place:
            crashed = place.run(point)
            if crashed.returncode != KILLED:
                yield f"point {point}: it was not killed ({crashed.returncode}) {crashed.stderr[-200:]}"
                continue
            yield from (f"point {point}: {fault}" for fault in judge(scenario, place, place.run(), expected))


def check_killed_twice(scenario):
    """Killed again while it is being taken up"""
    with Place(scenario) as place:
        expected = plain_history(read_history(place.run()))
    for point in (2, 4, 6):
        with Place(scenario) as place:
            place.run(point)
            place.run(2)
            place.run(1)
            yield from (f"point {point}: {fault}" for fault in judge(scenario, place, place.run(), expected))


def check_random_kills():
    """Killed by the clock, wherever it is; what the program said it had kept is there after."""
    tally, scenarios = collections.Counter(), itertools.cycle(endless_scenarios())
    rng, faults, begun = random.Random(7), [], time.monotonic()
    while tally["kills"] < (400 if LONG else 30) and not faults:
        faults = list(kill_until_its_end(next(scenarios), rng, tally, 100 if LONG else 15))
    print(f"# {tally['kills']} kills, {tally['middle']} of them in the middle of {tally['runs']} runs; {tally['told']} "
          f"events acknowledged, {tally['lost']} lost, {tally['more']} kept and not yet acknowledged; "
          f"{tally['effects']} effects, none twice but those that may be; {time.monotonic() - begun:.0f} s", flush=True)
    yield from faults
    if tally["middle"] < tally["kills"] / 4:
        yield f"it was killed in the middle of a run only {tally['middle']} times"


def endless_scenarios():
    """Mocks that may be begun again, and tasks that may not: those fail, and are tried once more."""
    again = next(row for row in SCENARIOS if row["name"] == "mocks alone, round and round")
    again = json.loads(json.dumps(again).replace("$n < 4", "$n < 400"))
    once = json.loads(json.dumps(again))
    once["tasks"]["A"].update(how="later", recover="unknown")
    once["definition"]["States"]["A"]["Retry"] = [{"ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 1,
                                                   "BackoffRate": 1, "MaxAttempts": 99999}]
    return again, once


def kill_once(place, rng):
    """Begins the run or takes it up, and kills that. Returns how many events it said were kept; None: it came to its
    end before."""
    with open(os.path.join(place.folder.name, "told"), "w+", encoding="utf-8") as told:
        process = subprocess.Popen(place.telling(), stdout=told, stderr=subprocess.DEVNULL)
        try:
            process.wait(rng.uniform(0.005, 0.12))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        told.seek(0)
        numbers = [int(number) for number in re.findall(r"kept (\d+)\n", told.read())]
    return None if process.returncode == 0 else max(numbers, default=0)


def count_events(place):
    """Number of events in the store, the last one's id, and what SQLite says of the file"""
    if not os.path.exists(place.store):
        return 0, 0, "ok"
    database = sqlite3.connect(place.store)
    try:
        count, last = database.execute("SELECT count(*), max(id) FROM event").fetchone()
        return count, last or 0, database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.OperationalError:
        return 0, 0, "ok"  # killed before the tables were there
    finally:
        database.close()


def kill_until_its_end(scenario, rng, tally, most):
    """Kills one run again and again, until it has come to its end; TALLY adds up what was seen."""
    with Place(scenario) as place:
        told, seen, limit = 0, 0, tally["kills"] + most
        while tally["kills"] < limit and (said := kill_once(place, rng)) is not None:
            told = max(told, said)
            count, last, integrity = count_events(place)
            tally.update(kills=1, middle=count > 0, lost=max(0, told - count), more=max(0, count - told))
            if integrity != "ok":
                yield f"kill {tally['kills']}: integrity_check: {integrity}"
            if count != last or count < max(told, seen):
                yield (f"kill {tally['kills']}: {count} events, the last has the id {last}; {told} were acknowledged, "
                       f"there were {seen} before")
            seen = count
        tally.update(runs=1, told=told)
        done = place.run()
        history = read_history(done)
        if len(history) < told:
            yield f"in the end there are {len(history)} events, {told} were acknowledged"
        yield from broken_chain(history)
        yield from left_over(place)
        yield from wrong_effects(scenario, place, history)
        tally.update(effects=len(place.effects()))


# As strace prints them, with -y: the file behind each descriptor, and what is written
WRITE = re.compile(r"(?:pwrite64|write)\(\d+<([^>]*)>, \"(.*)")
SYNC = re.compile(r"fdatasync\(\d+<([^>]*)>")
# What the transaction has in it that each effect of "tasks in a row" follows from
CAUSES = {"A": "LambdaFunctionScheduled", "B": "TaskScheduled"}


def effects_out_of_order(log, place):
    """What strace saw: an effect of which the disk does not know yet; else nothing."""
    waiting, safe, effects = [], "", []
    for line in log:
        written, synced = WRITE.search(line), SYNC.search(line)
        if written and written.group(1).endswith("-wal"):
            waiting.append(written.group(2))
        elif synced and synced.group(1).endswith("-wal"):
            safe, waiting = safe + "".join(waiting), []
        elif written and written.group(1) == place.ledger:
            state = written.group(2).split(" ")[0]
            effects.append(state)
            if CAUSES[state] not in safe:
                yield f"the effect of {state} came when what it follows from was not on the disk"
            if waiting:
                yield f"the effect of {state} came while {len(waiting)} writes were not on the disk"
    if effects != ["A", "B"]:
        yield f"the effects were {effects}"


def check_order_on_disk():
    """What is written to the log is on the disk before the effect that follows from it."""
    strace = tap.need("strace")
    scenario = next(row for row in SCENARIOS if row["name"] == "tasks in a row, a wait between")
    with Place(scenario) as place:
        log = os.path.join(place.folder.name, "strace")
        command = [strace, "-f", "-y", "-s", "100000", "-o", log, "-e", "trace=pwrite64,write,fdatasync"]
        traced = subprocess.run([*command, *place.command()], capture_output=True, text=True, check=False,
                                env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})  # leaks are not found under strace
        if traced.returncode != 0:
            if "PTRACE" in traced.stderr or "Operation not permitted" in traced.stderr:
                raise tap.Skip("strace may not trace here")
            yield f"strace: {traced.stderr[-300:]}"
            return
        with open(log, encoding="utf-8", errors="replace") as lines:
            yield from effects_out_of_order(lines, place)


def durable(*arguments, home, **options):
    env = {**os.environ, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home}
    return subprocess.Popen([STEPWRIGHT, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            env=env, **options)


def finish(process):
    out, told = process.communicate(timeout=60)
    return process.returncode, out, told


WAITING = {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 2, "Next": "P"},
                                      "P": {"Type": "Pass", "Result": "awake", "End": True}}}


def begin_waiting(folder, seconds=2):
    """A run that is kept and waits, and the time at which it is due"""
    definition = os.path.join(folder, "wait.asl.json")
    with open(definition, "w", encoding="utf-8") as out:
        json.dump({**WAITING, "States": {**WAITING["States"], "W": {**WAITING["States"]["W"], "Seconds": seconds}}}, out)
    process = durable("run", "--durable", definition, home=folder)
    store = os.path.join(folder, "stepwright", "executions.db")
    due = None
    end = time.monotonic() + 30
    while due is None and time.monotonic() < end and process.poll() is None:
        try:
            with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
                due = (database.execute("SELECT due_ms FROM timer").fetchone() or (None,))[0]
        except sqlite3.OperationalError:
            pass
    return process, due


def check_two_programs():
    """The second one only looks; when the first is killed, the next may write, and takes its run up."""
    with tempfile.TemporaryDirectory() as folder:
        first, due = begin_waiting(folder, 600)
        if due is None:
            yield f"the first did not begin: {finish(first)}"
            return
        status, out, told = finish(durable("runs", "list", home=folder))
        if status != 0 or "RUNNING" not in out:
            yield f"list beside the first: {status} {out!r} {told!r}"
        status, out, told = finish(durable("runs", "resume", "--all", home=folder))
        if status != 2 or "in the hands of stepwright" not in told:
            yield f"resume beside the first: {status} {out!r} {told!r}"
        first.kill()
        first.communicate()
        status, out, told = finish(durable("runs", "list", home=folder))
        if "interrupted" not in out:
            yield f"list after the first was killed: {status} {out!r} {told!r}"
        status, out, told = finish(durable("runs", "stop", "1", home=folder))
        if status != 0:
            yield f"stop: {status} {out!r} {told!r}"
        status, out, told = finish(durable("runs", "list", home=folder))
        if "ABORTED" not in out:
            yield f"list after stop: {status} {out!r} {told!r}"


def check_stopped_by_signal():
    """Stopped beyond its deadline and continued: it goes on at once."""
    with tempfile.TemporaryDirectory() as folder:
        process, due = begin_waiting(folder)
        if due is None:
            yield f"it did not begin: {finish(process)}"
            return
        process.send_signal(signal.SIGSTOP)
        while time.time() * 1000 < due + (5000 if LONG else 300):
            time.sleep(0.05)
        process.send_signal(signal.SIGCONT)
        continued = time.monotonic()
        status, out, told = finish(process)
        if (status, out.strip()) != (0, '"awake"'):
            yield f"{status} {out!r} {told!r}"
        if time.monotonic() - continued > 2:
            yield f"it took {time.monotonic() - continued:.1f} s to go on"


def check_overdue():
    """Killed, due meanwhile, taken up: it goes on at once."""
    with tempfile.TemporaryDirectory() as folder:
        process, due = begin_waiting(folder)
        process.kill()
        process.communicate()
        while time.time() * 1000 < due:
            time.sleep(0.05)
        begun = time.monotonic()
        status, out, told = finish(durable("runs", "resume", "--all", home=folder))
        if (status, out.strip()) != (0, '"awake"') or time.monotonic() - begun > 2:
            yield f"{status} {out!r} {told!r} after {time.monotonic() - begun:.1f} s"


def cases():
    for scenario in SCENARIOS:
        yield f"ended at every point: {scenario['name']}", lambda scenario=scenario: check_points(scenario)
    for scenario in SCENARIOS[:3]:
        yield f"ended again while taken up: {scenario['name']}", lambda scenario=scenario: check_killed_twice(scenario)
    yield "killed at random", check_random_kills
    yield "on the disk before its effect", check_order_on_disk
    yield "two programs on one store", check_two_programs
    yield "stopped by a signal beyond its deadline", check_stopped_by_signal
    yield "overdue when it is taken up", check_overdue


if __name__ == "__main__":
    sys.exit(tap.run(cases()))
