#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running a machine in the window: with recorded answers, by hand, and stopped."""

import os
import re

from designer import run_stories, story

EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "examples")
NAME = "file-size-check"


def run(ui, *beside):
    """Opens the example with the files BESIDE it and starts a run with the input as it stands."""
    for name in beside:
        ui.copy(os.path.join(EXAMPLES, name))
    ui.start(ui.copy(os.path.join(EXAMPLES, f"{NAME}.asl.json")))
    ui.state("CheckSize")
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.find("button", "Cancel")
    ui.key("ctrl+Return")
    ui.wait_gone("dialog", "Run")


def answer(ui, state, text):
    """Answers the task that waits, in its form, with JSON text."""
    ui.find("label", re.compile(f"{state}.*waits for your answer"))
    form = ui.find("text", "Result of the task")
    ui.click(form)
    ui.key("ctrl+a")
    ui.type(text)
    ui.wait_until(lambda: form.text == text, "the answer is typed")
    ui.click(ui.find("button", "Answer"))


def output(ui, text):
    """Checks the output of the run, which the panel shows where no state is chosen."""
    ui.click(ui.find("page tab", "Output"))
    ui.find("list item", text, within=ui.find("list", "Output"))


@story("with recorded answers a run goes to its end by itself")
def recorded(ui):
    run(ui, f"{NAME}.tasks.json", "MockConfigFile.json")
    ui.run_stands("Succeeded")
    output(ui, '"The file was processed"')


@story("by hand each task waits for its answer, and the answer decides the way")
def by_hand(ui):
    run(ui)
    answer(ui, "CheckSize", "1024")
    ui.run_stands("Succeeded")
    output(ui, '"The file is too small to process"')


@story("a run that waits can be stopped")
def stop(ui):
    run(ui)
    ui.find("label", re.compile("waits for your answer"))
    ui.click(ui.find("button", "Stop the Run"))
    ui.find("label", re.compile("^(Stopped|Aborted)"))


if __name__ == "__main__":
    run_stories()
