#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person is told: names of all that can have the keyboard, what became of a file, what a toast offers."""

import os
import shutil

from designer import run_stories, story

# What a person acts on. Lists and scrolled areas may have the keyboard too, as GTK tells it, and are named by what is
# around them.
ACTED_ON = {"button", "toggle button", "text", "entry", "check box", "radio button", "switch", "combo box", "list item",
            "spin button", "slider", "page tab", "table row", "link"}
NARROW = (370, 650)


def nameless(ui):
    """What can have the keyboard and has no name. A combo box names its list of words, which nobody reaches."""
    program = ui.program()
    paths = [path for _, path in program.below(program.root)]
    found = []
    for path, role, name, states in zip(paths, program.roles(paths), program.names(paths), program.states(paths)):
        if role in ACTED_ON and {"focusable", "showing"} <= states and not name.strip():
            above = program.above(path)
            words = [f"{role} {name}" for role, name in zip(program.roles(above), program.names(above)) if name]
            if not any(word.startswith("combo box") for word in words):
                found.append(f"{role} in {' in '.join(words[:3])}")
    return found


def all_named(ui, view):
    faults = nameless(ui)
    assert not faults, f"{view}: {faults}"


def dialog(ui, key, name):
    ui.key(key)
    ui.find("dialog", name)
    all_named(ui, name)
    ui.key("Escape")
    ui.wait_gone("dialog", name)


@story("all that can have the keyboard has a name: window, inspector, dialogs, a run")
def named(ui):
    ui.start(ui.copy("order.asl.json"), size=(1400, 900))
    ui.click(ui.state("Too large?"))
    ui.find("list", "Rules")
    all_named(ui, "a Choice")
    ui.click(ui.state("Get size"))
    ui.find("text", "Resource")
    all_named(ui, "a Task")
    dialog(ui, "ctrl+comma", "Preferences")
    dialog(ui, "ctrl+question", "Keyboard Shortcuts")
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    all_named(ui, "Run")
    ui.key("ctrl+Return")
    ui.find("button", "Answer")
    all_named(ui, "a run")


@story("in a window of 360 pixels, too, all has a name, and what is deleted can be taken back by the toast's button")
def narrow(ui):
    ui.set(view_mode="'diagram'")
    ui.start(ui.copy("order.asl.json"), size=NARROW)
    ui.click(ui.state("Reject"))
    all_named(ui, "the diagram")
    ui.key("Delete")
    ui.wait_gone("list item", "Reject")
    x, _, width, _ = ui.find("button", "Undo").extents()
    assert x + width < NARROW[0], f"the button is at {x}, {width} wide"
    ui.find("button", "Undo").activate()
    ui.state("Reject")


@story("a file that is moved away is told, and saving writes it again")
def file_gone(ui):
    path = ui.copy("order.asl.json")
    ui.start(path)
    ui.state("Reject")
    text = ui.read(path)
    os.rename(path, ui.path("elsewhere.asl.json"))
    ui.find(name="The file was moved or deleted; its text is kept here")
    ui.find("page tab", "• order.asl.json")
    ui.click(ui.find("button", "Save"))
    ui.wait_until(lambda: ui.read(path) == text, "the file is there again")
    ui.find("page tab", "order.asl.json")
    ui.wait_gone(name="The file was moved or deleted; its text is kept here")


@story("an empty file is begun by one click, and one step takes it back")
def empty_file(ui):
    path = ui.path("new.asl.json")
    with open(path, "w", encoding="utf-8"):
        pass
    ui.start(path)
    ui.click(ui.find("button", "Start a State Machine"))
    ui.wait_until(lambda: '"StartAt"' in ui.code(), "there is a definition")
    ui.wait_gone("button", "Start a State Machine")
    ui.key("ctrl+z")
    ui.find("button", "Start a State Machine")
    assert ui.code() == ""


@story("a file that is not there, and a folder that went away, are told with what to do")
def unreachable(ui):
    folder = ui.path("away")
    os.mkdir(folder)
    ui.start(ui.copy("order.asl.json", to="away/order.asl.json"))
    ui.state("Reject")
    shutil.rmtree(folder)
    ui.find(name="The file was moved or deleted; its text is kept here")
    ui.key("ctrl+s")
    ui.find("label", "Its folder is not there any more. Save the definition in another place.")
    ui.key("Escape")
    ui.wait_gone(None, "The File Cannot Be Saved")
    ui.hand_over(ui.path("no.asl.json"))
    ui.find("label", "There is no such file. It may have been moved or deleted.")


if __name__ == "__main__":
    run_stories()
