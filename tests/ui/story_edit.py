#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two sides, one document: what happens to the code when the diagram is used, and the other way round."""

import json

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


@story("one undo goes through what the pointer and the keys did, back to the first byte")
def undo_everything(ui):
    path = started(ui)
    before = ui.read(path)
    ui.drag(ui.find("list item", "Wait"), ui.below("Get size"))
    ui.wait_states("Get size", "Wait", "Too large?", "Reject", "Accept")
    ui.place_cursor(ui.code().index('"TooLarge"') + 1)
    ui.type("Far")
    ui.wait_until(lambda: '"FarTooLarge"' in ui.code(), "the code is typed")
    ui.click(ui.state("Accept"))
    ui.key("Delete")
    ui.wait_until(lambda: "Accept" not in ui.states(), "Accept is deleted")
    if saved(ui, path) == json.loads(before):
        raise AssertionError("nothing was saved")

    def undone():
        ui.key("ctrl+z")
        return ui.code() == before
    ui.wait_until(undone, "undo leads back to the text as it was opened")
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    saved(ui, path)
    if ui.read(path) != before:
        raise AssertionError("the file is not what it was")


if __name__ == "__main__":
    run_stories()
