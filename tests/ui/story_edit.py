#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Editing on both sides: what the pointer and the keys do to the diagram and to the saved bytes."""

import json
import re

from designer import run_stories, story

STALE = "The code has an error; the diagram shows the last text without one"


def saved(ui, path):
    """Saves and gives the definition in the file, once it is what the editor shows."""
    ui.key("ctrl+s")
    ui.wait_until(lambda: ui.read(path) == ui.code(), "the file holds the text of the editor")
    return json.loads(ui.read(path))


def started(ui):
    path = ui.copy("order.asl.json")
    ui.start(path)
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    return path


@story("a state dragged onto an arrow is put in between, and undo gives back every byte")
def drag_onto_arrow(ui):
    path = started(ui)
    before = ui.read(path)
    ui.drag(ui.find("list item", "Wait"), ui.below("Get size"))
    ui.wait_states("Get size", "Wait", "Too large?", "Reject", "Accept")
    states = saved(ui, path)["States"]
    if (states["Get size"]["Next"], states["Wait"]["Type"], states["Wait"]["Next"]) != ("Wait", "Wait", "Too large?"):
        raise AssertionError(f"the saved states are {states}")
    ui.key("ctrl+z")
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    saved(ui, path)
    if ui.read(path) != before:
        raise AssertionError("undo did not give back the bytes")
    ui.key("ctrl+shift+z")
    ui.wait_states("Get size", "Wait", "Too large?", "Reject", "Accept")


@story("deleting a state heals the arrows around it")
def delete_heals(ui):
    path = started(ui)
    ui.click(ui.state("Get size"))
    ui.key("Delete")
    ui.wait_states("Too large?", "Reject", "Accept")
    if saved(ui, path)["StartAt"] != "Too large?":
        raise AssertionError("the machine does not start with what followed")


@story("renaming with F2 changes every reference")
def rename(ui):
    path = started(ui)
    ui.click(ui.state("Accept"))
    ui.key("F2")
    ui.find("text", "Name of the state")
    ui.key("ctrl+a")
    ui.type("Take it")
    ui.key("Return")
    ui.wait_states("Get size", "Too large?", "Reject", "Take it")
    states = saved(ui, path)["States"]
    if states["Too large?"]["Default"] != "Take it" or "Accept" in states:
        raise AssertionError(f"the saved states are {states}")


@story("selecting in the diagram goes to the state in the code, and the other way round")
def select_both_ways(ui):
    started(ui)
    text = ui.code()
    ui.click(ui.state("Reject"))
    line = text[:text.index('"Reject": {')].count("\n") + 1
    ui.find("label", f"Ln {line}, Col 5")
    ui.place_cursor(text.index('"Type": "Choice"'))
    ui.wait_until(lambda: "selected" in ui.state("Too large?").states, "the Choice is selected in the diagram")
    ui.wait_until(lambda: "selected" not in ui.state("Reject").states, "Reject is no longer selected")


@story("broken text keeps the last good diagram, and mended text moves it on")
def break_and_mend(ui):
    path = started(ui)
    place = ui.code().index('"Fail"')
    ui.place_cursor(place)
    ui.key("Delete")
    ui.find(name=STALE)
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    ui.type('"')
    ui.wait_until(lambda: ui.code()[place:place + 6] == '"Fail"', "the code is mended")
    ui.wait_until(lambda: not [node for node in ui.look(name=STALE) if node.extents()[3] > 0], "the banner goes")
    ui.place_cursor(ui.code().index('"Reject": {') + 1)
    ui.key("ctrl+Delete")
    ui.type("Refuse")
    ui.wait_states("Get size", "Too large?", "Refuse", "Accept")
    if "Refuse" not in saved(ui, path)["States"]:
        raise AssertionError("the typed name was not saved")


@story("an arrow dragged by its head leads elsewhere")
def reconnect(ui):
    path = started(ui)
    ui.click(ui.find("button", re.compile("%$")))  # the original size, where heads are easy to get hold of
    ui.find("button", "100 %")
    ui.drag(ui.below("Get size", 0.9), ui.state("Accept"))
    ui.wait_until(lambda: json.loads(ui.code())["States"]["Get size"]["Next"] == "Accept", "the arrow leads to Accept")
    saved(ui, path)


@story("Escape ends a drag without a trace")
def escape(ui):
    path = started(ui)
    before = ui.code()
    ui.drag(ui.state("Get size"), ui.below("Accept", 0.2), before_drop=lambda: ui.key("Escape"))
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    if ui.code() != before or ui.read(path) != before:
        raise AssertionError("the text changed")
    ui.drag(ui.state("Get size"), ui.below("Accept", 0.2))
    ui.wait_until(lambda: ui.code() != before, "without Escape the same drag moves the state")


if __name__ == "__main__":
    run_stories()
