#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Saving, as a person meets it where the file has other names, too."""

import os

from designer import run_stories, story


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
