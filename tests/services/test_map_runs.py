#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Map runs and the executions of their items through boto3, over kills of `stepwright serve`."""

import json
import sys
import tempfile
import time

import peers
import tap
from serving import create, end_of, faults_of_numbers, history_of, serve, serve_in, untimed

ITEMS = {"StartAt": "All", "States": {"All": {
    "Type": "Map", "Label": "Each", "MaxConcurrency": 2, "ToleratedFailureCount": 1, "End": True,
    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Look", "States": {
        "Look": {"Type": "Choice", "Choices": [{"Variable": "$.bad", "IsPresent": True, "Next": "No"}], "Default": "Work"},
        "No": {"Type": "Fail", "Error": "Bad", "Cause": "an item"},
        "Work": {"Type": "Task", "Resource": "ACTIVITY", "End": True}}}}}}


def map_view(states, execution):
    """All that can be asked about an execution's Map run and its items."""
    run = states.list_map_runs(executionArn=execution)["mapRuns"][0]
    children = states.list_executions(mapRunArn=run["mapRunArn"])["executions"]
    return {
        "run": untimed(states.describe_map_run(mapRunArn=run["mapRunArn"])),
        "children": children,
        "described": [untimed(states.describe_execution(executionArn=child["executionArn"])) for child in children],
        "histories": [history_of(states, child["executionArn"]) for child in children],
    }


def keeps_items():
    """Map runs, what was changed of them, and the executions of their items outlive the server, also when all has ended."""
    peers.need_module("boto3")
    with tempfile.TemporaryDirectory(prefix="stepwright-serve.") as home:
        with serve_in(home) as server:
            states = server.states()
            activity = states.create_activity(name="work")["activityArn"]
            machine = create(states, "m", json.loads(json.dumps(ITEMS).replace("ACTIVITY", activity)))
            execution = states.start_execution(stateMachineArn=machine, input='[{"n":1},{"bad":1},{"n":2}]')["executionArn"]
            tokens = [states.get_activity_task(activityArn=activity)["taskToken"] for _ in range(2)]
            run = states.list_map_runs(executionArn=execution)["mapRuns"][0]["mapRunArn"]
            states.update_map_run(mapRunArn=run, maxConcurrency=7, toleratedFailureCount=2, toleratedFailurePercentage=50.0)
            running = map_view(states, execution)
        with serve_in(home) as server:
            states = server.states()
            again = map_view(states, execution)
            if again != running:
                yield f"while it runs: {again} instead of {running}"
            limits = [again["run"][key] for key in ("maxConcurrency", "toleratedFailureCount", "toleratedFailurePercentage")]
            if limits != [7, 2, 50.0]:
                yield f"the limits are {limits}"
            if sorted(child["status"] for child in again["children"]) != ["FAILED", "RUNNING", "RUNNING"]:
                yield f"the items are {again['children']}"
            for token in tokens:
                states.send_task_success(taskToken=token, output="true")
            if end_of(states, execution)["status"] != "SUCCEEDED":
                yield f"it ended as {end_of(states, execution)}"
            ended = map_view(states, execution)
        with serve_in(home) as server:
            states = server.states()
            again = map_view(states, execution)
            if again != ended:
                yield f"when all has ended: {again} instead of {ended}"
            failed = states.list_executions(mapRunArn=run, statusFilter="FAILED")["executions"]
            if [len(failed), failed[0]["itemCount"], failed[0]["mapRunArn"]] != [1, 1, run]:
                yield f"those that failed are {failed}"
            events = history_of(states, failed[0]["executionArn"])
            if [event["type"] for event in events] != ["ExecutionStarted", "ChoiceStateEntered", "ChoiceStateExited",
                                                       "FailStateEntered", "ExecutionFailed"]:
                yield f"the history of the one that failed is {events}"
            yield from faults_of_numbers(events)
            pages = states.get_paginator("list_executions").paginate(mapRunArn=run, maxResults=1)
            if [page["executions"] for page in pages] != [[child] for child in ended["children"]]:
                yield "page by page they are others"
            for arguments in ({}, {"stateMachineArn": machine, "mapRunArn": run}):
                try:
                    states.list_executions(**arguments)
                    yield f"a list of {arguments} was given"
                except states.exceptions.ClientError as error:
                    if error.response["Error"]["Code"] != "ValidationException":
                        yield f"a list of {arguments}: {error}"


def machine_of(states, activity, kind, **fields):
    """A Map whose items are worked by an activity in two steps."""
    return create(states, "m", {"StartAt": "All", "States": {"All": {
        "Type": "Map", "Label": "Each", "MaxConcurrency": 1, "End": True, **fields,
        "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": kind}, "StartAt": "First", "States": {
            "First": {"Type": "Task", "Resource": activity, "Next": "Second"},
            "Second": {"Type": "Task", "Resource": activity, "End": True}}}}}})


