#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gestures of the diagram, many in one window: each is done, its saved text compared, and undone by one step.

A gesture is a function of (ui, name of what it is done to …); its row tells the states that differ afterwards: a state,
or None for one that is gone. "StartAt" stands for itself."""

import json
import re

from canvas import above, below, save, state, undo, wait_selected
from designer import run_stories, story

PASS = {"Type": "Pass"}


def passing(to=None):
    return {**PASS, "Next": to} if to else {**PASS, "End": True}


def machine(start, **states):
    return {"StartAt": start, "States": states}


def task(to, *catches):
    handlers = [{"ErrorEquals": [error], "Next": target} for error, target in catches]
    return {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", **({"Catch": handlers} if handlers else {}),
            **({"Next": to} if to else {"End": True})}


def rule(name, to):
    return {"Variable": f"$.{name}", "IsPresent": True, "Next": to}


def begin(ui, definition):
    path = ui.path("story.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(definition, file, indent=2)
    ui.set(view_mode="'diagram'", show_inspector="false", show_palette="false")
    ui.start(path, size=(1400, 1000))
    state(ui, definition["StartAt"])
    return path


def changed(definition, changes):
    """DEFINITION with CHANGES, in which the order of states means nothing."""
    states = {**definition["States"], **{key: value for key, value in changes.items() if key != "StartAt"}}
    return {"StartAt": changes.get("StartAt", definition["StartAt"]),
            "States": {key: value for key, value in states.items() if value is not None}}


UNSAVED = re.compile("^• ")


def save_change(ui, path):
    """Waits for a change, saves it and gives the text."""
    ui.find("panel", UNSAVED)
    ui.key("ctrl+s")
    ui.wait_gone("panel", UNSAVED)
    return ui.read(path)


def try_all(ui, definition, rows):
    """Does each gesture, compares what is saved, and undoes it by one step. Where a row tells no change, there must be
    none when the next has been done."""
    path = begin(ui, definition)
    original = ui.read(path)
    for name, gesture, changes in rows:
        gesture(ui)
        if not changes:
            continue
        try:
            text = save_change(ui, path)
        except AssertionError as error:
            raise AssertionError(f"{name}: {error}") from None
        if json.loads(text) != changed(definition, changes):
            raise AssertionError(f"{name} made\n{text}")
        undo(ui)
        if save_change(ui, path) != original:
            raise AssertionError(f"one step does not undo: {name}")


# Gestures

def handle(ui, name):
    """Where arrows are drawn from a state: it shows while the pointer is over it."""
    x, y, width, height = state(ui, name).extents()
    ui.move((x + width // 2, y + height // 2))
    return x + round(width * 0.8), y + height


def choose(ui, *names):
    ui.click(state(ui, names[0]))
    wait_selected(ui, names[0])
    for name in names[1:]:
        ui.hold("ctrl", lambda name=name: ui.click(state(ui, name)))
        wait_selected(ui, name)


def act(ui, name, action):
    """As assistive technology does"""
    state(ui, name).activate(action)


def menu(ui, target, *keys):
    """Opens the menu of what is at TARGET, and chooses by the underlined letters."""
    ui.click(target, button=3)
    pick(ui, *keys)


def pick(ui, *keys):
    """Chooses from the open menu by the underlined letters; all but the last open a menu within."""
    def is_open(depth):
        return lambda: len(ui.look("menu")) > depth and any("focused" in node.states for node in ui.look("menu item"))
    for depth, key in enumerate(keys):
        ui.wait_until(is_open(depth), "the menu is open")
        ui.key(key)


def drag_arrow(ui, source, target, kind=None):
    ui.drag(handle(ui, source), target)
    if kind:
        pick(ui, kind)


def drag_selection(ui, pressed, others, target):
    choose(ui, *others, pressed)
    ui.drag(state(ui, pressed), target)


def copy_paste(ui, names, after):
    choose(ui, *names)
    ui.key("ctrl+c")
    ui.click(state(ui, after))
    wait_selected(ui, after)
    ui.key("ctrl+v")


def cut_paste(ui, name, after):
    """Two steps; the first undo is done here."""
    choose(ui, name)
    ui.key("ctrl+x")
    ui.wait_gone("list item", name)
    ui.click(state(ui, after))
    wait_selected(ui, after)
    ui.key("ctrl+v")
    state(ui, name)


def connect_by_keys(ui, source, *keys):
    ui.click(state(ui, source))
    wait_selected(ui, source)
    ui.key("c", *keys)


def text_after(ui, text, after):
    """Pastes what another program might have copied: here it is typed into an entry and cut from there."""
    ui.click(state(ui, after))
    wait_selected(ui, after)
    ui.key("F2")
    ui.find("text", "Name of the state")
    ui.type(text)
    ui.key("ctrl+a", "ctrl+x", "Escape")
    ui.wait_gone("text", "Name of the state")
    ui.click(state(ui, after))
    ui.key("ctrl+v")


CHAIN = machine("A", A=passing("B"), B=passing("C"), C=task("D"), D=passing())


@story("selections are moved, wrapped, duplicated, copied and pasted, and one undo takes each back")
def selections(ui):
    try_all(ui, CHAIN, [
        ("two states dragged to another arrow", lambda ui: drag_selection(ui, "C", ["B"], below(ui, "D")),
         {"A": passing("D"), "D": passing("B"), "C": task(None)}),
        ("two states that do not hang together", lambda ui: drag_selection(ui, "C", ["A"], below(ui, "D")),
         {"StartAt": "B", "B": passing("D"), "D": passing("A"), "A": passing("C"), "C": task(None)}),
        ("Ctrl+D", lambda ui: (choose(ui, "B", "C"), ui.key("ctrl+d")),
         {"C": task("B (1)"), "B (1)": passing("C (1)"), "C (1)": task("D")}),
        ("Ctrl+C and Ctrl+V", lambda ui: copy_paste(ui, ["B"], "D"), {"D": passing("B (1)"), "B (1)": passing()}),
        ("a state typed elsewhere", lambda ui: text_after(ui, '"W": {"Type": "Wait", "Seconds": 1}', "A"),
         {"A": passing("W"), "W": {"Type": "Wait", "Seconds": 1, "Next": "B"}}),
        ("Ctrl+G", lambda ui: (choose(ui, "B", "C"), ui.key("ctrl+g")),
         {"A": passing("Parallel"), "B": None, "C": None, "Parallel": {
             "Type": "Parallel", "Branches": [machine("B", B=passing("C"), C=task(None))], "Next": "D"}}),
        ("Convert To, Wait", lambda ui: menu(ui, state(ui, "B"), "v", "w"),
         {"B": {"Type": "Wait", "Seconds": 5, "Next": "C"}}),
        ("Set as Start", lambda ui: menu(ui, state(ui, "B"), "e"), {"StartAt": "B"}),
        ("Wrap In, Map", lambda ui: menu(ui, state(ui, "D"), "w", "m"),
         {"C": task("Map"), "D": None, "Map": {"Type": "Map", "ItemProcessor": {
             "ProcessorConfig": {"Mode": "INLINE"}, **machine("D", D=passing())}, "End": True}}),
        ("Ctrl+Shift+Up", lambda ui: (choose(ui, "C"), ui.key("ctrl+shift+Up")),
         {"A": passing("C"), "C": task("B"), "B": passing("D")}),
        ("Ctrl+Shift+Down", lambda ui: (choose(ui, "A"), ui.key("ctrl+shift+Down")),
         {"StartAt": "B", "B": passing("A"), "A": passing("C")}),
    ])


CHOICE = machine("If", If={"Type": "Choice", "Choices": [rule("b", "B"), rule("c", "C")], "Default": "D"},
                 B=passing(), C=passing(), D=passing())


@story("what a deletion leaves behind is told, and Undo in the toast brings it back")
def toast(ui):
    path = begin(ui, CHOICE)
    before = ui.read(path)
    act(ui, "If", "node.delete")
    def undo_of_toast():
        """The second button of that name: the first is the window's"""
        return ui.look("label", "Deleted If. “B” and “C” can no longer be reached.") and ui.look("button", "Undo")[1]
    ui.wait_until(undo_of_toast, "the toast tells it and has a button").activate()
    state(ui, "If")
    ui.wait_gone("label", re.compile("^Deleted If"))
    save(ui, path)
    assert ui.read(path) == before


