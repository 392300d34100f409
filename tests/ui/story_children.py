#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An execution that a task of a run starts, on this program's own server: found, stopped and looked at."""

import json
import re

from designer import run_stories, story
from executions import MACHINE, address_of, open_executions

CHILD = {"StartAt": "Rest", "States": {"Rest": {"Type": "Wait", "Seconds": 3600, "End": True}}}
PARENT = {"StartAt": "Start it", "States": {"Start it": {
    "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "End": True,
    "Parameters": {"StateMachineArn": MACHINE + "child", "Name": "first",
                   "Input": {"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$": "$$.Execution.Id"}}}}}
STARTED = re.compile(r"· child · Started by parent\.asl\.json$")


def write(ui, name, content):
    path = ui.path(name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
    return path


def serve(ui):
    """Switches the server on; gives its address."""
    ui.menu("i")
    dialog = ui.find("dialog", "Serve on This Computer")
    ui.click(ui.find("check box", "Serve State Machines", within=dialog))
    address = address_of(ui)
    ui.key("Escape")
    ui.wait_gone("dialog", "Serve on This Computer")
    return address


@story("an execution that a run's task starts is listed under the one that did, stopped there, and shown from the task")
def children(ui):
    paths = [write(ui, f"{name}.asl.json", content) for name, content in (("parent", PARENT), ("child", CHILD))]
    ui.set(view_mode="'diagram'")
    ui.start(*paths)
    ui.state("Start it")
    row = {"resource": "arn:aws:states:::states:startExecution*", "use": "aws", "endpoint": serve(ui),
           "region": "us-east-1"}
    write(ui, "parent.tasks.json", {"version": 1, "tasks": [row]})
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("button", "Cancel")
    ui.key("ctrl+Return")
    ui.click(ui.find("button", "Allow Once"))
    ui.run_stands("Running")
    ui.click(ui.state("Start it"))
    ui.find("button", "Open Execution")

    dialog = open_executions(ui)
    child = ui.wait_until(lambda: [node for node in ui.look("list item", "first", within=dialog)
                                   if ui.look("label", STARTED, within=node)], "the child is listed")[0]
    ui.click(ui.find("button", "Stop", within=child))
    ui.find("label", re.compile("^Stopped · .*Started by"), within=dialog)
    ui.key("Escape")
    ui.wait_gone("dialog", "Executions")
    ui.run_stands("Failed")
    ui.click(ui.find("button", "Open Execution"))
    ui.state("Rest")
    ui.run_stands("Stopped")


if __name__ == "__main__":
    run_stories()
