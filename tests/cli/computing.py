#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that an expression that never ends holds nobody up: Ctrl+C ends the program, and the server answers. TAP.

    computing.py STEPWRIGHT
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from functools import partial

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

ENDLESS = "($f := function(){$f()}; $f())"
MACHINE = {"QueryLanguage": "JSONata", "StartAt": "A",
           "States": {"A": {"Type": "Pass", "Output": "{% " + ENDLESS + " %}", "End": True}}}
ADDRESS = re.compile(r"Serving Step Functions on (http://127\.0\.0\.1:\d+)")

# Seconds; far more than anything here takes
PATIENCE = 60


def begin(stepwright, folder, *arguments):
    return subprocess.Popen([stepwright, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True,
                            env={**os.environ, "XDG_DATA_HOME": folder, "XDG_STATE_HOME": folder})


def interrupt(stepwright, *arguments):
    """The signal reaches the program wherever it is: it has no handler that would have to wait."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "endless.asl.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(MACHINE, file)
        process = begin(stepwright, folder, *(path if part is None else part for part in arguments))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
        if process.returncode != -signal.SIGINT:
            yield f"exit status {process.returncode}"


def call(address, operation, **request):
    asked = urllib.request.Request(address, json.dumps(request).encode(), {
        "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "AWSStepFunctions." + operation})
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        return json.load(answer)


def start(address, name):
    machine = call(address, "CreateStateMachine", name=name, definition=json.dumps(MACHINE),
                   roleArn="arn:aws:iam::123456789012:role/r")["stateMachineArn"]
    return call(address, "StartExecution", stateMachineArn=machine, name=name)["executionArn"]


def wait_for(address, execution, status):
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        found = call(address, "DescribeExecution", executionArn=execution)["status"]
        if found == status:
            return
        if found != "RUNNING":
            raise AssertionError(f"it is {found}, not {status}")
    raise AssertionError(f"it is not {status} after {PATIENCE} s")


def serve(stepwright, *options):
    """One execution is stopped while it computes; while another one does, the server is."""
    with tempfile.TemporaryDirectory() as folder:
        process = begin(stepwright, folder, "serve", "--port", "0", *options)
        address = ADDRESS.search(process.stdout.readline()).group(1)
        first = start(address, "first")
        call(address, "StopExecution", executionArn=first)
        wait_for(address, first, "ABORTED")
        start(address, "second")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
        if process.returncode != 0:
            yield f"exit status {process.returncode}"


def main():
    stepwright = sys.argv[1]
    return tap.run([
        ("query is interrupted", partial(interrupt, stepwright, "query", "jsonata", ENDLESS)),
        ("run is interrupted", partial(interrupt, stepwright, "run", None)),
        ("serve --memory goes on, and is interrupted", partial(serve, stepwright, "--memory")),
    ])


if __name__ == "__main__":
    sys.exit(main())
