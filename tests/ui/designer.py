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
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

from gi.repository import GLib

import hands
import tree
from tree import BOARD, Node  # the stories' names for them

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

PROGRAM = os.environ.get("STEPWRIGHT_DESIGNER", "stepwright-designer")
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
FAILURES = os.environ.get("STEPWRIGHT_UI_FAILURES", tempfile.gettempdir())
PATIENCE = float(os.environ.get("STEPWRIGHT_UI_PATIENCE", "60"))  # seconds that a condition may take
DRAG_STEPS = 16
SETTINGS_GROUP = "io/github/stepwright/Stepwright"
TOOLKIT_SETTINGS = """\
[Settings]
gtk-enable-animations=false
gtk-cursor-blink=false
gtk-double-click-time=1000
gtk-font-name=Cantarell 11
gtk-decoration-layout=:close
"""
# A warning or worse, as GLib prints it: "(stepwright-designer:4711): Gtk-WARNING **: 12:00:00.000: …"
WARNING = re.compile(r"^(\(.*\): |\*\* )?([\w-]*-)?(WARNING|CRITICAL|ERROR)\b.*\*\*")
# What the designer may print all the same: nothing of ours causes it, and we cannot mend it.
KNOWN_WARNINGS = [
    # A dialog that a double click closes is gone before the button is let go, over another widget then (GTK 4.18).
    "Broken accounting of active state",
    # An alert of libadwaita 1.7 whose text has a long path: it is broken into lines, but measured as if it were not.
    "Trying to measure GtkLabel",
    # A text view painted before it has measured a text set anew does so while it is painted (GTK 4.18).
    "Trying to snapshot AdwBin",
    # The file chooser, when a whole path is typed fast on a slow machine (GTK 4.18); we have no such store.
    "gtk_tree_store_remove: assertion 'VALID_ITER",
]

_stories = []


def story(name):
    """Registers a story under a name that says what it guards. Its function takes the Designer."""
    def register(function):
        _stories.append((name, function))
        return function
    return register


@functools.cache
def _bus():
    return tree.Bus()


@functools.cache
def _hands():
    return hands.Hands()


@functools.cache
def _server():
    return hands.server()


def _xdotool(*words):
    done = subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"xdotool {' '.join(map(str, words))}: {done.stderr.strip()}")
    return done.stdout


