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
- There is no window manager: the window stands at 0,0, is the only one, and gets the keyboard by start(). Popovers
  are surfaces of their own, and GTK tells no place for what is in them: reach their items by key(), or by
  activate(), which is what a screen reader's user does.
- The tree is asked afresh each time: a Node kept over a change of the window may be gone.
- A story in which the designer prints a warning fails, whatever else it saw.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

# GTK has no cache of accessibles, which libatspi complains of each time.
GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None)

PROGRAM = os.environ.get("STEPWRIGHT_DESIGNER", "stepwright-designer")
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
FAILURES = os.environ.get("STEPWRIGHT_UI_FAILURES", tempfile.gettempdir())
PATIENCE = float(os.environ.get("STEPWRIGHT_UI_PATIENCE", "15"))  # seconds that a condition may take
DRAG_STEPS = 16
BOARD = "States of the machine"  # the list that holds the states of the diagram
SETTINGS_GROUP = "io/github/stepwright/Stepwright"
TOOLKIT_SETTINGS = """\
[Settings]
gtk-enable-animations=false
gtk-cursor-blink=false
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


class Node:
    """One accessible of the window. Reading from one that is gone gives empty answers."""

    def __init__(self, accessible):
        self.accessible = accessible

    def _ask(self, method, default):
        try:
            return method()
        except GLib.Error:
            return default

    @property
    def role(self):
        return self._ask(self.accessible.get_role_name, "")

    @property
    def name(self):
        return self._ask(self.accessible.get_name, "") or ""

    @property
    def description(self):
        return self._ask(self.accessible.get_description, "") or ""

    @property
    def text(self):
        """The text of an entry or an editor; empty for other roles."""
        return self._ask(lambda: Atspi.Text.get_text(self.accessible, 0, -1), "") or ""

    @property
    def states(self):
        """Names of its states, such as {"showing", "checked", "selected", "sensitive"}."""
        found = self._ask(lambda: self.accessible.get_state_set().get_states(), [])
        return {state.value_nick for state in found}

    def children(self):
        count = self._ask(self.accessible.get_child_count, 0)
        found = (self._ask(lambda i=i: self.accessible.get_child_at_index(i), None) for i in range(count))
        return [Node(child) for child in found if child is not None]

    def walk(self, depth=0):
        """This node and all below it, in reading order, with their depth."""
        yield depth, self
        for child in self.children():
            yield from child.walk(depth + 1)

    def _told_extents(self):
        box = self._ask(lambda: Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW), None)
        return (box.x, box.y, box.width, box.height) if box else (0, 0, 0, 0)

    def ancestors(self):
        """Its parent, the parent's parent and so on, up to the application."""
        parent = self._ask(self.accessible.get_parent, None)
        while parent is not None:
            yield Node(parent)
            parent = Node(parent)._ask(parent.get_parent, None)

    def extents(self):
        """(x, y, width, height) in pixels of the screen, where the window stands at the origin.

        GTK 4.18 adds up the places of a node's ancestors as if none had a border, a padding or a scale. Put right
        here: the border of the window, counted once too often by each of the window and its content, and the
        zoom of the diagram. Paddings between are missing still: a few pixels, less than half a button."""
        x, y, width, height = self._told_extents()
        for ancestor in self.ancestors():
            if ancestor.role == "list" and ancestor.name == BOARD:
                left, top, _, _ = ancestor._told_extents()
                zoom = ancestor.zoom()
                x, y = left + (x - left) * zoom, top + (y - top) * zoom
                width, height = width * zoom, height * zoom
            if ancestor.role == "frame":
                left, top, _, _ = ancestor._told_extents()
                x, y = x - 2 * left, y - 2 * top
        return tuple(round(value) for value in (x, y, width, height))

    def zoom(self):
        """The scale of the diagram this node is in, as the zoom button beside it says."""
        for ancestor in self.ancestors():
            for _, node in ancestor.walk():
                match = re.fullmatch(r"(\d+)\s*%", node.name)
                if match and node.role == "button":
                    return int(match.group(1)) / 100
        return 1.0

    def centre(self):
        x, y, width, height = self.extents()
        if width <= 0 or height <= 0:
            raise AssertionError(f"{self} has no place on the screen")
        return x + width // 2, y + height // 2

    def activate(self, action=None):
        """Its first action, or the one named so, as assistive technology calls it."""
        for index in range(self._ask(lambda: Atspi.Action.get_n_actions(self.accessible), 0)):
            if action in (None, Atspi.Action.get_action_name(self.accessible, index)):
                Atspi.Action.do_action(self.accessible, index)
                return
        raise AssertionError(f"{self} has no action {action or ''}")

    def relations(self, kind):
        """The nodes it is related to; KIND is a name such as "flows-to"."""
        found = []
        for relation in self._ask(self.accessible.get_relation_set, []) or []:
            if relation.get_relation_type().value_nick == kind:
                found += [Node(relation.get_target(i)) for i in range(relation.get_n_targets())]
        return found

    def __str__(self):
        return f'{self.role} "{self.name}"'


def _matches(wanted, text):
    if wanted is None:
        return True
    return bool(wanted.search(text)) if isinstance(wanted, re.Pattern) else wanted == text