@story("arrows are drawn, and both their ends led elsewhere, by pointer and by keys")
def arrows(ui):
    definition = machine("A", A=passing("B"), B=task("C"), C=passing("D"), D=passing())
    catch = [{"ErrorEquals": ["States.ALL"], "Next": "D"}]
    try_all(ui, definition, [
        ("a new Next", lambda ui: drag_arrow(ui, "A", state(ui, "C")), {"A": passing("C")}),
        ("a new Next of a Task", lambda ui: drag_arrow(ui, "B", state(ui, "D"), "n"), {"B": task("D")}),
        ("a new catcher", lambda ui: drag_arrow(ui, "B", state(ui, "D"), "c"),
         {"B": {**task("C"), "Catch": catch}}),
        ("the tail of an arrow", lambda ui: ui.drag(below(ui, "C", by=3), state(ui, "A")),
         {"A": passing("D"), "C": passing()}),
        ("keys: a letter", lambda ui: connect_by_keys(ui, "A", "d", "Return"), {"A": passing("D")}),
        ("keys: arrows", lambda ui: connect_by_keys(ui, "A", "Down", "Return"), {"A": passing("C")}),
        ("keys: Escape", lambda ui: connect_by_keys(ui, "A", "d", "Escape"), {}),
        ("keys: a catcher", lambda ui: (connect_by_keys(ui, "B", "d", "Return"), pick(ui, "c")),
         {"B": {**task("C"), "Catch": catch}}),
        ("the menu of an arrow", lambda ui: menu(ui, above(ui, "C", by=16), "v"), {"B": task(None)}),
        ("the menu of a state", lambda ui: menu(ui, state(ui, "A"), "s", "n", "e"),
         {"A": passing()}),
    ])


