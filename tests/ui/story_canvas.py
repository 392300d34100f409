#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gestures on the diagram, each by real pointer and keys: what they make of the file."""

import json

from canvas import above, below, ground, save, search_stencil, state, states, stencil, undo, wait_selected
from designer import run_stories, story


def machine(**states_by_name):
    return {"StartAt": next(iter(states_by_name)), "States": states_by_name}


def passing(to=None):
    return {"Type": "Pass", "Next": to} if to else {"Type": "Pass", "End": True}


CHAIN = machine(A=passing("B"), B=passing("C"), C=passing())


def begin(ui, definition):
    """The designer on a file with DEFINITION, its diagram alone."""
    path = ui.path("story.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(definition, file, indent=2)
    ui.set(view_mode="'diagram'")
    ui.start(path, size=(1400, 880))
    state(ui, next(iter(definition["States"]), "Drop a state here"))
    return path


@story("a stencil dropped on an edge goes between its states")
def drop_on_edge(ui):
    path = begin(ui, CHAIN)
    ui.drag(stencil(ui, "Pass"), above(ui, "B"))
    wait_selected(ui, "Pass")
    save(ui, path, machine(A=passing("Pass"), Pass=passing("B"), B=passing("C"), C=passing()))


@story("an action found by the palette's search is dropped on an edge, as is any call of the SDK")
def drop_call(ui):
    path = begin(ui, CHAIN)
    ui.drag(search_stencil(ui, "dynamo putitem", "DynamoDB PutItem"), above(ui, "B"))
    wait_selected(ui, "DynamoDB PutItem")
    ui.drag(search_stencil(ui, "braket:getJob", "Braket GetJob"), above(ui, "C"))
    wait_selected(ui, "Braket GetJob")
    saved = save(ui, path)["States"]
    assert saved["A"]["Next"] == "DynamoDB PutItem" and saved["B"]["Next"] == "Braket GetJob", saved
    assert saved["Braket GetJob"]["Resource"] == "arn:aws:states:::aws-sdk:braket:getJob", saved


@story("a pattern dropped on an edge brings all its states, which one undo takes away")
def drop_pattern(ui):
    path = begin(ui, CHAIN)
    ui.click(ui.find("radio button", "Patterns"))
    ui.drag(stencil(ui, "Retry with Alarm"), above(ui, "B"))
    ui.wait_until(lambda: {"Do Work", "Raise Alarm", "Work Failed"} <= set(states(ui)), "the states are there")
    saved = save(ui, path)["States"]
    assert saved["A"]["Next"] == "Do Work" and saved["Do Work"]["Next"] == "B", saved
    undo(ui)
    ui.wait_until(lambda: states(ui) == ["A", "B", "C"], "the states are gone")
    save(ui, path, CHAIN)


@story("a stencil dropped on the Start edge becomes the first state")
def drop_on_start(ui):
    path = begin(ui, CHAIN)
    ui.drag(stencil(ui, "Pass"), above(ui, "A"))
    wait_selected(ui, "Pass")
    saved = save(ui, path, {"StartAt": "Pass", "States": dict(CHAIN["States"], Pass=passing("A"))})
    assert saved["StartAt"] == "Pass"


@story("a stencil dropped anywhere on an empty canvas becomes the first state")
def drop_on_empty(ui):
    path = begin(ui, {"StartAt": "", "States": {}})
    x, y = ground(ui)
    ui.drag(stencil(ui, "Pass"), (x + 60, y + 60))
    wait_selected(ui, "Pass")
    save(ui, path, machine(Pass=passing()))


@story("a stencil dropped into an empty branch becomes its first state")
def drop_in_branch(ui):
    path = begin(ui, machine(A=passing()))
    ui.drag(stencil(ui, "Parallel"), below(ui, "A"))
    wait_selected(ui, "Parallel")
    ui.drag(stencil(ui, "Pass"), state(ui, "Drop a state here"))
    wait_selected(ui, "Pass")
    branches = save(ui, path)["States"]["Parallel"]["Branches"]
    assert branches[0] == machine(Pass=passing()), branches


@story("a double click and Enter in the palette add after the selected state")
def add_from_palette(ui):
    path = begin(ui, CHAIN)
    ui.click(state(ui, "B"))
    wait_selected(ui, "B")
    ui.click(stencil(ui, "Pass"), count=2)
    wait_selected(ui, "Pass")
    save(ui, path, machine(A=passing("B"), B=passing("Pass"), Pass=passing("C"), C=passing()))


@story("a state dragged to another edge goes there, and its place heals")
def move(ui):
    path = begin(ui, CHAIN)
    ui.drag(state(ui, "C"), above(ui, "B"))
    ui.wait_until(lambda: states(ui) == ["A", "C", "B"], "C stands before B")
    save(ui, path, machine(A=passing("C"), C=passing("B"), B=passing()))


@story("an arrow whose head is dragged to another state leads there")
def reconnect(ui):
    path = begin(ui, machine(A=passing("B"), B=passing("C"), C=passing("D"), D=passing()))
    ui.drag(above(ui, "B", by=4), state(ui, "D"))
    save(ui, path, machine(A=passing("D"), B=passing("C"), C=passing("D"), D=passing()))


@story("Escape gives a drag up, and nothing has changed")
def escape(ui):
    path = begin(ui, CHAIN)
    before = ui.read(path)
    ui.drag(state(ui, "C"), above(ui, "B"), before_drop=lambda: ui.key("Escape"))
    ui.drag(above(ui, "C", by=4), state(ui, "A"), before_drop=lambda: ui.key("Escape"))
    save(ui, path)
    assert ui.read(path) == before


@story("Delete takes a state out and joins what is around it")
def delete(ui):
    path = begin(ui, CHAIN)
    ui.click(state(ui, "B"))
    ui.key("Delete")
    ui.wait_until(lambda: states(ui) == ["A", "C"], "B is gone")
    save(ui, path, machine(A=passing("C"), C=passing()))


@story("several states, chosen by Ctrl and by a rubber band, are deleted together and come back by one undo")
def delete_many(ui):
    path = begin(ui, CHAIN)
    before = ui.read(path)
    ui.click(state(ui, "A"))
    ui.hold("ctrl", lambda: ui.click(state(ui, "B")))
    wait_selected(ui, "A")
    wait_selected(ui, "B")
    ui.key("Delete")
    ui.wait_until(lambda: states(ui) == ["C"], "A and B are gone")
    undo(ui)
    ui.wait_until(lambda: states(ui) == ["A", "B", "C"], "A and B are back")
    x, y, width, _ = state(ui, "B").extents()
    ui.drag((x - 40, y - 12), (x + width + 40, above(ui, "C")[1] + 400))
    wait_selected(ui, "B")
    wait_selected(ui, "C")
    ui.key("Delete")
    ui.wait_until(lambda: states(ui) == ["A"], "B and C are gone")
    undo(ui)
    ui.wait_until(lambda: states(ui) == ["A", "B", "C"], "B and C are back")
    save(ui, path)
    assert ui.read(path) == before


@story("F2 renames a state with every reference to it")
def rename(ui):
    path = begin(ui, CHAIN)
    ui.click(state(ui, "B"))
    ui.key("F2")
    ui.find("text", "Name of the state")
    ui.type("Middle")
    ui.key("Return")
    state(ui, "Middle")
    save(ui, path, machine(A=passing("Middle"), Middle=passing("C"), C=passing()))


@story("a double click renames too, and a name that is taken is refused")
def rename_taken(ui):
    path = begin(ui, CHAIN)
    before = ui.read(path)
    ui.click(state(ui, "B"), count=2)
    ui.find("text", "Name of the state")
    ui.type("C")
    ui.find("label", "Another state has this name")
    ui.key("Return", "Escape")
    ui.wait_gone("text", "Name of the state")
    save(ui, path)
    assert ui.read(path) == before


@story("Ctrl+D puts a copy after the state")
def duplicate(ui):
    path = begin(ui, CHAIN)
    ui.click(state(ui, "A"))
    ui.key("ctrl+d")
    wait_selected(ui, "A (1)")
    saved = save(ui, path, {"StartAt": "A", "States": {
        "A": passing("A (1)"), "A (1)": passing("B"), "B": passing("C"), "C": passing()}})
    assert saved


@story("by keys alone: arrows walk, A adds after, Delete deletes, undo goes back to the first byte")
def keys(ui):
    path = begin(ui, CHAIN)
    before = ui.read(path)
    ui.click(state(ui, "A"))
    ui.key("Down")
    wait_selected(ui, "B")
    ui.key("a")
    ui.find("entry", "Search states", within=None)
    ui.type("wait")
    ui.key("Return")
    wait_selected(ui, "Wait")
    ui.wait_until(lambda: states(ui) == ["A", "B", "Wait", "C"], "Wait stands after B")
    ui.key("Up", "Delete")
    ui.wait_until(lambda: states(ui) == ["A", "Wait", "C"], "B is gone")
    ui.key("End", "F2")
    ui.find("text", "Name of the state")
    ui.type("Last")
    ui.key("Return")
    state(ui, "Last")
    for _ in range(3):
        undo(ui)
    ui.wait_until(lambda: states(ui) == ["A", "B", "C"], "all is as it was")
    save(ui, path)
    assert ui.read(path) == before


@story("a state says what it is and where it leads")
def speaks(ui):
    begin(ui, machine(A={"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "B",
                         "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "C"}]}, B=passing(), C=passing()))
    ui.wait_until(lambda: state(ui, "A").description == "Task, next: B; on error: C", "A is described")
    ui.wait_until(lambda: [to.name for to in state(ui, "A").relations("flows-to")] == ["B", "C"], "A flows to B and C")
    ui.wait_until(lambda: [to.name for to in state(ui, "B").relations("flows-from")] == ["A"], "B flows from A")


if __name__ == "__main__":
    run_stories()
