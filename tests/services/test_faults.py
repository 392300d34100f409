#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Endpoints that refuse, reset, stall, dribble and lie: each has an outcome in the terms of the language."""

import hashlib
import hmac
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.parse
from functools import partial

import leftovers
import peers
import runs
import tap
import wires

GET = ("dynamodb:getItem", {"TableName": "t", "Key": {"id": {"S": "1"}}})
PUT = ("dynamodb:putItem", {"TableName": "t", "Item": {"id": {"S": "1"}}})
ITEM = '{"Item":{"id":{"S":"1"}}}'
THROTTLED = wires.saying(400, '{"__type":"ProvisionedThroughputExceededException","message":"slow down"}')
BROKEN = wires.saying(500, '{"__type":"InternalServerError","message":"oh"}')


def do(url, call=PUT, env=None, state=None, **row):
    machine = runs.task("arn:aws:states:::" + call[0], call[1], **(state or {}))
    return runs.run(machine, [dict({"resource": "*", "use": "aws", "endpoint": url, "region": "us-east-1"}, **row)],
                    env=env)


def outcome(answer, call=PUT, requests=1, cause=None, state=None, row=None, **told):
    """What a run comes to that calls a server which answers so, and how often it calls."""
    with wires.Server(answer) as server:
        result = do(server.url, call, state=state, **(row or {}))
        yield from runs.expect(result, **told)
        if cause and not re.search(cause, result.get("cause") or ""):
            yield f"the cause is {result.get('cause')!r}, not {cause!r}"
        if len(server.requests) != requests:
            yield f"{len(server.requests)} requests came, not {requests}"


def refused():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    result = do(f"http://127.0.0.1:{port}")
    yield from runs.expect(result, status="FAILED", error="DynamoDB.SdkClientException")
    if not result["cause"].startswith("Unable to execute HTTP request: ") or "refused" not in result["cause"]:
        yield f"the cause is {result['cause']}"


def stall(connection, _request):
    connection.recv(1)


def stall_in_body(connection, _request):
    connection.sendall(wires.plain(200, ITEM)[:-5])
    connection.recv(1)


def byte_by_byte(connection, _request):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for number in wires.plain(200, ITEM):
        connection.sendall(bytes([number]))


def dribble(connection, _request):
    """One byte each tenth of a second, for ever: the time for the whole is what ends it."""
    connection.settimeout(0.1)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(1000):
        connection.sendall(b" ")
        try:
            if connection.recv(1) == b"":
                return
        except TimeoutError:
            pass


def cut(connection, _request):
    connection.sendall(wires.plain(200, ITEM)[:-5])


def redirect():
    """A signature is not handed on."""
    with wires.Server(wires.saying(200, ITEM)) as other:
        answer = wires.saying(307, "", {"Location": other.url + "/"})
        yield from outcome(answer, status="FAILED", error="DynamoDB.AmazonDynamoDBException", cause="Status Code: 307")
        if other.requests:
            yield "the redirect was followed"


def skewed():
    """The server's clock is right."""
    answers = wires.in_turn(
        wires.saying(403, '{"__type":"RequestTimeTooSkewed","message":"no"}', {"Date": wires.DATE}),
        wires.saying(200, ITEM))
    with wires.Server(answers) as server:
        yield from runs.expect(do(server.url), status="SUCCEEDED")
        dates = [request.headers["x-amz-date"] for request in server.requests]
    if len(dates) != 2 or not dates[1].startswith("20280101T0000"):
        yield f"the requests are of {dates}"


def large(size):
    return wires.saying(200, json.dumps({"Item": {"id": {"S": "x" * size}}}))


TOO_LARGE = {"status": "FAILED", "error": "States.DataLimitExceeded",
             "cause": "returned a result with a size exceeding the maximum number of bytes service limit"}
CLIENT = {"status": "FAILED", "error": "DynamoDB.SdkClientException"}

