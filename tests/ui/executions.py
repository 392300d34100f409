# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of executions, for the stories that open it."""


def open_executions(ui):
    """Opens the list from the main menu; gives its dialog."""
    ui.menu("x")
    return ui.find("dialog", "Executions")


def open_one(ui, title):
    """Opens the execution of that title from the list, which closes."""
    ui.click(ui.find("label", title, within=ui.find("dialog", "Executions")))
    ui.wait_gone("dialog", "Executions")
