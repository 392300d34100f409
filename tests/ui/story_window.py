#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window itself: it opens, says what it shows, and closes."""

from designer import run_stories, story


@story("without a file the designer shows its start page")
def start_page(ui):
    ui.start()
    ui.find("label", "Design a State Machine")
    ui.quit()


if __name__ == "__main__":
    run_stories()
