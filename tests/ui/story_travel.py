#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Moving about on the diagram: closing and opening containers, finding states, going back, turning the picture."""

import json

from canvas import state, states, wait_selected
from designer import run_stories, story


def passing(to=None):
    return {"Type": "Pass", "Next": to} if to else {"Type": "Pass", "End": True}


def scope(**states_by_name):
    return {"StartAt": next(iter(states_by_name)), "States": states_by_name}


MACHINE = scope(
    First=passing("Both"),
    Both={"Type": "Parallel", "Next": "Last",
          "Branches": [scope(InnerOne=passing()), scope(InnerTwo=passing("Deep"), Deep=passing())]},
    Last=passing())


def begin(ui):
    path = ui.path("travel.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(MACHINE, file, indent=2)
    ui.set(view_mode="'diagram'")
    ui.start(path, size=(1400, 880))
    state(ui, "First")
    return path


def wait_states(ui, *names):
    ui.wait_until(lambda: states(ui) == list(names), f"the diagram shows {', '.join(names)}")


@story("a container is closed by its button, opened by a key, and stays closed from one start to the next")
def fold(ui):
    path = begin(ui)
    before = ui.read(path)
    x, y, width, _ = state(ui, "Both").extents()
    zoom = state(ui, "Both").zoom()
    ui.click((x + width - round(14 * zoom), y + round(20 * zoom)))
    wait_states(ui, "First", "Both", "Last")
    assert "expanded" not in state(ui, "Both").states
    ui.quit()
    ui.start(path, size=(1400, 880))
    wait_states(ui, "First", "Both", "Last")
    ui.click(state(ui, "Both"))
    ui.key("plus")
    wait_states(ui, "First", "Both", "InnerOne", "InnerTwo", "Deep", "Last")
    assert ui.read(path) == before, "closing a container changed the file"


@story("a search finds states by name and kind, opens what hides one, and Escape leaves it selected")
def find(ui):
    begin(ui)
    ui.click(state(ui, "Both"))
    ui.key("minus")
    wait_states(ui, "First", "Both", "Last")
    ui.key("ctrl+f")
    ui.type("inner")
    wait_selected(ui, "InnerOne")
    ui.find("label", "1 of 2")
    ui.key("Return")
    wait_selected(ui, "InnerTwo")
    ui.key("Escape")
    ui.key("Down")
    wait_selected(ui, "Deep")


@story("Alt and the arrows go back to what was selected before, and forward again")
def back(ui):
    begin(ui)
    for name in ("First", "Deep", "Last"):
        ui.click(state(ui, name))
        wait_selected(ui, name)
    ui.key("alt+Left")
    wait_selected(ui, "Deep")
    ui.key("alt+Left")
    wait_selected(ui, "First")
    ui.key("alt+Right")
    wait_selected(ui, "Deep")


@story("the picture is turned from left to right, and back")
def turn(ui):
    begin(ui)
    button = ui.find("toggle button", "Draw From Left to Right")

    def flows(axis):
        return state(ui, "Last").centre()[axis] > state(ui, "Both").centre()[axis] + 60

    ui.wait_until(lambda: flows(1) and not flows(0), "the picture flows down")
    ui.click(button)
    ui.wait_until(lambda: flows(0), "the picture flows to the right")
    ui.click(button)
    ui.wait_until(lambda: flows(1) and not flows(0), "the picture flows down again")


if __name__ == "__main__":
    run_stories()
