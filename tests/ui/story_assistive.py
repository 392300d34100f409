#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a pointer and without eyes: a machine built, edited, run and exported by assistive technology and keys alone.

What the screen reader's user does is an action of an accessible; what they hear is an announcement, a name, a
description or a relation."""

import json

from designer import run_stories, story

SLOT = "Drop a state here"


class Ears:
    """What is announced."""

    def __init__(self, ui):
        self.heard = []
        ui.listen(self.heard)

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
    ui.choose_file("Export ASL JSON", target)
    return ui.wait_until(lambda: json.loads(ui.read(target)), "the file is there")


@story("a machine is built, edited, run and exported by assistive technology and keys alone")
def assistive(ui):
    path = ui.path("spoken.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write('{\n  "StartAt": "",\n  "States": {}\n}\n')
    ui.set(view_mode="'diagram'", show_palette="false")
    ui.start(path, size=(1400, 880))
    ears = Ears(ui)

    add_after(ui, SLOT, "choice")
    ui.wait_states("Choice", SLOT, SLOT)
    ears.wait(ui, "Added Choice")
    add_after(ui, SLOT, "fail")
    ui.wait_states("Choice", "Fail", SLOT)
    add_after(ui, SLOT, "wait")
    ui.wait_states("Choice", "Fail", "Wait")
    rename(ui, "Wait", "Rest")
    ears.wait(ui, "Renamed Wait to Rest")
    ui.wait_until(lambda: description(ui, "Choice").startswith("Choice, if $.value is present: Fail; otherwise: Rest"),
                  "the Choice is described")
    ui.wait_until(lambda: [node.name for node in ui.state("Choice").relations("flows-to")] == ["Fail", "Rest"],
                  "the Choice flows to Fail and Rest")

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
