#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`stepwright serve` and AWS's own clients, unmodified: boto3, the aws command, the SDK for JavaScript."""

import contextlib
import functools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import types

import peers
import tap
from serving import ROLE, STEPWRIGHT, create, end_of, faults_of_numbers, history_of, serve, serve_in, token_of, untimed

EXAMPLES = os.environ["STEPWRIGHT_EXAMPLES"]
SDK = "@aws-sdk/client-sfn@3.654.0"

PASS = {"StartAt": "Done", "States": {"Done": {"Type": "Pass", "Result": {"by": "stepwright"}, "End": True}}}
WAIT = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 600, "End": True}}}

# The handler of a function behind an API that starts an execution for each order
HANDLER = '''
import json
import boto3
from datetime import datetime

client = boto3.client("stepfunctions")

def lambda_handler(event, context):
    products = json.loads(event["body"])
    started = client.start_execution(
        stateMachineArn=event["machine"],
        name="ASLExecution" + datetime.now().strftime("%Y%m%d%H%M%S%f"),
        input=json.dumps({"products": products}))
    return {"statusCode": 200, "body": json.dumps({"execution": started["executionArn"]})}
'''

SCRIPT = '''
const { SFNClient, CreateStateMachineCommand, StartExecutionCommand, DescribeExecutionCommand,
        StartSyncExecutionCommand, StopExecutionCommand } = require("@aws-sdk/client-sfn");
const client = new SFNClient({ endpoint: process.env.AWS_ENDPOINT_URL, region: "us-east-1", disableHostPrefix: true,
                               credentials: { accessKeyId: "a", secretAccessKey: "b" } });
const definition = JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", End: true } } });
const roleArn = "arn:aws:iam::123456789012:role/r";
(async () => {
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name: "js", definition, roleArn }));
  const { executionArn, startDate } = await client.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ from: "js" }) }));
  let answer;
  do { answer = await client.send(new DescribeExecutionCommand({ executionArn })); } while (answer.status === "RUNNING");
  let fault;
  try { await client.send(new StopExecutionCommand({ executionArn: executionArn + "x" })); } catch (e) { fault = e.name; }
  const express = await client.send(new CreateStateMachineCommand({ name: "jsx", type: "EXPRESS", definition, roleArn }));
  const sync = await client.send(new StartSyncExecutionCommand({ stateMachineArn: express.stateMachineArn }));
  console.log(JSON.stringify({ status: answer.status, output: answer.output, fault, date: startDate instanceof Date,
                               sync: sync.status }));
})();
'''


def lives_with_boto3():
    """Create, start, describe, page through the history, stop, and errors as exceptions of their own."""
    peers.need_module("boto3")
    with serve() as server:
        states = server.states()
        machine = create(states, "m", PASS)
        execution = states.start_execution(stateMachineArn=machine, name="one", input='{"a": 1}')["executionArn"]
        if json.loads(end_of(states, execution).get("output", "null")) != {"by": "stepwright"}:
            yield "the output is not the machine's"
        pages = states.get_paginator("get_execution_history").paginate(executionArn=execution, maxResults=1)
        kinds = [event["type"] for page in pages for event in page["events"]]
        if kinds != ["ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"]:
            yield f"the history has {kinds}"
        patient = create(states, "w", WAIT)
        waiting = states.start_execution(stateMachineArn=patient)["executionArn"]
        twice = [states.start_execution(stateMachineArn=patient, name="twice", input='{"a":1}'),
                 states.start_execution(stateMachineArn=patient, name="twice", input='{ "a": 1 }')]
        if len({(answer["executionArn"], answer["startDate"]) for answer in twice}) != 1:
            yield f"the same start twice makes {twice}"
        states.stop_execution(executionArn=waiting, error="Enough", cause="of it")
        stopped = states.describe_execution(executionArn=waiting)
        if (stopped["status"], stopped.get("error"), stopped.get("cause")) != ("ABORTED", "Enough", "of it"):
            yield f"it was stopped as {stopped}"
        for exception, call in (
                (states.exceptions.ExecutionAlreadyExists,
                 lambda: states.start_execution(stateMachineArn=machine, name="one", input="{}")),
                (states.exceptions.ExecutionDoesNotExist, lambda: states.describe_execution(executionArn=execution + "x")),
                (states.exceptions.StateMachineDoesNotExist, lambda: states.describe_state_machine(stateMachineArn=machine + "x")),
                (states.exceptions.InvalidDefinition, lambda: create(states, "bad", {}))):
            try:
                call()
                yield f"{exception.__name__} was not raised"
            except exception:
                pass


