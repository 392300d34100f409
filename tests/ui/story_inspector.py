#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inspector by pointer and keys: a rule built and typed, a retrier, a switch, typing that is one step of undo."""

import json
import os
import re

from designer import run_stories, story


def opened(ui, name="inspect.asl.json"):
    path = ui.copy(name)
    ui.set(view_mode="'diagram'")
    ui.start(path, size=(1400, 880))
    ui.wait_states("Work", "Decide", "Good", "Bad")
    return path


def select(ui, state, tab=None):
    ui.click(ui.state(state))
    ui.wait_until(lambda: "selected" in ui.state(state).states, f"{state} is selected")
    if tab:
        ui.click(ui.find("radio button", tab))


def saved(ui, path, condition, what):
    """Saves until the definition in the file is as wanted, and gives it."""
    def look():
        ui.key("ctrl+s")
        return condition(json.loads(ui.read(path))["States"])
    ui.wait_until(look, what)
    return json.loads(ui.read(path))["States"]


@story("a rule is typed as a line, says where it is wrong, and is built further by the form")
def rule(ui):
    path = opened(ui)
    select(ui, "Decide")
    ui.click(ui.find("list item", "$.size > 2"))
    ui.click(ui.find("text", "Condition"))
    ui.key("ctrl+a")
    ui.type("$.size > 2 and not($.type == ")
    ui.find("label", re.compile("^Column 30: The condition ends too early"))
    ui.type('"x")')
    ui.wait_gone("label", re.compile("^Column "))
    saved(ui, path, lambda states: states["Decide"]["Choices"][0] == {
        "And": [{"Variable": "$.size", "NumericGreaterThan": 2},
                {"Not": {"Variable": "$.type", "StringEquals": "x"}}],
        "Next": "Good"}, "the line was written")
    ui.click(ui.find("text", "Value"))
    ui.key("ctrl+a")
    ui.type("3")
    ui.wait_until(lambda: ui.find("text", "Condition").text == '$.size > 3 and not($.type == "x")',
                  "the line follows the form")


@story("typing is written at a pause, keeps the caret, and is one step of undo")
def typing(ui):
    path = opened(ui)
    select(ui, "Bad")
    before = ui.read(path)
    ui.click(ui.find("text", "Error"))
    ui.key("End")
    ui.type("Again")
    saved(ui, path, lambda states: states["Bad"]["Error"] == "BrokenAgain", "what was typed is saved")
    ui.type("!")
    ui.wait_until(lambda: ui.find("text", "Error").text == "BrokenAgain!", "the caret is where it was")
    ui.key("ctrl+z", "ctrl+z")
    ui.wait_until(lambda: ui.find("text", "Error").text == "Broken", "two undos take both back")
    ui.key("ctrl+s")
    ui.wait_until(lambda: ui.read(path) == before, "the file is what it was")


@story("a switch adds a field and takes it away; a target is chosen in the diagram")
def switch_and_target(ui):
    path = opened(ui)
    select(ui, "Work", "Data")
    ui.click(ui.find("check box", re.compile("^Filter the Output")))
    saved(ui, path, lambda states: states["Work"].get("OutputPath") == "$", "the field is there")
    ui.click(ui.find("check box", re.compile("^Filter the Output")))
    saved(ui, path, lambda states: "OutputPath" not in states["Work"], "the field is gone")
    ui.click(ui.find("radio button", "General"))
    ui.click(ui.find("button", "Choose in the Diagram"))
    ui.click(ui.state("Bad"))
    saved(ui, path, lambda states: states["Work"]["Next"] == "Bad", "Work leads to Bad")


@story("what is typed in a field is completed as in the code, and one undo takes it back")
def completion(ui):
    path = opened(ui)
    before = ui.read(path)
    select(ui, "Work", "Data")
    ui.click(ui.find("check box", re.compile("^Filter the Output")))
    ui.click(ui.find("text", "Output Path"))
    ui.key("ctrl+a")
    ui.type("$$.Exe")
    ui.key("ctrl+space")
    ui.find("label", re.compile("^The execution under way"))
    ui.key("Return")
    ui.wait_until(lambda: ui.find("text", "Output Path").text == "$$.Execution", "it is completed")
    ui.key("Return")
    saved(ui, path, lambda states: states["Work"].get("OutputPath") == "$$.Execution", "and written")
    ui.wait_until(lambda: "focused" in ui.find("text", "Output Path").states, "the keyboard stayed there")
    for _ in range(4):
        ui.key("ctrl+z")
    ui.wait_until(lambda: (ui.key("ctrl+s"), ui.read(path) == before)[1], "undo leads back to the file")


@story("an Express machine is checked as one, and undo makes it Standard again")
def machine_type(ui):
    path = opened(ui)
    ui.key("Escape")
    ui.click(ui.find("combo box", re.compile("^Machine Type")))
    ui.key("Down", "Down", "Return")
    tasks = path.replace(".asl.json", ".tasks.json")
    ui.wait_until(lambda: os.path.exists(tasks) and json.loads(ui.read(tasks)).get("type") == "EXPRESS",
                  "the tasks file says so")
    ui.wait_until(lambda: (ui.key("ctrl+z"), "type" not in json.loads(ui.read(tasks)))[1], "it says so no more")


if __name__ == "__main__":
    run_stories()
