#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that was under way when the program ended by force is taken up at the next start, or stopped."""

import os
import re

from designer import run_stories, story

EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "examples")
WAITS = re.compile("CheckSize.*waits for your answer")


def begin(ui):
    """A run by hand waits for its answer."""
    ui.start(ui.copy(os.path.join(EXAMPLES, "file-size-check.asl.json")))
    ui.state("CheckSize")
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("button", "Cancel")
    ui.key("ctrl+Return")
    ui.find("label", WAITS)


def interrupt(ui):
    """A run by hand waits for its answer when the program is killed."""
    begin(ui)
    ui.kill()
    ui.start()
    ui.find("label", "A run was interrupted")
    if os.environ.get("SHOTS"):
        ui.screenshot(os.path.join(os.environ["SHOTS"], "banner.png"))
    ui.click(ui.find("button", "Review…"))
    ui.find("label", "Resume Interrupted Runs?")
    if os.environ.get("SHOTS"):
        ui.screenshot(os.path.join(os.environ["SHOTS"], "dialog.png"))


@story("an interrupted run goes on where it was: its task is asked for again, and its answer ends it")
def resumed(ui):
    interrupt(ui)
    ui.click(ui.find("button", "Resume"))
    ui.find("label", WAITS)
    form = ui.find("text", "Result of the task")
    ui.click(form)
    ui.key("ctrl+a")
    ui.type("1024")
    ui.wait_until(lambda: form.text == "1024", "the answer is typed")
    ui.click(ui.find("button", "Answer"))
    ui.run_stands("Succeeded")
    ui.wait_gone("button", "Review…")


@story("an interrupted run that is stopped does not come back")
def stopped(ui):
    interrupt(ui)
    ui.click(ui.find("button", "Stop"))
    ui.wait_gone("button", "Review…")
    ui.kill()
    ui.start()
    # What was open comes back where it was written down before the program was killed, else the start page does.
    ui.find("button", re.compile("^(Run|Open…)$"))
    if ui.look("button", "Review…"):
        raise AssertionError("it came back")


def in_question(ui, answer):
    ui.find("label", "Stop the Run?")
    return ui.find("button", answer)


def close_tab(ui, answer):
    """The tab is closed while its run waits for an answer."""
    begin(ui)
    ui.key("ctrl+w")
    ui.find("label", "Stop the Run?")
    if os.environ.get("SHOTS"):
        ui.screenshot(os.path.join(os.environ["SHOTS"], "close.png"))
    ui.click(ui.find("button", answer))


@story("closing the tab of a run that is under way asks: left for later it is offered at the next start")
def left(ui):
    close_tab(ui, "Cancel")
    ui.wait_gone("label", "Stop the Run?")
    ui.find("label", WAITS)
    ui.key("ctrl+w")
    ui.click(ui.find("button", "Resume Later"))
    ui.wait_gone("label", WAITS)
    ui.kill()
    ui.start()
    ui.find("label", "A run was interrupted")


@story("closing the tab of a run that is under way asks: stopped it does not come back")
def stopped_with_tab(ui):
    close_tab(ui, "Stop")
    ui.wait_gone("label", WAITS)
    ui.quit()
    ui.start()
    ui.find("button", "Open…")
    if ui.look("button", "Review…"):
        raise AssertionError("it came back")


@story("closing the window of a run that is under way asks as for a tab: left for later it is offered at the next start")
def left_with_window(ui):
    begin(ui)
    ui.key("ctrl+shift+w")
    ui.click(in_question(ui, "Cancel"))
    ui.wait_gone("label", "Stop the Run?")
    ui.find("label", WAITS)
    ui.key("ctrl+shift+w")
    ui.click(in_question(ui, "Resume Later"))
    ui.wait_ended()
    ui.start()
    ui.find("label", "A run was interrupted")


@story("quitting while a run is under way asks: stopped it does not come back, then what is not saved is asked for")
def stopped_with_program(ui):
    begin(ui)
    ui.click(ui.state("NotifyNotOk"))
    ui.key("Delete")
    ui.wait_gone("list item", "NotifyNotOk")
    ui.key("ctrl+q")
    ui.click(in_question(ui, "Stop"))
    ui.find("label", "Save Changes?")
    ui.click(ui.find("button", "Discard"))
    ui.wait_ended()
    ui.start()
    ui.find("button", re.compile("^(Run|Open…)$"))
    if ui.look("button", "Review…"):
        raise AssertionError("it came back")


if __name__ == "__main__":
    run_stories()
