#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The debugger in the window: breakpoints, steps, changed data, run again from a step."""

import json
import re

from designer import run_stories, story

CHAIN = {
    "QueryLanguage": "JSONata",
    "StartAt": "First",
    "States": {
        "First": {"Type": "Pass", "Assign": {"total": 1}, "Output": {"n": 1}, "Next": "Second"},
        "Second": {"Type": "Pass", "Output": {"n": "{% $states.input.n + 1 %}"}, "Next": "Third"},
        "Third": {"Type": "Pass", "End": True},
    },
}


def begin(ui):
    """Opens the chain and puts a breakpoint before its second state, by key."""
    path = ui.path("chain.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(CHAIN, file, indent=2)
    ui.start(path)
    ui.click(ui.state("Second"))
    ui.key("ctrl+b")
    return path


def run(ui):
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("button", "Cancel")
    ui.key("ctrl+Return")
    ui.wait_gone("dialog", "Run")


def at(ui, words):
    ui.find("label", re.compile(words))


@story("a run stops at a breakpoint, goes on step by step, and with other data")
def steps(ui):
    begin(ui)
    run(ui)
    at(ui, "^Breakpoint, before “Second”")
    at(ui, "^Pass · Paused$")
    value = ui.find("text", "Value")
    ui.wait_until(lambda: '"n": 1' in value.text, "the input is shown")
    ui.click(value)
    ui.key("ctrl+a")
    ui.type('{"n": 41}')
    ui.click(ui.find("button", "Change"))
    entry = ui.find("text", "Expression")
    ui.click(entry)
    ui.type("$states.input.n + $total")
    ui.key("Return")
    at(ui, "^42$")
    ui.key("F10")
    at(ui, "^Paused, before “Third”")
    ui.wait_until(lambda: '"n": 42' in ui.find("text", "Value").text, "the changed data went on")
    ui.key("F5")
    ui.run_stands("Succeeded")


@story("a run stops where a variable changes, until that is taken from the list")
def variable(ui):
    begin(ui)
    ui.key("ctrl+b")
    run(ui)
    ui.run_stands("Succeeded")
    ui.click(ui.find("button", "Speed, Errors and Variables to Stop At"))
    ui.click(ui.find("text", re.compile("^Name of an Error")))
    ui.type("$total")
    ui.key("Return")
    ui.find("button", "Do Not Stop at $total")
    ui.key("Escape")
    run(ui)
    at(ui, "^Breakpoint, on the way out of “First”")
    at(ui, "^Paused$")
    ui.click(ui.find("button", "Speed, Errors and Variables to Stop At"))
    ui.click(ui.find("button", "Do Not Stop at $total"))
    ui.wait_gone("button", "Do Not Stop at $total")
    ui.key("Escape")
    ui.key("F5")
    ui.run_stands("Succeeded")


@story("a breakpoint is remembered with the file, and follows a renamed state")
def remembered(ui):
    path = begin(ui)
    ui.key("F2")
    ui.type("Renamed")
    ui.key("Return")
    ui.state("Renamed")
    ui.key("ctrl+s")
    ui.wait_until(lambda: "Renamed" in ui.read(path), "the file is saved")
    ui.key("ctrl+q")
    ui.wait_ended()
    ui.start(path)
    ui.state("Renamed")
    run(ui)
    at(ui, "^Breakpoint, before “Renamed”")
    ui.key("shift+F5")
    at(ui, "^(Stopped|Aborted)")


@story("a run can be begun again at the state that was chosen")
def again(ui):
    begin(ui)
    ui.key("ctrl+b")
    run(ui)
    ui.run_stands("Succeeded")
    ui.click(ui.state("Third"))
    ui.click(ui.find("button", "Run Again From the Chosen Step"))
    at(ui, "^Paused, before “Third”")
    ui.key("F5")
    ui.run_stands("Succeeded")


@story("an answer given by hand is remembered as a mock")
def by_hand(ui):
    path = ui.path("task.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"StartAt": "Ask", "States": {
            "Ask": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": True}}}, file)
    ui.set(view_mode="'code'")
    ui.start(path, size=(1420, 940))
    ui.find("text", "Definition")
    run(ui)
    form = ui.find("text", "Result of the task")
    ui.wait_until(lambda: '"Payload"' in form.text, "a sample of the result is there")
    panel, answer = ui.find("panel", "Task"), ui.find("button", "Answer")
    _, top, _, height = panel.extents()
    for _ in range(12):  # the form may be longer than the panel is high
        if answer.centre()[1] + 12 < top + height:
            break
        ui.click(panel, button=5)
    ui.click(ui.find("check box", "Remember"))
    ui.click(answer)
    ui.run_stands("Succeeded")
    mocks = ui.wait_until(lambda: json.loads(ui.read(ui.path("MockConfigFile.json"))), "the mocks are written")
    assert mocks["StateMachines"]["task"]["TestCases"]["ByHand"] == {"Ask": "Ask"}, mocks
    assert mocks["MockedResponses"]["Ask"]["0"]["Return"]["StatusCode"] == 200, mocks


if __name__ == "__main__":
    run_stories()
