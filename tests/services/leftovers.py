# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program must not leave behind, however it ends: processes, files where temporary ones belong, mounts.

    with leftovers.none(folder) as environment:      FOLDER is the test's own
        subprocess.run(…, env={…, **environment})

Raises AssertionError where something is left when the block ends. A process that lost its parent comes to this one,
which asks the kernel for that (PR_SET_CHILD_SUBREAPER); those that were there before do not count.
"""

import contextlib
import ctypes
import os
import signal
import time

PATIENCE = 20  # seconds that a process may take to be gone, on a machine that is busy

ctypes.CDLL(None).prctl(36, 1)


def children():
    """Ids of the processes of this one, dead ones that nobody has asked for, too"""
    found = set()
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace") as file:
                parent = file.read().rpartition(")")[2].split()[1]
        except (OSError, IndexError):
            continue
        if int(parent) == os.getpid():
            found.add(int(entry))
    return found


def describe(pid):
    with contextlib.suppress(OSError):
        with open(f"/proc/{pid}/cmdline", encoding="utf-8", errors="replace") as file:
            return file.read().replace("\0", " ")[:200]
    return str(pid)


def wait_for_end(pids):
    """Those of PIDS that live on. The dead are buried: their parent ended before them, as it may."""
    alive = set()
    for pid in pids:
        with contextlib.suppress(ChildProcessError):
            if os.waitpid(pid, os.WNOHANG) == (0, 0):
                alive.add(pid)
    return alive


def check_processes(before):
    end = time.monotonic() + PATIENCE
    while (left := wait_for_end(children() - before)) and time.monotonic() < end:
        time.sleep(0.01)
    told = [describe(pid) for pid in left]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left, f"processes are left: {told}"


@contextlib.contextmanager
def none(folder):
    temporary = os.path.join(folder, "temporary files")
    os.mkdir(temporary)
    before = children()
    yield {"TMPDIR": temporary}
    check_processes(before)
    assert not os.listdir(temporary), f"files are left: {os.listdir(temporary)}"
    with open("/proc/self/mounts", encoding="utf-8") as mounts:
        assert folder not in mounts.read(), "a mount is left"