def label(ui, name):
    """The middle of what is written on the arrow into a state"""
    x, y, width, _ = state(ui, name).extents()
    return x + width // 2, y - round(36 * state(ui, name).zoom())


@story("rules are added, removed and put in another order, by pointer, keys and menu")
def rules(ui):
    def with_rules(*chosen, default="D"):
        return {"If": {"Type": "Choice", "Choices": [rule(*one) for one in chosen], "Default": default}}
    b, c, new = ("b", "B"), ("c", "C"), ("value", "D")
    try_all(ui, CHOICE, [
        ("a new rule", lambda ui: drag_arrow(ui, "If", state(ui, "D")), with_rules(b, c, new)),
        ("the Default", lambda ui: drag_arrow(ui, "If", state(ui, "B"), "d"), with_rules(b, c, default="B")),
        ("Ctrl+Shift+Right", lambda ui: (choose(ui, "B"), ui.key("ctrl+shift+Right")), with_rules(c, b)),
        ("Earlier", lambda ui: menu(ui, state(ui, "If"), "s", "2", "r"),
         with_rules(c, b)),
        ("Remove Arrow", lambda ui: menu(ui, state(ui, "If"), "s", "1", "v"),
         with_rules(c)),
        ("a label on another", lambda ui: ui.drag(label(ui, "B"), label(ui, "C")), with_rules(c, b)),
    ])


@story("branches are added, removed and put in another order; states go in and out of them")
def branches(ui):
    x, y = machine("X", X=passing()), machine("Y", Y=passing())
    empty = {"StartAt": "", "States": {}}

    def parallel(*lanes, to="E"):
        return {"Type": "Parallel", "Branches": list(lanes), **({"Next": to} if to else {"End": True})}

    def dot(ui, name):
        """The Start of the branch that begins with the state"""
        left, top, width, _ = state(ui, name).extents()
        zoom = state(ui, name).zoom()
        return left + width // 2, top - round(50 * zoom)
    try_all(ui, machine("P", P=parallel(x, y), E=passing()), [
        ("Add Branch", lambda ui: menu(ui, state(ui, "P"), "b"), {"P": parallel(x, y, empty)}),
        ("Remove Branch", lambda ui: menu(ui, state(ui, "Y"), "h", "r"), {"P": parallel(x)}),
        ("Ctrl+Shift+Right", lambda ui: (choose(ui, "X"), ui.key("ctrl+shift+Right")), {"P": parallel(y, x)}),
        ("a branch dragged", lambda ui: ui.drag(dot(ui, "X"), state(ui, "Y")), {"P": parallel(y, x)}),
        ("out of a branch", lambda ui: ui.drag(state(ui, "Y"), above(ui, "E")),
         {"P": parallel(x, empty, to="Y"), "Y": passing("E")}),
        ("into a branch", lambda ui: ui.drag(state(ui, "E"), below(ui, "X")),
         {"P": parallel(machine("X", X=passing("E"), E=passing()), y, to=None), "E": None}),
        ("both branches at once", lambda ui: drag_selection(ui, "Y", ["X"], below(ui, "E")),
         {"P": parallel(empty, empty), "E": passing("X"), "X": passing("Y"), "Y": passing()}),
        ("Ctrl+Shift+G", lambda ui: (act(ui, "P", "node.unwrap")),
         {"StartAt": "X", "P": None, "X": passing("Y"), "Y": passing("E")}),
    ])


@story("what cannot be is refused, with the reason, and changes nothing")
def refusals(ui):
    path = begin(ui, machine("A", A=passing("P"), P={"Type": "Parallel", "Branches": [machine("X", X=passing())],
                                                     "Next": "S"}, S={"Type": "Succeed"}))
    before = ui.read(path)
    ui.drag(handle(ui, "A"), state(ui, "X"))
    ui.find("label", re.compile("^An arrow cannot leave its branch"))
    ui.drag(state(ui, "S"), above(ui, "P"))
    ui.find("label", re.compile("^Nothing can follow “S”"))
    ui.drag(state(ui, "A"), above(ui, "X"), before_drop=lambda: ui.key("Escape"))
    save(ui, path)
    assert ui.read(path) == before


if __name__ == "__main__":
    run_stories()
