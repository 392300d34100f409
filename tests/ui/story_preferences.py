#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences: each is at work as soon as it is chosen, in the windows that are open."""

from designer import run_stories, story


def choose(ui, row, steps):
    """Takes the list of choices of a row STEPS rows down, or up where it is below 0."""
    node = ui.find("combo box", row, within=ui.find("dialog", "Preferences"))
    ui.click(node)
    ui.find("list item", showing=True)
    ui.key(*["Down" if steps > 0 else "Up"] * abs(steps), "Return")


@story("preferences open by Ctrl+comma and change what is open at once")
def at_once(ui):
    ui.start(ui.copy("order.asl.json"))
    ui.state("Accept")
    ui.wait_until(lambda: ui.state("Get size").extents()[1] < ui.state("Too large?").extents()[1],
                  "the diagram flows down at first")
    ui.key("ctrl+comma")
    choose(ui, "Diagram Direction", 1)
    ui.wait_until(lambda: ui.state("Get size").extents()[0] + 40 < ui.state("Too large?").extents()[0],
                  "the diagram behind the dialog flows to the right")
    choose(ui, "Query Language", -1)
    choose(ui, "Indentation", 1)
    ui.key("Escape")
    ui.wait_gone("dialog", "Preferences")
    ui.key("ctrl+n")
    ui.find("frame", "Untitled")
    ui.wait_until(lambda: '\n    "StartAt"' in ui.code() and "JSONata" not in ui.code(), "a new document follows them")
    ui.quit()
    ui.start()
    ui.key("ctrl+comma")
    ui.find("label", "4 Spaces", within=ui.find("dialog", "Preferences"))
    ui.find("label", "JSONPath", within=ui.find("dialog", "Preferences"))


if __name__ == "__main__":
    run_stories()