CASES = [
    ("a connection that is reset fails the task, and is not tried again", partial(outcome, wires.reset, **CLIENT)),
    ("so does one that ends without an answer", partial(outcome, lambda connection, request: None, **CLIENT)),
    ("a server that stands still: the row's time is over",
     partial(outcome, stall, row={"timeout": 1}, cause="Read timed out", **CLIENT)),
    ("a server that stands still in its answer",
     partial(outcome, stall_in_body, row={"timeout": 1}, cause="Read timed out", **CLIENT)),
    ("a server that stands still: the state's time is over",
     partial(outcome, stall, state={"TimeoutSeconds": 1}, status="FAILED", error="States.Timeout")),
    ("an answer that comes byte by byte is an answer", partial(outcome, byte_by_byte, GET, status="SUCCEEDED")),
    ("an answer that never ends is given up",
     partial(outcome, dribble, row={"timeout": 1}, cause="Read timed out", **CLIENT)),
    ("an answer that is cut off fails the task", partial(outcome, cut, **CLIENT)),
    ("what is no HTTP fails the task",
     partial(outcome, lambda connection, request: connection.sendall(b"\x00\xff" * 500 + b"\r\n\r\n"), **CLIENT)),
    ("what is no JSON fails the task",
     partial(outcome, wires.saying(200, "<html>hello"), cause="Unable to unmarshall response", **CLIENT)),
    ("what is no UTF-8 fails the task",
     partial(outcome, wires.saying(200, b'{"Item":{"id":{"S":"\xff\xfe"}}}'), cause="Unable to unmarshall", **CLIENT)),
    ("7 MB are too large", partial(outcome, large(7 * 1024 * 1024), GET, **TOO_LARGE)),
    ("300 kB are too large", partial(outcome, large(300 * 1024), GET, **TOO_LARGE)),
    ("an error without a body has its status", partial(outcome, wires.saying(503, ""), status="FAILED",
                                                      error="DynamoDB.AmazonDynamoDBException",
                                                       cause="Status Code: 503; Error Code: ServiceUnavailable")),
    ("a redirect is not followed", redirect),
    ("a clock that is wrong: signed once more with the server's time", skewed),
    ("a clock that stays wrong: twice, not more", partial(
        outcome, wires.saying(403, '{"__type":"RequestTimeTooSkewed","message":"no"}', {"Date": wires.DATE}),
        requests=2,
        status="FAILED", error="DynamoDB.AmazonDynamoDBException")),
    ("what only reads is tried again when throttled",
     partial(outcome, wires.in_turn(THROTTLED, BROKEN, wires.saying(200, ITEM)), GET,
                                                             requests=3, status="SUCCEEDED")),
    ("three times at most", partial(outcome, THROTTLED, GET, requests=3, status="FAILED",
                                    error="DynamoDB.ProvisionedThroughputExceededException")),
    ("what has an effect is left to Retry",
     partial(outcome, BROKEN, requests=1, status="FAILED", error="DynamoDB.InternalServerErrorException")),
    ("and Retry does it",
     partial(outcome, wires.in_turn(BROKEN, wires.saying(200, "{}")), requests=2, status="SUCCEEDED",
                                  state={"Retry": [{"ErrorEquals": ["DynamoDB.InternalServerErrorException"],
                                                    "IntervalSeconds": 1,
                                                    "MaxAttempts": 1}]})),
]

# Rows that are refused when the file is read, and what is said
ROWS = [
    ({"endpoint": "http://169.254.169.254"}, "169.254.0.0/16"),
    ({"endpoint": "https://169.254.169.254"}, "169.254.0.0/16"),
    ({"endpoint": "http://example.com"}, "use https"), ({"endpoint": "ftp://127.0.0.1"}, "https://"),
    ({"endpoint": "http://me:secret@127.0.0.1"}, "password"), ({"endpoint": "127.0.0.1"}, "must be an address"),
    ({"endpoint": 5}, "must be a text"), ({"endpoint": "http://127.0.0.1", "timeout": 0}, "from 1 to 900"),
    ({"endpoint": "http://10.0.0.1"}, "use https"),
    ({"endpoint": "http://[::ffff:169.254.169.254]/"}, "169.254.0.0/16"),
]


