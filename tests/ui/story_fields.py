#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of every type of state in both query languages, a field on each tab, typed by real keys: the file says
what was typed, the caret stays behind it, and one undo makes the file what it was, byte by byte."""

import json
import re

from designer import run_stories, story

HEIGHT = 900
LAMBDA = "arn:aws:states:::lambda:invoke"
RETRY = [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1}]
ONE = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}


def machine(language, **states):
    """A Choice that leads to each of the others."""
    def rule(number):
        return {"Condition": f"{{% $states.input.n = {number} %}}"} if language == "JSONata" else \
            {"Variable": "$.n", "NumericEquals": number}
    common = {"Output": "{% 1 %}"} if language == "JSONata" else {"InputPath": "$.in"}
    inner = {name: json.loads(json.dumps(ONE).replace('"P"', f'"In {name}"')) for name in states}
    every = {"Choose": {"Type": "Choice", "Choices": [rule(10 + i) | {"Next": name} for i, name in enumerate(states)], "Default": "Fail",
                        "Assign": {"v": 1}} | common}
    for name, state in states.items():
        every[name] = dict(state)
        if state["Type"] == "Map":
            every[name]["ItemProcessor"] = inner[name] | {"ProcessorConfig": state["ItemProcessor"]}
        if state["Type"] == "Parallel":
            every[name]["Branches"] = [inner[name]]
        if state["Type"] not in ("Succeed", "Fail"):
            every[name] |= {"Assign": {"v": 1}, "End": True}
        if state["Type"] != "Fail":
            every[name] = common | every[name]
    return {"QueryLanguage": language, "StartAt": "Choose", "States": every}


INLINE = {"Mode": "INLINE"}
DISTRIBUTED = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}

JSONPATH = machine(
    "JSONPath",
    Task={"Type": "Task", "Resource": LAMBDA, "Parameters": {"FunctionName": "f", "Payload.$": "$"},
          "TimeoutSeconds": 1, "Retry": RETRY},
    Parallel={"Type": "Parallel", "Parameters": {"a": 1}, "Retry": RETRY, "Comment": "c"},
    Map={"Type": "Map", "ItemProcessor": INLINE, "ItemsPath": "$.items", "ItemSelector": {"a": 1}, "Retry": RETRY},
    Items={"Type": "Map", "ItemProcessor": DISTRIBUTED, "ToleratedFailureCount": 1, "ResultSelector": {"a": 1},
           "Retry": RETRY},
    Seconds={"Type": "Wait", "Seconds": 1},
    SecondsPath={"Type": "Wait", "SecondsPath": "$.s"},
    Timestamp={"Type": "Wait", "Timestamp": "2030-01-01T00:00:00Z"},
    TimestampPath={"Type": "Wait", "TimestampPath": "$.t"},
    Pass={"Type": "Pass", "Result": 1, "Comment": "c"},
    Succeed={"Type": "Succeed", "Comment": "c"},
    Fail={"Type": "Fail", "Error": "E", "CausePath": "$.c"})

JSONATA = machine(
    "JSONata",
    Task={"Type": "Task", "Resource": LAMBDA, "Arguments": {"FunctionName": "f", "Payload": "{% $states.input %}"},
          "TimeoutSeconds": "{% 1 %}", "Retry": RETRY},
    Parallel={"Type": "Parallel", "Arguments": {"a": 1}, "Retry": RETRY, "Comment": "c"},
    Map={"Type": "Map", "ItemProcessor": INLINE, "Items": "{% [1] %}", "ItemSelector": {"a": 1}, "Retry": RETRY},
    Items={"Type": "Map", "ItemProcessor": DISTRIBUTED, "ToleratedFailureCount": 1, "Retry": RETRY},
    Seconds={"Type": "Wait", "Seconds": 1},
    SecondsPath={"Type": "Wait", "Seconds": "{% $s %}"},
    Timestamp={"Type": "Wait", "Timestamp": "2030-01-01T00:00:00Z"},
    TimestampPath={"Type": "Wait", "Timestamp": "{% $now() %}"},
    Pass={"Type": "Pass", "Comment": "c"},
    Succeed={"Type": "Succeed", "Comment": "c"},
    Fail={"Type": "Fail", "Error": "E", "Cause": "{% $c %}"})

IN_EXPRESSION = ("Left", "Left", "Left")  # from behind %} to before the blank

# State, tab, what is unfolded first, the field's label, keys that lead from its end and what is typed then, where the
# value is, and what it is then
JSONPATH_FIELDS = [
    ("Choose", "General", r"^\$.n == 10$", "Condition", "2", "Choices/0/NumericEquals", 102),
    ("Choose", "Data", None, "Input Path", "x", "InputPath", "$.inx"),
    ("Choose", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Task", "General", None, "FunctionName", "g", "Parameters/FunctionName", "fg"),
    ("Task", "Data", None, "Input Path", "x", "InputPath", "$.inx"),
    ("Task", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Task", "Errors", "^States.ALL$", "Interval", "0", "Retry/0/IntervalSeconds", 10),
    ("Parallel", "General", None, "Comment", "d", "Comment", "cd"),
    ("Parallel", "Data", None, "Parameters", ("Up", "End", "2"), "Parameters", {"a": 12}),
    ("Parallel", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Parallel", "Errors", "^States.ALL$", "Interval", "0", "Retry/0/IntervalSeconds", 10),
    ("Map", "General", None, "Items Path", "x", "ItemsPath", "$.itemsx"),
    ("Map", "Data", None, "Item Selector", ("Up", "End", "2"), "ItemSelector", {"a": 12}),
    ("Map", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Map", "Errors", "^States.ALL$", "Interval", "0", "Retry/0/IntervalSeconds", 10),
    ("Items", "General", None, "Tolerated Failure Count", "2", "ToleratedFailureCount", 12),
    ("Items", "Data", None, "Result Selector", ("Up", "End", "2"), "ResultSelector", {"a": 12}),
    ("Seconds", "General", None, "Seconds", "5", "Seconds", 15),
    ("SecondsPath", "General", None, "Seconds Path", "x", "SecondsPath", "$.sx"),
    ("Timestamp", "General", None, "Timestamp", ("Left", ".5"), "Timestamp", "2030-01-01T00:00:00.5Z"),
    ("TimestampPath", "General", None, "Timestamp Path", "x", "TimestampPath", "$.tx"),
    ("TimestampPath", "Data", None, "Input Path", "x", "InputPath", "$.inx"),
    ("TimestampPath", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Pass", "General", None, "Comment", "d", "Comment", "cd"),
    ("Pass", "Data", None, "Result", "2", "Result", 12),
    ("Pass", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Succeed", "General", None, "Comment", "d", "Comment", "cd"),
    ("Succeed", "Data", None, "Input Path", "x", "InputPath", "$.inx"),
    ("Fail", None, None, "Error", "F", "Error", "EF"),
]

JSONATA_FIELDS = [
    ("Choose", "General", r"= 10\b", "Condition", (*IN_EXPRESSION, "2"), "Choices/0/Condition",
     "{% $states.input.n = 102 %}"),
    ("Choose", "Data", None, "Output", (*IN_EXPRESSION, "2"), "Output", "{% 12 %}"),
    ("Choose", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Task", "General", None, "FunctionName", "g", "Arguments/FunctionName", "fg"),
    ("Task", "Data", None, "Output", (*IN_EXPRESSION, "2"), "Output", "{% 12 %}"),
    ("Task", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Task", "Errors", "^States.ALL$", "Interval", "0", "Retry/0/IntervalSeconds", 10),
    ("Parallel", "General", None, "Comment", "d", "Comment", "cd"),
    ("Parallel", "Data", None, "Arguments", ("Up", "End", "2"), "Arguments", {"a": 12}),
    ("Parallel", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Parallel", "Errors", "^States.ALL$", "Interval", "0", "Retry/0/IntervalSeconds", 10),
    ("Map", "General", None, "Items", ("Left", "Left", "Left", "Left", "2"), "Items", "{% [12] %}"),
    ("Map", "Data", None, "Item Selector", ("Up", "End", "2"), "ItemSelector", {"a": 12}),
    ("Map", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Map", "Errors", "^States.ALL$", "Interval", "0", "Retry/0/IntervalSeconds", 10),
    ("Items", "General", None, "Tolerated Failure Count", "2", "ToleratedFailureCount", 12),
    ("Items", "Data", None, "Output", (*IN_EXPRESSION, "2"), "Output", "{% 12 %}"),
    ("Seconds", "General", None, "Seconds", "5", "Seconds", 15),
    ("SecondsPath", "General", None, "Seconds", (*IN_EXPRESSION, "x"), "Seconds", "{% $sx %}"),
    ("Timestamp", "General", None, "Timestamp", ("Left", ".5"), "Timestamp", "2030-01-01T00:00:00.5Z"),
    ("TimestampPath", "General", None, "Timestamp", (*IN_EXPRESSION, " "), "Timestamp", "{% $now()  %}"),
    ("TimestampPath", "Data", None, "Output", (*IN_EXPRESSION, "2"), "Output", "{% 12 %}"),
    ("TimestampPath", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Pass", "General", None, "Comment", "d", "Comment", "cd"),
    ("Pass", "Data", None, "Output", (*IN_EXPRESSION, "2"), "Output", "{% 12 %}"),
    ("Pass", "Variables", None, "Variables", ("Up", "End", "2"), "Assign", {"v": 12}),
    ("Succeed", "General", None, "Comment", "d", "Comment", "cd"),
    ("Succeed", "Data", None, "Output", (*IN_EXPRESSION, "2"), "Output", "{% 12 %}"),
    ("Fail", None, None, "Cause", (*IN_EXPRESSION, "x"), "Cause", "{% $cx %}"),
]


def value(path, text):
    found = json.loads(text)["States"]
    for step in path:
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


def is_one_edit(before, after, typed):
    """Whether what was typed is all that AFTER has more; what was edited earlier is undone."""
    start = next((i for i, (old, new) in enumerate(zip(before, after)) if old != new), len(before))
    return any(before == after[:at] + after[at + len(typed):] and after[at:at + len(typed)] == typed
               for at in range(max(0, start - len(typed)), start + 1))


def saved(ui, path, condition, what):
    def look():
        ui.key("ctrl+s")
        return condition(ui.read(path))
    ui.wait_until(look, what)


def select(ui, state):
    if "selected" in ui.state(state).states:
        return
    ui.key("ctrl+f")
    ui.type(state)
    ui.wait_until(lambda: "selected" in ui.state(state).states, f"{state} is selected")
    ui.key("Escape")


def reach(ui, field):
    """Scrolls with the wheel until the field is in the window."""
    def is_there():
        x, y, width, height = field.extents()
        if y + height < HEIGHT - 20:
            return True
        ui.click((x + 10, HEIGHT // 2), button=5)
        return False
    ui.wait_until(is_there, f"{field} is reached")


def edit(ui, path, before, case):
    state, tab, unfolded, label, keys, place, expected = case
    what = f"{label} of {state}"
    *way, keys = [keys] if isinstance(keys, str) else keys
    select(ui, state)
    if tab:
        ui.click(ui.find("radio button", tab))
    if unfolded and not ui.look("text", label):
        ui.click(ui.find("list item", re.compile(unfolded)))
    field = ui.find("text", label)
    reach(ui, field)
    ui.click(field)
    was = field.text
    ui.key("ctrl+End", *way)
    ui.type(keys)
    typed = ui.wait_until(lambda: len(field.text) == len(was) + len(keys) and field.text, f"{what} is typed in")
    caret = field.caret
    ui.key("ctrl+Return")
    saved(ui, path, lambda text: is_one_edit(before, text, keys) and value([state, *place.split("/")], text) == expected,
          f"the file has {what}, and no other change")
    assert "focused" in field.states, f"the keyboard stays at {what}"
    assert (field.text, field.caret) == (typed, caret), f"text and caret of {what} stay"
    ui.key("ctrl+z")
    ui.wait_until(lambda: field.text == was, f"one undo takes {what} back")


def edit_all(ui, definition, cases):
    path = ui.path("fields.asl.json")
    before = json.dumps(definition, indent=2) + "\n"
    with open(path, "w", encoding="utf-8") as file:
        file.write(before)
    ui.set(view_mode="'diagram'")
    ui.start(path, size=(1400, HEIGHT))
    ui.find("list item", "Choose")
    for case in cases:
        edit(ui, path, before, case)
    saved(ui, path, lambda text: text == before, "all is undone")


@story("JSONPath: a field on each tab of every type of state")
def jsonpath(ui):
    edit_all(ui, JSONPATH, JSONPATH_FIELDS)


@story("JSONata: a field on each tab of every type of state")
def jsonata(ui):
    edit_all(ui, JSONATA, JSONATA_FIELDS)


if __name__ == "__main__":
    run_stories()