def works_activities():
    """A worker asks for tasks, tells that it is alive, and answers: one task well, one with an error."""
    peers.need_module("boto3")
    with serve() as server:
        states = server.states()
        activity = states.create_activity(name="approve")["activityArn"]
        machine = create(states, "m", {"StartAt": "A", "States": {
            "A": {"Type": "Task", "Resource": activity, "HeartbeatSeconds": 30, "Catch": [
                {"ErrorEquals": ["Refused"], "ResultPath": "$.refused", "Next": "No"}], "End": True},
            "No": {"Type": "Pass", "End": True}}})
        seen = []

        def work():
            for _ in range(2):
                task = states.get_activity_task(activityArn=activity, workerName="w1")
                order = json.loads(task["input"])
                seen.append(order)
                states.send_task_heartbeat(taskToken=task["taskToken"])
                if order["sum"] < 100:
                    states.send_task_success(taskToken=task["taskToken"], output='{"approved": true}')
                else:
                    states.send_task_failure(taskToken=task["taskToken"], error="Refused", cause="too much")

        worker = threading.Thread(target=work)
        worker.start()
        ends = [end_of(states, states.start_execution(stateMachineArn=machine, input=json.dumps({"sum": n}))["executionArn"])
                for n in (7, 700)]
        worker.join(30)
        outputs = [json.loads(end["output"]) for end in ends]
        if outputs != [{"approved": True}, {"sum": 700, "refused": {"Error": "Refused", "Cause": "too much"}}]:
            yield f"the executions came to {outputs}"
        kinds = [e["type"] for e in states.get_execution_history(executionArn=ends[0]["executionArn"])["events"]]
        if kinds[2:5] != ["ActivityScheduled", "ActivityStarted", "ActivitySucceeded"]:
            yield f"the history has {kinds}"


def starts_from_a_handler():
    """A function's handler finds the server by its environment alone, as it would find AWS."""
    peers.need_module("boto3")
    with serve() as server, tempfile.TemporaryDirectory() as folder:
        machine = create(server.states(), "orders", PASS)
        with open(os.path.join(folder, "handler.py"), "w", encoding="utf-8") as file:
            file.write(HANDLER + "\nimport sys\nprint(json.dumps(lambda_handler(json.loads(sys.argv[1]), None)))\n")
        event = {"machine": machine, "body": json.dumps([{"id": 1}, {"id": 2}])}
        env = server.environment(AWS_ENDPOINT_URL="", AWS_ENDPOINT_URL_SFN=server.url)
        del env["AWS_ENDPOINT_URL"]
        done = subprocess.run([sys.executable, os.path.join(folder, "handler.py"), json.dumps(event)], env=env,
                              capture_output=True, text=True, check=True)
        execution = json.loads(json.loads(done.stdout)["body"])["execution"]
        end = end_of(server.states(), execution)
        if end["status"] != "SUCCEEDED" or json.loads(end["input"]) != {"products": [{"id": 1}, {"id": 2}]}:
            yield f"the execution is {end}"


def obeys_the_command():
    """The aws command starts, describes, and exits with 254 where it is refused."""
    aws = tap.need("aws")
    with serve(os.path.join(EXAMPLES, "hello-world.asl.json")) if os.path.exists(
            os.path.join(EXAMPLES, "hello-world.asl.json")) else serve() as server:
        run = functools.partial(subprocess.run, env=server.environment(), capture_output=True, text=True, check=False)
        made = run([aws, "stepfunctions", "create-state-machine", "--name", "m", "--role-arn", ROLE, "--definition",
                    json.dumps(PASS)])
        arn = json.loads(made.stdout)["stateMachineArn"]
        started = run([aws, "stepfunctions", "start-execution", "--state-machine-arn", arn, "--input", '{"x": [1]}'])
        execution = json.loads(started.stdout)["executionArn"]
        history = run([aws, "stepfunctions", "get-execution-history", "--execution-arn", execution])
        if json.loads(history.stdout)["events"][-1]["type"] != "ExecutionSucceeded":
            yield f"the history is {history.stdout}"
        refused = run([aws, "stepfunctions", "describe-execution", "--execution-arn", execution + "x"])
        if refused.returncode != 254 or "ExecutionDoesNotExist" not in refused.stderr:
            yield f"exit status {refused.returncode}: {refused.stderr}"


