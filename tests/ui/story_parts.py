#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of a run: lists that keep to a branch or iteration, what is chosen everywhere, histories of others."""

import json
import re

from canvas import state, wait_selected
from designer import run_stories, story
from file_manager import file_manager

MACHINE = {
    "StartAt": "Both",
    "States": {
        "Both": {"Type": "Parallel", "Next": "Each", "Branches": [
            {"StartAt": "Credit", "States": {"Credit": {"Type": "Pass", "End": True}}},
            {"StartAt": "Address", "States": {
                "Address": {"Type": "Pass", "Next": "Street"}, "Street": {"Type": "Pass", "End": True}}}]},
        "Each": {"Type": "Map", "End": True, "ItemProcessor": {
            "StartAt": "Keep", "States": {"Keep": {"Type": "Pass", "End": True}}}}}}


def begin(ui, run=True, size=(1270, 880)):
    path = ui.path("parts.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(MACHINE, file, indent=2)
    ui.set(view_mode="'split'")
    ui.start(path, size=size)
    state(ui, "Both")
    if run:
        ui.key("ctrl+r")
        ui.find("dialog", "Run")
        ui.find("button", "Cancel")
        ui.key("ctrl+Return")
        ui.wait_gone("dialog", "Run")
        ui.run_stands("Succeeded")
    return path


def table(ui):
    """The names in the first column of the table, in their order."""
    rows = ui.find(None, "States of the Run")
    names = {"Both", "Branch 1", "Branch 2", "Credit", "Address", "Street", "Each", "#0", "#1", "Keep"}
    return [node.name for node in ui.look("label", within=rows) if node.name in names]


def view(ui, name):
    ui.find("page tab", name).activate()
    ui.find("panel", name)


@story("a click in a branch has table and events keep to it, and a state outside brings the whole run back")
def branch(ui):
    begin(ui)
    x, y, width, height = state(ui, "Address").extents()
    ui.click((x + width + 2, y + height + 9))
    ui.find("label", "Only Branch 2 of “Both”")
    ui.find(None, re.compile("^Both: Branch 2 of 2"))
    ui.wait_until(lambda: table(ui) == ["Address", "Street"], "the table has the branch alone")
    view(ui, "Events")
    ui.find("label", "4 of 24")
    ui.click(ui.find("button", "Previous Branch"))
    ui.find("label", "Only Branch 1 of “Both”")
    ui.find("label", "2 of 24")
    ui.click(state(ui, "Keep"))
    ui.wait_gone("label", re.compile("^Only Branch"))
    ui.find("label", "24")


@story("an iteration that the diagram shows can be had alone in the lists, and the whole run again")
def iteration(ui):
    begin(ui)
    ui.click(state(ui, "Keep"))
    ui.click(ui.find("button", "Next Iteration"))
    ui.find(None, re.compile("^Each: #0 of 2"))
    ui.click(ui.find("toggle button", re.compile("^Show It Alone")))
    ui.find("label", "Only #0 of “Each”")
    ui.click(ui.find("button", "Next Iteration"))
    ui.find("label", "Only #1 of “Each”")
    ui.wait_until(lambda: table(ui) == ["Keep"], "the table has the iteration alone")
    ui.click(ui.find("button", "Show the Whole Run"))
    ui.wait_until(lambda: table(ui)[0] == "Both", "the table has the whole run")


def chosen_everywhere(ui, name):
    """Diagram, table, detail and code agree on what is chosen."""
    wait_selected(ui, name)
    ui.find("label", re.compile("^Pass · "))
    ui.wait_until(lambda: any("selected" in node.states for node in
                              ui.look("label", name, within=ui.look("panel", "Table")[0])[0].ancestors()),
                  f"the row of {name} is chosen in the table")
    editor = ui.find("text", "Definition")
    start, end = ui.code().index(f'"{name}": {{'), len(ui.code())
    ui.wait_until(lambda: start <= editor.caret < end
                  and f'"{name}"' in ui.code()[start:editor.caret + 20],
                  f"the code shows {name}")


@story("what is chosen in any view is chosen in all of them: diagram, table, timeline, events, code")
def everywhere(ui):
    begin(ui, size=(1430, 900))
    ui.click(state(ui, "Street"))
    chosen_everywhere(ui, "Street")
    ui.click(ui.find("label", "Address", within=ui.find("panel", "Table")))
    chosen_everywhere(ui, "Address")
    view(ui, "Events")
    ui.click(ui.find("label", "Credit", within=ui.find(None, "Events", within=ui.find("panel", "Events"))))
    view(ui, "Table")
    chosen_everywhere(ui, "Credit")
    view(ui, "Timeline")
    ui.click(ui.find("label", "Street", within=ui.find("panel", "Timeline")))
    view(ui, "Table")
    chosen_everywhere(ui, "Street")
    ui.place_cursor(ui.code().index('"Address": {') + 4)
    chosen_everywhere(ui, "Address")


@story("an event unfolds in the list into what AWS tells of it")
def unfold(ui):
    begin(ui)
    view(ui, "Events")
    rows = ui.find("tree table", "Events")
    ui.click(ui.find("label", "ExecutionStarted", within=rows))
    ui.key("Right")
    ui.click(ui.find("label", "executionStartedEventDetails", within=rows))
    ui.key("Right")
    ui.find("label", "input", within=rows)
    ui.key("Left", "Left", "Left")
    ui.wait_gone("label", "executionStartedEventDetails", within=rows)


@story("columns that are switched off stay so, and come back")
def columns(ui):
    path = begin(ui)
    x, y = ui.find("label", "Status", within=ui.find("panel", "Table")).centre()
    ui.click((x, y), button=3)
    ui.wait_until(lambda: ui.look(None, "Started After", showing=True)[1:], "the menu of the columns is open")
    ui.click((x + 40, y + 22))  # its first item
    ui.wait_gone("label", "Type", within=ui.find("panel", "Table"))
    ui.quit()
    ui.wait_until(lambda: "run-table-columns" in ui.read(f"{ui.home}/config/glib-2.0/settings/keyfile"),
                  "the columns are kept")
    ui.start(path, size=(1270, 880))
    if not ui.look("button", "Close the Panel"):
        ui.menu("u")
    ui.find("label", "Status", within=ui.find("panel", "Table"))
    ui.wait_gone("label", "Type", within=ui.find("panel", "Table"))


def write_history(ui):
    """The history of a run of the machine as "aws stepfunctions get-execution-history" prints it."""
    path = ui.path("history.json")
    entered = {"name": "Both", "input": "{}"}
    events = [
        {"timestamp": "2026-01-05T10:00:00+00:00", "type": "ExecutionStarted", "id": 1, "previousEventId": 0,
         "executionStartedEventDetails": {"input": "{}", "roleArn": "arn:aws:iam::123456789012:role/r"}},
        {"timestamp": "2026-01-05T10:00:00+00:00", "type": "ParallelStateEntered", "id": 2, "previousEventId": 0,
         "stateEnteredEventDetails": entered},
        {"timestamp": "2026-01-05T10:00:07+00:00", "type": "ExecutionAborted", "id": 3, "previousEventId": 0,
         "executionAbortedEventDetails": {}}]
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"events": events}, file)
    return path


def shows_history(ui):
    ui.find("label", re.compile("^Stopped"))
    ui.wait_until(lambda: table(ui) == ["Both"], "the table has the state of the history")


@story("a history is opened by the file dialog, and another by dropping it")
def histories(ui):
    begin(ui, run=False, size=(1000, 800))
    path = write_history(ui)
    ui.menu("r")
    ui.focus("Open a Run History")
    ui.find("button", "Open")
    ui.key("ctrl+l")
    ui.wait_until(lambda: any("focused" in node.states for node in ui.look("text")), "the place has the keyboard")
    ui.key("ctrl+a")
    ui.type(path)
    ui.key("shift+End", "Delete")  # what GTK completes meanwhile
    ui.wait_until(lambda: "sensitive" in ui.find("button", "Open").states, "the place is one that can be opened")
    ui.find("button", "Open").activate()
    shows_history(ui)
    ui.click(ui.find("button", "Close the Panel"))
    ui.wait_gone("label", re.compile("^Stopped"))
    with file_manager(path) as hold:
        ui.drag(hold, state(ui, "Both"))
        shows_history(ui)
    assert len(ui.look("page tab", re.compile("history"))) == 0, "the history is no document"


if __name__ == "__main__":
    run_stories()
