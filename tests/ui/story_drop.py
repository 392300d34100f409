#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files dragged from another program onto the window open in tabs, wherever they are dropped."""

from designer import run_stories, story
from file_manager import file_manager

SIZE = (1000, 800)



@story("files dropped on the start page, and on the code of another one, open in tabs")
def drop_files(ui):
    first, second = ui.copy("order.asl.json"), ui.copy("order.asl.json", "second.asl.json")
    ui.set(view_mode="'split'")
    ui.start(size=SIZE)
    heading = ui.find("label", "Design a State Machine")
    with file_manager(first) as hold:
        ui.drag(hold, heading)
        ui.find("frame", "order.asl.json")
    before = ui.code()
    with file_manager(second, first) as hold:
        ui.drag(hold, ui.find("text", "Definition"))
        ui.find("page tab", "second.asl.json")
    ui.wait_until(lambda: [tab.name for tab in ui.look("page tab")] == ["order.asl.json", "second.asl.json"],
                  "each file is open once")
    ui.click(ui.find("page tab", "order.asl.json"))
    ui.find("frame", "order.asl.json")
    if ui.code() != before:
        raise AssertionError("the drop changed the code it fell on")


if __name__ == "__main__":
    run_stories()
