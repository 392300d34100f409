# SPDX-License-Identifier: GPL-3.0-or-later
"""Pointer and keys by X11's own test interface, and when a program has done all that they made it do.

The library of xdotool in this process: a program started for each motion costs more than the motion."""

import contextlib
import ctypes
import os
import re
import time

LIBRARY = "libxdo.so.3"
FOCUS = 0        # xdo's CURRENTWINDOW: to whatever has the keyboard or is under the pointer
FRAME = 1 / 60   # seconds between two pictures of GTK
QUIET = 1.25 * FRAME  # seconds without a wake-up: the next picture, if one was wanted, would have been drawn
HOMING = 0.3     # seconds that a hand needs from the keyboard to the pointer, and a little more than GTK lets pass before
                 # a button acts that was pressed by a key or by assistive technology
HOLD = 0.25      # seconds: the longest that a button is held down in a click
WHEEL = 4        # the first of the buttons that are a wheel's
LIMIT = 1.0      # seconds after which a program counts as one that never sleeps: it draws all the time
DOUBLE = 1.1     # seconds (our GTK: 1) and pixels within which a second click makes a double one
NEAR = 5


class Hands:
    """The pointer and the keyboard of the display."""

    def __init__(self):
        self.xdo = ctypes.CDLL(LIBRARY)
        self.xdo.xdo_new.restype = ctypes.c_void_p
        self.handle = ctypes.c_void_p(self.xdo.xdo_new(None))
        if not self.handle:
            raise AssertionError("there is no display")
        self.last_click = (0, 0, 0.0)
        self.last_key = 0.0

    def _do(self, function, *arguments):
        if getattr(self.xdo, function)(self.handle, *arguments) != 0:
            raise AssertionError(f"{function}{arguments} failed")
        self.place()  # a round through the server: it has done it

    def place(self):
        """Where the pointer is."""
        x, y, screen = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
        self.xdo.xdo_get_mouse_location(self.handle, ctypes.byref(x), ctypes.byref(y), ctypes.byref(screen))
        return x.value, y.value

    def move(self, x, y):
        self._do("xdo_move_mouse", int(x), int(y), 0)

    def press(self, button):
        self._do("xdo_mouse_down", ctypes.c_ulong(FOCUS), button)

    def release(self, button):
        self._do("xdo_mouse_up", ctypes.c_ulong(FOCUS), button)

    def click(self, button, count, rest):
        """Clicks where the pointer is. Two calls are never taken for a double click: the second waits.

        The button is held until REST returns, when what the press did is done. GTK asks the X server by itself where
        the pointer is after each change of the layout, such as one that the press made, and learns that no button is
        down as soon as the server knows, before it sees the release: it then takes the press back (4.18). No finger is
        that quick."""
        x, y = self.place()
        last_x, last_y, then = self.last_click
        if abs(x - last_x) <= NEAR and abs(y - last_y) <= NEAR:
            time.sleep(max(0, then + DOUBLE - time.monotonic()))
        for _ in range(count):
            self.press(button)
            if button < WHEEL:
                rest()
            self.release(button)
        self.last_click = (x, y, time.monotonic() if button < WHEEL else 0.0)

    def _strike(self, function, *arguments):
        self._do(function, ctypes.c_ulong(FOCUS), *arguments)
        self.last_key = time.monotonic()

    def key(self, keys, times=1):
        """Presses keys in X11's names, held together: "ctrl+z"."""
        for _ in range(times):
            self._strike("xdo_send_keysequence_window", keys.encode(), ctypes.c_uint(1000))

    def key_down(self, key):
        self._strike("xdo_send_keysequence_window_down", key.encode(), ctypes.c_uint(1000))

    def key_up(self, key):
        self._strike("xdo_send_keysequence_window_up", key.encode(), ctypes.c_uint(1000))

    def type(self, text):
        self._strike("xdo_enter_text_window", text.encode(), ctypes.c_uint(8000))


def server():
    """The process number of the X server, or None where it is not on this machine."""
    number = re.match(r"(?:unix)?:(\d+)", os.environ.get("DISPLAY", ""))
    with contextlib.suppress(OSError, ValueError, AttributeError):
        with open(f"/tmp/.X{number.group(1)}-lock", encoding="ascii") as lock:
            return int(lock.read())
    return None


def _wake_ups(process):
    """How often each thread of a process was woken, or None if one of them has work to do."""
    folder = f"/proc/{process}/task"
    counts = []
    for thread in os.listdir(folder):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            with open(f"{folder}/{thread}/status", encoding="utf-8") as file:
                status = file.read()
            if not re.search(r"^State:\s+S", status, re.MULTILINE):
                return None
            counts.append((thread, *re.findall(r"ctxt_switches:\s+(\d+)", status)))
    return counts


def settle(*processes, limit=LIMIT):
    """Waits until the processes sleep, all their threads, for longer than a picture takes to come: what was to be
    done is done. False if they do not come to rest in LIMIT seconds."""
    limit = time.monotonic() + limit
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # one that has ended rests
        before = [_wake_ups(process) for process in processes]
        while time.monotonic() < limit:
            time.sleep(QUIET)
            now = [_wake_ups(process) for process in processes]
            if None not in now and now == before:
                return True
            before = now
        return False
    return True
