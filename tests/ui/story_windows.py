#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""States go from one window to another by the clipboard: two windows of the program stand side by side."""

import json
import re
import subprocess

from designer import run_stories, story

WIDTH, HEIGHT = 720, 940


def passing(to=None):
    return {"Type": "Pass", **({"Next": to} if to else {"End": True})}


FETCH = {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
         "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Alarm"}], "Next": "Check"}
SOURCE = {"StartAt": "Fetch", "States": {"Fetch": FETCH, "Check": passing("Store"), "Store": passing(),
                                         "Alarm": {"Type": "Fail"}}}
TARGET = {"StartAt": "Fetch", "States": {"Fetch": passing("Done"), "Done": passing()}}


class Pane:
    """One of the windows, known by the title of its only document."""

    def __init__(self, ui, title, left):
        self.ui, self.title, self.left = ui, title, left
        self.window, = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", f"^{re.escape(title)}$"],
                                      capture_output=True, text=True, check=True).stdout.split()
        for words in (["windowsize", self.window, WIDTH, HEIGHT], ["windowmove", self.window, left, 0]):
            subprocess.run(["xdotool", *map(str, words)], check=True)
        ui.wait_until(lambda: self.frame().extents()[2:] == (WIDTH, HEIGHT), f"{title} has its size")

    def frame(self):
        return self.ui.find("frame", re.compile(re.escape(self.title)))

    def enter(self):
        """Gives it the keyboard, as a window manager does for a click."""
        subprocess.run(["xdotool", "windowfocus", self.window], check=True)
        self.ui.wait_until(lambda: "active" in self.frame().states, f"{self.title} is active")

    def states(self):
        board = self.ui.look("list", "States of the machine", within=self.frame())
        return self.ui.look("list item", within=board[0]) if board else []

    def state(self, name):
        return self.ui.wait_until(lambda: [node for node in self.states() if node.name == name],
                                  f"{self.title} shows {name}")[0]

    def wait_states(self, *names):
        self.ui.wait_until(lambda: sorted(node.name for node in self.states()) == sorted(names),
                           f"{self.title} shows {names}")

    def click(self, node):
        x, y = node.centre()
        self.ui.click((self.left + x, y))

    def choose(self, *names):
        """Selects states by clicks, all but the first with Ctrl."""
        for place, name in enumerate(names):
            def click(name=name):
                self.click(self.state(name))
            if place:
                self.ui.hold("ctrl", click)
            else:
                click()
            self.ui.wait_until(lambda name=name: "selected" in self.state(name).states, f"{name} is selected")

    def is_changed(self):
        return bool(self.ui.look("panel", re.compile("^• "), within=self.frame()))

    def save(self):
        """Saves a change and gives the definition that the file holds then."""
        self.ui.wait_until(self.is_changed, f"{self.title} is changed")
        self.ui.key("ctrl+s")
        self.ui.wait_until(lambda: not self.is_changed(), f"{self.title} is saved")
        return json.loads(self.ui.read(self.ui.path(self.title)))


def begin(ui):
    """Two windows with a document each, the first of them with the keyboard."""
    names = {"source.asl.json": SOURCE, "target.asl.json": TARGET}
    for name, definition in names.items():
        with open(ui.path(name), "w", encoding="utf-8") as file:
            json.dump(definition, file, indent=2)
    ui.set(view_mode="'diagram'", show_inspector="false", show_palette="false")
    ui.start(ui.path("source.asl.json"))
    ui.state("Alarm")
    ui.key("ctrl+shift+n")
    ui.focus("Stepwright")
    ui.wait_until(lambda: "active" in ui.find("frame", "Stepwright").states, "the second window is active")
    ui.hand_over(ui.path("target.asl.json"))
    ui.find("frame", "target.asl.json")
    source, target = (Pane(ui, name, left) for name, left in zip(names, (0, WIDTH)))
    target.wait_states("Fetch", "Done")
    source.enter()
    return source, target


def check(found, wanted):
    if found != wanted:
        raise AssertionError(f"the file holds\n{json.dumps(found, indent=2)}\nnot\n{json.dumps(wanted, indent=2)}")


@story("states copied in one window are pasted into another's machine, as one step; those cut leave the first")
def between_windows(ui):
    source, target = begin(ui)
    source.choose("Fetch", "Check")
    ui.key("ctrl+c")
    target.enter()
    target.choose("Fetch")
    ui.key("ctrl+v")
    # The name that is taken gets a number, the last goes on to what followed, the catcher has nowhere to lead.
    ui.find("label", re.compile("there is no “Alarm” here"), within=target.frame())
    target.wait_states("Fetch", "Fetch (1)", "Check", "Done", "Drop a state here")
    catch = [{"ErrorEquals": ["States.ALL"], "Next": ""}]
    pasted = {"StartAt": "Fetch", "States": {"Fetch": passing("Fetch (1)"), "Fetch (1)": {**FETCH, "Catch": catch},
                                             "Check": passing("Done"), "Done": passing()}}
    check(target.save(), pasted)
    ui.key("ctrl+z")
    target.wait_states("Fetch", "Done")
    check(target.save(), TARGET)
    if source.is_changed() or len(source.states()) != len(SOURCE["States"]):
        raise AssertionError("copying changed the machine that was copied from")

    source.enter()
    source.choose("Store")
    ui.key("ctrl+x")
    source.wait_states("Fetch", "Check", "Alarm")
    target.enter()
    target.choose("Done")
    ui.key("ctrl+v")
    target.wait_states("Fetch", "Done", "Store")
    check(target.save(), {"StartAt": "Fetch", "States": {"Fetch": passing("Done"), "Done": passing("Store"),
                                                         "Store": passing()}})
    source.enter()
    check(source.save(), {"StartAt": "Fetch", "States": {"Fetch": FETCH, "Check": passing(),
                                                         "Alarm": {"Type": "Fail"}}})


@story("a state copied as text in the code of one window is pasted on the diagram of another")
def from_code(ui):
    source, target = begin(ui)
    target.enter()
    ui.key("alt+3")
    editor = ui.find("text", "Definition", within=target.frame())
    target.click(editor)
    ui.wait_until(lambda: "focused" in editor.states, "the code has the keyboard")
    lines = editor.text.splitlines()
    first = lines.index('    "Done": {')
    ui.key("ctrl+Home", *["Down"] * first, *["shift+Down"] * (lines.index("    }", first) - first), "shift+End", "ctrl+c")
    source.enter()
    source.choose("Check")
    ui.key("ctrl+v")
    source.wait_states("Fetch", "Check", "Done", "Store", "Alarm")
    check(source.save(), {"StartAt": "Fetch", "States": {**SOURCE["States"], "Check": passing("Done"),
                                                         "Done": passing("Store")}})
    if target.is_changed():
        raise AssertionError("copying changed the text that was copied from")


if __name__ == "__main__":
    run_stories()
