#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The editor helps: a state typed by completion, and cards that explain what the pointer rests on."""

import json

from designer import run_stories, story

MACHINE = """{
  "QueryLanguage": "JSONata",
  "StartAt": "First",
  "States": {
    "First": {
      "Type": "Pass",
      "Next": "Last"
    },
    "Last": {
      "Type": "Succeed"
    }
  }
}
"""


def started(ui):
    path = ui.copy("order.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(MACHINE)
    ui.start(path)
    ui.wait_states("First", "Last")
    return path


def offered(ui, label):
    """Waits until the list shows LABEL."""
    ui.wait_until(lambda: any(node.name == label or node.text == label for node in ui.look("label")),
                  f"the list offers {label}")


@story("a whole state is typed by completion")
def type_a_state(ui):
    path = started(ui)
    ui.place_cursor(MACHINE.index('    "Last"'))
    ui.key("Return", "Up")
    ui.key("ctrl+space")
    ui.type("wai")
    offered(ui, "Wait")
    ui.key("Return")
    ui.wait_until(lambda: '"Type": "Wait"' in ui.code(), "the snippet stands in the code")
    state = json.loads(ui.code())["States"]["Wait"]
    if '\n    "Wait": {\n      "Type": "Wait",\n' not in ui.code():
        raise AssertionError("the snippet is not indented as the states are")
    if state != {"Type": "Wait", "Seconds": 5, "Next": "Last"}:
        raise AssertionError(f"the new state is {state}")
    ui.type("Pause")                       # the first place to fill in is its name
    ui.key("Tab")
    ui.type("9")
    ui.wait_states("First", "Last", "Pause")
    ui.key("ctrl+s")
    ui.wait_until(lambda: json.loads(ui.read(path))["States"].get("Pause", {}).get("Seconds") == 9,
                  "the file holds the state as it was filled in")


@story("fields, states and functions are completed as they are typed, and each is one step of undo")
def type_fields(ui):
    path = started(ui)
    ui.place_cursor(MACHINE.index('"Next"'))
    ui.type('"')                           # right before a member that is there already
    offered(ui, "Output")
    ui.type("outp")
    ui.key("Return")
    ui.wait_until(lambda: '"Output": "{%  %}",' in ui.code(), "the field is there with its comma")
    ui.type("$upp")
    offered(ui, "$uppercase")
    ui.key("Return")
    ui.type("$states.")
    offered(ui, "context")
    ui.type("inp")
    ui.key("Return")
    ui.wait_until(lambda: '"Output": "{% $uppercase($states.input) %}"' in ui.code(), "the expression is whole")
    ui.key("ctrl+s")
    ui.wait_until(lambda: json.loads(ui.read(path))["States"]["First"]["Output"]
                  == "{% $uppercase($states.input) %}", "the file holds it")
    for _ in range(24):
        ui.key("ctrl+z")
    ui.wait_until(lambda: ui.code() == MACHINE, "undo leads back to the first byte")


def rest_on(ui, offset):
    """Puts the pointer on a character of the code."""
    editor = ui.find("text", "Definition")
    x, y, _, height = editor.character_box(offset)
    for step in range(1, 5):               # GTK tells places without the margin of the text
        ui.move((x + step, y + height // 2 + 9))


@story("a card tells what a name in the code stands for, and leads there")
def hover_card(ui):
    started(ui)
    rest_on(ui, MACHINE.index('"Last"') + 3)
    ui.find("label", "Succeed", within=ui.find("grouping", "Last"))
    ui.find("button", "Go to State").activate()
    line = MACHINE[:MACHINE.index('"Last": {')].count("\n") + 1
    ui.find("label", f"Ln {line}, Col 5")


if __name__ == "__main__":
    run_stories()
