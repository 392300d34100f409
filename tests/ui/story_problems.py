#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checker finds is seen on the diagram, told to assistive technology, and leads to the code and back."""

import re

from canvas import state, wait_selected
from designer import run_stories, story

BAD = """{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "f" },
      "TimeoutSeconds": -3,
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}
"""
LINE = BAD[:BAD.index('"TimeoutSeconds"')].count("\n") + 1
WRONG = re.compile(r"\nError: .*")


def open_bad(ui):
    path = ui.path("bad.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(BAD)
    ui.start(path)
    ui.wait_until(lambda: WRONG.search(state(ui, "Work").description), "Work tells what is wrong with it")


@story("a badge on a state leads to the code")
def badge_to_code(ui):
    open_bad(ui)
    ui.wait_until(lambda: not WRONG.search(state(ui, "Done").description), "nothing is wrong with Done")
    x, y, _, _ = state(ui, "Work").extents()
    ui.click((x + 3, y + 3))
    ui.click(ui.find("list item", within=ui.find("list", "Problems")))
    ui.find("label", re.compile(f"Ln {LINE}, "))
    wait_selected(ui, "Work")
    ui.wait_until(lambda: "focused" in ui.find("text", "Definition").states, "the code has the keyboard")


@story("the problems of a state by keys alone, gone once mended")
def problems_by_keys(ui):
    open_bad(ui)
    ui.click(state(ui, "Work"))
    ui.key("ctrl+period")
    ui.find("list", "Problems")
    ui.key("Down")
    ui.key("Return")
    ui.find("label", re.compile(f"Ln {LINE}, "))
    ui.place_cursor(BAD.index("-3") + 1)
    ui.key("BackSpace")
    ui.wait_until(lambda: not WRONG.search(state(ui, "Work").description), "nothing is wrong with Work any more")


@story("a problem chosen in the list selects its state in the diagram")
def list_to_diagram(ui):
    open_bad(ui)
    ui.key("F8")
    ui.find("label", re.compile(f"Ln {LINE}, "))
    wait_selected(ui, "Work")


run_stories()
