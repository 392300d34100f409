#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Eight clients of `stepwright serve`, which is killed every now and then: what was acknowledged holds.

Each client starts executions by names of its own and asks again where an answer was lost; it takes tasks of an activity
and answers them. Afterwards each start that was acknowledged is there and comes to its end, each answer that was
acknowledged stands in a history exactly once, and who asked again got the same execution. 60 s with --long, else 8.

Before that, step by step: tokens that were handed out outlive the server, and are good for one answer.
"""

import collections
import json
import os
import random
import socket
import sys
import tempfile
import threading
import time

import peers
import tap
from serving import STEPWRIGHT, Serve, create, end_of, history_of, serve_in, token_of

LONG = "--long" in sys.argv or os.environ.get("STEPWRIGHT_LONG") == "1"
SECONDS = 60 if LONG else 8
CLIENTS = 8
SETTLE = 90  # seconds in which everything has to end, once nobody kills any more


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Trial:
    def __init__(self, home):
        self.port = free_port()
        self.env = peers.clean_environment(XDG_DATA_HOME=home, XDG_STATE_HOME=home)
        self.over = threading.Event()   # nobody starts any more
        self.done = threading.Event()   # nobody works any more
        self.lock = threading.Lock()
        self.started = {}               # name -> ARN, acknowledged
        self.differing = []             # a second ARN for the same name
        self.answered = collections.Counter()  # order -> acknowledged answers
        self.kills = 0
        self.random = random.Random(7)

    def client(self):
        from botocore.config import Config  # pylint: disable=import-outside-toplevel

        return Serve(f"http://127.0.0.1:{self.port}").client(
            "stepfunctions", config=Config(inject_host_prefix=False, retries={"max_attempts": 0}, connect_timeout=2,
                                           read_timeout=60))

    def run_server(self, seconds):
        command = [STEPWRIGHT, "serve", "--port", str(self.port)]
        with peers.server(command, r"Serving Step Functions on (\S+)", self.env):
            self.done.wait(seconds)

    def start_some(self, number, machine):
        from botocore.exceptions import BotoCoreError, ClientError  # pylint: disable=import-outside-toplevel

        states, count = self.client(), 0
        while not self.over.is_set():
            name, count = f"c{number}-{count}", count + 1
            while not self.over.is_set():
                try:
                    arn = states.start_execution(stateMachineArn=machine, name=name,
                                                 input=json.dumps({"order": name}))["executionArn"]
                except ClientError as error:
                    # It was started before, by a request whose answer was lost, and has ended since.
                    if error.response["Error"]["Code"] == "ExecutionAlreadyExists":
                        break
                    raise
                except BotoCoreError:
                    time.sleep(0.05)
                    continue
                with self.lock:
                    if self.started.setdefault(name, arn) != arn:
                        self.differing.append(name)
                # Asked again while it runs, it is the same; that it has ended since is no fault.
                if count % 5 != 0 or self.differing:
                    break
                count += 1
            time.sleep(0.02)

    def work(self, activity):
        from botocore.exceptions import BotoCoreError, ClientError  # pylint: disable=import-outside-toplevel

        states = self.client()
        while not self.done.is_set():
            try:
                task = states.get_activity_task(activityArn=activity)
                if not task.get("taskToken"):
                    continue
                order = json.loads(task["input"])["order"]
                states.send_task_success(taskToken=task["taskToken"], output=json.dumps({"done": order}))
                with self.lock:
                    self.answered[order] += 1
            except ClientError as error:
                # A task that was handed out twice, or whose first answer was lost: it has ended.
                if error.response["Error"]["Code"] not in ("TaskTimedOut", "InvalidToken"):
                    raise
            except (BotoCoreError, KeyError):
                time.sleep(0.05)

    def torment(self):
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            self.run_server(self.random.uniform(0.3, 2))
            self.kills += 1


def check(trial, states):
    """Everything acknowledged, against what the server tells afterwards."""
    limit = time.monotonic() + SETTLE
    for name, arn in sorted(trial.started.items()):
        while True:
            answer = states.describe_execution(executionArn=arn)
            if answer["status"] != "RUNNING" or time.monotonic() > limit:
                break
            time.sleep(0.05)
        events = states.get_execution_history(executionArn=arn, maxResults=1000)["events"]
        succeeded = [event for event in events if event["type"] == "ActivitySucceeded"]
        if answer["status"] != "SUCCEEDED" or json.loads(answer["output"]) != {"done": name}:
            yield f"{name}: {answer['status']} {answer.get('output')} {answer.get('error')} {answer.get('cause')}"
        if [event["id"] for event in events] != list(range(1, len(events) + 1)):
            yield f"{name}: its events are not numbered from 1"
        if len(succeeded) != 1:
            yield f"{name}: {len(succeeded)} answers stand in its history, {trial.answered[name]} were acknowledged"
        if trial.answered[name] > 1:
            yield f"{name}: {trial.answered[name]} answers were acknowledged"


def holds():
    peers.need_module("boto3")
    with tempfile.TemporaryDirectory(prefix="stepwright-crashes.") as home:
        trial = Trial(home)
        command = [STEPWRIGHT, "serve", "--port", str(trial.port)]
        with peers.server(command, r"Serving Step Functions on (\S+)", trial.env):
            states = trial.client()
            activity = states.create_activity(name="a")["activityArn"]
            machine = create(states, "m", {"StartAt": "A", "States": {"A": {
                "Type": "Task", "Resource": activity, "HeartbeatSeconds": 2, "End": True,
                "Retry": [{"ErrorEquals": ["States.Timeout"], "IntervalSeconds": 1, "BackoffRate": 1,
                           "MaxAttempts": 60}]}}})
        threads = [threading.Thread(target=trial.start_some, args=(number, machine), daemon=True)
                   for number in range(CLIENTS // 2)]
        threads += [threading.Thread(target=trial.work, args=(activity,), daemon=True) for _ in range(CLIENTS // 2)]
        for thread in threads:
            thread.start()
        trial.torment()
        trial.over.set()
        calm = threading.Thread(target=trial.run_server, args=(SETTLE * 2,), daemon=True)
        calm.start()
        time.sleep(1)
        yield from check(trial, trial.client())
        trial.done.set()
        calm.join(30)
        if trial.differing:
            yield f"a second execution was made for {trial.differing}"
        print(f"# killed {trial.kills} times, {len(trial.started)} starts and {sum(trial.answered.values())} answers "
              "acknowledged", flush=True)
        if not trial.started or not trial.answered:
            yield "nothing was acknowledged"


def error_of(call, **arguments):
    """AWS's name of why something is refused; None: it is not."""
    from botocore.exceptions import ClientError  # pylint: disable=import-outside-toplevel

    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def both_of(activity):
    """A machine of two tasks side by side: a worker's, and one whose token is sent."""
    tasks = {"A": {"Resource": activity, "HeartbeatSeconds": 600},
             "B": {"Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                   "Parameters": {"QueueUrl": "q", "MessageBody.$": "$$.Task.Token"}}}
    branches = [{"StartAt": name, "States": {name: {"Type": "Task", "End": True, **task}}}
                for name, task in tasks.items()]
    return {"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "Branches": branches, "End": True}}}


def outlive():
    """A task that a worker has and one whose token was sent, over five kills: each is answered once and only once."""
    peers.need_module("boto3")
    with tempfile.TemporaryDirectory(prefix="stepwright-tokens.") as home:
        with serve_in(home) as server:
            states = server.states()
            activity = states.create_activity(name="work")["activityArn"]
            machine = create(states, "m", both_of(activity))
            execution = states.start_execution(stateMachineArn=machine, name="one")["executionArn"]
            worker = states.get_activity_task(activityArn=activity, workerName="w")["taskToken"]
            sent = token_of(states, execution)
        with serve_in(home) as server:
            refused = error_of(server.states().send_task_heartbeat, taskToken=worker)
            if refused:
                yield f"a sign of life after the first kill: {refused}"
        with serve_in(home) as server:
            states = server.states()
            answers = [error_of(states.send_task_success, taskToken=worker, output=output)
                       for output in ('"a"', '"again"')]
            if answers != [None, "TaskTimedOut"]:
                yield f"the worker's answers after the second kill: {answers}"
        with serve_in(home) as server:
            states = server.states()
            refused = error_of(states.send_task_success, taskToken=worker, output='"once more"')
            if refused not in ("TaskTimedOut", "InvalidToken"):
                yield f"the worker's answer after the third kill: {refused}"
            if states.describe_execution(executionArn=execution)["status"] != "RUNNING":
                yield "it has ended before all tokens were answered"
            refused = error_of(states.send_task_success, taskToken=sent, output='"b"')
            if refused:
                yield f"the answer to the token that was sent: {refused}"
            before = end_of(states, execution), history_of(states, execution)
        with serve_in(home) as server:
            states = server.states()
            for token in (worker, sent):
                refused = error_of(states.send_task_failure, taskToken=token, error="Late")
                if refused not in ("TaskTimedOut", "TaskDoesNotExist", "InvalidToken"):
                    yield f"an answer when all has ended: {refused}"
            after = end_of(states, execution), history_of(states, execution)
            if after[1] != before[1] or json.loads(after[0].get("output", "null")) != ["a", "b"]:
                yield f"it came to {after[0]}, and before the last kill to {before[0]}"
            kinds = [event["type"] for event in after[1]]
            once = ("ActivityStarted", "ActivitySucceeded", "TaskStarted", "TaskSucceeded")
            if [kinds.count(kind) for kind in once] != [1] * 4:
                yield f"the history is {kinds}"


if __name__ == "__main__":
    sys.exit(tap.run([
        ("tokens outlive the server, and are answered once", outlive),
        ("what was acknowledged holds, however often the server is killed", holds),
    ]))
