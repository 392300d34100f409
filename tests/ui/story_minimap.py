#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The small map of a large diagram: dragging on it moves the view."""

import json

from designer import run_stories, story

COUNT = 40
LEFT, BOTTOM, LONGER_SIDE = 32, 12, 170  # in the diagram's corner: to the middle of the map, below it, and its height


def in_view(ui, name):
    _, top, _, height = ui.find("grouping", "Diagram").extents()
    _, y, _, size = ui.state(name).extents()
    return top <= y and y + size <= top + height


def place(ui, share):
    """A point of the map, at that share of its height."""
    x, y, _, height = ui.find("grouping", "Diagram").extents()
    return x + LEFT, y + height - BOTTOM - round(LONGER_SIDE * (1 - share))


@story("dragging over the map of a long machine takes the view to where the pointer is, while it is held and after")
def dragged(ui):
    names = [f"State {number}" for number in range(COUNT)]
    states = {name: {"Type": "Pass", "Next": following} for name, following in zip(names, names[1:])}
    path = ui.path("long.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"StartAt": names[0], "States": {**states, names[-1]: {"Type": "Succeed"}}}, file)
    ui.set(view_mode="'diagram'", show_inspector="false", show_palette="false")
    ui.start(path, size=(1000, 700))
    ui.state(names[0])
    ui.key("ctrl+0")
    ui.find("button", "100 %")
    first, middle, last = names[0], names[COUNT // 2], names[-1]

    def wait_view(*wanted):
        ui.wait_until(lambda: [in_view(ui, name) for name in (first, middle, last)] == list(wanted),
                      f"of {first}, {middle} and {last} are in view: {wanted}")
    ui.drag(place(ui, 0.1), place(ui, 0.52), before_drop=lambda: wait_view(False, True, False))
    ui.drag(place(ui, 0.52), place(ui, 0.97))
    wait_view(False, False, True)
    ui.click(place(ui, 0.03))
    wait_view(True, False, False)
    if ui.look("panel", "• long.asl.json"):
        raise AssertionError("looking about has changed the document")


if __name__ == "__main__":
    run_stories()
