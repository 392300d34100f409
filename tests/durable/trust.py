#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that is taken up reaches outside only as far as its tasks file is still consented to. Prints TAP.

    trust.py STEPWRIGHT

Each case begins a run that waits, kills the program, changes what the case says, and has the run taken up, by
"stepwright runs resume" and by "stepwright serve". A server here counts who called the function that comes next.
"""

import concurrent.futures
import http.server
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import tap  # noqa: E402

STEPWRIGHT = os.path.abspath(sys.argv[1])
DEFINITION = {"StartAt": "Wait", "States": {
    "Wait": {"Type": "Wait", "Seconds": 2, "Next": "Call"},
    "Call": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": True}}}
ENV = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
ENV |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true"}


class Function(http.server.BaseHTTPRequestHandler):
    """Lambda's Invoke, for any function."""

    def do_POST(self):
        self.server.calls += 1
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", "3")
        self.end_headers()
        self.wfile.write(b'"x"')

    def log_message(self, *_):
        pass


class Place:
    """A folder with a definition, its tasks file, the store, and the user's state."""

    def __init__(self):
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="stepwright-trust-"))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Function)
        self.server.calls = 0
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.env = ENV | {"XDG_STATE_HOME": self.path("state"), "XDG_DATA_HOME": self.path("data"), "HOME": self.folder}
        row = {"function": "f", "use": "invoke", "url": f"http://127.0.0.1:{self.server.server_port}"}
        self.write("m.asl.json", json.dumps(DEFINITION))
        self.write("m.tasks.json", json.dumps({"version": 1, "tasks": [row]}))

    def __enter__(self):
        return self

    def __exit__(self, *reason):
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def begin(self, *arguments):
        return subprocess.Popen([STEPWRIGHT, *arguments], cwd=self.folder, env=self.env, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, text=True)

    def run(self, *arguments):
        return subprocess.run([STEPWRIGHT, *arguments], cwd=self.folder, env=self.env, capture_output=True, text=True,
                              check=False, timeout=60)

    def look(self, sql):
        """What the store says, read as it is."""
        try:
            database = sqlite3.connect(f"file:{self.path('s.db')}?mode=ro", uri=True)
        except sqlite3.Error:
            return []
        try:
            return database.execute(sql).fetchall()
        except sqlite3.Error:
            return []
        finally:
            database.close()

    def has_event(self, kind):
        return bool(self.look(f"SELECT 1 FROM event WHERE type = '{kind}'"))


class TooLate(BaseException):
    """The wait was over before the program could be killed."""


def until(look, what):
    """Looks until something is so; a minute is more than any of it takes."""
    for _ in range(1200):
        if look():
            return
        time.sleep(0.05)
    raise AssertionError(f"It did not come about that {what}")


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def kill_waiting(place, process):
    """Kills a program whose run has not come to its task."""
    until(lambda: place.has_event("WaitStateEntered"), "the run waits")
    kill(process)
    if place.has_event("WaitStateExited"):
        raise TooLate


def port_of(process):
    """Where the server of a program listens, as it says."""
    for line in process.stdout:
        if "http://" in line:
            return int(line.split("http://")[1].split(":")[1].split()[0].strip("/."))
    raise AssertionError("the server does not listen")


def start_execution(port):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/", method="POST",
        data=json.dumps({"stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:m", "input": "{}"}).encode(),
        headers={"X-Amz-Target": "AWSStepFunctions.StartExecution", "Content-Type": "application/x-amz-json-1.0",
                 "Authorization": "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/states/aws4_request, "
                                  "SignedHeaders=host, Signature=0"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["executionArn"]


def nothing(place):
    pass


def change(place):
    with open(place.path("m.tasks.json"), "a", encoding="utf-8") as file:
        file.write("\n")


def withdraw(place):
    assert place.run("trust", "--withdraw", "m.tasks.json").returncode == 0


def elsewhere(place):
    """Another address, in place of the one that was consented to."""
    with open(place.path("m.tasks.json"), encoding="utf-8") as file:
        text = file.read()
    place.write("m.tasks.json", text.replace("127.0.0.1", "localhost"))


def remove(place):
    os.unlink(place.path("m.tasks.json"))


# name, kept consent or one for once, what happens after the kill, --trust when it is taken up, whether it is called
CASES = [
    ("what is still consented to", "kept", nothing, False, True),
    ("a tasks file that was changed", "kept", change, False, False),
    ("a tasks file that calls another address now", "kept", elsewhere, False, False),
    ("a tasks file that is gone", "kept", remove, False, False),
    ("consent that was withdrawn", "kept", withdraw, False, False),
    ("consent for once, before the kill", "once", nothing, False, False),
    ("consent for once, and again for once", "once", nothing, True, True),
]


def consent(place, kind):
    """The options that begin it."""
    if kind == "once":
        return ["--trust"]
    assert place.run("trust", "--yes", "m.tasks.json").returncode == 0
    return []


def judge(place, called):
    """Faults of what was called, and of how the run stands."""
    if place.server.calls != int(called):
        yield f"the function was called {place.server.calls} times"
    if place.has_event("ExecutionSucceeded") != called or not place.has_event("LambdaFunctionScheduled"):
        yield f"the run has {[row[0] for row in place.look('SELECT type FROM event ORDER BY id')]}"


def in_terminal(kind, happens, trust, called):
    with Place() as place:
        options = consent(place, kind)
        process = place.begin("run", "m.asl.json", "--durable", "--store", "s.db", "--quiet", *options)
        kill_waiting(place, process)
        happens(place)
        done = place.run("runs", "resume", "1", "--store", "s.db", "--quiet", *(["--trust"] if trust else []))
        if done.returncode != (0 if called else 3):
            yield f"exit status {done.returncode}: {done.stderr}"
        yield from judge(place, called)


def in_server(kind, happens, trust, called):
    with Place() as place:
        options = ["serve", "m.asl.json", "--port", "0", "--data", "s.db"]
        process = place.begin(*options, *consent(place, kind))
        start_execution(port_of(process))
        kill_waiting(place, process)
        happens(place)
        process = place.begin(*options, *(["--trust"] if trust else []))
        try:
            port = port_of(process)
            until(lambda: place.has_event("ExecutionSucceeded" if called else "LambdaFunctionScheduled"),
                  "the run has come to its task")
            # an answer of the API says that the program has gone on since
            start_execution(port)
        finally:
            kill(process)
        yield from judge(place, called)


def attempt(check, case):
    """The faults of a case; one that came too late is begun anew."""
    for _ in range(5):
        try:
            return tap.faults_of(lambda: check(*case))
        except TooLate:
            continue
    return ["the wait was over before each kill"]


def cases(pool):
    for name, *case in CASES:
        for where, check in (("terminal", in_terminal), ("server", in_server)):
            job = pool.submit(attempt, check, case)
            yield f"{where}: {name}", job.result


if __name__ == "__main__":
    with concurrent.futures.ThreadPoolExecutor(4) as workers:
        sys.exit(tap.run(cases(workers)))