def run_of(states, execution):
    """The one Map run of an execution, which may have begun only now."""
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        runs = states.list_map_runs(executionArn=execution)["mapRuns"]
        if runs:
            return runs[0]["mapRunArn"]
        time.sleep(0.01)
    raise AssertionError("there is no Map run")


def work(states, activity, *answers):
    """Takes so many tasks, and answers each: an error's name, or None for success."""
    for error in answers:
        token = states.get_activity_task(activityArn=activity)["taskToken"]
        if error is None:
            states.send_task_success(taskToken=token, output='"done"')
        else:
            states.send_task_failure(taskToken=token, error=error)


def counts(answer, which):
    return {key: value for key, value in answer[which].items() if value != 0}


# How the items of a kind are redriven: their executions afterwards, and how many tasks the second item has by then
REDRIVES = [
    # What failed goes on with its second step.
    ("STANDARD", [("SUCCEEDED", 0), ("SUCCEEDED", 1), ("SUCCEEDED", 0)], 1, "execution"),
    # It begins anew as another execution; the one that failed stays.
    ("EXPRESS", [("SUCCEEDED", 0), ("FAILED", 0), ("SUCCEEDED", 0), ("SUCCEEDED", 0)], 2, "express"),
]


def redrives_run(kind, wanted, steps, arn_kind):
    """Of three items one succeeds, one fails, one does not begin; killed after the failure, after the redrive, and at the end."""
    with tempfile.TemporaryDirectory(prefix="stepwright-serve.") as home:
        with serve_in(home) as server:
            states = server.states()
            activity = states.create_activity(name="work")["activityArn"]
            machine = machine_of(states, activity, kind)
            execution = states.start_execution(stateMachineArn=machine, input="[1,2,3]")["executionArn"]
            run = run_of(states, execution)
            work(states, activity, None, None, None, "Broken")
            if end_of(states, execution)["error"] != "States.ExceedToleratedFailureThreshold":
                yield f"it ended as {end_of(states, execution)}"
        with serve_in(home) as server:
            states = server.states()
            described = states.describe_map_run(mapRunArn=run)
            found = described["status"], described["redriveCount"], counts(described, "itemCounts")
            if found != ("FAILED", 0, {"pending": 1, "succeeded": 1, "failed": 1, "total": 3}):
                yield f"the run that failed is {found}"
            failed = states.list_executions(mapRunArn=run, statusFilter="FAILED")["executions"][0]["executionArn"]
            if f":{arn_kind}:m/Each:" not in failed:
                yield f"an item's execution is {failed}"
            child = states.describe_execution(executionArn=failed)
            if (child["redriveStatus"], child.get("redriveStatusReason")) != ("REDRIVABLE_BY_MAP_RUN", None):
                yield f"the item that failed is {child}"
            states.redrive_execution(executionArn=execution)
            work(states, activity, *[None] * (steps - 1))
            token = states.get_activity_task(activityArn=activity)["taskToken"]
        with serve_in(home) as server:
            states = server.states()
            described = states.describe_map_run(mapRunArn=run)
            found = described["status"], described["redriveCount"], counts(described, "executionCounts")
            if found != ("RUNNING", 1, {"pending": 1, "running": 1, "succeeded": 1, "total": 3}) \
                    or "redriveDate" not in described or "stopDate" in described:
                yield f"the redriven run is {described}"
            states.send_task_success(taskToken=token, output='"done"')
            work(states, activity, None, None)
            if end_of(states, execution)["output"] != '["done","done","done"]':
                yield f"the redriven execution ended as {end_of(states, execution)}"
            kinds = [event["type"] for event in history_of(states, execution)]
            if kinds != ["ExecutionStarted", "MapStateEntered", "MapStateStarted", "MapRunStarted", "MapRunFailed", "MapStateFailed",
                         "ExecutionFailed", "ExecutionRedriven", "MapRunRedriven", "MapRunSucceeded", "MapStateSucceeded",
                         "MapStateExited", "ExecutionSucceeded"]:
                yield f"the history is {kinds}"
            yield from faults_of_numbers(history_of(states, execution))
            redriven = [event for event in history_of(states, execution) if event["type"] == "MapRunRedriven"][0]
            if redriven["mapRunRedrivenEventDetails"] != {"mapRunArn": run, "redriveCount": 1}:
                yield f"MapRunRedriven tells {redriven}"
        with serve_in(home) as server:
            states = server.states()
            children = states.list_executions(mapRunArn=run)["executions"]
            if sorted((child["status"], child["redriveCount"]) for child in children) != sorted(wanted):
                yield f"the items came to {children}"
            marked = states.list_executions(mapRunArn=run, redriveFilter="REDRIVEN")["executions"]
            if len(marked) != sum(redrives for _, redrives in wanted):
                yield f"redriven are {marked}"
            if len(states.list_map_runs(executionArn=execution)["mapRuns"]) != 1:
                yield "there is another Map run"


