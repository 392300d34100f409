#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparing a definition with its last commit in git, and the way from a change to its state."""

import os
import subprocess

from designer import run_stories, story

IDENTITY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_NAME": "A",
            "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b"}


def commit(path):
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *command], cwd=os.path.dirname(path), check=True, env={**os.environ, **IDENTITY})


def compare(ui):
    ui.click(ui.find("toggle button", "Main Menu"))
    ui.find("menu item")
    ui.key("m")  # Compare With Last Co_mmit


@story("the changes since the last commit are listed, drawn, and lead to their states")
def compare_commit(ui):
    path = ui.copy("order.asl.json")
    commit(path)
    ui.start(path)
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    ui.click(ui.state("Reject"))
    ui.key("Delete")
    ui.wait_until(lambda: "Reject" not in ui.states(), "Reject is deleted")
    compare(ui)
    changes = ui.find("list", "Changes")
    ui.find("list item", "Reject, Removed · Fail. ", within=changes)
    row = ui.find("list item", 'Too large?, Changed · Choice. Choices[0].Next: "Reject" → ""', within=changes)
    ui.click(row, count=2)
    ui.wait_gone("list", "Changes")
    ui.wait_until(lambda: "selected" in ui.state("Too large?").states, "the state is selected")


@story("a definition that nobody changed has no differences")
def compare_same(ui):
    path = ui.copy("order.asl.json")
    commit(path)
    ui.start(path)
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    compare(ui)
    ui.find(name="No Differences")


@story("a file that git does not know is told why it has no earlier version")
def compare_untracked(ui):
    ui.start(ui.copy("order.asl.json"))
    ui.wait_states("Get size", "Too large?", "Reject", "Accept")
    compare(ui)
    ui.find(name="There Is No Version to Compare With")


if __name__ == "__main__":
    run_stories()