def sdk_folder():
    """Where the SDK for JavaScript is installed; the first time it is, from npm."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = os.path.join(cache, "stepwright", "sdk")
    if not os.path.isdir(os.path.join(folder, "node_modules", "@aws-sdk", "client-sfn")):
        os.makedirs(folder, exist_ok=True)
        done = subprocess.run([tap.need("npm"), "install", "--no-audit", "--no-fund", "--prefix", folder, SDK],
                              capture_output=True, text=True, check=False, timeout=240)
        if done.returncode != 0:
            raise tap.Skip(f"npm could not install {SDK}: {done.stderr.strip()[-200:]}")
    return folder


def obeys_javascript():
    node = tap.need("node")
    folder = sdk_folder()
    with serve() as server, tempfile.NamedTemporaryFile("w", suffix=".cjs", dir=folder) as script:
        script.write(SCRIPT)
        script.flush()
        done = subprocess.run([node, script.name], env=server.environment(), capture_output=True, text=True, check=False,
                              timeout=60)
        answer = json.loads(done.stdout or "null")
        wanted = {"status": "SUCCEEDED", "output": '{"from":"js"}', "fault": "ExecutionDoesNotExist", "date": True,
                  "sync": "SUCCEEDED"}
        if answer != wanted:
            yield f"{answer}: {done.stderr[-500:]}"


def refuses_pages():
    """What a browser could send, and what is no request, is refused before its body is read."""
    import http.client  # pylint: disable=import-outside-toplevel

    good = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "AWSStepFunctions.ListStateMachines"}
    with serve() as server:
        address = server.url.removeprefix("http://")
        cases = [
            (200, "POST", "/", {}, "{}"),
            (200, "POST", "/", {"Host": "sync-127.0.0.1:" + address.split(":")[1]}, "{}"),
            (200, "POST", "/", {"Host": "sync-localhost:" + address.split(":")[1]}, "{}"),
            (421, "POST", "/", {"Host": "evil.example:80"}, "{}"),
            (421, "POST", "/", {"Host": "localhost"}, "{}"),
            (411, "POST", "/", {"Transfer-Encoding": "chunked"}, "2\r\n{}\r\n0\r\n\r\n"),
            (403, "POST", "/", {"Origin": "http://evil.example"}, "{}"),
            (403, "OPTIONS", "/", {}, None),
            (405, "GET", "/", {}, None),
            (404, "POST", "/x", {}, "{}"),
            (415, "POST", "/", {"Content-Type": "text/plain"}, "{}"),
            (413, "POST", "/", {}, "x" * 2_000_000),
            (400, "POST", "/", {"X-Amz-Target": "AWSStepFunctions.Nonsense"}, "{}"),
            (400, "POST", "/", {}, "no json"),
        ]
        for wanted, method, path, headers, body in cases:
            connection = http.client.HTTPConnection(address, timeout=20)
            connection.request(method, path, body=body, headers={**good, **headers})
            status = connection.getresponse().status
            connection.close()
            if status != wanted:
                yield f"{method} {path} {headers}: {status} instead of {wanted}"


def answers_on_the_wire():
    """Answers as they are sent: JSON 1.0 with the number of its request, times as seconds with three decimals at most, errors by their names."""
    import http.client  # pylint: disable=import-outside-toplevel
    import re  # pylint: disable=import-outside-toplevel

    definition = {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}
    arn = "arn:aws:states:us-east-1:123456789012:stateMachine:"
    # Operation, request, status, and what the whole body is
    cases = [
        ("CreateStateMachine", {"name": "m", "definition": json.dumps(definition), "roleArn": ROLE}, 200,
         r'{"stateMachineArn":"' + arn + r'm","creationDate":\d{10}(\.\d{1,3})?}'),
        ("StartExecution", {"stateMachineArn": arn + "m", "name": "n"}, 200,
         r'{"executionArn":"[^"]*:execution:m:n","startDate":\d{10}(\.\d{1,3})?}'),
        ("ListActivities", {}, 200, r'{"activities":\[\]}'),
        ("DescribeStateMachine", {"stateMachineArn": arn + "x"}, 400,
         r'{"__type":"StateMachineDoesNotExist","message":"State Machine Does Not Exist: \'' + arn + r'x\'"}'),
        ("Nonsense", {}, 400, r'{"__type":"UnknownOperationException","message":"[^"]+"}'),
    ]
    ids = set()
    with serve("--memory") as server:
        for operation, request, status, wanted in cases:
            connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=20)
            connection.request("POST", "/", body=json.dumps(request), headers={
                "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "AWSStepFunctions." + operation})
            answer = connection.getresponse()
            body = answer.read().decode()
            connection.close()
            ids.add(answer.getheader("x-amzn-RequestId"))
            if (answer.status, answer.getheader("Content-Type")) != (status, "application/x-amz-json-1.0"):
                yield f"{operation}: {answer.status} {answer.getheaders()}"
            if re.fullmatch(wanted, body) is None:
                yield f"{operation}: {body}"
    if len(ids) != len(cases) or not all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", number or "") for number in ids):
        yield f"the requests are numbered {ids}"


def asks_for_its_key():
    """With --key, only those who know the key are answered."""
    peers.need_module("boto3")
    import boto3  # pylint: disable=import-outside-toplevel
    from botocore.exceptions import ClientError  # pylint: disable=import-outside-toplevel

    process = subprocess.Popen([STEPWRIGHT, "serve", "--port", "0", "--memory", "--key"], stdout=subprocess.PIPE, text=True,
                               preexec_fn=peers.die_with_parent)
    try:
        url, key, secret = (process.stdout.readline().strip() for _ in range(3))
        keys = types.SimpleNamespace(id=key.split("=")[1], secret=secret.split("=")[1])
        for name, secret_key, welcome in (("right", keys.secret, True), ("wrong", "0" * 40, False)):
            states = boto3.client("stepfunctions", endpoint_url=url.split()[-1], region_name="eu-west-1",
                                  aws_access_key_id=keys.id, aws_secret_access_key=secret_key)
            try:
                states.list_state_machines()
                if not welcome:
                    yield f"the {name} key was let in"
            except ClientError as error:
                if welcome:
                    yield f"the {name} key was refused: {error}"
    finally:
        process.kill()
        process.wait()


def survives():
    """Killed again and again while clients start executions: each that was acknowledged is there, and ends."""
    peers.need_module("boto3")
    machine = {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 2, "Next": "D"}, "D": {"Type": "Succeed"}}}
    acknowledged = []
    with tempfile.TemporaryDirectory(prefix="stepwright-serve.") as home:
        for number in range(3):
            with serve_in(home) as server:
                states = server.states()
                arn = create(states, "m", machine)
                for count in range(20):
                    name = f"e{number}-{count}"
                    acknowledged.append(states.start_execution(stateMachineArn=arn, name=name)["executionArn"])
        with serve_in(home) as server:
            states = server.states()
            for execution in acknowledged:
                end = end_of(states, execution)
                if end["status"] != "SUCCEEDED":
                    yield f"{execution}: {end['status']} {end.get('error')} {end.get('cause')}"
                    continue
                ids = [event["id"] for event in states.get_execution_history(executionArn=execution)["events"]]
                if ids != list(range(1, 7)):
                    yield f"{execution}: events {ids}"


MOCKS = {
    "StateMachines": {"orders": {"TestCases": {
        "Happy": {"Charge": "Charged", "Ask": "Approved"},
        "Retried": {"Charge": "ChargedLate", "Ask": "Approved"},
        "Hybrid": {"Charge": "Charged"}}}},
    "MockedResponses": {
        "Charged": {"0": {"Return": {"StatusCode": 200, "Payload": {"paid": 1}}}},
        "Approved": {"0": {"Return": {"approved": True}}},
        "ChargedLate": {"0-1": {"Throw": {"Error": "Busy", "Cause": "too many"}},
                        "2": {"Return": {"StatusCode": 200, "Payload": {"paid": 2}}}}}}
ORDERS = {"StartAt": "Charge", "States": {
    "Charge": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "charge"},
               "OutputPath": "$.Payload", "ResultPath": "$",
               "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 1, "MaxAttempts": 2, "BackoffRate": 1}],
               "Next": "Ask"},
    "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Parameters": {"QueueUrl": "q", "MessageBody.$": "$$.Task.Token"}, "ResultPath": "$.answer", "End": True}}}


def mocked_ends(server, cases):
    """What each case of a machine that a client made comes to."""
    states = server.states()
    machine = create(states, "orders", ORDERS)
    started = {case: states.start_execution(stateMachineArn=f"{machine}#{case}")["executionArn"] for case in cases}
    return {case: end_of(states, arn) for case, arn in started.items()}


def chooses_mocks():
    """A MockConfigFile.json, as AWS's local server takes it: by its option, by the environment, from the folder."""
    peers.need_module("boto3")
    from botocore.exceptions import ClientError  # pylint: disable=import-outside-toplevel

    with tempfile.TemporaryDirectory() as folder:
        mocks = os.path.join(folder, "MockConfigFile.json")
        definition = os.path.join(folder, "other.asl.json")
        for path, content in ((mocks, MOCKS), (definition, PASS)):
            with open(path, "w", encoding="utf-8") as file:
                json.dump(content, file)
        with serve("--mocks", mocks) as server:
            ends = mocked_ends(server, ["Happy", "Retried"])
            for case, wanted in (("Happy", {"paid": 1, "answer": {"approved": True}}),
                                 ("Retried", {"paid": 2, "answer": {"approved": True}})):
                if json.loads(ends[case].get("output", "null")) != wanted:
                    yield f"{case}: {ends[case]}"
            # What the case does not name is performed for real: here whoever has the token answers.
            states = server.states()
            hybrid = states.start_execution(stateMachineArn=create(states, "orders", ORDERS) + "#Hybrid")["executionArn"]
            states.send_task_success(taskToken=token_of(states, hybrid), output='"by hand"')
            if json.loads(end_of(states, hybrid)["output"]) != {"paid": 1, "answer": "by hand"}:
                yield f"Hybrid: {end_of(states, hybrid)}"
            try:
                server.states().start_execution(stateMachineArn=create(server.states(), "orders", ORDERS) + "#None")
                yield "a case that is not there was started"
            except ClientError as error:
                if error.response["Error"]["Code"] != "ValidationException" or '"Happy", "Retried"' not in str(error):
                    yield f"a case that is not there: {error}"
        for name, arguments, extra in (("SFN_MOCK_CONFIG", [], {"SFN_MOCK_CONFIG": mocks}),
                                       ("beside the first file", [definition], {})):
            with serve(*arguments, **extra) as server:
                end = mocked_ends(server, ["Happy"])["Happy"]
                if end["status"] != "SUCCEEDED":
                    yield f"{name}: {end}"
        done = subprocess.run([STEPWRIGHT, "serve", "--port", "0", "--memory"], capture_output=True, text=True, check=False,
                              env=peers.clean_environment(SFN_MOCK_CONFIG=definition), timeout=30)
        if done.returncode != 2 or "other.asl.json: " not in done.stderr:
            yield f"a file of something else: {done.returncode} {done.stderr}"