def _place(target):
    return target.centre() if isinstance(target, Node) else target


def _xdotool(*words):
    done = subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"xdotool {' '.join(map(str, words))}: {done.stderr.strip()}")
    return done.stdout


class Designer:
    """The program under test, and the hands and eyes on it."""

    def __init__(self, home):
        self.home = home
        self.process = None
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
        _xdotool("mousemove", 1, 1)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([PROGRAM, *files], env=self._environment(), cwd=self.home,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        if wait:
            self.find("frame")
            window = self.window()
            if size:
                _xdotool("windowsize", "--sync", window, *size)
            _xdotool("windowfocus", "--sync", window)
            self.wait_until(lambda: "active" in self.find("frame").states, "the window is active")

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
        status, self.process = self.process.returncode, None
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
        self.process = None

    # Eyes

    def application(self):
        """The root of the designer's accessible tree, or None while it has none."""
        desktop = Atspi.get_desktop(0)
        desktop.set_cache_mask(Atspi.Cache.NONE)
        for index in range(desktop.get_child_count()):
            with contextlib.suppress(GLib.Error):
                child = desktop.get_child_at_index(index)
                if child is not None and child.get_process_id() == self.process.pid:
                    child.set_cache_mask(Atspi.Cache.NONE)
                    return Node(child)
        return None

    def look(self, role=None, name=None, within=None, showing=True):
        """All nodes of that role and name, in reading order; does not wait."""
        top = within or self.application()
        if top is None:
            return []
        return [node for _, node in top.walk()
                if _matches(role, node.role) and _matches(name, node.name)
                and (not showing or "showing" in node.states)]

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
        """Polls CONDITION until it is true and returns what it gave; fails, saying WHAT, when it never is."""
        limit = time.monotonic() + (timeout or PATIENCE)
        while True:
            with contextlib.suppress(GLib.Error):
                answer = condition()
                if answer:
                    return answer
            if self.process is not None and not self.running() and "ends" not in what:
                raise AssertionError(f"waiting until {what}: the designer ended with status "
                                     f"{self.process.returncode}\n{self.said()}")
            if time.monotonic() > limit:
                raise AssertionError(f"waited in vain until {what}")
            GLib.MainContext.default().iteration(False)
            time.sleep(0.02)  # the pace of the poll, no guess at how long the condition takes

    # The run

    def run_stands(self, words, timeout=None):
        """Waits until the header of the run says WORDS ("Succeeded"): a state's own row may say them earlier."""
        header = self.find(None, "Status of the Run", timeout=timeout)
        return self.find("label", re.compile(words), within=header, timeout=timeout)

    # The diagram

    def state(self, name):
        """A state of the diagram."""
        return self.find("list item", name, within=self.find("list", BOARD))

    def states(self):
        """The names of all states of the diagram, in reading order."""
        boards = self.look("list", BOARD)
        return [node.name for node in self.look("list item", within=boards[0])] if boards else []

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
        top = self.application()
        if top is None:
            return "(no accessible tree)"
        return "\n".join(f"{'  ' * depth}{node} {sorted(node.states - {'enabled', 'visible'})} {node.extents()}"
                         for depth, node in top.walk())

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

    def move(self, target):
        _xdotool("mousemove", "--sync", *_place(target))

    def click(self, target, button=1, count=1):
        """A real click in the middle of a node, or at (x, y)."""
        self.move(target)
        _xdotool("click", "--repeat", count, "--delay", 40, button)

    def drag(self, start, end, before_drop=None):
        """Presses on START, moves to END as a hand does, and lets go. BEFORE_DROP runs while it is held at END."""
        (x0, y0), (x1, y1) = _place(start), _place(end)
        _xdotool("mousemove", "--sync", x0, y0)
        _xdotool("mousedown", 1)
        try:
            for step in range(1, DRAG_STEPS + 1):
                _xdotool("mousemove", "--sync", x0 + (x1 - x0) * step // DRAG_STEPS, y0 + (y1 - y0) * step // DRAG_STEPS)
                self._frame()
            # A nudge: the last motion is what a drop is decided by.
            _xdotool("mousemove", "--sync", x1 + 1, y1)
            _xdotool("mousemove", "--sync", x1, y1)
            self._frame()
            if before_drop:
                before_drop()
        finally:
            _xdotool("mouseup", 1)

    def _frame(self):
        """Lets the program see one motion before the next: a round through its main loop."""
        with contextlib.suppress(GLib.Error, AttributeError):
            self.application().accessible.get_child_count()
        time.sleep(1 / 60)

    def key(self, *keys):
        """Presses keys in X11's names: "ctrl+z", "Return", "F2". What is held stays held, a mouse button too."""
        _xdotool("key", "--delay", 20, *keys)

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
                _xdotool("key", "--delay", 4, "--repeat", times, key)
        self.wait_until(lambda: Atspi.Text.get_caret_offset(editor.accessible) == offset, "the cursor is in its place")

    def hold(self, key, action):
        """Runs ACTION while a key such as "ctrl" is held down."""
        _xdotool("keydown", key)
        try:
            action()
        finally:
            _xdotool("keyup", key)

    def type(self, text):
        _xdotool("type", "--delay", 8, text)

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
