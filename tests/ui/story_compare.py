#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparing a definition with its last commit in git, and the way from a change to its state."""

import json
import os
import re
import subprocess

from designer import run_stories, story

IDENTITY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_NAME": "A",
            "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b"}


def commit(path):
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *command], cwd=os.path.dirname(path), check=True, env={**os.environ, **IDENTITY})


def compare(ui):
    ui.menu("m", "c")


@story("the changes since the last commit are listed, drawn, and lead to their states")
def compare_commit(ui):
    path = ui.copy("order.asl.json")
    commit(path)
    ui.start(path)
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    ui.click(ui.state("Reject"))
    ui.key("Delete")
    ui.wait_until(lambda: "Reject" not in ui.states(), "Reject is deleted")
    compare(ui)
    changes = ui.find("list", "Changes")
    ui.find("list item", "Reject, Removed · Fail. ", within=changes)
    row = ui.find("list item", 'Too large?, Changed · Choice. Choices[0].Next: "Reject" → ""', within=changes)
    ui.click(row, count=2)
    ui.wait_gone("list", "Changes")
    ui.wait_until(lambda: "selected" in ui.state("Too large?").states, "the state is selected")


@story("the keys that zoom a diagram zoom the comparison over it")
def compare_zoom(ui):
    path = ui.copy("order.asl.json")
    commit(path)
    ui.start(path)
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    ui.click(ui.state("Reject"))
    ui.key("Delete")
    ui.wait_until(lambda: "Reject" not in ui.states(), "Reject is deleted")
    zoom = ui.state("Get size").zoom()
    compare(ui)
    dialog = ui.find("dialog", "Compare")
    ui.find("list item", "Reject", within=dialog)

    def is_cut():
        return ui.look("scroll bar", within=dialog)

    ui.wait_until(lambda: not is_cut(), "the comparison opens as a whole")
    ui.key("ctrl+0")
    ui.wait_until(is_cut, "its own size is more than there is room for")
    ui.key("ctrl+9")
    ui.wait_until(lambda: not is_cut(), "the whole of it is to be seen")
    for _ in range(3):
        ui.key("ctrl+plus")
    ui.wait_until(is_cut, "it is drawn larger")
    ui.click(ui.find("button", "Fit the Window", within=dialog))
    ui.wait_until(lambda: not is_cut(), "the button does what the key does")
    assert ui.state("Get size").zoom() == zoom


@story("in a window of 360 pixels the changes come first, and one of them leads to the picture and to its state")
def compare_narrow(ui):
    path = ui.copy("order.asl.json")
    commit(path)
    text = ui.read(path)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("TooLarge", "Huge"))
    ui.set(view_mode="'diagram'")
    ui.start(path, size=(370, 650))
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    compare(ui)
    changes = ui.find("list", "Changes")
    row = ui.find("list item", re.compile("^Reject, Changed"), within=changes)
    # The dialog opens as a wide one, and has the narrow window's shape from a frame later on.
    ui.wait_until(lambda: row.extents()[2] > 300, "the list has the whole width")
    ui.click(row)
    ui.wait_gone("list", "Changes")
    ui.click(ui.find("button", "Go to State"))
    ui.wait_gone("button", "Go to State")
    ui.wait_until(lambda: "selected" in ui.state("Reject").states, "the state is selected")


@story("a definition that nobody changed has no differences")
def compare_same(ui):
    path = ui.copy("order.asl.json")
    commit(path)
    ui.start(path)
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    compare(ui)
    ui.find(name="No Differences")


@story("a file that git does not know is told why it has no earlier version")
def compare_untracked(ui):
    ui.start(ui.copy("order.asl.json"))
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    compare(ui)
    ui.find(name="There Is No Version to Compare With")


def run(ui, number):
    """Runs the machine of a Choice with {"n": NUMBER}."""
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    field = ui.find("text", "Input")
    ui.click(field)
    ui.key("ctrl+a")
    ui.type('{"n": %d}' % number)
    ui.key("ctrl+Return")
    ui.wait_gone("dialog", "Run")
    ui.run_stands("Succeeded")


@story("two runs are compared: where they part, and which data differ")
def compare_runs(ui):
    path = ui.path("choice.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"StartAt": "C", "States": {
            "C": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericGreaterThan": 5, "Next": "Big"}],
                  "Default": "Small"},
            "Big": {"Type": "Pass", "Next": "Z"}, "Small": {"Type": "Pass", "Next": "Z"}, "Z": {"Type": "Succeed"}}}, file)
    ui.start(path)
    ui.wait_states("C", "Big", "Small", "Z")
    run(ui, 1)
    run(ui, 9)
    ui.menu("m", "r")
    steps = ui.find("list", "Steps That Differ")
    ui.find("list item", re.compile("^Small: In the earlier run alone"), within=steps)
    ui.find("list item", re.compile("^Big: In the later run alone"), within=steps)
    ui.find("label", "The runs part here.")
    ui.click(ui.find("list item", re.compile("^Big: "), within=steps), count=2)
    ui.wait_gone("list", "Steps That Differ")
    ui.wait_until(lambda: "selected" in ui.state("Big").states, "the state is selected")


if __name__ == "__main__":
    run_stories()
