#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Choice rule with the data of a run, and what a Task hands over, by real pointer and keys."""

import json
import re

from designer import run_stories, story

RULE = {"And": [{"Variable": "$.got.size", "NumericGreaterThan": 2},
                {"Not": {"Variable": "$.got.type", "StringEquals": "y"}}], "Next": "Good"}
MACHINE = {"QueryLanguage": "JSONPath", "StartAt": "Work", "States": {
    "Work": {"Type": "Pass", "Result": {"size": 3, "type": "x"}, "ResultPath": "$.got", "Next": "Decide"},
    "Decide": {"Type": "Choice", "Choices": [RULE], "Default": "Good"},
    "Good": {"Type": "Succeed"}}}


def opened(ui, definition):
    path = ui.path("rules.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(definition, file, indent=2)
    ui.set(view_mode="'diagram'")
    ui.start(path, size=(1400, 940))
    ui.wait_states(*definition["States"])
    return path


def select(ui, state):
    ui.click(ui.state(state))
    ui.wait_until(lambda: "selected" in ui.state(state).states, f"{state} is selected")


def saved(ui, path, condition, what):
    def look():
        ui.key("ctrl+s")
        return condition(json.loads(ui.read(path))["States"])
    ui.wait_until(look, what)


@story("a rule is completed from the last run, says what it came to, and its parts have comments")
def rule(ui):
    path = opened(ui, MACHINE)
    before = ui.read(path)
    ui.key("F5")
    ui.find("dialog", "Run")
    ui.key("ctrl+Return")
    ui.wait_gone("dialog", "Run")
    ui.run_stands("Succeeded")
    ui.key("Escape")
    select(ui, "Decide")
    ui.click(ui.find("list item", re.compile(r"^\$\.got\.size > 2")))
    ui.find("label", "In the last run: it holds")
    ui.find("label", "In the last run: 3; it holds")
    line = ui.find("text", "Condition")
    ui.click(line)
    ui.key("ctrl+End")
    ui.type(" or $.got.si")
    ui.key("ctrl+space")
    ui.find("label", "From the last run.")
    ui.key("Return")
    ui.wait_until(lambda: line.text.endswith(" or $.got.size"), "the path is completed")
    ui.type(" is ")
    ui.key("ctrl+space")
    ui.find("label", "boolean")
    ui.key("Escape")
    ui.wait_gone("label", "boolean")
    ui.type("numeric")
    ui.wait_until(lambda: line.text.endswith(" or $.got.size is numeric"), "Escape took the proposals away, no more")
    ui.find("label", "In the last run: it holds")
    saved(ui, path, lambda states: "Or" in states["Decide"]["Choices"][0], "the line is written")
    ui.key("ctrl+z")
    ui.wait_until(lambda: (ui.key("ctrl+s"), ui.read(path) == before)[1], "one undo takes the line back")
    variable = ui.find("text", re.compile("^Variable"))
    ui.click(variable)
    ui.key("Tab", "space")
    ui.find("button", "Comment")
    ui.key("space")
    ui.wait_until(lambda: "focused" in ui.find(re.compile("text|entry"), "Comment").states, "a comment can be typed")
    ui.type("big")
    ui.key("Return")
    saved(ui, path, lambda states: states["Decide"]["Choices"][0] == RULE | {"And": [RULE["And"][0] | {"Comment": "big"},
                                                                                   RULE["And"][1]]}, "it is written")
    ui.click(variable)
    ui.key("ctrl+a")
    ui.type("$.got.ty")
    ui.key("ctrl+space")
    ui.find("label", "From the last run.")
    ui.key("Return", "Return")
    saved(ui, path, lambda states: states["Decide"]["Choices"][0]["And"][0]["Variable"] == "$.got.type",
          "the variable is completed")
    ui.find("label", 'In the last run: "x"; it does not hold')


def payload(ui, language, member, states):
    task = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", member: {"FunctionName": "f"}, "End": True}
    path = opened(ui, {"QueryLanguage": language, "StartAt": "Call", "States": {"Call": task}})
    before = ui.read(path)
    select(ui, "Call")
    row = ui.find("combo box", re.compile("^Payload"))
    ui.click(row)
    ui.key("Home", "Return")
    saved(ui, path, lambda found: found["Call"][member] == states[0], "the input is handed over")
    ui.click(ui.find("combo box", re.compile("^Payload")))
    ui.key("Home", *["Down"] * (len(states) - 1), "Return")
    saved(ui, path, lambda found: found["Call"][member] == states[-1], "what is entered is handed over")
    ui.key("ctrl+z", "ctrl+z")
    ui.wait_until(lambda: (ui.key("ctrl+s"), ui.read(path) == before)[1], "two undos lead back to the file")


@story("what a function is given is chosen, in JSONPath")
def payload_jsonpath(ui):
    payload(ui, "JSONPath", "Parameters", [{"FunctionName": "f", "Payload.$": "$"}, None,
                                           {"FunctionName": "f", "Payload": {"Input.$": "$"}}])


@story("what a function is given is chosen, in JSONata")
def payload_jsonata(ui):
    payload(ui, "JSONata", "Arguments", [{"FunctionName": "f", "Payload": "{% $states.input %}"},
                                         {"FunctionName": "f", "Payload": {"Input": "{% $states.input %}"}}])


if __name__ == "__main__":
    run_stories()
