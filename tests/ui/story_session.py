#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was open comes back at the next start, and what was not saved comes back even after an end by force."""

import glob
import os
import re

from designer import run_stories, story


def drafts(ui):
    """The texts that are kept because no file has them."""
    return [ui.read(path) for path in glob.glob(os.path.join(ui.home, "state", "stepwright", "session", "*.draft"))]


def titles(ui):
    """The tabs of the window, the bullet of unsaved ones included."""
    return [node.name for node in ui.look("page tab")]


def wait_titles(ui, *wanted):
    ui.wait_until(lambda: titles(ui) == list(wanted), f"the tabs are {wanted}")


def session_path(ui):
    return os.path.join(ui.home, "state", "stepwright", "session", "session.ini")


def kept(ui):
    """What is remembered of the windows, as text."""
    return ui.read(session_path(ui))


@story("after kill -9 unsaved changes are back, in a file and untitled, and can be undone, saved and forgotten")
def killed(ui):
    path = ui.copy("order.asl.json")
    saved = ui.read(path)
    ui.start(path)
    ui.click(ui.state("Get size"))
    ui.key("Delete")
    ui.wait_states("Too large?", "Reject", "Accept")
    ui.key("ctrl+n")
    wait_titles(ui, "• order.asl.json", "Untitled")
    ui.wait_until(lambda: kept(ui).count("draft=") == 2, "the session knows of them")
    earlier = kept(ui)
    ui.click(ui.find("list item", "Wait"), count=2)
    ui.wait_states("Wait")
    ui.wait_until(lambda: len(drafts(ui)) == 2 and any('"Wait"' in text for text in drafts(ui))
                  and all("Get size" not in text for text in drafts(ui)), "both texts are kept")
    ui.kill()
    # As if the end had come after the texts were written, and before the session was
    with open(session_path(ui), "w", encoding="utf-8") as session:
        session.write(earlier)
    if ui.read(path) != saved:
        raise AssertionError("the file was written without having been saved")

    ui.start()
    wait_titles(ui, "• order.asl.json", "• Untitled")
    ui.wait_states("Wait")
    ui.click(ui.find("page tab", "• order.asl.json"))
    ui.wait_states("Too large?", "Reject", "Accept")
    ui.key("ctrl+z")
    ui.state("Get size")
    wait_titles(ui, "order.asl.json", "• Untitled")
    ui.key("ctrl+shift+z")
    wait_titles(ui, "• order.asl.json", "• Untitled")
    ui.key("ctrl+s")
    wait_titles(ui, "order.asl.json", "• Untitled")
    ui.wait_until(lambda: len(drafts(ui)) == 1, "what is saved is not kept twice")
    ui.key("ctrl+q")
    ui.find("button", "Discard").activate()
    ui.wait_ended()
    if drafts(ui):
        raise AssertionError("what was thrown away is still kept")
    ui.start()
    wait_titles(ui, "order.asl.json")


@story("a file changed on disk while its changes were not saved: both are there to choose from")
def changed_meanwhile(ui):
    path = ui.copy("order.asl.json")
    ui.start(path)
    ui.click(ui.state("Get size"))
    ui.key("Delete")
    ui.wait_until(lambda: len(drafts(ui)) == 1 and "digest=" in kept(ui), "the text is kept")
    ui.kill()
    theirs = ui.read(path).replace("Reject", "Refuse")
    with open(path, "w", encoding="utf-8") as file:
        file.write(theirs)
    ui.start()
    ui.find(name="The file was changed by another program; your changes are kept here")
    ui.wait_states("Too large?", "Reject", "Accept")
    ui.key("ctrl+s")
    ui.find(None, "Overwrite the File?")
    ui.key("Escape")
    ui.wait_gone(None, "Overwrite the File?")
    ui.click(ui.find("button", "Review…"))
    ui.find("button", "Compare").activate()
    ui.find("list item", re.compile("^Reject, Changed.*was Refuse"), within=ui.find("list", "Changes"))
    ui.key("Escape")
    ui.wait_gone("list", "Changes")
    ui.click(ui.find("button", "Review…"))
    ui.find("button", "Reload").activate()
    ui.wait_states("Get size", "Too large?", "Refuse", "Accept")
    ui.key("ctrl+z")
    ui.wait_states("Too large?", "Reject", "Accept")


@story("tabs, view, selection, cursor and zoom come back after quitting, without the preference only what is unsaved")
def comes_back(ui):
    ui.start(ui.copy("order.asl.json"), ui.copy("order.asl.json", "second.asl.json"))
    wait_titles(ui, "order.asl.json", "second.asl.json")
    ui.click(ui.find("page tab", "order.asl.json"))
    ui.find("frame", "order.asl.json")
    ui.click(ui.state("Accept"))
    ui.key("ctrl+0")
    ui.find("button", "100 %")
    place = ui.state("Accept").extents()
    ui.quit()
    ui.start()
    wait_titles(ui, "order.asl.json", "second.asl.json")
    ui.find("frame", "order.asl.json")
    ui.find("button", "100 %")
    ui.wait_until(lambda: "selected" in ui.state("Accept").states, "the state is selected")
    ui.wait_until(lambda: ui.state("Accept").extents() == place, "it stands where it stood")
    ui.quit()
    ui.set(restore_session="false")
    ui.start()
    ui.find("label", "Design a State Machine")


def look_of(ui, title):
    """Size, tabs and view of the window of that title."""
    frame = ui.find("frame", title)
    view = next(button.name for button in ui.look("radio button", within=frame)
                if "checked" in button.states and button.name in ("Diagram", "Split", "Code"))
    return frame.extents()[2:], [tab.name for tab in ui.look("page tab", within=frame)], view


@story("several windows come back together, each with its size, its tabs, the one in front, and its view")
def windows_come_back(ui):
    first, second, third, fourth = (ui.copy("order.asl.json", f"{name}.asl.json")
                                    for name in ("first", "second", "third", "fourth"))
    ui.start(first, second)
    wait_titles(ui, "first.asl.json", "second.asl.json")
    ui.menu("w")
    ui.focus("Stepwright")
    ui.wait_until(lambda: "active" in ui.find("frame", "Stepwright").states, "the second window is active")
    ui.hand_over(third, fourth)
    ui.find("frame", "third.asl.json")
    ui.key("ctrl+Page_Down", "alt+3")
    ui.find("frame", "fourth.asl.json")
    sizes = {"first.asl.json": (1200, 800), "fourth.asl.json": (900, 700)}
    for title, size in sizes.items():
        ui.resize(title, *size)
    ui.wait_until(lambda: {title: look_of(ui, title)[0] for title in sizes} == sizes, "both windows have their sizes")
    before = [look_of(ui, title) for title in sizes]
    if [view for _, _, view in before] != ["Split", "Code"]:
        raise AssertionError(f"the windows look like this: {before}")
    ui.quit()

    ui.start(wait=False)
    ui.wait_until(lambda: [look_of(ui, title) for title in sizes] == before, f"the windows look like {before}")


if __name__ == "__main__":
    run_stories()
