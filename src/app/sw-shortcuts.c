/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-shortcuts.h"

#include <glib/gi18n.h>

/* What the overview of keys tells, in its order; tests/packaging/shortcuts.py holds it against the keys in the sources. */
static const SwShortcut shortcuts[] = {
  { .group = NC_ ("shortcut window", "Documents") },
  { NC_ ("shortcut window", "New"), .action = "win.new" },
  { NC_ ("shortcut window", "Open"), .action = "win.open" },
  { NC_ ("shortcut window", "Save"), .action = "win.save" },
  { NC_ ("shortcut window", "Save as"), .action = "win.save-as" },
  { NC_ ("shortcut window", "Export picture"), .action = "win.export-picture" },
  { NC_ ("shortcut window", "New window"), .action = "app.new-window" },
  { NC_ ("shortcut window", "Close tab"), .action = "win.close-tab" },
  { .group = NC_ ("shortcut window", "Editing") },
  { NC_ ("shortcut window", "Undo"), .action = "win.undo" },
  { NC_ ("shortcut window", "Redo"), .action = "win.redo" },
  { NC_ ("shortcut window", "Find states, or in the code"), .action = "win.find" },
  { NC_ ("shortcut window", "Complete the code"), .keys = "<Control>space" },
  { .group = NC_ ("shortcut window", "Diagram") },
  { NC_ ("shortcut window", "Rename state"), .keys = "F2" },
  { NC_ ("shortcut window", "Delete state"), .keys = "Delete" },
  { NC_ ("shortcut window", "Add a state after"), .keys = "a Insert" },
  { NC_ ("shortcut window", "Connect to another state"), .keys = "c" },
  { NC_ ("shortcut window", "Move to another place"), .keys = "m" },
  { NC_ ("shortcut window", "Inspect state"), .keys = "Return" },
  { NC_ ("shortcut window", "Duplicate"), .keys = "<Control>d" },
  { NC_ ("shortcut window", "Cut, copy, paste"), .keys = "<Control>x <Control>c <Control>v" },
  { NC_ ("shortcut window", "Wrap in a Parallel"), .keys = "<Control>g" },
  { NC_ ("shortcut window", "Wrap in a Map"), .keys = "<Control>m" },
  { NC_ ("shortcut window", "Unwrap"), .keys = "<Control><Shift>g" },
  { NC_ ("shortcut window", "Move state, rule or branch"),
    .keys = "<Control><Shift>Up <Control><Shift>Down <Control><Shift>Left <Control><Shift>Right" },
  { NC_ ("shortcut window", "Select all"), .keys = "<Control>a" },
  { NC_ ("shortcut window", "First and last state"), .keys = "Home End" },
  { NC_ ("shortcut window", "Menu of the state"), .keys = "<Shift>F10" },
  { .group = NC_ ("shortcut window", "Looking at the Diagram") },
  { NC_ ("shortcut window", "Zoom in"), .keys = "<Control>plus" },
  { NC_ ("shortcut window", "Zoom out"), .keys = "<Control>minus" },
  { NC_ ("shortcut window", "Original size"), .keys = "<Control>0" },
  { NC_ ("shortcut window", "Fit the window"), .keys = "<Control>9" },
  { NC_ ("shortcut window", "Problems of the state"), .keys = "<Control>period" },
  { NC_ ("shortcut window", "Zoom to the selection"), .keys = "z" },
  { NC_ ("shortcut window", "Centre the selection"), .keys = "<Alt>c" },
  { NC_ ("shortcut window", "Back to what was selected before"), .keys = "<Alt>Left" },
  { NC_ ("shortcut window", "Forward again"), .keys = "<Alt>Right" },
  { NC_ ("shortcut window", "Collapse"), .keys = "minus" },
  { NC_ ("shortcut window", "Expand"), .keys = "plus" },
  { .group = NC_ ("shortcut window", "Inspector") },
  { NC_ ("shortcut window", "What a field is for"), .keys = "F1" },
  { NC_ ("shortcut window", "Write an editor’s text"), .keys = "<Control>Return" },
  { NC_ ("shortcut window", "Undo typing"), .keys = "Escape" },
  { NC_ ("shortcut window", "Move rule, retrier or catcher"),
    .keys = "<Alt><Shift>Up <Alt><Shift>Down" },
  { .group = NC_ ("shortcut window", "Code") },
  { NC_ ("shortcut window", "Go to state"), .action = "win.go-to-state" },
  { NC_ ("shortcut window", "Go to definition"), .keys = "F12" },
  { NC_ ("shortcut window", "Find references"), .keys = "<Shift>F12" },
  { NC_ ("shortcut window", "Rename"), .keys = "F2" },
  { NC_ ("shortcut window", "Next problem"), .action = "win.next-problem" },
  { NC_ ("shortcut window", "Previous problem"), .action = "win.previous-problem" },
  { NC_ ("shortcut window", "List of problems"), .keys = "<Control>F8" },
  { NC_ ("shortcut window", "Show fixes"), .keys = "<Control>period" },
  { NC_ ("shortcut window", "Go to matching bracket"), .keys = "<Control>m" },
  { NC_ ("shortcut window", "Go back"), .keys = "<Alt>Left" },
  { NC_ ("shortcut window", "Go forward"), .keys = "<Alt>Right" },
  { NC_ ("shortcut window", "Tidy up code"), .action = "win.format" },
  { .group = NC_ ("shortcut window", "Running") },
  { NC_ ("shortcut window", "Run"), .action = "win.run" },
  { NC_ ("shortcut window", "Stop"), .action = "win.stop" },
  { NC_ ("shortcut window", "Redrive"), .action = "win.redrive" },
  { .group = NC_ ("shortcut window", "Debugger") },
  { NC_ ("shortcut window", "Set or take away a breakpoint"), .keys = "<Control>b" },
  { NC_ ("shortcut window", "Pause the run"), .keys = "F6" },
  { NC_ ("shortcut window", "Continue"), .keys = "F5" },
  { NC_ ("shortcut window", "Step over"), .keys = "F10" },
  { NC_ ("shortcut window", "Step into"), .keys = "F11" },
  { NC_ ("shortcut window", "Step out"), .keys = "<Shift>F11" },
  { NC_ ("shortcut window", "Run to the selected state"), .keys = "<Control>F10" },
  { .group = NC_ ("shortcut window", "Window") },
  { NC_ ("shortcut window", "Show diagram"), .action = "win.view-mode::diagram" },
  { NC_ ("shortcut window", "Show diagram and code"), .action = "win.view-mode::split" },
  { NC_ ("shortcut window", "Show code"), .action = "win.view-mode::code" },
  { NC_ ("shortcut window", "Show palette"), .action = "win.show-palette" },
  { NC_ ("shortcut window", "Show inspector"), .action = "win.show-inspector" },
  { NC_ ("shortcut window", "Show runs"), .action = "win.show-runs" },
  { NC_ ("shortcut window", "Show tests"), .action = "win.show-tests" },
  { NC_ ("shortcut window", "Preferences"), .action = "app.preferences" },
  { NC_ ("shortcut window", "Help"), .keys = "F1" },
  { NC_ ("shortcut window", "Keyboard shortcuts"), .action = "win.show-help-overlay" },
  { NC_ ("shortcut window", "Close window"), .action = "window.close" },
  { NC_ ("shortcut window", "Quit"), .action = "app.quit" },
};

/**
 * sw_shortcuts_get:
 * @n_shortcuts: (out): how many
 *
 * Returns: (transfer none) (array length=n_shortcuts): the keys of the designer; the row of a group's title comes before
 *   the group's keys
 */
const SwShortcut *
sw_shortcuts_get (gsize *n_shortcuts)
{
  *n_shortcuts = G_N_ELEMENTS (shortcuts);
  return shortcuts;
}