def shares_the_store():
    """Of two programs on one store the second is told who has it, and may read; a kill lets go of it."""
    peers.need_module("boto3")
    with tempfile.TemporaryDirectory(prefix="stepwright-serve.") as home:
        run = functools.partial(subprocess.run, capture_output=True, text=True, check=False, timeout=30,
                                env=peers.clean_environment(XDG_DATA_HOME=home, XDG_STATE_HOME=home))
        with serve_in(home) as server:
            states = server.states()
            execution = states.start_execution(stateMachineArn=create(states, "w", WAIT), name="one")["executionArn"]
            second = run([STEPWRIGHT, "serve", "--port", "0"])
            if second.returncode != 2 or "stepwright serve (process " not in second.stderr or "--data" not in second.stderr:
                yield f"a second server: {second.returncode} {second.stderr}"
            stop = run([STEPWRIGHT, "runs", "stop", "one"])
            if stop.returncode != 2 or "stepwright serve (process " not in stop.stderr:
                yield f"runs stop beside it: {stop.returncode} {stop.stderr}"
            listed = json.loads(run([STEPWRIGHT, "runs", "list", "--json"]).stdout)
            if [(row["arn"], row["status"], row["interrupted"]) for row in listed] != [(execution, "RUNNING", False)]:
                yield f"runs list beside it: {listed}"
        with serve_in(home) as server:
            if server.states().describe_execution(executionArn=execution)["status"] != "RUNNING":
                yield "what the first one ran does not go on"


