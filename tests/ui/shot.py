#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A screenshot of the designer showing a file, for ./dev shot. Runs under tests/with-display.bash."""

import argparse
import os
import subprocess
import sys
import tempfile

from designer import Designer

FRAME = 5  # pixels that GTK draws around a window where there is no compositor


def size(text):
    width, _, height = text.partition("x")
    return int(width), int(height)


def arguments():
    parser = argparse.ArgumentParser(prog="./dev shot", description="Write a screenshot of the designer.")
    parser.add_argument("file", help="the definition to show")
    parser.add_argument("out", help="the picture, .png")
    parser.add_argument("--dark", action="store_true", help="in the dark style")
    parser.add_argument("--high-contrast", action="store_true", help="with high contrast")
    parser.add_argument("--size", type=size, default=(1200, 800), metavar="WxH", help="of the window (1200x800)")
    parser.add_argument("--view", choices=["diagram", "split", "code"], help="what the document shows")
    parser.add_argument("--run", action="store_true", help="after a run with the input that is proposed")
    return parser.parse_args()


def same_twice(ui, window, folder):
    """Are two pictures, one after the other, the same? The later one is in folder/now.png."""
    now, before = os.path.join(folder, "now.png"), os.path.join(folder, "before.png")
    if os.path.exists(now):
        os.replace(now, before)
    subprocess.run(["import", "-silent", "-window", window, now], check=True)
    if not os.path.exists(before):
        return False
    return subprocess.run(["compare", "-metric", "AE", before, now, "null:"],
                          stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode == 0


def run(ui):
    ui.key("ctrl+r")
    ui.find("dialog", "Run")
    ui.key("ctrl+Return")
    ui.run_stands("Succeeded|Failed|Timed Out|Stopped", timeout=120)


def take(ui, told, folder):
    if told.view:
        ui.set(view_mode=f"'{told.view}'")
    width, height = told.size
    ui.start(os.path.abspath(told.file), size=(width + 2 * FRAME, height + 2 * FRAME))
    # The tree names the document before its pixels are painted; then they must hold still.
    ui.wait_until(lambda: any(os.path.basename(told.file).split(".")[0] in node.name for node in ui.look()),
                  f"the window names {os.path.basename(told.file)}")
    if told.run:
        run(ui)
    ui.move((width + 2 * FRAME, height + 2 * FRAME))
    window = ui.window()
    ui.wait_until(lambda: same_twice(ui, window, folder), "the window holds still")
    subprocess.run(["convert", os.path.join(folder, "now.png"), "-shave", f"{FRAME}x{FRAME}", "+repage", told.out],
                   check=True)


def main():
    told = arguments()
    os.environ.update({"ADW_DEBUG_COLOR_SCHEME": "prefer-dark" if told.dark else "prefer-light",
                       "ADW_DEBUG_HIGH_CONTRAST": "1" if told.high_contrast else "0"})
    with tempfile.TemporaryDirectory(prefix="stepwright-shot.") as home:
        ui = Designer(home)
        try:
            take(ui, told, home)
        except AssertionError as error:
            print(f"shot: {error}\n{ui.said()}", file=sys.stderr)
            return 1
        finally:
            ui.kill()
    print(f"{told.out}: {told.size[0]}x{told.size[1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
