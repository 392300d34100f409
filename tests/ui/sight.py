# SPDX-License-Identifier: GPL-3.0-or-later
"""What the designer shows and says, by the accessible tree, and waiting for it."""

import functools
import re
import subprocess
import time

from gi.repository import GLib

import hands
import tree
from launch import PATIENCE, Launch
from tree import BOARD


@functools.cache
def _bus():
    return tree.Bus()


@functools.cache
def _server():
    return hands.server()


class Sight(Launch):
    """Eyes and ears on the program under test."""

    def __init__(self, home):
        super().__init__(home)
        self._program = None
        self._board = None

    def forget(self):
        super().forget()
        self._program = self._board = None

    def settle(self, limit=hands.LIMIT):
        """Waits until the designer has done what it was made to do: before each motion, click and key, so that it
        meets the window, the focus and the menu that a person would see by then."""
        if self.process is not None:
            hands.settle(self.process.pid, *filter(None, [_server()]), limit=limit)

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

    @staticmethod
    def listen(heard):
        """Adds to the list HEARD what is announced to assistive technology from now on, as long as one waits."""
        _bus().listen(heard)

    def run_stands(self, words, timeout=None):
        """Waits until the header of the run says WORDS ("Succeeded"): a state's own row may say them earlier."""
        header = self.find(None, "Status of the Run", timeout=timeout)
        return self.find("label", re.compile(words), within=header, timeout=timeout)

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

    def code(self):
        """The text in the editor, as it stands."""
        return self.find("text", "Definition").text

    def tree(self):
        """The accessible tree as text, a node a line."""
        program = self.program()
        return tree.outline(program) if program else "(no accessible tree)"

    def screenshot(self, path):
        subprocess.run(["import", "-silent", "-window", "root", path], check=True)
