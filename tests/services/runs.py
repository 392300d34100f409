# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs state machines by `stepwright run`, for the tests of this suite; whatever comes of a run, nothing is left of it."""

import json
import os
import shutil
import subprocess
import tempfile

import leftovers
import peers

PATIENCE = 120  # seconds a run may take on a slow machine


def task(resource, parameters, **fields):
    """A machine of one Task; in FIELDS what else the state has."""
    return {"StartAt": "Do", "States": {"Do": dict({"Type": "Task", "Resource": resource, "Parameters": parameters,
                                                    "End": True}, **fields)}}


def write(folder, machine, rows, **tasks):
    """The paths of a definition and of its tasks file with ROWS; TASKS: its other members."""
    paths = [os.path.join(folder, name) for name in ("m.asl.json", "m.tasks.json")]
    for path, content in zip(paths, (machine, dict({"version": 1, "tasks": rows}, **tasks))):
        with open(path, "w", encoding="utf-8") as file:
            json.dump(content, file)
    return paths


def command(folder, machine, rows, data=None, env=None, arguments=(), config=None, **tasks):
    """Arguments of subprocess.run() for a run in FOLDER: the command, and its environment."""
    definition, file = write(folder, machine, rows, **tasks)
    environment = dict(env if env is not None else peers.clean_environment(), HOME=folder, XDG_STATE_HOME=folder,
                       XDG_CONFIG_HOME=config or folder, XDG_DATA_HOME=folder)
    return [os.environ["STEPWRIGHT"], "run", definition, "--tasks", file, "--json", "--trust", "--input",
            json.dumps(data or {}), *arguments], environment


def at_once(state, times):
    """A machine that has a state TIMES times at the same time, all the same."""
    branch = {"StartAt": "One", "States": {"One": dict(state, End=True)}}
    return {"StartAt": "All", "States": {"All": {"Type": "Parallel", "End": True, "Branches": [branch] * times}}}


def chain(*calls):
    """A machine of SDK calls, one after the other: pairs of "service:action" and parameters."""
    states = {}
    for number, (action, parameters) in enumerate(calls):
        states[action] = {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:" + action, "Parameters": parameters,
                          **({"Next": calls[number + 1][0]} if number + 1 < len(calls) else {"End": True})}
    return {"StartAt": calls[0][0], "States": states}


def run(machine, rows, data=None, env=None, arguments=(), code=None, config=None, **tasks):
    """What came of a run, as `stepwright run --json` tells it. ROWS: of the tasks file; CODE: a folder that is copied
    beside it; CONFIG: the folder of settings; TASKS: its other members."""
    with tempfile.TemporaryDirectory(prefix="stepwright-run.") as folder:
        if code is not None:
            shutil.copytree(code, folder, dirs_exist_ok=True)
        words, environment = command(folder, machine, rows, data, env, arguments, config, **tasks)
        with leftovers.none(folder) as own:
            done = subprocess.run(words, capture_output=True, text=True, env=dict(environment, **own),
                                  timeout=PATIENCE, check=False)
    try:
        result = json.loads(done.stdout)
    except ValueError:
        result = {"status": "NOTHING"}
    return dict(result, code=done.returncode, said=done.stderr)


def events(result, kind):
    """The details of all events of a kind, "TaskSubmitted"."""
    key = kind[0].lower() + kind[1:] + "EventDetails"
    return [event.get(key, {}) for event in result.get("history", []) if event["type"] == kind]


def expect(result, **told):
    """Complains where a member of a result is not as told."""
    for name, wanted in told.items():
        found = result.get(name)
        if found != wanted:
            yield f"{name} is {found!r}, not {wanted!r} ({result.get('error')}: {result.get('cause')}; {result['said']})"
