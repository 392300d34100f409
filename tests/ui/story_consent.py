#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A function beside the definition runs after consent, and not before."""

import json
import os
import re

from canvas import state
from designer import run_stories, story

MACHINE = {"StartAt": "Greet", "States": {"Greet": {
    "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:greet", "End": True}}}
TASKS = {"version": 1, "tasks": [{"function": "greet", "use": "lambda", "dir": ".", "handler": "greet.main"}],
         "inputs": {"Ada": {"name": "Ada"}}}
HANDLER = """def main(event, context):
    print("greeting " + event["name"])
    return "Hello " + event["name"]
"""


def begin(ui, inputs=None, machine=MACHINE, tasks=TASKS):
    """With INPUTS: the tasks file has those alone."""
    path = ui.path("greet.asl.json")
    tasks = {"version": 1, "inputs": inputs} if inputs else tasks
    for name, text in (("greet.asl.json", json.dumps(machine, indent=2)),
                       ("greet.tasks.json", json.dumps(tasks, indent=2)), ("greet.py", HANDLER)):
        with open(os.path.join(os.path.dirname(path), name), "w", encoding="utf-8") as file:
            file.write(text)
    ui.set(view_mode="'diagram'")
    ui.start(path, size=(1270, 880))
    state(ui, "Greet")
    return path


def run(ui):
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("button", "Cancel")
    ui.key("ctrl+Return")
    ui.wait_gone("dialog", "Run")


def asked(ui):
    ui.find(None, "Start Programs for This Run?")
    return ui.find("label", re.compile("^runs python3 with greet.main of "))


@story("a function is not started before the person consents to it")
def consent(ui):
    begin(ui)
    run(ui)
    asked(ui)
    ui.click(ui.find("button", "Run Without"))
    ui.find("label", re.compile("needs your consent"))
    run(ui)
    asked(ui)
    ui.click(ui.find("button", "Always Allow"))
    ui.run_stands("Succeeded")
    ui.find("label", "Local Programs")
    ui.find("page tab", "Log").activate()
    log = ui.find("text", "Log of the Functions")
    ui.wait_until(lambda: log.text == "Greet\ngreeting Ada\n", "the log has what the function printed")
    run(ui)
    ui.run_stands("Succeeded")
    assert not ui.look(None, "Start Programs for This Run?")


@story("a run that is taken up starts no function whose row was changed meanwhile")
def taken_up(ui):
    ask = {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:ask", "Next": "Greet"}
    path = begin(ui, machine={"StartAt": "Ask", "States": {"Ask": ask, **MACHINE["States"]}},
                 tasks={**TASKS, "tasks": [{"state": "Ask", "use": "manual"}, *TASKS["tasks"]]})
    run(ui)
    asked(ui)
    ui.click(ui.find("button", "Always Allow"))
    waits = re.compile("Ask.*waits for your answer")
    ui.find("label", waits)
    ui.kill()
    with open(os.path.join(os.path.dirname(path), "greet.tasks.json"), "a", encoding="utf-8") as file:
        file.write("\n")
    ui.start()
    ui.find("label", "A run was interrupted")
    ui.click(ui.find("button", "Review…"))
    ui.click(ui.find("button", "Resume"))
    ui.find("label", waits)
    form = ui.find("text", "Result of the task")
    ui.click(form)
    ui.key("ctrl+a")
    ui.type("1024")
    ui.wait_until(lambda: form.text == "1024", "the answer is typed")
    ui.click(ui.find("button", "Answer"))
    ui.find("label", re.compile("needs your consent"))
    assert not ui.look("label", "Local Programs"), "the function was started"


@story("a function that lies beside the definition is found and used")
def found(ui):
    path = begin(ui, TASKS["inputs"])
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("label", "1 Function Found")
    ui.click(ui.find("button", "Use Here"))
    ui.wait_until(lambda: os.path.exists(os.path.join(os.path.dirname(path), "greet.tasks.json"))
                  and "greet.main" in ui.read(os.path.join(os.path.dirname(path), "greet.tasks.json")),
                  "the row stands in the tasks file")
    ui.wait_gone("label", "1 Function Found")


if __name__ == "__main__":
    run_stories()