def bad_rows():
    for row, wanted in ROWS:
        result = runs.run(runs.task("arn:aws:states:::" + PUT[0], PUT[1]),
                          [dict({"resource": "*", "use": "aws"}, **row)])
        if result["code"] != 2 or "tasks/0" not in result["said"] or wanted not in result["said"]:
            yield f"{row}: {result['code']}, {result['said']}"


def nowhere():
    """Nothing leads to the real services but their name."""
    result = runs.run(runs.task("arn:aws:states:::" + PUT[0], PUT[1]), [{"resource": "*", "use": "aws"}])
    if result["code"] != 3 or "Nothing says where DynamoDB is" not in result["said"]:
        yield f"{result['code']}: {result['said']}"


FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f"
HANGING = """import os, socket, subprocess, time
def f(event, context):
    subprocess.Popen(["sleep", "1000"])
    subprocess.Popen(["sh", "-c", "setsid sleep 1000 & exit"]).wait()
    socket.create_connection(("127.0.0.1", int(os.environ["PORT"])))
    time.sleep(1000)
"""


def ended_by(number, **row):
    """The program is ended while a function of its is at work."""
    with tempfile.TemporaryDirectory(prefix="stepwright-run.") as folder, \
            socket.create_server(("127.0.0.1", 0)) as at_work:
        with open(os.path.join(folder, "h.py"), "w", encoding="utf-8") as file:
            file.write(HANGING)
        row = dict({"resource": "*", "use": "lambda", "dir": ".", "handler": "h.f", "timeout": 900,
                    "env": {"PORT": str(at_work.getsockname()[1])}}, **row)
        words, environment = runs.command(folder, runs.task(FUNCTION, {}), [row])
        at_work.settimeout(runs.PATIENCE)
        with leftovers.none(folder) as own:
            with subprocess.Popen(words, env=dict(environment, **own), stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL) as process:
                try:
                    at_work.accept()[0].close()
                finally:
                    process.send_signal(number)
    if process.returncode == 0:
        yield "it tells of a success"


def keys_of(server):
    request = server.requests[-1]
    credential = request.headers["authorization"].split("Credential=")[1].split("/")
    return credential[0], credential[2], request.headers.get("x-amz-security-token")


def identities():
    """Whose keys sign: environment, files, a command; whatever the files look like."""
    script = "#!/bin/sh\necho '{\"Version\": 1, \"AccessKeyId\": \"FROMPROCESS\", \"SecretAccessKey\": \"s\", \"SessionToken\": \"tok\"}'\n"
    with tempfile.TemporaryDirectory() as folder, wires.Server(wires.saying(200, "{}")) as server:
        paths = {name: os.path.join(folder, name) for name in ("credentials", "config", "process")}
        for name, text in (("credentials", "[default]\naws_access_key_id=DEFAULT\naws_secret_access_key=s\n"
                                           "[other]\naws_access_key_id = OTHER\naws_secret_access_key = s\naws_session_token = t\n"),
                           ("config",
                            f"[default]\nregion = eu-north-1\n[profile tool]\ncredential_process = {paths['process']}\n"),
                           ("process", script)):
            with open(paths[name], "w", encoding="utf-8") as file:
                file.write(text)
        os.chmod(paths["process"], 0o700)
        files = {"AWS_CONFIG_FILE": paths["config"], "AWS_SHARED_CREDENTIALS_FILE": paths["credentials"]}
        variables = dict(files, AWS_ACCESS_KEY_ID="ENV", AWS_SECRET_ACCESS_KEY="s")
        for what, env, row, wanted in (
                ("a local server gets nobody's keys", files, {}, ("test", "us-east-1", None)),
                ("the environment's", variables, {}, ("ENV", "us-east-1", None)),
                ("a profile that is named is before the environment", variables, {"profile": "other"},
                 ("OTHER", "us-east-1", "t")),
                ("the region of the environment", dict(variables, AWS_REGION="ap-south-1"), {"region": None},
                 ("ENV", "ap-south-1", None)),
                ("the region of the profile", files, {"region": None, "profile": "default"},
                 ("DEFAULT", "eu-north-1", None)),
                ("a command's", files, {"profile": "tool"}, ("FROMPROCESS", "us-east-1", "tok"))):
            result = do(server.url, env=peers.clean_environment(**env), **row)
            yield from runs.expect(result, status="SUCCEEDED")
            if keys_of(server) != wanted:
                yield f"{what}: {keys_of(server)}, not {wanted}"
        result = do(server.url, env=peers.clean_environment(**files), profile="gone")
        if result["status"] != "FAILED" or 'no profile "gone"' not in result["cause"]:
            yield f"a profile that is not there: {result}"


