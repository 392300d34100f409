#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking at a run: what is chosen in one view is chosen in all, any moment of it, its iterations, its file."""

import json
import re

from canvas import state, wait_selected
from designer import run_stories, story

MACHINE = {
    "QueryLanguage": "JSONata", "StartAt": "Prepare",
    "States": {
        "Prepare": {"Type": "Pass", "Output": {"orders": [1, 2, 3], "note": "needle"}, "Next": "Each"},
        "Each": {"Type": "Map", "Items": "{% $states.input.orders %}", "Next": "Last", "ItemProcessor": {
            "StartAt": "Check", "States": {
                "Check": {"Type": "Choice", "Default": "Keep",
                          "Choices": [{"Condition": "{% $states.input = 2 %}", "Next": "Double"}]},
                "Double": {"Type": "Pass", "Output": "{% $states.input * 2 %}", "End": True},
                "Keep": {"Type": "Pass", "End": True}}}},
        "Last": {"Type": "Pass", "End": True}}}


def begin(ui, run=True, machine=MACHINE):
    path = ui.path("orders.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(machine, file, indent=2)
    ui.set(view_mode="'diagram'")
    ui.start(path, size=(1270, 880))
    state(ui, machine["StartAt"])
    if run:
        ask(ui)
        ui.key("ctrl+Return")
        ui.wait_gone("dialog", "Run")
        ui.run_stands("Succeeded")
    return path


def ask(ui):
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("button", "Cancel")


def row(ui, name):
    """A row of the table, by the name in its first cell."""
    return ui.find("label", name, within=ui.find(None, "States of the Run"))


def tab(ui, name):
    """A page of the detail, beside the list."""
    found = []

    def look():
        found[:] = ui.look("page tab", name)
        return found
    ui.wait_until(look, f"there is a tab {name}")
    found[-1].activate()


@story("a row of the table selects its state on the diagram, and a state of the diagram its row")
def select(ui):
    begin(ui)
    ui.click(row(ui, "Prepare"))
    wait_selected(ui, "Prepare")
    tab(ui, "Difference")
    ui.find("label", re.compile("difference"))
    ui.click(state(ui, "Last"))
    wait_selected(ui, "Last")
    ui.find("label", re.compile("^Pass · Succeeded"))


@story("the scrubber goes back to where a state was not entered yet, and to the end again")
def travel(ui):
    begin(ui)
    ui.click(ui.find("button", "Previous Event"))
    slider = ui.find("slider", "Moment of the Run")
    ui.click(slider)
    ui.key("Home")
    ui.wait_until(lambda: not ui.look("label", re.compile("^Pass · Succeeded")), "no state has ended")
    ui.find("label", re.compile("^(Running|Not run)"))
    ui.key("End")
    ui.click(state(ui, "Last"))
    ui.find("label", re.compile("^Pass · Succeeded"))


@story("the diagram shows all iterations together, or one of them")
def iterations(ui):
    begin(ui)
    ui.click(state(ui, "Double"))
    wait_selected(ui, "Double")
    ui.find(None, re.compile("^Each: all 3 iterations"))
    ui.find("label", "Double")
    ui.click(ui.find("button", "Next Iteration"))
    ui.find(None, re.compile("^Each: #0 of 3"))
    ui.click(ui.find("button", "Next Iteration"))
    ui.find(None, re.compile("^Each: #1 of 3"))


@story("data are searched, and a path chosen in them goes into the field one writes in")
def paths(ui):
    path = begin(ui)
    ui.click(row(ui, "Each"))
    wait_selected(ui, "Each")
    tab(ui, "Input")
    search = ui.find("toggle button", "Search in the Data")
    field = ui.find("text", "Items")
    ui.click(field)
    ui.key("ctrl+a", "Delete")
    ui.click(search)
    ui.type("NEEDLE")
    ui.find("label", "1 of 1")
    ui.key("Escape")
    ui.click(ui.find("list item", re.compile("^orders"), within=ui.find("list", "Input")))
    ui.key("Menu")
    ui.key("i")
    ui.wait_until(lambda: field.text == "{% $states.input.orders %}", "the path is in the field")
    ui.key("ctrl+Return", "ctrl+s")
    ui.wait_until(lambda: json.loads(ui.read(path)) == MACHINE, "what was typed is what stood there")


@story("a run is saved as AWS prints histories")
def history(ui):
    begin(ui)
    saved = ui.path("history.json")
    ui.key("F10", "v")
    ui.choose_file("Save the Run", saved)
    events = ui.wait_until(lambda: json.loads(ui.read(saved))["events"], "the run is in the file")
    assert [event["id"] for event in events] == list(range(1, len(events) + 1)), "the events are not in their order"


@story("a run to be shared has no account and no key")
def shared(ui):
    data = {"role": "arn:aws:iam::999988887777:role/r", "password": "hunter2"}
    begin(ui, machine={"StartAt": "Tell", "States": {"Tell": {"Type": "Pass", "Result": data, "End": True}}})
    saved = ui.path("shared.json")
    ui.key("F10", "h", "Return")
    ui.choose_file("Save the Run to Share", saved)
    text = ui.wait_until(lambda: ui.read(saved), "the run is in the file")
    ui.find(None, re.compile("without account IDs and secrets"))
    assert "arn:aws:iam::111122223333:role/r" in text and "********" in text, "what stands for them is not there"
    assert "999988887777" not in text and "hunter2" not in text, "an account or a secret is in the file"


def exists(path):
    try:
        with open(path, encoding="utf-8"):
            return True
    except OSError:
        return False


@story("an input is kept under a name in the tasks file")
def named(ui):
    begin(ui, run=False)
    ask(ui)
    ui.click(ui.find("toggle button", "Save the Input Under a Name"))
    entry = ui.find("text", "Name of the Input")
    ui.wait_until(lambda: "focused" in entry.states, "the name is asked for")
    ui.type("nothing much")
    ui.key("Return")
    ui.wait_until(lambda: exists(ui.path("orders.tasks.json"))
                  and "nothing much" in json.loads(ui.read(ui.path("orders.tasks.json")))["inputs"],
                  "the input is in the tasks file")


if __name__ == "__main__":
    run_stories()
