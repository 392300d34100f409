#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What did not succeed goes on, in the same run: by the button and the key of its panel, and in the list of executions,
one of this program as well as one that a client of its server has started."""

import json
import re

from designer import run_stories, story
from executions import MACHINE, address_of, ask, open_executions, open_one

CHECK = "{% $states.context.Execution.RedriveCount > 0 ? 'fine' : $error('not yet') %}"
FIRST = {"Type": "Pass", "Next": "Check"}
ENDS = {"QueryLanguage": "JSONata", "StartAt": "First",
        "States": {"First": FIRST, "Check": {"Type": "Pass", "Output": CHECK, "End": True}}}
ASKS = {**ENDS, "States": {"First": FIRST, "Check": {"Type": "Pass", "Output": CHECK, "Next": "Ask"},
                           "Ask": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
                                   "End": True}}}
WAITS = re.compile("Ask.*waits for your answer")
ONCE = re.compile("· Redrive 1$")


def begin(ui, definition):
    path = ui.path("once.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(definition, file)
    ui.start(path)
    ui.state("Check")
    return path


def run(ui):
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("button", "Cancel")
    ui.key("ctrl+Return")
    ui.run_stands("Failed")


@story("a run that failed goes on by a button, and outlives the end of the program by force")
def button(ui):
    begin(ui, ASKS)
    run(ui)
    ui.click(ui.find("button", "Redrive"))
    ui.find("label", WAITS)
    ui.find("label", ONCE)
    ui.wait_gone("button", "Redrive")
    ui.wait_until(lambda: "succeeded" in ui.state("First").description.lower(), "what succeeded stays")
    ui.kill()
    ui.start()
    ui.click(ui.find("button", "Review…"))
    ui.click(ui.find("button", "Resume"))
    ui.find("label", WAITS)
    form = ui.find("text", "Result of the task")
    ui.click(form)
    ui.key("ctrl+a")
    ui.type("7")
    ui.wait_until(lambda: form.text == "7", "the answer is typed")
    ui.click(ui.find("button", "Answer"))
    ui.run_stands("Succeeded")
    ui.find("label", ONCE)


@story("a run that failed goes on by a key; after a restart another one does in the list of executions")
def kept(ui):
    path = begin(ui, ENDS)
    run(ui)
    ui.key("ctrl+F5")
    ui.run_stands("Succeeded")
    ui.find("label", ONCE)
    run(ui)
    ui.quit()
    ui.start(path)
    ui.state("Check")
    dialog = open_executions(ui)
    ui.click(ui.find("button", "Redrive", within=dialog))
    ui.wait_gone("dialog", "Executions")
    ui.run_stands("Succeeded")
    ui.find("label", ONCE)


@story("an execution that a client has started goes on where it is listed, and where it is shown")
def served(ui):
    begin(ui, ENDS)
    ui.menu("i")
    dialog = ui.find("dialog", "Serve on This Computer")
    ui.click(ui.find("check box", "Serve State Machines", within=dialog))
    address = address_of(ui)
    for name in ("first", "second"):
        ask(address, "StartExecution", stateMachineArn=MACHINE + "once", name=name, input="{}")
    ui.click(ui.find("label", "Executions", within=dialog))
    ui.wait_gone("dialog", "Serve on This Computer")
    dialog = ui.find("dialog", "Executions")
    ui.wait_until(lambda: len([node for _, node in dialog.walk() if node.name == "Redrive"]) == 2, "both have failed")
    ui.click(ui.find("button", "Redrive", within=dialog))  # the newest is the first
    ui.find("label", re.compile("^Succeeded · .*Redrive 1$"), within=dialog)
    open_one(ui, "first")
    ui.run_stands("Failed")
    ui.click(ui.find("button", "Redrive"))
    ui.run_stands("Succeeded")
    ui.find("label", ONCE)


if __name__ == "__main__":
    run_stories()
