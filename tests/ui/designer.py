# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real designer as a person does: pointer and keys by X11, eyes by the accessible tree.

How to write a story. A file tests/ui/story_THING.py, named in tests/ui/meson.build:

    from designer import story, run_stories

    @story("deleting a state takes it off the canvas")
    def delete_state(ui):
        path = ui.copy("pass-chain.asl.json")          # a document of its own, from tests/ui/data
        ui.start(path)                                 # waits until the window shows its content
        ui.click(ui.find("list item", "Second"))
        ui.key("Delete")
        ui.wait_gone("list item", "Second")
        ui.key("ctrl+s")
        ui.wait_until(lambda: "Second" not in ui.read(path), "the file lost the state")

    if __name__ == "__main__":
        run_stories()

Run one file by hand: ./dev exec tests/with-display.bash python3 tests/ui/story_THING.py [WORD...]; a WORD picks
the stories that have it in their name. A story that fails leaves a screenshot and the accessible tree in
$STEPWRIGHT_UI_FAILURES (or the temporary folder), and its output tells where.

Rules
- Assert on the saved file and on the tree, never on pixels. Never sleep: find(), wait_gone() and wait_until()
  poll a condition until it holds and say what they waited for when it does not.
- Each story has a home, settings and recent files of its own; start() twice in one story keeps them, so that a
  story can quit and come back.
- Roles are AT-SPI's names ("push button", "list item", "toggle button", "text", "frame"). A name is matched whole;
  a compiled regular expression is searched for. Only nodes that show are found, unless showing=False.
- What a key or a click does is done before the next one, and before a place is told (settle()): a menu is open, a
  field has the keyboard, the diagram is drawn anew. What takes a moment by design (a pause in typing, a run, a toast,
  a file) is to be waited for.
- There is no window manager: the window stands at 0,0, is the only one, and gets the keyboard by start(). Popovers
  are surfaces of their own, and GTK tells no place for what is in them: reach their items by key(), or by
  activate(), which is what a screen reader's user does.
