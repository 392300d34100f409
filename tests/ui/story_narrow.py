#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window as narrow as a phone: palette and inspector come up as sheets."""

import os
import re

from designer import run_stories, story

SIZE = (370, 650)  # 360 by 640, and the border that GTK draws where nobody composes windows


def wait_focused(ui, name):
    ui.wait_until(lambda: "focused" in ui.state(name).states, f"{name} has the keyboard")


@story("the inspector opens as a sheet, takes the keyboard, writes what is typed, and gives the keyboard back on Escape")
def edit_in_sheet(ui):
    path = ui.copy("order.asl.json")
    ui.set(view_mode="'diagram'")
    ui.start(path, size=SIZE)
    ui.click(ui.state("Accept"))
    wait_focused(ui, "Accept")
    ui.key("Return")
    sheet = ui.find("grouping", "Inspector")
    name = ui.find("text", "State Name", within=sheet)
    ui.wait_until(lambda: "focused" in name.states, "the name has the keyboard")
    ui.key("ctrl+a")
    ui.type("Take")
    ui.key("Return")
    ui.wait_states("Get size", "Too large?", "Reject", "Take")
    ui.key("Escape")
    ui.wait_gone("grouping", "Inspector")
    wait_focused(ui, "Take")
    ui.key("ctrl+s")
    ui.wait_until(lambda: '"Default": "Take"' in ui.read(path), "the file has the new name")
    ui.quit()


@story("the palette opens as a sheet, where a tap or a search and Enter adds a state and shows the diagram again")
def palette_sheet(ui):
    ui.set(view_mode="'diagram'")
    ui.start(ui.copy("order.asl.json"), size=SIZE)
    ui.click(ui.state("Get size"))
    ui.key("F9")
    ui.click(ui.find("list item", "Wait", within=ui.find("grouping", "Palette")))
    ui.wait_gone("grouping", "Palette")
    ui.wait_states("Get size", "Wait", "Too large?", "Reject", "Accept")
    ui.key("F9")
    palette = ui.find("grouping", "Palette")
    ui.wait_until(lambda: any("focused" in row.states for row in ui.look("list item", within=palette)),
                  "a row has the keyboard")
    ui.type("Parallel")
    ui.key("Return")
    ui.wait_gone("grouping", "Palette")
    ui.wait_until(lambda: "Parallel" in ui.states(), "there is a state more")


@story("a run that waits for an answer, the tests and the preferences fit into a window of 360 pixels")
def all_fits(ui):
    ui.set(view_mode="'split'")  # diagram, code and a panel below them
    ui.start(ui.copy("order.asl.json"), size=SIZE)
    ui.state("Get size")
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.key("ctrl+Return")
    ui.find("button", "Answer", showing=False)
    ui.find("page tab", "Debugger").activate()
    ui.find("label", re.compile("^Pause the run"))
    x, _, width, _ = ui.find("button", "Close the Panel").extents()
    assert x + width <= SIZE[0], "the panel is cut off"
    ui.key("ctrl+shift+t")
    ui.find("button", "Suggest Tests")
    ui.key("ctrl+comma")
    ui.find("dialog", "Preferences")   # what is too wide or high makes libadwaita warn, which fails the story
    ui.key("Escape")
    ui.wait_gone("dialog", "Preferences")
    ui.key("ctrl+q")
    ui.find("label", "Stop the Run?")
    ui.find("button", "Stop").activate()
    ui.wait_ended()


@story("a run, and a banner over it, fit into a window that is 360 pixels high; a low diagram has no buttons over it")
def all_fits_low(ui):
    ui.set(view_mode="'split'")
    path = ui.copy("order.asl.json")
    ui.start(path, size=(910, 370))
    ui.find("button", "Zoom In")
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.key("ctrl+Return")
    ui.find("button", "Answer", showing=False)
    ui.wait_gone("button", "Zoom In")
    os.remove(path)
    ui.find("label", "The file was moved or deleted; its text is kept here")
    _, y, _, height = ui.find("button", "Close the Panel").extents()
    assert y + height <= 370, "the panel is cut off"
    ui.click(ui.find("button", "Close the Panel"))
    ui.find("button", "Zoom In")


@story("a palette that lies over the diagram gives way to what is dragged out of it")
def palette_over(ui):
    ui.set(view_mode="'diagram'")
    ui.start(ui.copy("order.asl.json"), size=(700, 800))
    place = ui.below("Get size")
    ui.key("F9")
    row = ui.find("list item", "Wait")
    ui.drag(row, place, before_drop=lambda: ui.wait_gone("list item", "Parallel"))
    ui.wait_states("Get size", "Wait", "Too large?", "Reject", "Accept")


@story("a panel of runs that a low window has squeezed gets its height when the window grows")
def grows_back(ui):
    ui.set(view_mode="'diagram'")
    ui.start(ui.copy("order.asl.json"), size=(1000, 380))
    ui.key("ctrl+F9")
    header = ui.find(None, "Status of the Run")
    high = 900
    ui.resize("order.asl.json", 1000, high)
    ui.wait_until(lambda: 350 < high - header.extents()[1] < 400, "the panel has its height")


if __name__ == "__main__":
    run_stories()