def scales_waits():
    """As AWS's local server does; an execution keeps its scale when another one takes it up."""
    peers.need_module("boto3")
    with tempfile.TemporaryDirectory(prefix="stepwright-serve.") as home:
        local = {"WAIT_TIME_SCALE": "0.005", "AWS_ACCOUNT_ID": "111122223333", "AWS_DEFAULT_REGION": "eu-west-1"}
        with serve_in(home, **local) as server:
            states = server.states()
            execution = states.start_execution(stateMachineArn=create(states, "w", WAIT), name="one")["executionArn"]
            if execution != "arn:aws:states:eu-west-1:111122223333:execution:w:one":
                yield f"it is {execution}"
        with serve_in(home, AWS_ACCOUNT_ID="111122223333", AWS_DEFAULT_REGION="eu-west-1") as server:
            end = end_of(server.states(), execution)
            lasted = (end["stopDate"] - end["startDate"]).total_seconds()
            if end["status"] != "SUCCEEDED" or not 3 <= lasted < 60:
                yield f"after {lasted} s it came to {end}"


def is_redriven():
    """Redriven twice and killed in between: what was acknowledged is there, goes on, and ends as one execution."""
    peers.need_module("boto3")
    with tempfile.TemporaryDirectory(prefix="stepwright-serve.") as home:
        with serve_in(home) as server:
            states = server.states()
            activity = states.create_activity(name="work")["activityArn"]
            machine = create(states, "m", {"StartAt": "A", "States": {
                "A": {"Type": "Pass", "Result": {"n": 1}, "Next": "B"},
                "B": {"Type": "Task", "Resource": activity, "TimeoutSeconds": 600, "ResultPath": "$.done", "Next": "C"},
                "C": {"Type": "Pass", "Parameters": {"n.$": "$.n", "times.$": "$$.Execution.RedriveCount"}, "End": True}}})
            execution = states.start_execution(stateMachineArn=machine, name="one")["executionArn"]
            answer_task(states, activity, "Broken")
            if end_of(states, execution)["status"] != "FAILED":
                yield f"it is not failed: {end_of(states, execution)}"
            first = states.redrive_execution(executionArn=execution, clientToken="t" * 32)["redriveDate"]
        with serve_in(home) as server:
            states = server.states()
            described = states.describe_execution(executionArn=execution)
            found = (described["status"], described["redriveCount"], described["redriveDate"], described["redriveStatus"])
            if found != ("RUNNING", 1, first, "NOT_REDRIVABLE") or "stopDate" in described or "error" in described:
                yield f"after a kill it is {described}"
            if states.redrive_execution(executionArn=execution, clientToken="t" * 32)["redriveDate"] != first:
                yield "the token of the redrive is forgotten"
            answer_task(states, activity, "Again")
            end_of(states, execution)
        with serve_in(home) as server:
            states = server.states()
            if states.describe_execution(executionArn=execution).get("error") != "Again":
                yield f"after the second failure it is {states.describe_execution(executionArn=execution)}"
            yield from faults_of_numbers(history_of(states, execution))
            states.redrive_execution(executionArn=execution)
            answer_task(states, activity, None)
            before = untimed(end_of(states, execution)), history_of(states, execution)
        with serve_in(home) as server:
            states = server.states()
            after = untimed(states.describe_execution(executionArn=execution)), history_of(states, execution)
            if after != before:
                yield f"after a restart {after} instead of {before}"
            if (after[0]["status"], after[0]["redriveCount"], after[0].get("output")) != ("SUCCEEDED", 2, '{"n":1,"times":2}'):
                yield f"it came to {after[0]}"
            kinds = [event["type"] for event in after[1]]
            work = ["ActivityScheduled", "ActivityStarted"]
            if kinds != ["ExecutionStarted", "PassStateEntered", "PassStateExited", "TaskStateEntered",
                         *work, "ActivityFailed", "ExecutionFailed", "ExecutionRedriven",
                         *work, "ActivityFailed", "ExecutionFailed", "ExecutionRedriven",
                         *work, "ActivitySucceeded", "TaskStateExited", "PassStateEntered", "PassStateExited",
                         "ExecutionSucceeded"]:
                yield f"the history is {kinds}"
            yield from faults_of_numbers(after[1])
            if not states.list_executions(stateMachineArn=machine, redriveFilter="REDRIVEN")["executions"]:
                yield "the list of redriven executions is empty"


