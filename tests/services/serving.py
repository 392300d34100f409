# SPDX-License-Identifier: GPL-3.0-or-later
"""`stepwright serve` for tests: begun, killed, and asked through boto3."""

import contextlib
import json
import os
import tempfile
import time

import peers

STEPWRIGHT = os.environ["STEPWRIGHT"]
ROLE = f"arn:aws:iam::{peers.ACCOUNT}:role/r"


class Serve(peers.Moto):
    """A running `stepwright serve`: found as moto is."""

    def environment(self, **extra):
        return super().environment(**{"AWS_DISABLE_HOST_PREFIX_INJECTION": "true", **extra})

    def states(self):
        from botocore.config import Config  # pylint: disable=import-outside-toplevel

        return self.client("stepfunctions", config=Config(inject_host_prefix=False, retries={"max_attempts": 0}))


@contextlib.contextmanager
def serve_in(home, *arguments, **extra):
    """Serves what is kept in the folder HOME; leaving the block kills the server as nothing else does."""
    env = peers.clean_environment(XDG_DATA_HOME=home, XDG_STATE_HOME=home, **extra)
    command = [STEPWRIGHT, "serve", "--port", "0", *arguments]
    with peers.server(command, r"Serving Step Functions on (http://127\.0\.0\.1:\d+)", env) as url:
        yield Serve(url)


@contextlib.contextmanager
def serve(*arguments, **extra):
    with tempfile.TemporaryDirectory(prefix="stepwright-serve.") as home, serve_in(home, *arguments, **extra) as server:
        yield server


def create(states, name, definition, **more):
    return states.create_state_machine(name=name, definition=json.dumps(definition), roleArn=ROLE,
                                       **more)["stateMachineArn"]


def end_of(states, execution, seconds=30):
    """The description of an execution that has ended."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        answer = states.describe_execution(executionArn=execution)
        if answer["status"] != "RUNNING":
            return answer
        time.sleep(0.01)
    raise AssertionError(f"{execution} still runs after {seconds} s")


def history_of(states, execution):
    pages = states.get_paginator("get_execution_history").paginate(executionArn=execution)
    return [event for page in pages for event in page["events"]]


def untimed(answer):
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


def faults_of_numbers(events):
    """What is wrong with the numbers of a history's events."""
    if [event["id"] for event in events] != list(range(1, len(events) + 1)):
        yield f"the events are numbered {[event['id'] for event in events]}"
    for event in events:
        if not 0 <= event["previousEventId"] < event["id"]:
            yield f"event {event['id']} follows from {event['previousEventId']}"


def is_known(states, token):
    """Whether a token can be answered: it can when the event that tells of it is on the disk."""
    try:
        states.send_task_heartbeat(taskToken=token)
        return True
    except states.exceptions.InvalidToken:
        return False


def token_of(states, execution, seconds=30):
    """The token that an execution has sent with a message, as soon as it can be answered."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        for event in states.get_execution_history(executionArn=execution)["events"]:
            scheduled = event.get("taskScheduledEventDetails", {})
            if scheduled.get("resourceType") == "sqs":
                token = json.loads(scheduled["parameters"])["MessageBody"]
                if is_known(states, token):
                    return token
        time.sleep(0.01)
    raise AssertionError(f"{execution} sends no token in {seconds} s")
