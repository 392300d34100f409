# SPDX-License-Identifier: GPL-3.0-or-later
"""States moved to a place that keys choose, and what the diagram tells of what it cannot show whole."""

import json

import canvas
from designer import run_stories, story

LONG = "Wait until the warehouse has answered and the parcel is on its way"


def machine():
    return {"StartAt": "First", "States": {
        "First": {"Type": "Pass", "Next": LONG},
        LONG: {"Type": "Pass", "Next": "Both"},
        "Both": {"Type": "Parallel", "Next": "Last", "Branches": [
            {"StartAt": "Left", "States": {"Left": {"Type": "Pass", "End": True}}},
            {"StartAt": "", "States": {}}]},
        "Last": {"Type": "Pass", "End": True}}}


def start(ui):
    path = ui.path("aim.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(machine(), file, indent=2)
    ui.set(view_mode="'diagram'")
    ui.start(path)
    ui.key("ctrl+0")
    return path


@story("a state moves to the place that keys choose")
def move_by_keys(ui):
    path = start(ui)
    ui.click(ui.state("First"))
    canvas.wait_selected(ui, "First")
    ui.key("m")
    ui.key("Escape")  # nothing has happened, and the key is free again
    ui.key("m", "Down", "Down", "Return")
    canvas.wait_selected(ui, "First")
    ui.wait_until(lambda: canvas.save(ui, path)["StartAt"] == LONG, "First is no longer the first")
    states = canvas.save(ui, path)["States"]
    assert states[LONG]["Next"] == "First" or states["Both"]["Next"] == "First", states
    canvas.undo(ui)
    canvas.save(ui, path, machine())  # one step of undo


@story("a state moves into an empty branch found by Tab")
def move_into_branch(ui):
    path = start(ui)
    ui.click(ui.state("Last"))
    canvas.wait_selected(ui, "Last")
    ui.state("Last").activate("node.move")
    ui.key("shift+Tab", "Tab")
    ui.type("no states")
    ui.key("Return")
    branch = {"StartAt": "Last", "States": {"Last": {"Type": "Pass", "End": True}}}
    ui.wait_until(lambda: canvas.save(ui, path)["States"]["Both"]["Branches"][1] == branch, "Last is in the branch")


@story("a tooltip says a name that is cut short")
def tooltip(ui):
    start(ui)
    ui.move(canvas.ground(ui))
    ui.move(ui.state(LONG))
    ui.find("label", LONG)


if __name__ == "__main__":
    run_stories()