def answer_task(states, activity, error):
    """Takes the next task of an activity, and fails it, or with no ERROR has it succeed."""
    token = states.get_activity_task(activityArn=activity, workerName="w")["taskToken"]
    if error is None:
        states.send_task_success(taskToken=token, output='"fine"')
    else:
        states.send_task_failure(taskToken=token, error=error, cause="on purpose")


def forgets():
    """A machine that is deleted takes its executions with it, those that run and those that have ended, for good."""
    peers.need_module("boto3")
    with tempfile.TemporaryDirectory(prefix="stepwright-serve.") as home:
        with serve_in(home) as server:
            states = server.states()
            machine = create(states, "m", WAIT)
            stopped = states.start_execution(stateMachineArn=machine, name="stopped")["executionArn"]
            states.stop_execution(executionArn=stopped)
            waiting = states.start_execution(stateMachineArn=machine, name="waiting")["executionArn"]
            states.delete_state_machine(stateMachineArn=machine)
            # The same name is free at once, and is another one's.
            create(states, "m", WAIT)
            again = states.start_execution(stateMachineArn=machine, name="waiting")["executionArn"]
            if again != waiting:
                yield f"the new one is {again}"
        with serve_in(home) as server:
            states = server.states()
            names = [execution["name"] for execution in states.list_executions(stateMachineArn=machine)["executions"]]
            if names != ["waiting"] or states.describe_execution(executionArn=waiting)["status"] != "RUNNING":
                yield f"after a restart there are {names}: {states.describe_execution(executionArn=waiting)}"
            yield from faults_of_numbers(history_of(states, waiting))
            states.delete_state_machine(stateMachineArn=machine)
            kept = subprocess.run([STEPWRIGHT, "runs", "list", "--json"], capture_output=True, text=True, check=True,
                                  env=peers.clean_environment(XDG_DATA_HOME=home, XDG_STATE_HOME=home))
            limit = time.monotonic() + 30
            while json.loads(kept.stdout) and time.monotonic() < limit:
                kept = subprocess.run(kept.args, capture_output=True, text=True, check=True,
                                      env=peers.clean_environment(XDG_DATA_HOME=home, XDG_STATE_HOME=home))
            if json.loads(kept.stdout):
                yield f"in the store there are still {kept.stdout}"


