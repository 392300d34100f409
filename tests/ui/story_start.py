#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The start page: examples, templates and recent files as pictures, each a button."""

import os

from designer import run_stories, story


@story("a template opens by the keyboard as an untitled document in the person's query language")
def template_by_keys(ui):
    ui.set(query_language="'jsonpath'", code_indent="uint32 4")
    ui.start()
    card = ui.find("button", "Saga")
    if "undoes" not in card.description:
        raise AssertionError(f"the card is described as: {card.description}")
    for _ in range(40):
        if "focused" in ui.find("button", "Saga").states:
            break
        ui.key("Tab")
    ui.key("Return")
    ui.find("frame", "Saga")
    ui.wait_until(lambda: "Refund" in ui.states(), "the states of the block are drawn")
    if '\n    "StartAt": "Reserve"' not in ui.code() or "JSONata" in ui.code():
        raise AssertionError(f"the document begins with {ui.code()[:200]!r}")
    ui.quit()


@story("a recent file that is gone says so, and is taken off the list")
def recent_files(ui):
    ui.set(restore_session="false")
    kept, gone = ui.copy("order.asl.json"), ui.copy("order.asl.json", "gone.asl.json")
    for path in (kept, gone):
        ui.start(path)
        ui.find("frame", os.path.basename(path))
        ui.quit()
    os.remove(gone)
    ui.start()
    ui.wait_until(lambda: ui.find("button", "gone.asl.json").description == "The file is gone", "it says what is wrong")
    ui.move(ui.find("button", "gone.asl.json"))
    ui.find("button", "gone.asl.json").activate()  # trying all the same tells it, too
    ui.find(None, "“gone.asl.json” Cannot Be Opened")
    ui.key("Escape")
    ui.click(ui.find("button", "order.asl.json"))
    ui.find("frame", "order.asl.json")
    ui.quit()
    ui.start()
    ui.wait_until(lambda: len(ui.look("button", "Remove From the List")) == 2, "both can be taken off")
    names = [node.name for node in ui.look("button") if node.name.endswith(".asl.json")]
    ui.click(ui.look("button", "Remove From the List")[names.index("gone.asl.json")])
    ui.wait_gone("button", "gone.asl.json")
    ui.find("button", "order.asl.json")


if __name__ == "__main__":
    run_stories()