- The tree is asked afresh each time: a Node kept over a change of the window may be gone.
- A story in which the designer prints a warning fails, whatever else it saw.
"""

import contextlib
import functools
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback

import hands
from launch import FAILURES
from sight import Sight
from tree import Node

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

DRAG_STEPS = 16
ASIDE = (1, 1)

_stories = []


def story(name):
    """Registers a story under a name that says what it guards. Its function takes the Designer."""
    def register(function):
        _stories.append((name, function))
        return function
    return register


@functools.cache
def _hands():
    return hands.Hands()


def _xdotool(*words):
    done = subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"xdotool {' '.join(map(str, words))}: {done.stderr.strip()}")
    return done.stdout


class Designer(Sight):
    """The program under test, and the hands and eyes on it."""

    def start(self, *files, size=None, wait=True):
        """Starts the designer on FILES and waits until its window shows. SIZE is (width, height) in pixels."""
        # Out of the way: a pointer that happens to be over the gutter of the code when the code gets less room makes
        # GtkSourceView 5.16 complain of the line it was on.
        _hands().move(*ASIDE)
        self.launch(*files)
        if wait:
            self.find("frame")
            window = self.window()
            if size:
                _xdotool("windowsize", "--sync", window, *size)
            _xdotool("windowfocus", "--sync", window)
            self.wait_until(lambda: "active" in self.find("frame").states, "the window is active")
            self.settle()

    def resize(self, title, width, height):
        """Gives the window of that title a size in pixels."""
        _xdotool("search", "--sync", "--onlyvisible", "--name", f"^{re.escape(title)}$", "windowsize", "--sync",
                 width, height)

    def window(self):
        """The X11 window of the designer."""
        found = []

        def look():
            found[:] = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                      capture_output=True, text=True, check=False).stdout.split()
            return found
        self.wait_until(look, "the window is on the screen")
        return found[0]

    def focus(self, title):
        """Gives the keyboard to the window of that title, such as a file dialog's."""
        _xdotool("search", "--sync", "--onlyvisible", "--name", f"^{re.escape(title)}$", "windowfocus", "--sync")

    def wait_ended(self):
        """Waits until the designer has ended by itself, which must be in peace."""
        self.wait_until(lambda: not self.running(), "the designer ends")
        status = self.process.returncode
        self.forget()
        if status != 0:
            raise AssertionError(f"the designer ended with status {status}\n{self.said()}")

    def menu(self, *letters):
        """Chooses from the main menu by the underlined letters; all but the last open a menu within.

        The pointer gets out of the way: GTK on X11 takes a menu that was closed under it by a key to be there still,
        asks it again where the pointer is whenever the layout changes, and gives it the clicks (4.18)."""
        most = 1000
        self.move(ASIDE)
        self.key("F10")
        for letter in letters:
            def is_open(most=most):
                return 0 < len(self.look("menu item")) < most
            self.wait_until(is_open, "the menu is open")
            most = len(self.look("menu item"))  # a menu within has fewer
            self.key(letter)

    def _place(self, target):
        if isinstance(target, Node):
            return target.centre()
        self.settle()
        return target

    def move(self, target):
        _hands().move(*self._place(target))

    def click(self, target, button=1, count=1):
        """A real click in the middle of a node, or at (x, y), as long as a hand needs after the last key."""
        acted = max(_hands().last_key, self.program().last_action)
        time.sleep(max(0, acted + hands.HOMING - time.monotonic()))
        self.move(target)
        self.settle()
        _hands().click(button, count, lambda: self.settle(hands.HOLD))

    def drag(self, start, end, before_drop=None):
        """Presses on START, moves to END as a hand does, and lets go. BEFORE_DROP runs while it is held at END."""
        (x0, y0), (x1, y1) = self._place(start), self._place(end)
        _hands().move(x0, y0)
        self.settle()
        _hands().press(1)
        try:
            for step in range(1, DRAG_STEPS + 1):
                _hands().move(x0 + (x1 - x0) * step // DRAG_STEPS, y0 + (y1 - y0) * step // DRAG_STEPS)
                self._frame()
            # A nudge: the last motion is what a drop is decided by.
            for x in (x1 + 1, x1):
                _hands().move(x, y1)
                self._frame()
                self._frame()
            if before_drop:
                before_drop()
            self.settle(hands.HOLD)  # as a click is held: the last of it must not be taken back
        finally:
            _hands().release(1)

    def _frame(self):
        """Lets the program see one motion before the next: a round through its main loop."""
        self.program().children_of([self.program().root])
        time.sleep(hands.FRAME)

    def key(self, *keys):
        """Presses keys in X11's names: "ctrl+z", "Return", "F2". What is held stays held, a mouse button too."""
        for key in keys:
            self.settle()
            _hands().key(key)

    def place_cursor(self, offset):
        """Gives the keyboard to the editor by a click, and walks its cursor to a character by keys."""
        editor = self.find("text", "Definition")
        before = editor.text[:offset]
        lines, columns = before.count("\n"), len(before) - (before.rfind("\n") + 1)
        x, y, width, height = editor.extents()
        self.click((x + width // 2, y + height - 20))
        self.wait_until(lambda: "focused" in editor.states, "the editor has the keyboard")
        self.key("ctrl+Home")
        for key, times in (("Down", lines), ("Right", columns)):
            if times:
                _hands().key(key, times)
        self.wait_until(lambda: editor.caret == offset, "the cursor is in its place")

    def choose_file(self, title, path):
        """Types a whole path over the name that the file chooser of that title proposes, and lets it go."""
        self.focus(title)
        name = self.find("text", "Name:", within=self.find("dialog", title))
        self.wait_until(lambda: "focused" in name.states, "the name has the keyboard")
        self.key("ctrl+a")
        self.type(path)
        self.key("Return")

    def hold(self, key, action):
        """Runs ACTION while a key such as "ctrl" is held down."""
        self.settle()
        _hands().key_down(key)
        try:
            action()
            self.settle()
        finally:
            _hands().key_up(key)

    def type(self, text):
        self.settle()
        _hands().type(text)

    def quit(self):
        """Ctrl+Q, and the designer must end well."""
        self.key("ctrl+q")
        self.wait_ended()


def _leave_evidence(ui, name):
    """Screenshot, tree and log of a failed story; tells where they are."""
    os.makedirs(FAILURES, exist_ok=True)
    base = os.path.join(FAILURES, re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"))
    lines = []
    if ui.running():
        with contextlib.suppress(Exception):
            ui.screenshot(f"{base}.png")
            lines.append(f"screenshot: {base}.png")
        with contextlib.suppress(Exception):
            tree = ui.tree()
            with open(f"{base}.txt", "w", encoding="utf-8") as file:
                file.write(tree)
            lines += [f"accessible tree: {base}.txt", *tree.splitlines()[:150]]
    return lines + ["the designer said:", *ui.said().splitlines()[-40:]]


def _run(name, function):
    """One story; returns the lines that explain its failure, or none. Raises Skip where it cannot be told here."""
    with tempfile.TemporaryDirectory(prefix="stepwright-ui.", ignore_cleanup_errors=True) as home:
        ui = Designer(home)
        try:
            function(ui)
            return [f"the designer warned: {line}" for line in ui.warnings()]
        except tap.Skip:
            raise
        except Exception:  # pylint: disable=broad-except
            return traceback.format_exc().splitlines() + _leave_evidence(ui, name)
        finally:
            ui.kill()


def run_stories():
    """Runs the stories of the calling file, or those with a word of the command line in their name; prints TAP."""
    words = sys.argv[1:]
    chosen = [row for row in _stories if not words or any(word in row[0] for word in words)]
    print(f"1..{len(chosen)}", flush=True)
    failed = False
    for number, (name, function) in enumerate(chosen, 1):
        try:
            faults = _run(name, function)
        except tap.Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
            continue
        print(f"{'not ok' if faults else 'ok'} {number} - {name}", flush=True)
        for line in faults:
            print(f"# {line}", flush=True)
        failed = failed or bool(faults)
    sys.exit(1 if failed else 0)
