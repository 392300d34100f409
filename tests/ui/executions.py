# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of executions, and the server that clients start them on, for the stories that open them."""

import json
import urllib.error
import urllib.request

MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:"


def open_executions(ui):
    """Opens the list from the main menu; gives its dialog."""
    ui.menu("x")
    return ui.find("dialog", "Executions")


def open_one(ui, title):
    """Opens the execution of that title from the list, which closes."""
    ui.click(ui.find("label", title, within=ui.find("dialog", "Executions")))
    ui.wait_gone("dialog", "Executions")


def ask(address, operation, **request):
    """Asks as AWS's clients do; the answer, or the error's name."""
    headers = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": f"AWSStepFunctions.{operation}"}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, json.dumps(request).encode(), headers),
                                    timeout=20) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


def address_of(ui):
    """The address that the dialog shows."""
    found = []

    def look():
        found[:] = [node.name for _, node in ui.find("dialog", "Serve on This Computer").walk()
                    if node.role == "label" and node.name.startswith("http://")]
        return found

    ui.wait_until(look, "the dialog shows an address")
    return found[0]
