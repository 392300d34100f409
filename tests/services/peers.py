# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers of others that the tests of the suite `services` talk to, started on a free port and stopped for certain.

    with peers.moto() as moto:              a moto_server: DynamoDB, SNS, SQS, Step Functions …
        moto.url                            "http://127.0.0.1:40123"
        moto.client("dynamodb")             a boto3 client of it
        moto.environment(PATH=…)            what a program needs in its environment to find it

Raises tap.Skip where the server is not installed, and fails there where CI is set. A server dies with the test
that started it, however that ends: it asks the kernel for that (PR_SET_PDEATHSIG).
"""

import contextlib
import ctypes
import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

REGION = "us-east-1"
ACCOUNT = "123456789012"  # moto's

# Seconds a server may take to tell its address: slow machines, cold disks
PATIENCE = 60

# Debian's antlr4 runtime (4.9) cannot read the tables moto's parser of state machines was made with (4.13): they are
# a list of numbers there, no longer text, and have no table of wide sets.
SITECUSTOMIZE = '''
try:
    import antlr4
    from antlr4.atn import ATNDeserializer as module
except ImportError:
    antlr4 = None

if antlr4 and hasattr(module, "ADDED_UNICODE_SMP"):
    plain = module.ATNDeserializer.deserialize

    def deserialize(self, data):
        if isinstance(data, str):
            return plain(self, data)
        self.data, self.pos = data, 0
        assert self.readInt() == 4
        atn = self.readATN()
        self.readStates(atn)
        self.readRules(atn)
        self.readModes(atn)
        sets = []
        self.readSets(atn, sets, self.readInt)
        self.readEdges(atn, sets)
        self.readDecisions(atn)
        self.readLexerActions(atn)
        self.markPrecedenceDecisions(atn)
        self.verifyATN(atn)
        return atn

    module.ATNDeserializer.deserialize = deserialize
    antlr4.Recognizer.checkVersion = lambda self, version: None
'''


def need_module(name):
    """Skip where Python has no such module; where CI is set it must be there."""
    if importlib.util.find_spec(name) is not None:
        return
    if os.environ.get("CI"):
        raise AssertionError(f"Python's {name} is not installed, and CI is set")
    raise tap.Skip(f"Python's {name} is not installed")


def die_with_parent():
    """For preexec_fn: the kernel kills the child when its parent is gone (PR_SET_PDEATHSIG = 1)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def clean_environment(**extra):
    """The environment without anything of the person's AWS set-up."""
    kept = {key: value for key, value in os.environ.items()
            if not key.startswith(("AWS_", "SFN_")) and not key.endswith("_ENDPOINT") and key != "WAIT_TIME_SCALE"}
    return dict(kept, **extra)


def drain(stream):
    """Goes on reading a server's log, or it would stand still once the pipe is full."""
    for _ in stream:
        pass


@contextlib.contextmanager
def server(command, address, env=None):
    """Starts COMMAND and yields the first text that the regular expression ADDRESS finds in what it prints."""
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, errors="replace", preexec_fn=die_with_parent)
    patience = threading.Timer(PATIENCE, process.kill)
    patience.start()
    try:
        printed, found = [], None
        for line in process.stdout:
            printed.append(line)
            found = re.search(address, line)
            if found:
                break
        patience.cancel()
        if not found:
            raise AssertionError(f"{command[0]} did not start: {''.join(printed)[-2000:]}")
        threading.Thread(target=drain, args=(process.stdout,), daemon=True).start()
        yield found.group(1)
    finally:
        patience.cancel()
        process.kill()
        process.wait()


class Moto:
    """A running moto_server."""

    def __init__(self, url):
        self.url = url

    def environment(self, **extra):
        return clean_environment(**{
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "AWS_PAGER": "",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            **extra,
        })

    def client(self, service, **options):
        import boto3  # pylint: disable=import-outside-toplevel

        session = boto3.session.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=REGION)
        return session.client(service, endpoint_url=self.url, **options)

    def post(self, path, text, content_type):
        request = urllib.request.Request(self.url + path, data=text.encode(), headers={"Content-Type": content_type})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.read()

    def reset(self):
        """Forgets every table, queue and topic."""
        self.post("/moto-api/reset", "", "text/plain")

    def enforce_signatures(self):
        """From now on signatures and policies are checked. Only after a user and a key have been made."""
        self.post("/moto-api/reset-auth", "0", "text/plain")


@contextlib.contextmanager
def moto():
    """A moto_server that runs state machines, and whose Lambda functions need no Docker."""
    for module in ("moto", "flask_cors", "boto3"):
        need_module(module)
    with tempfile.TemporaryDirectory(prefix="stepwright-moto.") as folder:
        with open(os.path.join(folder, "sitecustomize.py"), "w", encoding="utf-8") as file:
            file.write(SITECUSTOMIZE)
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
        env = clean_environment(PYTHONPATH=folder, PYTHONUNBUFFERED="1", PYTHONDONTWRITEBYTECODE="1",
                                AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", HOME=folder)
        with server(command, r"Running on (http://127\.0\.0\.1:\d+)", env) as url:
            peer = Moto(url)
            peer.post("/moto-api/config",
                      json.dumps({"stepfunctions": {"execute_state_machine": True}, "lambda": {"use_docker": False}}),
                      "application/json")
            yield peer
