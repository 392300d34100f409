#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that the other tests of this suite rely on: they start, do what is asked of them, and are gone afterwards."""

import json
import socket
import sys
import urllib.parse

import peers
import tap

MACHINE = {"StartAt": "Done", "States": {"Done": {"Type": "Pass", "Result": {"by": "moto"}, "End": True}}}


def runs_machines():
    """moto's parser of state machines needs the repair of peers.py."""
    with peers.moto() as moto:
        states = moto.client("stepfunctions")
        arn = states.create_state_machine(name="m", definition=json.dumps(MACHINE),
                                          roleArn=f"arn:aws:iam::{peers.ACCOUNT}:role/r")["stateMachineArn"]
        execution = states.start_execution(stateMachineArn=arn)["executionArn"]
        answer = {"status": "RUNNING"}
        for _ in range(1000):
            answer = states.describe_execution(executionArn=execution)
            if answer["status"] != "RUNNING":
                break
        if json.loads(answer.get("output", "null")) != {"by": "moto"}:
            yield f"the execution came to {answer}"


def forgets():
    with peers.moto() as moto:
        queues = moto.client("sqs")
        queues.create_queue(QueueName="q")
        if len(queues.list_queues().get("QueueUrls", [])) != 1:
            yield "the queue is not there"
        moto.reset()
        if queues.list_queues().get("QueueUrls"):
            yield "the queue is still there"


def stops():
    with peers.moto() as moto:
        address = urllib.parse.urlsplit(moto.url)
    try:
        socket.create_connection((address.hostname, address.port), timeout=5).close()
        yield "the server still listens"
    except ConnectionRefusedError:
        pass


if __name__ == "__main__":
    sys.exit(tap.run([("moto runs a state machine", runs_machines),
                      ("moto forgets when it is told to", forgets),
                      ("moto is gone afterwards", stops)]))
