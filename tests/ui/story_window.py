#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window itself: it opens, says what it shows, remembers, and closes."""

from designer import run_stories, story


@story("without a file the designer shows its start page")
def start_page(ui):
    ui.start()
    ui.find("label", "Design a State Machine")
    ui.quit()


@story("a file opens under its name, with its states in reading order")
def open_file(ui):
    ui.start(ui.copy("order.asl.json"))
    ui.find("frame", "order.asl.json")
    ui.wait_until(lambda: ui.states() == ["Get size", "Too large?", "Reject", "Accept"], "the states in reading order")
    if "otherwise: Accept" not in ui.state("Too large?").description:
        raise AssertionError(f"the Choice is described as: {ui.state('Too large?').description}")
    ui.quit()


@story("files named together open in tabs in their order, the first of them in front")
def open_several(ui):
    ui.start(*(ui.copy("order.asl.json", f"{name}.asl.json") for name in ("second", "first", "third")))
    ui.find("frame", "second.asl.json")
    ui.wait_until(lambda: [tab.name for tab in ui.look("page tab")]
                  == ["second.asl.json", "first.asl.json", "third.asl.json"], "the tabs are in the order given")
    ui.quit()


@story("the tree tells where each arrow leads")
def flows_to(ui):
    ui.start(ui.copy("order.asl.json"))
    ui.wait_until(lambda: sorted(node.name for node in ui.state("Too large?").relations("flows-to"))
                  == ["Accept", "Reject"], "the Choice flows to Reject and Accept")


@story("the view chosen last comes back at the next start")
def view_lasts(ui):
    path = ui.copy("order.asl.json")
    ui.start(path)
    ui.click(ui.find("radio button", "Code"))
    ui.wait_gone("list", "States of the machine")
    ui.quit()
    ui.start(path)
    ui.wait_until(lambda: "checked" in ui.find("radio button", "Code").states, "Code is chosen")
    ui.wait_gone("list", "States of the machine")


@story("closing with unsaved changes asks, and cancelling keeps the document")
def unsaved(ui):
    path = ui.copy("order.asl.json")
    ui.start(path)
    ui.click(ui.state("Get size"))
    ui.key("Delete")
    ui.wait_states("Too large?", "Reject", "Accept")
    ui.key("ctrl+q")
    ui.find("button", "Cancel")
    ui.key("Escape")
    ui.wait_gone("button", "Cancel")
    ui.wait_states("Too large?", "Reject", "Accept")
    if ui.read(path) != ui.read(ui.copy("order.asl.json", "untouched.asl.json")):
        raise AssertionError("the file was written without having been saved")


@story("text that is no JSON opens, and says where it is wrong")
def broken_file(ui):
    path = ui.path("broken.asl.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write('{\n  "StartAt": "A",\n  "States": { "A": { "Type": "Pass" "End": true } }\n')
    ui.start(path)
    ui.find(name="The code has an error; the diagram shows the last text without one")
    ui.quit()


if __name__ == "__main__":
    run_stories()
