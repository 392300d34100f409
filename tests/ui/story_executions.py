#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Executions that are kept: listed, opened as runs, deleted; and what is said where they cannot be."""

import json
import os
import re
import resource

from designer import run_stories, story
from executions import open_executions, open_one

DEFINITION = {"StartAt": "Greet", "States": {"Greet": {"Type": "Pass", "Result": "Hello", "End": True}}}
ENDED, STOPPED, RUNS = (re.compile(f"^{status} · ") for status in ("Succeeded", "Stopped", "Running"))
WAITS = re.compile("runs wait until what happened can be written$")


def begin(ui, definition=None):
    definition = definition or DEFINITION
    path = ui.path("greeting.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(definition, file)
    ui.start(path)
    ui.state(definition["StartAt"])
    return path


def run(ui):
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("button", "Cancel")
    ui.key("ctrl+Return")
    ui.wait_gone("dialog", "Run")


@story("an execution that ended is listed after a restart, opened as a run, and deleted")
def listed(ui):
    path = begin(ui)
    run(ui)
    ui.run_stands("Succeeded")
    ui.quit()
    ui.start(path)
    ui.state("Greet")
    open_executions(ui)
    open_one(ui, ENDED)
    ui.run_stands("Succeeded")
    dialog = open_executions(ui)
    ui.wait_until(lambda: "focused" in ui.find("list item", within=dialog).states, "the keyboard is in the list")
    ui.click(ui.find("button", "Delete", within=dialog))
    ui.click(ui.find("button", "Undo", within=dialog))
    ui.find("label", ENDED, within=dialog)
    ui.click(ui.find("button", "Delete", within=dialog))
    ui.find("label", "No Executions", within=dialog)
    # The first may be the toast's.
    ui.wait_until(lambda: not ui.look("dialog", "Executions") or ui.key("Escape"), "the dialog is closed")
    ui.find("label", "No Executions", within=open_executions(ui))
    ui.key("Escape")  # which an empty list must not swallow
    ui.wait_gone("dialog", "Executions")


def ask_to_clear(ui, dialog, answer):
    """Delete All That Ended, from the menu of the list, and its question"""
    ui.click(ui.find("toggle button", "More", within=dialog))
    ui.wait_until(lambda: any("focused" in node.states for node in ui.look("menu item")), "the menu is open")
    ui.key("d")
    question = ui.find("alert", "Delete 1 Execution?")
    ui.click(ui.find("button", answer, within=question))
    ui.wait_gone("alert", "Delete 1 Execution?")


@story("all that ended is deleted by one command that asks first; what runs stays")
def cleared(ui):
    begin(ui, {"StartAt": "Rest", "States": {"Rest": {"Type": "Wait", "Seconds": 3600, "End": True}}})
    run(ui)
    ui.run_stands("Running")
    ui.key("shift+F5")
    ui.run_stands("Stopped")
    run(ui)
    ui.run_stands("Running")
    dialog = open_executions(ui)
    ui.find("label", STOPPED, within=dialog)
    ask_to_clear(ui, dialog, "Cancel")
    ui.find("label", STOPPED, within=dialog)
    ask_to_clear(ui, dialog, "Delete")
    ui.wait_gone("label", STOPPED, within=dialog)
    ui.find("label", RUNS, within=dialog)


@story("a disk that takes no more is told of, the run waits, and goes on by itself when there is room")
def full(ui):
    begin(ui)
    run(ui)
    ui.run_stands("Succeeded")
    store = os.path.join(ui.home, "data", "stepwright", "executions.db")
    limits = resource.prlimit(ui.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(ui.process.pid, resource.RLIMIT_FSIZE, (os.path.getsize(store + "-wal"), limits[1]))
    run(ui)
    ui.find("label", WAITS)
    ui.find("button", "Try Again")
    resource.prlimit(ui.process.pid, resource.RLIMIT_FSIZE, limits)
    ui.wait_gone("label", WAITS)
    ui.run_stands("Succeeded")


if __name__ == "__main__":
    run_stories()
