#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mocked answers: a table of a test case beside the definition, recorded of a run, used by the next; what a run covers."""

import json
import os

from designer import run_stories, story

EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "examples")
NAME = "file-size-check"
MOCKS = "MockConfigFile.json"


def begin(ui, *beside):
    for name in beside:
        ui.copy(os.path.join(EXAMPLES, name))
    path = ui.copy(os.path.join(EXAMPLES, f"{NAME}.asl.json"))
    ui.start(path)
    ui.state("CheckSize")
    return os.path.join(os.path.dirname(path), MOCKS)


def answers(ui, path, case, state):
    """What CASE answers for STATE, by calls; None while there is no such thing."""
    if not os.path.exists(path):
        return None
    try:
        mocks = json.loads(ui.read(path))
    except json.JSONDecodeError:
        return None
    cases = mocks["StateMachines"].get(NAME, {}).get("TestCases", {})
    return mocks["MockedResponses"].get(cases.get(case, {}).get(state))


def run(ui):
    """Runs with what the dialog offers first."""
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("button", "Cancel")
    ui.key("ctrl+Return")
    ui.wait_gone("dialog", "Run")
    ui.run_stands("Succeeded")


@story("a test case is made in the table by keys: names complete, a gap is told in place, steps are taken back")
def edit(ui):
    path = begin(ui)
    ui.key("ctrl+shift+t")
    ui.click(ui.find("page tab", "Mocks"))
    ui.click(ui.find("button", "New Test Case"))
    ui.find("alert", "New Test Case")
    ui.key("ctrl+a")
    ui.type("Big")
    ui.key("Return")
    ui.wait_gone("alert", "New Test Case")
    ui.click(ui.find("button", "Add an Answer"))
    ui.wait_until(lambda: answers(ui, path, "Big", "CheckSize") == {"0": {"Return": {}}}, "an answer is written")
    ui.wait_until(lambda: "focused" in ui.find("text", "State").states, "the state's name has the focus")
    ui.key("ctrl+a")
    ui.type("proc")
    ui.key("Return")
    ui.wait_until(lambda: answers(ui, path, "Big", "ProcessFile") == {"0": {"Return": {}}}, "another state answers")
    ui.key("Tab")
    ui.type("4")
    ui.key("Return")
    ui.find("label", "Call 0 has no answer")
    ui.key("ctrl+a")
    ui.type("0-2")
    ui.key("Return")
    ui.wait_until(lambda: list(answers(ui, path, "Big", "ProcessFile")) == ["0-2"], "three calls are answered")
    ui.key("ctrl+z")
    ui.wait_until(lambda: list(answers(ui, path, "Big", "ProcessFile")) == ["0"], "the step is taken back")


@story("what a run's tasks answered is recorded by a click, and the case is there for the next run")
def record(ui):
    path = begin(ui, MOCKS)
    before = ui.read(path)
    run(ui)
    ui.click(ui.find("button", "Record Mocks of the Run"))
    ui.wait_until(lambda: answers(ui, path, "Recorded", "CheckSize") == {"0": {"Return": 5242880}}, "it is recorded")
    ui.find("combo box", "Recorded")
    ui.wait_until(lambda: len(ui.look("text", "State")) == 2, "the case is in the table")
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.click(ui.find("combo box", "Tasks"))
    ui.key("End", "Up", "Return")
    ui.find("label", f"Mocked: {NAME}, Recorded")
    ui.key("ctrl+Return")
    ui.wait_gone("dialog", "Run")
    ui.run_stands("Succeeded")
    ui.key("ctrl+shift+t")
    ui.find("combo box", "Recorded")
    ui.click(next(node for node in ui.look("button", "Undo") if "sensitive" in node.states))
    ui.wait_until(lambda: ui.read(path) == before, "the file is as it was")


@story("coverage of a run is shown on the diagram, until the tests are opened in its place")
def cover(ui):
    begin(ui, MOCKS)
    run(ui)
    ui.click(ui.find("toggle button", "Show Coverage on the Diagram"))
    ui.wait_until(lambda: "pressed" in ui.find("toggle button", "Show Coverage on the Diagram").states, "it is shown")
    ui.key("ctrl+shift+t")
    ui.wait_gone("button", "Record Mocks of the Run")
    ui.wait_until(lambda: "pressed" not in ui.find("toggle button", "Show Coverage on the Diagram").states,
                  "the tests show theirs when they are asked")


if __name__ == "__main__":
    run_stories()
