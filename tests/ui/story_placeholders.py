#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Placeholders get their values in the machine's panel and at their chips, and a state changes its query language."""

import json

from designer import run_stories, story

MACHINE = """{
  "StartAt": "Wait",
  "States": {
    "Wait": { "Type": "Wait", "Seconds": ${Delay}, "Next": "Take" },
    "Take": { "Type": "Pass", "InputPath": "$.order", "End": true }
  }
}
"""


def started(ui):
    path = ui.path("order.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(MACHINE)
    ui.start(path, size=(1400, 900))
    ui.wait_states("Wait", "Take")
    return path


@story("a value typed in the machine's panel is in the tasks file, and on the chip of the field")
def give_a_value(ui):
    started(ui)
    row = ui.find(name="${Delay}", role="text")
    ui.click(row)
    ui.type("7")
    ui.key("Return")
    tasks = ui.path("order.tasks.json")
    ui.wait_until(lambda: json.loads(ui.read(tasks)) == {"version": 1, "substitutions": {"Delay": 7}},
                  "the tasks file has the value")
    ui.click(ui.state("Wait"))
    ui.find(name="${Delay} is 7")


@story("a value that no placeholder takes is shown in the machine's panel, and removed there")
def remove_a_value(ui):
    tasks = ui.path("order.tasks.json")
    with open(tasks, "w", encoding="utf-8") as file:
        json.dump({"substitutions": {"Delay": 7, "Dely": 8}}, file)
    started(ui)
    ui.find(name="${Dely}")
    ui.click(ui.find("button", "Remove this value"))
    ui.wait_until(lambda: json.loads(ui.read(tasks)) == {"substitutions": {"Delay": 7}}, "it is removed")


@story("a state becomes one of JSONata by the button at its query language, and one undo takes it back")
def convert(ui):
    started(ui)
    before = ui.code()
    ui.click(ui.state("Take"))
    ui.click(ui.find("button", "Convert to the Other Query Language…"))
    ui.click(ui.find("button", "Convert"))
    ui.wait_until(lambda: '"Output": "{% $states.input.order %}"' in ui.code(), "the state is converted")
    ui.key("ctrl+z")
    ui.wait_until(lambda: ui.code() == before, "undo takes it back")


if __name__ == "__main__":
    run_stories()
