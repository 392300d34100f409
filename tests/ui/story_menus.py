#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Menus that a key closed under the pointer: what lies beneath gets the next click, though the pointer rests."""

from canvas import ground, state, wait_selected
from designer import run_stories, story

POINT = (820, 300)  # over the main menu of a window of 900 by 900, and a line of the code beneath it


def begin(ui, view):
    ui.set(view_mode=f"'{view}'", show_inspector="false", show_palette="false")
    ui.start(ui.copy("order.asl.json"), size=(900, 900))


def close_menu(ui):
    ui.key("Escape")
    ui.wait_gone("menu item")


@story("a click counts where the menu of a state was closed by a key")
def menu_of_a_state(ui):
    begin(ui, "diagram")
    x, y = state(ui, "Too large?").centre()
    left, top, _, height = state(ui, "Get size").extents()
    for moved in (0, 1):
        ui.click((x - 20, top + height - 6), button=3)
        ui.wait_until(lambda: ui.look("menu item"), "the menu is open")
        ui.move((x, y))
        close_menu(ui)
        ui.click((x + moved, y))
        wait_selected(ui, "Too large?")
        ui.click(ground(ui))
        ui.wait_until(lambda: "selected" not in state(ui, "Too large?").states, "nothing is selected")


def open_main_menu(ui, way):
    if way == "F10":
        ui.key("F10")
    else:
        ui.find("toggle button", "Main Menu").activate()
    ui.wait_until(lambda: ui.look("menu item"), "the menu is open")


@story("a click counts where the main menu opened under the pointer and was closed by a key")
def main_menu(ui):
    begin(ui, "code")
    editor = ui.find("text", "Definition")
    ui.click(POINT)
    ui.wait_until(lambda: editor.caret > 0, "the cursor is where the click was")
    clicked = editor.caret
    for way in ("F10", "click", "F10", "click"):
        ui.key("ctrl+Home")
        ui.wait_until(lambda: editor.caret == 0, "the cursor is at the beginning")
        open_main_menu(ui, way)
        close_menu(ui)
        ui.click(POINT)
        ui.wait_until(lambda: editor.caret == clicked, "the cursor is where the click was")


if __name__ == "__main__":
    run_stories()