def _outlive_limits():
    """A story may limit the size of files, as a full disk does: then writing fails, and the program goes on."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


class Designer:
    """The program under test, and the hands and eyes on it."""

    def __init__(self, home):
        self.home = home
        self.process = None
        self._program = None
        self._board = None
        self.log = os.path.join(home, "designer.log")

    # Start and end

    def path(self, name):
        """A path in the story's own folder of documents."""
        folder = os.path.join(self.home, "documents")
        os.makedirs(folder, exist_ok=True)
        return os.path.join(folder, name)

    def copy(self, name, to=None):
        """A copy of tests/ui/data/NAME (or of any file, by its whole path) for the story to change."""
        target = self.path(to or os.path.basename(name))
        shutil.copyfile(os.path.join(DATA, name), target)
        return target

    @staticmethod
    def read(path):
        """The text of a file, byte for byte; empty if there is none yet."""
        try:
            with open(path, encoding="utf-8", newline="") as file:
                return file.read()
        except FileNotFoundError:
            return ""

    def set(self, **settings):
        """Settings for the next start, by key with underscores: set(view_mode="'code'")."""
        folder = os.path.join(self.home, "config", "glib-2.0", "settings")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "keyfile"), "a", encoding="utf-8") as file:
            file.write(f"[{SETTINGS_GROUP}]\n")
            file.writelines(f"{key.replace('_', '-')}={value}\n" for key, value in settings.items())

    def _quiet_toolkit(self):
        """No animation and no blinking cursor: what shows is what is there. And the fonts of GNOME."""
        folder = os.path.join(self.home, "config", "gtk-4.0")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "settings.ini"), "w", encoding="utf-8") as file:
            file.write(TOOLKIT_SETTINGS)

    def _environment(self):
        places = {f"XDG_{kind}_HOME": os.path.join(self.home, kind.lower())
                  for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
        return dict(os.environ, HOME=self.home, GSETTINGS_BACKEND="keyfile", GTK_A11Y="atspi",
                    **places)

    def start(self, *files, size=None, wait=True):
        """Starts the designer on FILES and waits until its window shows. SIZE is (width, height) in pixels."""
        if self.process is not None:
            raise AssertionError("the designer runs already")
        self._quiet_toolkit()
        # Out of the way: a pointer that happens to be over the gutter of the code when the code gets less room makes
        # GtkSourceView 5.16 complain of the line it was on.
        _hands().move(1, 1)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([PROGRAM, *files], env=self._environment(), cwd=self.home,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            preexec_fn=_outlive_limits)
        if wait:
            self.find("frame")
            window = self.window()
            if size:
                _xdotool("windowsize", "--sync", window, *size)
            _xdotool("windowfocus", "--sync", window)
            self.wait_until(lambda: "active" in self.find("frame").states, "the window is active")
            self.settle()

    def hand_over(self, *files):
        """Starts the designer once more, which has the one that runs open FILES in its active window."""
        subprocess.run([PROGRAM, *files], env=self._environment(), cwd=self.home, check=True, timeout=PATIENCE)

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

    def running(self):
        return self.process is not None and self.process.poll() is None

    def wait_ended(self):
        """Waits until the designer has ended by itself, which must be in peace."""
        self.wait_until(lambda: not self.running(), "the designer ends")
        status = self.process.returncode
        self.process = self._program = self._board = None
        if status != 0:
            raise AssertionError(f"the designer ended with status {status}\n{self.said()}")

    def said(self):
        """What the designer wrote to its standard output and error."""
        return self.read(self.log)

    def warnings(self):
        """The warnings it wrote that nobody has explained, each once."""
        lines = [line for line in self.said().splitlines() if WARNING.search(line)]
        return list(dict.fromkeys(line for line in lines if not any(known in line for known in KNOWN_WARNINGS)))

    def kill(self):
        if self.running():
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.process = self._program = self._board = None

    # Eyes

    def program(self):
        """The designer on the bus of assistive technology, or None while it is not there."""
        if self._program is None and self.process is not None:
            found = _bus().name_of(self.process.pid)
            self._program = tree.Program(_bus(), *found, self.settle) if found else None
        return self._program

    def look(self, role=None, name=None, within=None, showing=True):
        """All nodes of that role and name, in reading order; does not wait."""
        program = self.program()
        return tree.find_all(program, role, name, within, showing) if program else []

    def find(self, role=None, name=None, within=None, showing=True, timeout=None):
        """The first such node, waiting for it to be there."""
        found = []

        def look():
            found[:] = self.look(role, name, within, showing)
            return found
        self.wait_until(look, f"there is a {role or 'node'} {name or ''}", timeout)
        return found[0]

    def wait_gone(self, role=None, name=None, within=None, timeout=None):
        self.wait_until(lambda: not self.look(role, name, within), f"no {role or 'node'} {name or ''} is left", timeout)

    def wait_until(self, condition, what, timeout=None):
        """Polls CONDITION until it is true and returns what it gave; fails, saying WHAT, when it never is. What it asks
        for may be missing as yet: a member of a file, the file's end, an item of a list."""
        limit = time.monotonic() + (timeout or PATIENCE)
        while True:
            missing = None
            try:
                answer = condition()
                if answer:
                    return answer
            except (GLib.Error, LookupError, ValueError, TypeError) as error:
                missing = error
            if self.process is not None and not self.running() and "ends" not in what:
                raise AssertionError(f"waiting until {what}: the designer ended with status "
                                     f"{self.process.returncode}\n{self.said()}")
            if time.monotonic() > limit:
                raise AssertionError(f"waited in vain until {what}") from missing
            while GLib.MainContext.default().iteration(False):
                pass
            time.sleep(0.02)  # the pace of the poll, no guess at how long the condition takes

    # Ears

    @staticmethod
    def listen(heard):
        """Adds to the list HEARD what is announced to assistive technology from now on, as long as one waits."""
        _bus().listen(heard)

    # The run

    def run_stands(self, words, timeout=None):
        """Waits until the header of the run says WORDS ("Succeeded"): a state's own row may say them earlier."""
        header = self.find(None, "Status of the Run", timeout=timeout)
        return self.find("label", re.compile(words), within=header, timeout=timeout)

    # The diagram

    def board(self):
        """The list of the states, or None while it does not show. It is looked for where it was found before: a look
        at all of the window takes twenty times as long."""
        if self._board is None or "showing" not in self._board.states or not self.program().holds(self._board.path):
            self._board = next(iter(self.look("list", BOARD)), None)
        return self._board

    def state(self, name):
        """A state of the diagram, waiting for it to be there."""
        return self.wait_until(lambda: self.board() and self.look("list item", name, within=self.board()),
                               f"there is a state {name}")[0]

    def states(self):
        """The names of all states of the diagram, in reading order."""
        return [node.name for node in self.look("list item", within=self.board())] if self.board() else []

    def wait_states(self, *names):
        """Waits until the diagram has just these states, in any order."""
        try:
            self.wait_until(lambda: sorted(self.states()) == sorted(names), f"the diagram has {names}")
        except AssertionError as error:
            raise AssertionError(f"{error}; it has {self.states()}") from None

    def below(self, name, share=0.5):
        """The point below a state, on the way to the next rank of the diagram: where its arrow is."""
        x, y, width, height = self.state(name).extents()
        gap = 40 * self.state(name).zoom()  # between two ranks, in the diagram's own pixels
        return round(x + width / 2), round(y + height + gap * share)

    # The code

    def code(self):
        """The text in the editor, as it stands."""
        return self.find("text", "Definition").text

    def tree(self):
        """The accessible tree as text, a node a line."""
        program = self.program()
        return tree.outline(program) if program else "(no accessible tree)"

    def screenshot(self, path):
        subprocess.run(["import", "-silent", "-window", "root", path], check=True)

    # Hands

    def menu(self, *letters):
        """Chooses from the main menu by the underlined letters; all but the last open a menu within."""
        most = 1000
        self.key("F10")
        for letter in letters:
            def is_open(most=most):
                return 0 < len(self.look("menu item")) < most
            self.wait_until(is_open, "the menu is open")
            most = len(self.look("menu item"))  # a menu within has fewer
            self.key(letter)

    def settle(self, quiet=hands.QUIET):
        """Waits until the designer has done what it was made to do: before each motion, click and key, so that it
        meets the window, the focus and the menu that a person would see by then."""
        if self.process is not None:
            hands.settle(self.process.pid, *filter(None, [_server()]), quiet=quiet)

    def _place(self, target):
        if isinstance(target, Node):
            return target.centre()
        self.settle()
        return target

    def move(self, target):
        _hands().move(*self._place(target))

    def click(self, target, button=1, count=1):
        """A real click in the middle of a node, or at (x, y). No hand is there before what the last edit changed."""
        self.settle(hands.PAUSE)
        self.move(target)
        self.settle()
        _hands().click(button, count)

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
