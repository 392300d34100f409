#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serving: switched on, other programs start executions; they are listed, and shown by a click."""

import json

from designer import run_stories, story
from executions import MACHINE, address_of, ask, open_one

DEFINITION = {"StartAt": "Greet", "States": {"Greet": {"Type": "Pass", "Next": "Thank"}, "Thank": {"Type": "Succeed"}}}


@story("the document in front is served, and what was started comes up by a click")
def serve(ui):
    path = ui.path("greeting.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(DEFINITION, file)
    ui.start(path)
    ui.state("Greet")
    ui.menu("i")
    dialog = ui.find("dialog", "Serve on This Computer")
    ui.click(ui.find("check box", "Serve State Machines", within=dialog))
    address = address_of(ui)
    started = ask(address, "StartExecution", stateMachineArn=MACHINE + "greeting", name="first", input='{"name": "Ada"}')
    if "executionArn" not in started:
        raise AssertionError(f"the machine is not served: {started}, {ask(address, 'ListStateMachines')}")
    ui.click(ui.find("label", "Executions", within=dialog))
    ui.wait_gone("dialog", "Serve on This Computer")
    open_one(ui, "first")
    ui.run_stands("Succeeded")


if __name__ == "__main__":
    run_stories()