def redrives():
    """What succeeded stays, what failed goes on (EXPRESS: begins anew), what had not begun begins; also over kills."""
    peers.need_module("boto3")
    for row in REDRIVES:
        for fault in redrives_run(*row):
            yield f"{row[0]}: {fault}"


def refusal(call, **arguments):
    """The name of the error that a call is refused with, or None."""
    try:
        call(**arguments)
        return None
    except Exception as error:  # pylint: disable=broad-exception-caught
        return error.response["Error"]["Code"]


def stops_items():
    """One item is stopped: it is aborted, with its words, and its Map tolerates it or fails; that is there after a kill."""
    peers.need_module("boto3")
    for tolerated, status in ((1, "SUCCEEDED"), (0, "FAILED")):
        with tempfile.TemporaryDirectory(prefix="stepwright-serve.") as home:
            with serve_in(home) as server:
                states = server.states()
                activity = states.create_activity(name="work")["activityArn"]
                machine = machine_of(states, activity, "STANDARD", ToleratedFailureCount=tolerated)
                execution = states.start_execution(stateMachineArn=machine, input="[1,2]")["executionArn"]
                run = run_of(states, execution)
                states.get_activity_task(activityArn=activity)
                item = states.list_executions(mapRunArn=run, statusFilter="RUNNING")["executions"][0]["executionArn"]
                stopped = states.stop_execution(executionArn=item, error="Enough", cause="by hand")["stopDate"]
                if tolerated:
                    work(states, activity, None, None)
                if end_of(states, execution)["status"] != status:
                    yield f"tolerating {tolerated} it ended as {end_of(states, execution)}"
            with serve_in(home) as server:
                states = server.states()
                child = states.describe_execution(executionArn=item)
                found = child["status"], child["error"], child["cause"], child["stopDate"]
                if found != ("ABORTED", "Enough", "by hand", stopped):
                    yield f"the item is {child}"
                if states.stop_execution(executionArn=item)["stopDate"] != stopped:
                    yield "stopped again it has another time"
                if history_of(states, item)[-1]["type"] != "ExecutionAborted":
                    yield f"its history is {history_of(states, item)}"
                found = counts(states.describe_map_run(mapRunArn=run), "executionCounts")
                if found.get("aborted") != 1:
                    yield f"the run counts {found}"
                if child["redriveStatus"] != ("NOT_REDRIVABLE" if tolerated else "REDRIVABLE_BY_MAP_RUN"):
                    yield f"tolerating {tolerated} it is {child['redriveStatus']}"
                if refusal(states.redrive_execution, executionArn=item) != "ExecutionNotRedrivable":
                    yield "an item was redriven by itself"


def shows_express_items():
    """Items of an EXPRESS Map are listed and described; AWS has neither their history nor lets them be stopped."""
    peers.need_module("boto3")
    with serve("--memory") as server:
        states = server.states()
        activity = states.create_activity(name="work")["activityArn"]
        execution = states.start_execution(stateMachineArn=machine_of(states, activity, "EXPRESS"), input="[1]")["executionArn"]
        run = run_of(states, execution)
        item = states.list_executions(mapRunArn=run)["executions"][0]
        if ":express:m/Each:" not in item["executionArn"] or item["itemCount"] != 1:
            yield f"it is listed as {item}"
        described = states.describe_execution(executionArn=item["executionArn"])
        if (described["status"], described["mapRunArn"], described["input"]) != ("RUNNING", run, "1"):
            yield f"it is described as {described}"
        for call in (states.get_execution_history, states.stop_execution, states.redrive_execution):
            if refusal(call, executionArn=item["executionArn"]) != "InvalidArn":
                yield f"{call} was not refused"
        if refusal(states.describe_execution, executionArn=item["executionArn"] + "x") != "ExecutionDoesNotExist":
            yield "there is one of another name"
        if refusal(states.describe_execution, executionArn=item["executionArn"].replace("/Each", "")) != "InvalidArn":
            yield "an Express execution that is no item was described"