SECRET = "Geheimnis/+="


def signature(request):
    """The signature that a request should have, made anew from what came over the wire."""
    told = request.headers["authorization"]
    scope = re.search(r"Credential=\w+/(\S+?),", told).group(1)
    names = re.search(r"SignedHeaders=(\S+?),", told).group(1)
    path, _, query = request.path.partition("?")
    if "/s3/" not in scope:  # encoded once more
        path = urllib.parse.quote(path, safe="/~-._")
    pairs = sorted(tuple(urllib.parse.quote(urllib.parse.unquote(part), safe="~-._") for part in pair.partition("=")[::2])
                   for pair in query.split("&") if pair)
    headers = "".join(f"{name}:{' '.join(request.headers[name].split())}\n" for name in names.split(";"))
    canonical = "\n".join([request.method, path, "&".join("=".join(pair) for pair in pairs), headers, names,
                           hashlib.sha256(request.body).hexdigest()])
    text = "\n".join(["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope,
                      hashlib.sha256(canonical.encode()).hexdigest()])
    key = b"AWS4" + SECRET.encode()
    for part in [*scope.split("/"), text]:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key.hex()


FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:f"
SIGNED = [
    PUT, ("lambda:invoke", {"FunctionName": FUNCTION_ARN, "Qualifier": "a b~%41+é", "Payload": "é", "ClientContext": "e30="}),
    ("sns:publish", {"TopicArn": "t", "Message": "é &=+%41~ "}),
    ("aws-sdk:s3:putObject", {"Bucket": "b", "Key": "a//b%41/é ~+(1)%2F.json", "Body": "x", "Metadata": {"a": " two  words "}}),
    ("aws-sdk:s3:listObjectsV2", {"Bucket": "b", "Prefix": "Param-3=/%7E", "MaxKeys": 3, "ContinuationToken": "a+b=="}),
    ("aws-sdk:lambda:listTags", {"Resource": FUNCTION_ARN}),
]


def signatures():
    """What is signed is what is sent: path, query, headers, the port, and the session's token."""
    env = peers.clean_environment(AWS_ACCESS_KEY_ID="KEY", AWS_SECRET_ACCESS_KEY=SECRET, AWS_SESSION_TOKEN="to/ken==")
    with wires.Server(wires.saying(200, "{}")) as server:
        for count, call in enumerate(SIGNED, 1):
            do(server.url, call, env=env)
            if len(server.requests) != count:
                yield f"{call[0]}: {len(server.requests)} requests came"
                return
            request = server.requests[-1]
            told = request.headers["authorization"]
            if told.rpartition("Signature=")[2] != signature(request):
                yield f"{call[0]}: another signature is right for {request}"
            for name in ("host", "x-amz-date", "x-amz-security-token"):
                if name not in re.search(r"SignedHeaders=(\S+?),", told).group(1).split(";"):
                    yield f"{call[0]}: {name} is not signed"
            if request.headers["host"] != f"127.0.0.1:{server.port}":
                yield f"{call[0]}: the host is {request.headers['host']}"


