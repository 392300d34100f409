#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has AWS's own client, botocore, read our histories: its model of GetExecutionHistory knows every member, and the
types are right. And the other way round: every type of event of that model is known here. TAP.

    histories.py DUMP STEPWRIGHT      DUMP prints histories, one on a line
"""

import json
import os
import subprocess
import sys
import tempfile
from functools import partial

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

TABLES = ["choice", "errors", "flow", "traces"]

# Types of the model that one of the cases has to have
WANTED = [
    "ActivityStarted", "EvaluationFailed", "ExecutionTimedOut", "LambdaFunctionTimedOut", "MapIterationAborted",
    "MapRunFailed", "MapRunStarted", "ParallelStateFailed", "TaskStateAborted", "TaskSubmitted",
]

try:
    import botocore.parsers
    import botocore.session
except ImportError:
    botocore = None

PYTHON_TYPES = {"string": str, "long": int, "integer": int, "boolean": bool, "timestamp": str}


def output_shape():
    if botocore is None:
        if os.environ.get("CI"):
            raise AssertionError("botocore is not installed, and CI is set")
        raise tap.Skip("botocore is not installed")
    model = botocore.session.get_session().get_service_model("stepfunctions")
    return model.operation_model("GetExecutionHistory").output_shape


def faults_in(value, shape, place):
    """What VALUE has that SHAPE does not, and what is of another type."""
    if shape.type_name == "structure":
        if not isinstance(value, dict):
            yield f"{place} is no object"
            return
        for name, member in value.items():
            if name not in shape.members:
                yield f"{place}.{name} is not in the model"
            else:
                yield from faults_in(member, shape.members[name], f"{place}.{name}")
    elif shape.type_name == "list":
        for number, element in enumerate(value):
            yield from faults_in(element, shape.member, f"{place}[{number}]")
    elif shape.type_name == "map":
        for name, member in value.items():
            yield from faults_in(member, shape.value, f"{place}.{name}")
    elif not isinstance(value, PYTHON_TYPES[shape.type_name]):
        yield f"{place} is {value!r}, not {shape.type_name}"
    elif getattr(shape, "enum", None) and value not in shape.enum:
        yield f"{place}: {value} is none of the model's"


def check_history(events):
    """The model has every member, and the client's parser takes them."""
    shape = output_shape()
    yield from faults_in({"events": events}, shape, "answer")
    answer = {"body": json.dumps({"events": events}).encode(), "headers": {}, "status_code": 200}
    parsed = botocore.parsers.JSONParser().parse(answer, shape)
    for ours, theirs in zip(events, parsed["events"], strict=True):
        if theirs["timestamp"].tzinfo is None:
            yield f"event {ours['id']}: {ours['timestamp']} has no time zone"
        if {name for name in ours} != {name for name in theirs}:
            yield f"event {ours['id']}: the parser dropped {set(ours) - set(theirs)}"


def check_wanted(histories):
    """The cases have the types of event that are worth a look."""
    seen = {event["type"] for _, events in histories for event in events}
    for name in WANTED:
        if name not in seen:
            yield f"no case has {name}"


def check_types(stepwright):
    """Every type of the model is read as one that is known."""
    types = output_shape().members["events"].member.members["type"].enum
    events = [{"id": number, "previousEventId": 0, "timestamp": 1, "type": name} for number, name in enumerate(types, 1)]
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "history.json")
        with open(name, "w", encoding="utf-8") as file:
            json.dump({"events": events}, file)
        done = subprocess.run([stepwright, "history", name, "--json"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        yield done.stderr
    yield from (note for note in json.loads(done.stdout)["notes"] if "not known" in note)


def main(dump, stepwright):
    printed = subprocess.run([dump, *TABLES], capture_output=True, text=True, check=True).stdout
    documents = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    histories = [(document["name"], document["events"]) for document in documents]
    return tap.run([
        *[(name, partial(check_history, events)) for name, events in histories],
        ("the cases have what is worth a look", partial(check_wanted, histories)),
        ("every type of event is known", partial(check_types, stepwright)),
    ])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
