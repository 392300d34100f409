#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written to disk: saved under another name, exported, and with the line ends it came with."""

import re

from designer import run_stories, story


BEGINNINGS = {"order.svg": b"<svg", "order.png": b"\x89PNG\r\n", "order.pdf": b"%PDF-"}  # of each format


def beginning(path):
    """The first bytes of a file, as many as tell its format; none while it is not there."""
    try:
        with open(path, "rb") as file:
            return file.read(8)
    except FileNotFoundError:
        return b""


@story("the picture is exported in the format its name ends in")
def export_pictures(ui):
    ui.start(ui.copy("order.asl.json"))
    ui.state("Accept")
    for name, start in BEGINNINGS.items():
        path = ui.path(name)
        ui.key("ctrl+e")
        ui.choose_file("Export the Diagram", path)
        ui.wait_until(lambda: beginning(path).startswith(start), f"{name} is written in its format")
        ui.wait_gone("dialog", "Export the Diagram")
    ui.quit()


@story("saved under another name, the window names the new file and the old one is untouched")
def save_as(ui):
    path, other = ui.copy("order.asl.json"), ui.path("other.asl.json")
    before = ui.read(path)
    ui.start(path)
    ui.click(ui.state("Get size"))
    ui.key("Delete")
    ui.wait_states("Too large?", "Reject", "Accept")
    ui.key("ctrl+shift+s")
    ui.choose_file("Save the Definition", other)
    ui.find("frame", "other.asl.json")
    ui.wait_until(lambda: ui.read(other).endswith("}\n"), "the other file is written")
    if "Get size" in ui.read(other) or ui.read(path) != before:
        raise AssertionError("the change is not in the other file alone")
    ui.quit()


@story("Enter in a text with the line ends of Windows makes one more of them")
def windows_line_ends(ui):
    path = ui.copy("order.asl.json")
    text = ui.read(path).replace("\n", "\r\n")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    ui.set(view_mode="'code'")
    ui.start(path)
    ui.place_cursor(1)
    ui.key("Return")
    ui.key("ctrl+s")
    saved = ui.wait_until(lambda: len(ui.read(path)) > len(text) and ui.read(path), "the file is saved")
    if re.search("(?<!\r)\n", saved) or saved.count("\r\n") != text.count("\r\n") + 1:
        raise AssertionError(f"the file begins with {saved[:40]!r}")
    ui.key("ctrl+z")
    ui.key("ctrl+s")
    ui.wait_until(lambda: ui.read(path) == text, "undoing gives back the bytes")
    ui.quit()


if __name__ == "__main__":
    run_stories()
