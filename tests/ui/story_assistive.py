#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a pointer and without eyes: a machine built, edited, run and exported by assistive technology and keys alone.

What the screen reader's user does is an action of an accessible; what they hear is an announcement, a name, a
description or a relation."""

import json

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from designer import run_stories, story  # noqa: E402

SLOT = "Drop a state here"


class Ears:
    """What is announced."""

    def __init__(self):
        self.heard = []
        self.listener = Atspi.EventListener.new(lambda event: self.heard.append(str(event.any_data)))
        self.listener.register("object:announcement")

    def wait(self, ui, text):
        ui.wait_until(lambda: any(text in words for words in self.heard), f"one hears “{text}”, not {self.heard}")


def add_after(ui, name, stencil):
    """The list of stencils of a state, or of a place for one, and a word of its search"""
    ui.state(name).activate("node.add-after")
    ui.wait_until(lambda: "focused" in ui.find("entry", "Search states").states
                  or ui.look("text", "Search states"), "the list has the keyboard")
    ui.type(stencil)
    ui.key("Return")


def rename(ui, name, new):
    ui.state(name).activate("node.rename")
    ui.find("text", "Name of the state")
    ui.type(new)
    ui.key("Return")
    ui.state(new)


def description(ui, name):
    return ui.state(name).description


def export(ui, target):
    ui.menu("e", "j")
    ui.find("dialog", "Export ASL JSON")
    ui.focus("Export ASL JSON")
    ui.wait_until(lambda: "focused" in ui.find("text", "Name:").states, "the name has the keyboard")
    ui.key("ctrl+a")
    ui.type(target)
    ui.key("Return")
    ui.wait_until(lambda: ui.read(target), "the file is there")
    return json.loads(ui.read(target))


@story("a machine is built, edited, run and exported by assistive technology and keys alone")
def assistive(ui):
    path = ui.path("spoken.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write('{\n  "StartAt": "",\n  "States": {}\n}\n')
    ui.set(view_mode="'diagram'", show_palette="false")
    ui.start(path, size=(1400, 880))
    ears = Ears()

    add_after(ui, SLOT, "choice")
    ui.wait_states("Choice", SLOT, SLOT)
    ears.wait(ui, "Added Choice")
    add_after(ui, SLOT, "fail")
    ui.wait_states("Choice", "Fail", SLOT)
    add_after(ui, SLOT, "wait")
    ui.wait_states("Choice", "Fail", "Wait")
    rename(ui, "Wait", "Rest")
    ears.wait(ui, "Renamed Wait to Rest")
    assert description(ui, "Choice").startswith("Choice, if $.value is present: Fail; otherwise: Rest"), description(
        ui, "Choice")
    assert [node.name for node in ui.state("Choice").relations("flows-to")] == ["Fail", "Rest"]

    ui.state("Rest").activate("node.duplicate")
    ui.state("Rest (1)")
    ui.state("Rest").activate("node.connect")
    ears.wait(ui, "Choose where the arrow from Rest leads")
    ui.key("f", "a", "Return")
    ui.wait_until(lambda: description(ui, "Rest") == "Wait, next: Fail", "Rest leads to Fail")
    ears.wait(ui, "“Rest (1)” can no longer be reached.")
    ui.key("ctrl+z")
    ui.wait_until(lambda: description(ui, "Rest") == "Wait, next: Rest (1)", "Rest leads on as before")
    ui.state("Rest (1)").activate("node.delete")
    ui.wait_gone("list item", "Rest (1)")
    ears.wait(ui, "Deleted Rest (1)")

    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("button", "Cancel")
    ui.key("ctrl+Return")
    ui.run_stands("Failed")  # the input made from what the rule reads has a value
    made = export(ui, ui.path("for-the-console.json"))
    assert made["StartAt"] == "Choice" and set(made["States"]) == {"Choice", "Fail", "Rest"}, made
    assert made["States"]["Rest"] == {"Type": "Wait", "Seconds": 5, "End": True}, made
    assert made["States"]["Choice"]["Default"] == "Rest", made


if __name__ == "__main__":
    run_stories()