def endpoints():
    """Where to go: a service's own variable, that of all, the profile's services."""
    with tempfile.TemporaryDirectory() as folder, wires.Server(wires.saying(200,
                                                                            "{}")) as one, wires.Server(wires.saying(200, "{}")) as two:
        config = os.path.join(folder, "config")
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"[default]\nservices = here\nendpoint_url = {one.url}\n[services here]\ndynamodb =\n  endpoint_url = {two.url}\n")
        for env, wanted in (({"AWS_ENDPOINT_URL": one.url}, one),
                            ({"DYNAMODB_ENDPOINT": one.url}, one),
                            ({"DYNAMODB_ENDPOINT": two.url, "AWS_ENDPOINT_URL": one.url}, one),
                            ({"AWS_ENDPOINT_URL": one.url, "AWS_ENDPOINT_URL_DYNAMODB": two.url}, two),
                            ({"AWS_CONFIG_FILE": config}, two),
                            ({"AWS_CONFIG_FILE": config, "AWS_ENDPOINT_URL_SQS": two.url}, two)):
            before = len(wanted.requests)
            yield from runs.expect(do(None, env=peers.clean_environment(**env)), status="SUCCEEDED")
            if len(wanted.requests) != before + 1:
                yield f"{env}: the request went elsewhere"


# The variables of AWS's local Step Functions, and a call of the service that each is for
OLD_VARIABLES = [
    ("LAMBDA_ENDPOINT", "lambda:invoke", {"FunctionName": "f"}),
    ("SQS_ENDPOINT", "sqs:sendMessage", {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/1/q", "MessageBody": "m"}),
    ("SNS_ENDPOINT", "sns:publish", {"TopicArn": "t", "Message": "m"}),
    ("STEP_FUNCTIONS_ENDPOINT", "states:startExecution", {"StateMachineArn": "a"}),
    ("DYNAMODB_ENDPOINT", *PUT),
    ("BATCH_ENDPOINT", "batch:submitJob", {"JobName": "n", "JobQueue": "q", "JobDefinition": "d"}),
    ("ECS_ENDPOINT", "ecs:runTask", {"TaskDefinition": "d"}), ("GLUE_ENDPOINT", "glue:startJobRun", {"JobName": "n"}),
    ("SAGE_MAKER_ENDPOINT", "sagemaker:createTrainingJob", {"TrainingJobName": "n"}),
]


def old_variables():
    with wires.Server(wires.saying(200, "{}")) as server, wires.Server(wires.saying(200, "{}")) as other:
        for count, (variable, *call) in enumerate(OLD_VARIABLES, 1):
            env = dict({name: other.url for name, *_ in OLD_VARIABLES}, **{variable: server.url})
            do(None, call, env=peers.clean_environment(**env))
            if len(server.requests) != count or other.requests:
                yield f"{variable}: {len(server.requests)} requests came, {len(other.requests)} went elsewhere"


if __name__ == "__main__":
    sys.exit(tap.run([("a connection that is refused fails the task", refused)] + CASES + [
        ("killed while its function is at work", partial(ended_by, signal.SIGKILL)),
        ("told to end while its function is at work", partial(ended_by, signal.SIGTERM)),
        ("interrupted while its function is at work", partial(ended_by, signal.SIGINT)),
        ("killed while its function is at work without a sandbox", partial(ended_by, signal.SIGKILL, sandbox=False)),
        ("told to end while its function is at work without a sandbox", partial(ended_by, signal.SIGTERM, sandbox=False)),
        ("interrupted while its function is at work without a sandbox", partial(ended_by, signal.SIGINT, sandbox=False)),
        ("rows that would lead astray are refused", bad_rows), ("without an address nobody is called", nowhere),
        ("keys are taken from where they are told", identities),
        ("what is signed is what is sent", signatures),
        ("addresses are taken from where they are told", endpoints),
        ("and from where AWS's local server takes them", old_variables)]))
