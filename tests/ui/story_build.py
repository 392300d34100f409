#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first five minutes: a machine built from nothing by the pointer and the inspector, run, saved and exported.

It is the file size check of the examples: what comes out must be that definition, member for member."""

import json
import os
import re

from canvas import save, stencil, wait_selected
from designer import run_stories, story

EXAMPLE = os.path.join(os.environ.get("STEPWRIGHT_EXAMPLES", ""), "file-size-check.asl.json")
SLOT = "Drop a state here"


def expected():
    """The example, without its comments."""
    with open(EXAMPLE, encoding="utf-8") as file:
        definition = json.load(file)
    for state in (definition, *definition["States"].values()):
        state.pop("Comment", None)
        state.pop("ResultPath", None)  # "$" is what holds without it
    return definition


def named(ui, old, new):
    """Renames the selected state, which was given the name OLD."""
    wait_selected(ui, old)
    ui.key("F2")
    ui.find("text", "Name of the state")
    ui.type(new)
    ui.key("Return")
    wait_selected(ui, new)


def slots(ui, count):
    """The places for a state, from left to right, once there are COUNT of them."""
    def found():
        return [node for node in ui.look("list item", SLOT) if node.extents()[2] > 0]
    ui.wait_until(lambda: len(found()) == count, f"there are {count} empty places")
    return sorted(found(), key=lambda node: node.extents()[0])


def put(ui, label, target, name):
    """Drags a stencil onto TARGET and names the state."""
    ui.drag(stencil(ui, label), target)
    named(ui, label, name)


def enter(ui, field):
    """Clicks into a field, unless Tab has led there already."""
    if "focused" not in ui.find("text", field).states:
        ui.wait_until(lambda: ui.find("text", field).extents()[3] > 0, f"{field} has a place")
        ui.click(ui.find("text", field))
    ui.wait_until(lambda: "focused" in ui.find("text", field).states, f"{field} has the keyboard")


def fill(ui, field, text):
    """Types into a field of the inspector and goes on to the next, which writes it."""
    enter(ui, field)
    ui.key("ctrl+a")
    ui.type(text)
    ui.key("Tab")


def inspect(ui, name, tab="General"):
    """Selects a state and opens a page of the inspector; a state of one page has no tabs: TAB is None."""
    ui.click(ui.state(name))
    wait_selected(ui, name)
    if tab:
        ui.click(ui.find("radio button", tab))


def drag_together(ui):
    """All states in their places, by dragging alone."""
    put(ui, "Task", slots(ui, 1)[0], "CheckSize")
    put(ui, "Choice", ui.below("CheckSize"), "CompareSize")
    ui.click(ui.find("button", "Add a Rule"))
    put(ui, "Task", slots(ui, 3)[0], "ProcessFile")
    put(ui, "Pass", ui.below("ProcessFile"), "NotifyOk")
    put(ui, "Pass", slots(ui, 2)[0], "NotifyNotOk")
    put(ui, "Fail", slots(ui, 1)[0], "DefaultState")


def write_rule(ui, condition, before=None):
    """Types a rule's condition as one line, and closes the rule. BEFORE sums up the rule that is to be opened."""
    if before:
        ui.click(ui.find("list item", before))
    fill(ui, "Condition", condition)
    ui.click(ui.find("label", condition))
    ui.wait_gone("text", "Condition")


def fill_in(ui, want):
    """The fields of each state, by typing in the inspector."""
    for name in ("CheckSize", "ProcessFile"):
        inspect(ui, name)
        fill(ui, "Resource", want[name]["Resource"])
    for name in ("NotifyOk", "NotifyNotOk"):
        inspect(ui, name, "Data")
        ui.click(ui.find("check box", "Set a Fixed Result"))
        fill(ui, "Result", json.dumps(want[name]["Result"]))
    inspect(ui, "DefaultState", tab=None)
    fill(ui, "Error", want["DefaultState"]["Error"])
    fill(ui, "Cause", want["DefaultState"]["Cause"])
    inspect(ui, "CompareSize")
    # The one that was added is open still.
    write_rule(ui, "$ < 2097152")
    write_rule(ui, "$ > 2097152", before="$.value is present")


def answer(ui, state, result):
    """Plays the Lambda function behind a Task."""
    ui.find("label", f"“{state}” waits for your answer")
    enter(ui, "Result of the task")
    ui.key("ctrl+a")
    ui.type(result)
    ui.click(ui.find("button", "Answer"))


def export(ui, path, target):
    """Main menu, Export ASL JSON, and the name of a file: what is written is the saved definition."""
    ui.menu("e", "j")
    ui.choose_file("Export ASL JSON", target)
    ui.wait_until(lambda: ui.read(target) == ui.read(path), "the exported file is the definition")
    ui.wait_gone("dialog", "Export ASL JSON")
    ui.focus("file-size.asl.json")


@story("the file size check is built from nothing by dragging and typing, run, exported, and saved as expected")
def build(ui):
    want = expected()
    path = ui.path("file-size.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write('{\n  "StartAt": "",\n  "States": {}\n}\n')
    empty = ui.read(path)
    ui.set(view_mode="'diagram'")
    ui.start(path, size=(1400, 880))

    drag_together(ui)
    fill_in(ui, want["States"])
    save(ui, path, want)

    ui.key("ctrl+r")
    ui.find("button", "Cancel")
    ui.key("ctrl+Return")
    answer(ui, "CheckSize", "3000000")
    answer(ui, "ProcessFile", '{"done": true}')
    ui.run_stands("Succeeded")
    ui.find("list item", re.compile("The file was processed"), within=ui.find("list", "Output"))

    export(ui, path, ui.path("for-the-console.json"))

    ui.click(ui.state("CheckSize"))
    while ui.find("button", "Undo").states >= {"sensitive"}:
        ui.key("ctrl+z")
    save(ui, path)
    ui.wait_until(lambda: ui.read(path) == empty, "the file is what it was")


if __name__ == "__main__":
    run_stories()
