#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A definition in YAML: drawn and edited like one in JSON, and every comment stays where it was."""

import json

from designer import run_stories, story

STALE = "The code has an error; the diagram shows the last text without one"


def started(ui):
    path = ui.copy("order.asl.yaml")
    ui.start(path)
    ui.wait_states("Get size", "Too large?", "Reject", "Accept", "Lost")
    return path


def saved(ui, path):
    ui.key("ctrl+s")
    ui.wait_until(lambda: ui.read(path) == ui.code(), "the file holds the text of the editor")
    return ui.read(path)


@story("states are dropped into YAML and deleted from it, and nothing else changes")
def edit_by_pointer(ui):
    path = started(ui)
    before = ui.read(path)
    ui.drag(ui.find("list item", "Wait"), ui.below("Get size"))
    ui.wait_states("Get size", "Wait", "Too large?", "Reject", "Accept", "Lost")
    added = "    Next: Wait\n\n  Wait:\n    Type: Wait\n    Seconds: 5\n    Next: Too large?\n"
    if saved(ui, path) != before.replace("    Next: Too large?\n", added):
        raise AssertionError(f"the saved text is\n{ui.read(path)}")
    ui.click(ui.state("Accept"))
    ui.key("Delete")
    ui.wait_until(lambda: "Accept" not in ui.states(), "Accept is deleted")
    ui.key("ctrl+z", "ctrl+z")
    ui.wait_until(lambda: ui.code() == before, "undo leads back to the text as it was opened")


@story("broken YAML keeps the diagram, and mended YAML moves it on")
def break_and_mend(ui):
    started(ui)
    ui.place_cursor(ui.code().index("Type: Fail"))
    ui.type('"')
    ui.find(name=STALE)
    ui.wait_states("Get size", "Too large?", "Reject", "Accept", "Lost")
    ui.key("BackSpace")
    ui.wait_until(lambda: not [node for node in ui.look(name=STALE) if node.extents()[3] > 0], "the banner goes")


@story("what this YAML does not allow is refused with the reason, and goes on as JSON in another tab")
def refuse_and_convert(ui):
    path = started(ui)
    before = ui.read(path)
    ui.click(ui.state("Reject"))
    ui.key("Delete")
    ui.click(ui.find("button", "Convert to JSON"))
    ui.wait_until(lambda: ui.code().startswith("{"), "the definition is JSON")
    machine = json.loads(ui.code())
    if list(machine["States"]) != ["Get size", "Too large?", "Reject", "Accept", "Lost"]:
        raise AssertionError(f"the converted definition is {machine}")
    if ui.read(path) != before:
        raise AssertionError("the file has changed")


if __name__ == "__main__":
    run_stories()
