# SPDX-License-Identifier: GPL-3.0-or-later
"""The designer as a program: its home and settings, its start, what it writes, and its end."""

import os
import re
import shutil
import signal
import subprocess
import tempfile

PROGRAM = os.environ.get("STEPWRIGHT_DESIGNER", "stepwright-designer")
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
FAILURES = os.environ.get("STEPWRIGHT_UI_FAILURES", tempfile.gettempdir())
PATIENCE = float(os.environ.get("STEPWRIGHT_UI_PATIENCE", "60"))  # seconds that a condition may take
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


def _outlive_limits():
    """A story may limit the size of files, as a full disk does: then writing fails, and the program goes on."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


class Launch:
    """The program under test, in a home of its own."""

    def __init__(self, home):
        self.home = home
        self.process = None
        self.log = os.path.join(home, "designer.log")

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

    def launch(self, *files):
        """Starts the designer on FILES."""
        if self.process is not None:
            raise AssertionError("the designer runs already")
        self._quiet_toolkit()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([PROGRAM, *files], env=self._environment(), cwd=self.home,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            preexec_fn=_outlive_limits)

    def hand_over(self, *files):
        """Starts the designer once more, which has the one that runs open FILES in its active window."""
        subprocess.run([PROGRAM, *files], env=self._environment(), cwd=self.home, check=True, timeout=PATIENCE)

    def running(self):
        return self.process is not None and self.process.poll() is None

    def said(self):
        """What the designer wrote to its standard output and error."""
        return self.read(self.log)

    def warnings(self):
        """The warnings it wrote that nobody has explained, each once."""
        lines = [line for line in self.said().splitlines() if WARNING.search(line)]
        return list(dict.fromkeys(line for line in lines if not any(known in line for known in KNOWN_WARNINGS)))

    def forget(self):
        """It has ended: what is known of it is no more."""
        self.process = None

    def kill(self):
        if self.running():
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.forget()
