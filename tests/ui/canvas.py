# SPDX-License-Identifier: GPL-3.0-or-later
"""The diagram and the palette, for stories: where things are, by the names that a person sees."""

import json
import re

from launch import PATIENCE

PALETTE = "States to add"


def stencil(ui, label):
    """A row of the palette: of the page that is open, or of the search's results."""
    return ui.find("list item", label, within=ui.find("list", PALETTE))


def search_stencil(ui, words, label):
    """A row of the palette by its search, from any page."""
    ui.click(ui.find("entry", "Search states"))
    ui.key("ctrl+a")
    ui.type(words)
    return stencil(ui, label)


def state(ui, name):
    """A state of the diagram, or the place for one ("Drop a state here")."""
    return ui.state(name)


def states(ui):
    """The names of the states, in reading order."""
    board = ui.wait_until(ui.board, "the diagram shows")
    return [node.name for node in ui.look("list item", within=board, showing=False)]


def above(ui, name, by=9):
    """On the arrow into a state, just before its head touches it."""
    x, y, width, _ = state(ui, name).extents()
    return x + width // 2, y - by


def below(ui, name, by=9):
    """On the arrow out of a state."""
    x, y, width, height = state(ui, name).extents()
    return x + width // 2, y + height + by


def ground(ui):
    """A point of the canvas with nothing near."""
    x, y, _, _ = ui.find("grouping", "Diagram").extents()
    return x + 12, y + 12


def wait_selected(ui, name):
    ui.wait_until(lambda: "selected" in ui.state(name).states, f"{name} is selected")


def undo(ui):
    ui.key("ctrl+z")


def save(ui, path, expected=None):
    """Saves and gives the parsed definition, which must be EXPECTED where that is given."""
    def saved():
        ui.key("ctrl+s")
        ui.wait_gone("panel", re.compile("^• "))
        return loads(ui.read(path))
    if expected is None:
        return saved()
    try:
        ui.wait_until(lambda: saved() == expected, "the file is as expected", timeout=PATIENCE / 4)
    except AssertionError:
        raise AssertionError(f"the file holds\n{json.dumps(loads(ui.read(path)), indent=2)}\n"
                             f"not\n{json.dumps(expected, indent=2)}") from None
    return expected


def loads(text):
    try:
        return json.loads(text)
    except ValueError:
        return None
