# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs state machines by `stepwright run`, for the tests of this suite."""

import json
import os
import shutil
import subprocess
import tempfile

import peers

PATIENCE = 120  # seconds a run may take on a slow machine


def task(resource, parameters, **fields):
    """A machine of one Task; in FIELDS what else the state has."""
    return {"StartAt": "Do", "States": {"Do": dict({"Type": "Task", "Resource": resource, "Parameters": parameters,
                                                    "End": True}, **fields)}}


def run(machine, rows, data=None, env=None, arguments=(), code=None, config=None, **tasks):
    """What came of a run, as `stepwright run --json` tells it. ROWS: of the tasks file; CODE: a folder that is copied
    beside it; CONFIG: the folder of settings; TASKS: its other members."""
    with tempfile.TemporaryDirectory(prefix="stepwright-run.") as folder:
        if code is not None:
            shutil.copytree(code, folder, dirs_exist_ok=True)
        paths = {name: os.path.join(folder, name) for name in ("m.asl.json", "m.tasks.json")}
        for name, content in (("m.asl.json", machine), ("m.tasks.json", dict({"version": 1, "tasks": rows}, **tasks))):
            with open(paths[name], "w", encoding="utf-8") as file:
                json.dump(content, file)
        environment = dict(env if env is not None else peers.clean_environment(), HOME=folder, XDG_STATE_HOME=folder,
                           XDG_CONFIG_HOME=config or folder, XDG_DATA_HOME=folder)
        done = subprocess.run([os.environ["STEPWRIGHT"], "run", paths["m.asl.json"], "--tasks", paths["m.tasks.json"],
                               "--json", "--trust", "--input", json.dumps(data or {}), *arguments],
                              capture_output=True, text=True, env=environment, timeout=PATIENCE, check=False)
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
