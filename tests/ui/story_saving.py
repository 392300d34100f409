#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Saving, where the file is not only theirs: other programs write it, and it has other names."""

import os

from designer import run_stories, story


def write(path, text):
    """As editors do: whole, by a new file in its place"""
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".new", path)


@story("another program's change is shown at once, and asked about where there is one of ours")
def changed_by_others(ui):
    path = ui.copy("order.asl.json")
    ui.start(path)
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    write(path, ui.read(path).replace("Reject", "Refuse"))
    ui.wait_states("Get size", "Too large?", "Refuse", "Accept")
    ui.click(ui.state("Get size"))
    ui.key("Delete")
    ui.wait_states("Too large?", "Refuse", "Accept")
    write(path, ui.read(path).replace("Refuse", "Return"))
    ui.click(ui.find("button", "Review…"))
    ui.click(ui.find("button", "Reload"))
    ui.wait_states("Get size", "Too large?", "Return", "Accept")


@story("a file with several names is saved under all of them, or under one")
def several_names(ui):
    path = ui.copy("order.asl.json")
    other = path + ".backup"
    os.link(path, other)
    before = ui.read(other)
    ui.start(path)
    ui.click(ui.state("Get size"))
    ui.key("Delete")
    ui.key("ctrl+s")
    ui.find(None, "Save Under All Names?")
    ui.click(ui.find("button", "This Name Only"))
    ui.wait_until(lambda: "Get size" not in ui.read(path), "it is saved")
    if ui.read(other) != before:
        raise AssertionError("the other name was written to, too")


if __name__ == "__main__":
    run_stories()
