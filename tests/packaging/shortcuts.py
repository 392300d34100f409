#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does the overview of keyboard shortcuts tell of all there are, and of no others? Prints TAP.

    shortcuts.py SOURCE   holds src/app/sw-shortcuts.c against the keys in the sources

Keys stand in three places: the accelerators of sw-application.c, the tables of keys of the classes of widgets
({ GDK_KEY_F2, 0, "canvas.rename" }), and the triggers of shortcut controllers in Blueprint."""

import glob
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

ACCELERATOR = re.compile(r'\{ "((?:app|win|window)\.[^"]+)", \{ ("[^}]*") \} \}')
KEY = re.compile(r'\{ GDK_KEY_(\w+), ((?:\w|\s|\|)+), "([a-z.:-]+)"')
TOLD_ACTION = re.compile(r'\.action = "([^"]+)"')
TOLD_KEYS = re.compile(r'\.keys = "([^"]+)"')
TRIGGER = re.compile(r'trigger: "([^"]+)";')
MODIFIERS = {"CONTROL|CTRL": "<Control>", "ALT": "<Alt>", "SHIFT": "<Shift>"}

# What every list, dialog or number has, and nobody looks up: the action, and why it is not told
UNTOLD = {
    "canvas.cancel": "Escape gives up everywhere",
    "scrubber.move": "as every slider",
}
# Widgets whose keys are those of every list of that kind
UNTOLD_FILES = {"sw-json-tree-actions.c": "as every tree", "sw-scrubber.c": "as every slider"}


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def sources(source, ending):
    """(name, text) of each file of the designer."""
    for path in sorted(glob.glob(os.path.join(source, "src", "app", "**", f"*{ending}"), recursive=True)):
        yield os.path.basename(path), read(path)


def accelerators(source):
    """What sw-application.c binds: keys by action."""
    text = read(source, "src", "app", "sw-application.c")
    return {action: re.findall(r'"([^"]+)"', keys) for action, keys in ACCELERATOR.findall(text)}


def spell(key, modifiers):
    """A key of a table as GTK writes it: "<Control>minus"."""
    return "".join(name for words, name in MODIFIERS.items() if re.search(words, modifiers)) + key


def tables(source):
    """What the classes of widgets bind: keys by action."""
    found = {}
    for name, text in sources(source, ".c"):
        if name in UNTOLD_FILES:
            continue
        for key, modifiers, action in KEY.findall(text):
            found.setdefault(action, []).append(spell(key, modifiers))
    return found


def told(source):
    """The actions and the keys that the overview has."""
    text = read(source, "src", "app", "sw-shortcuts.c")
    keys = " ".join(TOLD_KEYS.findall(text)).split()
    return set(TOLD_ACTION.findall(text)), set(keys)


def order(key):
    """A spelling that does not depend on the order of the modifiers."""
    return frozenset(re.findall(r"<\w+>", key)), re.sub(r"<\w+>", "", key).lower()


def check_accelerators(source):
    actions, keys = told(source)
    known = {order(key) for key in keys}
    for action, bound in accelerators(source).items():
        if action not in actions and not any(order(key) in known for key in bound):
            yield f"the overview lacks {action} ({', '.join(bound)})"


def check_tables(source):
    actions, keys = told(source)
    known = {order(key) for key in keys}
    for bound in accelerators(source).values():
        known.update(order(key) for key in bound)
    for action, bound in tables(source).items():
        if action not in UNTOLD and action not in actions and not any(order(key) in known for key in bound):
            yield f"the overview lacks {action} ({', '.join(bound)})"


def check_triggers(source):
    _, keys = told(source)
    known = {order(key) for key in keys}
    for name, text in sources(source, ".blp"):
        for trigger in TRIGGER.findall(text):
            if not any(order(key) in known for key in trigger.split("|")):
                yield f"the overview lacks {trigger} of {name}"


def check_no_others(source):
    bound = set(accelerators(source))
    for action in sorted(told(source)[0] - bound):
        yield f"the overview tells of {action}, which has no key"


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    source = arguments[0]
    return tap.run([
        ("every accelerator of the program is told", lambda: check_accelerators(source)),
        ("every key of the diagram and other widgets is told", lambda: check_tables(source)),
        ("every key of a shortcut controller is told", lambda: check_triggers(source)),
        ("every action that is told has a key", lambda: check_no_others(source)),
    ])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