def refuses_others():
    """Another user of this computer gets no answer, unless anybody is to."""
    if os.geteuid() != 0:
        raise tap.Skip("only root can be somebody else")
    ask = ("import sys, urllib.request, urllib.error\n"
           "request = urllib.request.Request(sys.argv[1], data=b'{}', headers={'Content-Type': 'application/x-amz-json-1.0',"
           " 'X-Amz-Target': 'AWSStepFunctions.ListStateMachines'})\n"
           "try:\n    print(urllib.request.urlopen(request, timeout=20).status)\n"
           "except urllib.error.HTTPError as error:\n    print(error.code, error.read().decode())\n")
    for arguments, user, wanted in (([], 0, "200"), ([], 65534, '403 {"__type":"AccessDeniedException"'),
                                    (["--anybody"], 65534, "200")):
        with serve("--memory", *arguments) as server:
            done = subprocess.run([sys.executable, "-c", ask, server.url], capture_output=True, text=True, check=False,
                                  timeout=60, user=user, cwd="/")
            if not done.stdout.startswith(wanted):
                yield f"{arguments} user {user}: {done.stdout}{done.stderr} instead of {wanted}"


if __name__ == "__main__":
    sys.exit(tap.run([
        ("boto3 creates, starts, reads and stops", lives_with_boto3),
        ("an activity's worker over boto3", works_activities),
        ("a handler starts an execution through boto3", starts_from_a_handler),
        ("the aws command", obeys_the_command),
        ("the SDK for JavaScript", obeys_javascript),
        ("pages in a browser are refused", refuses_pages),
        ("answers on the wire", answers_on_the_wire),
        ("a key that others have not", asks_for_its_key),
        ("mocked answers of AWS's own file", chooses_mocks),
        ("two programs, one store", shares_the_store),
        ("the settings of AWS's local server", scales_waits),
        ("redriven, killed, redriven", is_redriven),
        ("deleted machines leave nothing", forgets),
        ("other users of this computer are refused", refuses_others),
        ("killed three times, nothing acknowledged is lost", survives),
    ]))
