#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The code as the place to work: names led to, listed and renamed, problems found and mended, all by hand."""

from designer import run_stories, story


def started(ui):
    ui.set(view_mode="'code'")
    ui.start(ui.copy("order.asl.json"))
    ui.find("text", "Definition")


def caret_at(ui, before, after):
    """The label that tells the caret's place says where AFTER begins, behind BEFORE."""
    text = ui.code()
    place = text.index(before + after) + len(before)
    line = text[:place].count("\n") + 1
    ui.find("label", f"Ln {line}, Col {place - (text.rfind(chr(10), 0, place) + 1) + 1}")


@story("a name leads to its state, the way back leads back, and a new name goes to every place")
def names(ui):
    started(ui)
    ui.place_cursor(ui.code().index('Reject"\n'))
    ui.key("F12")
    caret_at(ui, '    "', "Reject")
    ui.key("alt+Left")
    caret_at(ui, '"Next": "', "Reject")
    ui.key("shift+F12")
    ui.find("label", "“Reject”: 2 Places")
    ui.key("Escape")
    ui.wait_gone("label", "“Reject”: 2 Places")
    ui.key("F2")
    ui.find("text", "New name")
    ui.type("Accept")
    ui.find(name="There is another state called “Accept”: names are unique in the whole state machine, "
                 "also inside Parallel and Map.")
    ui.key("ctrl+a")
    ui.type("Refuse")
    ui.find(name="Changes 2 places")
    ui.key("Return")
    ui.wait_until(lambda: ui.code().count('"Refuse"') == 2 and "Reject" not in ui.code(), "both places are renamed")


@story("a problem is found, explained and mended from the keyboard, and the outline and the crumbs lead about")
def problems(ui):
    started(ui)
    text = ui.code()
    ui.place_cursor(text.index(',\n      "Default"') + 1)
    ui.key("BackSpace")
    ui.find("toggle button", "1 error")
    ui.key("ctrl+Home", "F8", "ctrl+period")
    ui.find("button", "Insert “,”")
    ui.key("Return")
    ui.wait_until(lambda: ui.code() == text, "the comma is back")
    ui.find("toggle button", "No problems")
    ui.key("ctrl+shift+o")
    ui.find("list item", "Too large?")
    ui.type("rej")
    ui.wait_gone("list item", "Too large?")
    ui.key("Return")
    caret_at(ui, '    "', "Reject")
    ui.click(ui.find("button", "Reject"))
    ui.click(ui.find("list item", "Accept"))
    caret_at(ui, '    "', "Accept")


if __name__ == "__main__":
    run_stories()
