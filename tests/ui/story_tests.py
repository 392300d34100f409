#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tests beside a definition: run, edited, suggested, and what they cover on the diagram."""

import json
import os
import re

from designer import run_stories, story

EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "examples")
NAME = "file-size-check"


def open_tests(ui, *beside):
    """Opens the example with the files BESIDE it, and its tests."""
    for name in beside:
        ui.copy(os.path.join(EXAMPLES, name))
    path = ui.copy(os.path.join(EXAMPLES, f"{NAME}.asl.json"))
    ui.start(path)
    ui.state("CheckSize")
    ui.key("ctrl+shift+t")
    return path.replace(".asl.json", ".tasks.json")


def tests_of(ui, path):
    """The tests in the file; none while it is being written."""
    try:
        return json.loads(ui.read(path)).get("tests", [])
    except json.JSONDecodeError:
        return []


@story("the tests beside a definition run when they are opened, and coverage is shown on the diagram")
def run(ui):
    open_tests(ui, f"{NAME}.tasks.json", "MockConfigFile.json")
    ui.find("label", re.compile("^4 passed · 100 % covered"))
    ui.find("list item", "A large file is processed")
    ui.click(ui.find("toggle button", "Show Coverage on the Diagram"))
    ui.click(ui.find("page tab", "Coverage"))
    ui.find("list item", "CheckSize → CompareSize")


@story("a failed test says what differs, and is mended in the dialog")
def mend(ui):
    path = open_tests(ui, f"{NAME}.tasks.json", "MockConfigFile.json")
    before = ui.read(path)
    ui.find("label", re.compile("^4 passed"))
    ui.click(ui.find("list item", "Exactly 2 MB is neither"))
    row = ui.find("text", "Error")
    ui.click(row)
    ui.key("ctrl+a")
    ui.type("Other")
    ui.click(ui.find("button", "Save"))
    ui.find("label", re.compile("^3 passed, 1 failed"))
    ui.find("label", re.compile('error: expected "Other", got "FileSizeUnknown"'))
    ui.wait_until(lambda: ui.read(path) == before.replace('"FileSizeUnknown"', '"Other"', 1),
                  "the file has the other error, and is else as it was")


@story("suggested tests are added to the file and pass")
def suggest(ui):
    path = open_tests(ui)
    ui.click(ui.find("button", "Suggest Tests"))
    ui.click(ui.find("button", "Add"))
    ui.wait_until(lambda: os.path.exists(path) and len(tests_of(ui, path)) == 1, "the test is written")
    ui.find("label", re.compile("^1 passed"))


@story("a run becomes a test by one click")
def record(ui):
    for name in (f"{NAME}.tasks.json", "MockConfigFile.json"):
        ui.copy(os.path.join(EXAMPLES, name))
    path = ui.copy(os.path.join(EXAMPLES, f"{NAME}.asl.json"))
    ui.start(path)
    ui.state("CheckSize")
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("button", "Cancel")
    ui.key("ctrl+Return")
    ui.wait_gone("dialog", "Run")
    ui.run_stands("Succeeded")
    ui.click(ui.find("button", "Make a Test of the Run"))
    ui.find("label", re.compile("^5 passed"))
    made = ui.wait_until(lambda: tests_of(ui, path.replace(".asl.json", ".tasks.json"))[4], "the test is in the file")
    assert made["input"] == "File" and "CheckSize" in made["mocks"], made


if __name__ == "__main__":
    run_stories()
