# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessible tree of a program, over D-Bus and fast: all nodes of a rank are asked at once.

libatspi asks for one child, role, name and state after the other, which for a window of ours takes most of a second.
(GTK's cache, which tells everything in one answer, does not know what has come up since it was last asked.)"""

import contextlib
import re
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

BOARD = "States of the machine"  # the list that holds the states of the diagram

ACCESSIBLE, ACTION, COMPONENT, TEXT = (
    f"org.a11y.atspi.{name}" for name in ("Accessible", "Action", "Component", "Text"))
PROPERTIES = "org.freedesktop.DBus.Properties"
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ZOOM = re.compile(r"^(\d+)\s*%$")
IN_WINDOW = GLib.Variant("(u)", (Atspi.CoordType.WINDOW,))
ROLES = {int(role): Atspi.role_get_name(role) for role in Atspi.Role.__enum_values__.values()}
STATES = {int(state): state.value_nick for state in Atspi.StateType.__enum_values__.values()}
RELATIONS = {int(kind): kind.value_nick for kind in Atspi.RelationType.__enum_values__.values()}

def _states(halves):
    bits = halves[0] | halves[1] << 32
    return {nick for number, nick in STATES.items() if bits >> number & 1}


def matches(wanted, text):
    if wanted is None:
        return True
    return bool(wanted.search(text)) if isinstance(wanted, re.Pattern) else wanted == text


class Bus:
    """The bus of assistive technology."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address, = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                     Gio.DBusCallFlags.NONE, -1, None).unpack()
        kind = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.connection = Gio.DBusConnection.new_for_address_sync(address, kind, None, None)

    def ask(self, name, path, interface, method, arguments=None):
        """The answer's values, or None where there is no answer."""
        with contextlib.suppress(GLib.Error):
            return self.connection.call_sync(name, path, interface, method, arguments, None,
                                             Gio.DBusCallFlags.NONE, -1, None).unpack()
        return None

    def ask_many(self, name, questions):
        """The answers to questions (path, interface, method, arguments), all asked before the first is answered."""
        answers = [None] * len(questions)
        left = set(range(len(questions)))

        def answered(connection, result, index):
            with contextlib.suppress(GLib.Error):
                answers[index] = connection.call_finish(result).unpack()
            left.discard(index)
        context = GLib.MainContext()
        context.push_thread_default()
        try:
            for index, (path, interface, method, arguments) in enumerate(questions):
                self.connection.call(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, -1,
                                     None, answered, index)
            while left:
                context.iteration(True)
        finally:
            context.pop_thread_default()
        return answers

    def listen(self, heard):
        """Adds to the list HEARD what is announced from now on."""
        def told(_connection, _sender, _path, _interface, _signal, arguments):
            heard.append(str(arguments.unpack()[3]))
        self.ask(*REGISTRY[:1], "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "RegisterEvent",
                 GLib.Variant("(sass)", ("object:announcement", [], "")))
        self.connection.signal_subscribe(None, "org.a11y.atspi.Event.Object", "Announcement", None, None,
                                         Gio.DBusSignalFlags.NONE, told)

    def name_of(self, process):
        """The name and the root of the program with that process number, or None while it is not there."""
        programs, = self.ask(*REGISTRY, ACCESSIBLE, "GetChildren") or ([],)
        for name, root in programs:
            owner = self.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                             "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))
            if owner == (process,):
                return name, root
        return None


class Program:
    """A program that is on the bus. Its accessibles are known by paths, which are never used again: roles are asked
    once; where a node hung when it was last seen is where it hangs."""

    def __init__(self, bus, name, root, settle):
        self.bus = bus
        self.settle = settle  # waits until it rests
        self.name = name
        self.root = root
        self._roles = {}
        self._parents = {}
        self.last_action = 0.0  # when one was called, by the clock that goes on
        self._zooms = {}  # the button that tells the zoom, by the list of the diagram

    def ask(self, path, interface, method, arguments=None):
        return self.bus.ask(self.name, path, interface, method, arguments)

    def ask_each(self, paths, interface, method, arguments=None):
        """The first value of each one's answer, or None."""
        answers = self.bus.ask_many(self.name, [(path, interface, method, arguments) for path in paths])
        return [answer[0] if answer else None for answer in answers]

    @staticmethod
    def _property(interface, name):
        return PROPERTIES, "Get", GLib.Variant("(ss)", (interface, name))

    def property(self, path, interface, name):
        """The value of a property, or None."""
        return self.ask_each([path], *self._property(interface, name))[0]

    def children_of(self, paths):
        """The paths of the children of each, in their order."""
        answers = self.ask_each(paths, ACCESSIBLE, "GetChildren")
        children = {path: [child for _, child in answer or []] for path, answer in zip(paths, answers)}
        self._parents.update((child, path) for path, found in children.items() for child in found)
        return children

    def below(self, top):
        """The node and all below it, in reading order, with their depth."""
        children, rank = {}, [top]
        while rank:
            answers = self.children_of([path for path in rank if path not in children])
            children.update(answers)
            rank = [child for found in answers.values() for child in found]
        waiting, found = [(0, top)], []
        while waiting:
            depth, path = waiting.pop()
            found.append((depth, path))
            waiting += [(depth + 1, child) for child in reversed(children[path])]
        return found

    def above(self, path):
        """The node's parent, the parent's parent and so on, up to the window."""
        found = []
        while True:
            parent = self._parents.get(path)
            if parent is None:
                _, parent = self.property(path, ACCESSIBLE, "Parent") or ("", None)
                self._parents[path] = parent
            if parent in (None, self.root):
                return found
            found.append(parent)
            path = parent

    def holds(self, path):
        """Is the node still where it was seen?"""
        line = [path, *self.above(path), self.root]
        children = self.children_of(line[1:])
        return all(child in children[parent] for child, parent in zip(line, line[1:]))

    def roles(self, paths):
        unknown = [path for path in paths if path not in self._roles]
        for path, role in zip(unknown, self.ask_each(unknown, ACCESSIBLE, "GetRole")):
            if role is not None:
                self._roles[path] = ROLES.get(role, "")
        return [self._roles.get(path, "") for path in paths]

    def names(self, paths):
        return [name or "" for name in self.ask_each(paths, *self._property(ACCESSIBLE, "Name"))]

    def states(self, paths):
        return [_states(halves) if halves else set() for halves in self.ask_each(paths, ACCESSIBLE, "GetState")]

    def find_all(self, top, role, name, showing):
        """The paths of all nodes at or below TOP of that role and name, in reading order."""
        paths = [path for _, path in self.below(top)]
        if role is not None:
            paths = [path for path, found in zip(paths, self.roles(paths)) if matches(role, found)]
        if name is not None:
            paths = [path for path, found in zip(paths, self.names(paths)) if matches(name, found)]
        if showing:
            paths = [path for path, found in zip(paths, self.states(paths)) if "showing" in found]
        return paths

    def zoom(self, path):
        """The scale of the diagram the node is in, as the zoom button beside it says."""
        button = self._zooms.get(path)
        if button is None or not matches(ZOOM, self.names([button])[0]):
            buttons = (found for above in self.above(path) for found in self.find_all(above, "button", ZOOM, False))
            button = self._zooms[path] = next(buttons, None)
        match = ZOOM.search(self.names([button])[0]) if button else None
        return int(match.group(1)) / 100 if match else 1.0


class Node:
    """One accessible of the window. Reading from one that is gone gives empty answers."""

    def __init__(self, program, path):
        self.program = program
        self.path = path

    @property
    def role(self):
        return self.program.roles([self.path])[0]

    @property
    def name(self):
        return self.program.names([self.path])[0]

    @property
    def description(self):
        return self.program.property(self.path, ACCESSIBLE, "Description") or ""

    @property
    def text(self):
        """The text of an entry or an editor; empty for other roles."""
        return (self.program.ask(self.path, TEXT, "GetText", GLib.Variant("(ii)", (0, -1))) or [""])[0]

    @property
    def caret(self):
        """The offset of the cursor in its text, in characters; -1 for other roles."""
        offset = self.program.property(self.path, TEXT, "CaretOffset")
        return -1 if offset is None else offset

    def character_box(self, offset):
        """(x, y, width, height) in the window of the character at OFFSET, as GTK tells it: without the text's margins."""
        return self.program.ask(self.path, TEXT, "GetCharacterExtents",
                                GLib.Variant("(iu)", (offset, Atspi.CoordType.WINDOW))) or (0, 0, 0, 0)

    @property
    def states(self):
        """Names of its states, such as {"showing", "checked", "selected", "sensitive"}."""
        return self.program.states([self.path])[0]

    def children(self):
        return [Node(self.program, path) for path in self.program.children_of([self.path])[self.path]]

    def walk(self):
        """This node and all below it, in reading order, with their depth."""
        return [(depth, Node(self.program, path)) for depth, path in self.program.below(self.path)]

    def ancestors(self):
        """Its parent, the parent's parent and so on, up to the window."""
        return [Node(self.program, path) for path in self.program.above(self.path)]

    def extents(self):
        """(x, y, width, height) in pixels of the screen, where the window stands at the origin, once the program rests.

        GTK 4.18 adds up the places of a node's ancestors as if none had a border, a padding or a scale. Put right
        here: the border of the window, counted once too often by each of the window and its content, and the
        zoom of the diagram. Paddings between are missing still: a few pixels, less than half a button."""
        self.program.settle()
        return self.extents_now()

    def extents_now(self):
        """The same in the midst of what happens."""
        above = self.program.above(self.path)
        names = dict(zip(above, self.program.names(above)))
        roles = dict(zip(above, self.program.roles(above)))
        above = [path for path in above if roles[path] == "frame" or (roles[path], names[path]) == ("list", BOARD)]
        answers = self.program.ask_each([self.path, *above], COMPONENT, "GetExtents", IN_WINDOW)
        (x, y, width, height), *places = (answer or (0, 0, 0, 0) for answer in answers)
        for path, (left, top, _, _) in zip(above, places):
            if roles[path] == "frame":
                x, y = x - 2 * left, y - 2 * top
            else:
                zoom = self.program.zoom(path)
                x, y = left + (x - left) * zoom, top + (y - top) * zoom
                width, height = width * zoom, height * zoom
        return tuple(round(value) for value in (x, y, width, height))

    def zoom(self):
        """The scale of the diagram this node is in, as the zoom button beside it says."""
        return self.program.zoom(self.path)

    def centre(self):
        x, y, width, height = self.extents()
        if width <= 0 or height <= 0:
            raise AssertionError(f"{self} has no place on the screen")
        return x + width // 2, y + height // 2

    def activate(self, action=None):
        """Its first action, or the one named so, as assistive technology calls it, once the program rests."""
        self.program.settle()
        for index in range(self.program.property(self.path, ACTION, "NActions") or 0):
            number = GLib.Variant("(i)", (index,))
            if action is None or self.program.ask(self.path, ACTION, "GetName", number) == (action,):
                self.program.ask(self.path, ACTION, "DoAction", number)
                self.program.last_action = time.monotonic()
                return
        raise AssertionError(f"{self} has no action {action or ''}")

    def relations(self, kind):
        """The nodes it is related to; KIND is a name such as "flows-to"."""
        rows, = self.program.ask(self.path, ACCESSIBLE, "GetRelationSet") or ([],)
        return [Node(self.program, path) for number, targets in rows if RELATIONS.get(number) == kind
                for _, path in targets]

    def __str__(self):
        return f'{self.role} "{self.name}"'


def find_all(program, role=None, name=None, within=None, showing=True):
    """All nodes of that role and name, in reading order, of the tree as it stands."""
    top = within.path if within else program.root
    return [Node(program, path) for path in program.find_all(top, role, name, showing)]


def outline(program):
    """The tree as text, a node a line."""
    lines = []
    for depth, path in program.below(program.root):
        node = Node(program, path)
        lines.append(f"{'  ' * depth}{node} {sorted(node.states - {'enabled', 'visible'})} {node.extents_now()}")
    return "\n".join(lines)