MANY = 25000
# Of many items every ten thousandth fails.
MANY_ITEMS = {"QueryLanguage": "JSONata", "StartAt": "All", "States": {"All": {
    "Type": "Map", "Label": "Each", "Items": "{%% [1..%d] %%}" % MANY, "ToleratedFailureCount": 3, "Output": [1], "Next": "Hold",
    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Look", "States": {
        "Look": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input % 10000 = 7 %}", "Next": "No"}], "Default": "Yes"},
        "No": {"Type": "Fail", "Error": "Bad"},
        "Yes": {"Type": "Pass", "Output": "{% $states.input * 2 %}", "End": True}}}},
    "Hold": {"Type": "Task", "Resource": "ACTIVITY", "Output": [1], "Next": "More"},
    "More": {"Type": "Map", "End": True, "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "One", "States": {"One": {"Type": "Succeed"}}}}}}
SUCCEEDED = ["ExecutionStarted", "ChoiceStateEntered", "ChoiceStateExited", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"]
FAILED = ["ExecutionStarted", "ChoiceStateEntered", "ChoiceStateExited", "FailStateEntered", "ExecutionFailed"]


def many_view(states, run):
    """Of many items all that lists show, and of some of them what they had, did and came to, by their inputs."""
    pages = list(states.get_paginator("list_executions").paginate(mapRunArn=run, maxResults=1000))
    children = [child for page in pages for child in page["executions"]]
    failed = states.list_executions(mapRunArn=run, statusFilter="FAILED")["executions"]
    some = {}
    for number in (1, 2, 7, 9999, 12500, 20007, MANY):
        arn = children[MANY - number]["executionArn"]
        some[number] = untimed(states.describe_execution(executionArn=arn)), untimed(states.get_execution_history(executionArn=arn))
    return [len(page["executions"]) for page in pages], children, failed, some


def faults_of_many(lengths, children, failed, some):
    if lengths != [1000] * (MANY // 1000) or len({child["name"] for child in children}) != MANY:
        yield f"the pages have {lengths} items, {len({child['name'] for child in children})} different ones"
    if failed != [child for child in children if child["status"] == "FAILED"] or len(failed) != 3:
        yield f"those that failed are {failed}"
    if any(later["startDate"] < earlier["startDate"] for later, earlier in zip(children, children[1:])):
        yield "the one that began last is not the first"
    for number, (described, history) in some.items():
        bad = number % 10000 == 7
        if (described["input"], described.get("output"), described.get("error")) \
                != (str(number), None if bad else str(2 * number), "Bad" if bad else None):
            yield f"item {number} is {described}"
        if [event["type"] for event in history["events"]] != (FAILED if bad else SUCCEEDED):
            yield f"the history of item {number} is {history}"


def lists_all():
    """All of many items are listed page by page, described, and their histories told: as it runs, and again after a kill."""
    peers.need_module("boto3")
    with tempfile.TemporaryDirectory(prefix="stepwright-serve.") as home:
        with serve_in(home) as server:
            states = server.states()
            activity = states.create_activity(name="work")["activityArn"]
            machine = create(states, "m", json.loads(json.dumps(MANY_ITEMS).replace("ACTIVITY", activity)))
            execution = states.start_execution(stateMachineArn=machine)["executionArn"]
            token = None
            while not token:
                token = states.get_activity_task(activityArn=activity).get("taskToken")
            run = run_of(states, execution)
            before = many_view(states, run)
            yield from faults_of_many(*before)
            states.send_task_success(taskToken=token, output="1")
            if end_of(states, execution)["status"] != "SUCCEEDED":
                yield f"it ended as {end_of(states, execution)}"
            if len(states.list_map_runs(executionArn=execution)["mapRuns"]) != 2:
                yield "what came last is not told of"
        with serve_in(home) as server:
            if many_view(server.states(), run) != before:
                yield "after a kill there is something else"


def pages_go_on():
    """A page goes on below the one before, though items have begun meanwhile."""
    peers.need_module("boto3")
    with serve("--memory") as server:
        states = server.states()
        activity = states.create_activity(name="work")["activityArn"]
        machine = machine_of(states, activity, "STANDARD", MaxConcurrency=2)
        run = run_of(states, states.start_execution(stateMachineArn=machine, input="[1,2,3]")["executionArn"])
        first = states.list_executions(mapRunArn=run, maxResults=1)
        work(states, activity, None, None, None, None)
        limit = time.monotonic() + 30
        while len(states.list_executions(mapRunArn=run)["executions"]) < 3 and time.monotonic() < limit:
            time.sleep(0.01)
        newest, *others = states.list_executions(mapRunArn=run)["executions"]
        second = states.list_executions(mapRunArn=run, maxResults=1, nextToken=first["nextToken"])
        shown = [answer["executions"][0]["name"] for answer in (first, second)]
        if shown != [child["name"] for child in others] or newest["name"] in shown or "nextToken" in second:
            yield f"the pages show {shown} of {others} below {newest}"
        if refusal(states.list_executions, mapRunArn=run, statusFilter="FAILED", nextToken=first["nextToken"]) != "InvalidToken":
            yield "a token of another list was taken"


if __name__ == "__main__":
    sys.exit(tap.run([
        ("the items of Map runs, over kills", keeps_items),
        ("Map runs are redriven, over kills", redrives),
        ("an item is stopped", stops_items),
        ("items of EXPRESS Maps", shows_express_items),
        ("25,000 items, over a kill", lists_all),
        ("pages of items that begin", pages_go_on),
    ]))
