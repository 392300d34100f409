#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions behind Lambda's HTTP API, and the ways in which those who offer it depart from AWS."""

import json
import sys
from functools import partial

import peers
import runs
import tap
import wires

NAME = "arn:aws:lambda:us-east-1:123456789012:function:make-it"
ERROR = '{"errorMessage": "no, é", "errorType": "OddError", "stackTrace": ["  a"]}'
COMPACT = '{"errorMessage":"no, é","errorType":"OddError","stackTrace":["  a"]}'
UNHANDLED = {"X-Amz-Function-Error": "Unhandled", "X-Amz-Executed-Version": "$LATEST"}


def sam(connection, request):
    """As sam local start-lambda: no query string, no log."""
    if "?" in request.path:
        connection.sendall(wires.plain(400, '{"Type":"User","Message":"Query Parameters are not supported"}',
                                       {"x-amzn-errortype": "InvalidRequestContent"}))
    elif request.headers.get("x-amz-log-type", "None") != "None":
        connection.sendall(wires.plain(501, '{"Type":"LocalService","Message":"log-type is not supported"}',
                                       {"x-amzn-errortype": "NotImplemented"}))
    else:
        connection.sendall(wires.plain(200, request.body))


def echo(connection, request):
    connection.sendall(wires.plain(200, request.body, {"X-Amz-Executed-Version": "7", "X-Amzn-RequestId": "id"}))


def machine(form, parameters=None):
    if form == "arn":
        return runs.task(NAME + ":live", {"a": "é"})
    return runs.task("arn:aws:states:::lambda:invoke",
                     dict({"FunctionName": NAME + ":live", "Payload": {"a": "é"}}, **(parameters or {})))


def invoke(answer, form, check, row=None, parameters=None, **told):
    with wires.Server(answer) as server:
        result = runs.run(machine(form, parameters),
                          [dict({"function": "make-*", "use": "invoke", "url": server.url}, **(row or {}))])
        yield from runs.expect(result, **told)
        yield from check(result, server.requests[-1]) if check else []


def came(path, body=b'{"a":"\xc3\xa9"}', **headers):
    """Complains where a request is another."""
    def check(_result, request):
        if request.path != path or request.body != body:
            yield f"{request.path} came with {request.body}"
        for name, value in headers.items():
            if request.headers.get(name.replace("_", "-")) != value:
                yield f"{name} is {request.headers.get(name.replace('_', '-'))}"
        if "authorization" not in request.headers:
            yield "it was not signed"
    return check


def service_output(result, request):
    output = dict(result["output"])
    metadata = output.pop("SdkHttpMetadata", {}), output.pop("SdkResponseMetadata", {})
    if output != {"ExecutedVersion": "7", "Payload": {"a": "é"}, "StatusCode": 200}:
        yield f"the output is {output}"
    if metadata[0].get("HttpStatusCode") != 200 or metadata[1] != {"RequestId": "id"}:
        yield f"the metadata are {metadata}"
    yield from came("/2015-03-31/functions/make-it/invocations?Qualifier=live")(result, request)


def logged(result, _request):
    if result["output"].get("LogResult") != "bG9n" or result["output"]["Payload"] != "plain":
        yield f"the output is {result['output']}"


def events(kind, *wanted):
    def check(result, _request):
        found = [event["type"] for event in result["history"] if event["type"].startswith(kind)]
        if found != list(wanted):
            yield f"the events are {found}"
    return check


def timed_out(result, _request):
    cause = json.loads(result["cause"])
    if cause["errorType"] != "Sandbox.Timedout" or "Error: Task timed out after 3.00 seconds" not in cause["errorMessage"]:
        yield f"the cause is {cause}"


PATH = "/2015-03-31/functions/make-it/invocations"
RIE = "/2015-03-31/functions/function/invocations"
FAILED = {"status": "FAILED", "error": "OddError"}

CASES = [
    ("a function's own ARN has its result alone",
     partial(invoke, echo, "arn", came(PATH + "?Qualifier=live"), status="SUCCEEDED", output={"a": "é"})),
    ("with the events of a function",
     partial(invoke, echo, "arn", events("Lambda", "LambdaFunctionScheduled", "LambdaFunctionStarted",
                                                                         "LambdaFunctionSucceeded"),
             status="SUCCEEDED")),
    ("lambda:invoke has the answer of the API", partial(invoke, echo, "service", service_output, status="SUCCEEDED")),
    ("a log is handed on", partial(invoke, wires.saying(200, "plain", {"X-Amz-Log-Result": "bG9n"}), "service", logged,
                                   parameters={"LogType": "Tail"}, status="SUCCEEDED")),
    ("a client context is handed on",
     partial(invoke, echo, "service", came(PATH + "?Qualifier=live", x_amz_client_context="e30="),
             parameters={"ClientContext": "e30="}, status="SUCCEEDED")),
    ("sam: so is it there", partial(invoke, sam, "service", came(PATH, x_amz_client_context="e30="), row={"peer": "sam"},
                                    parameters={"ClientContext": "e30="}, status="SUCCEEDED")),
    ("an event is not waited for",
     partial(invoke, wires.saying(202, ""), "service", came(PATH + "?Qualifier=live", x_amz_invocation_type="Event"),
                                           parameters={"InvocationType": "Event"}, status="SUCCEEDED")),
    ("an error has its own name; its cause as it came",
     partial(invoke, wires.saying(200, ERROR, UNHANDLED), "arn", None, cause=ERROR, **FAILED)),
    ("lambda:invoke writes the cause anew",
     partial(invoke, wires.saying(200, ERROR, UNHANDLED), "service", None, cause=COMPACT, **FAILED)),
    ("an error without a name is unknown", partial(
        invoke, wires.saying(200, '{"a": 1}', UNHANDLED), "service", None, status="FAILED", error="Lambda.Unknown",
        cause='The cause could not be determined because Lambda did not return an error type. Returned payload: {"a": 1}')),
    ("a function that is not there", partial(
        invoke,
        wires.saying(404, '{"Type":"User","Message":"Function not found: x"}',
                     {"x-amzn-ErrorType": "ResourceNotFoundException",
                                                                                        "x-amzn-RequestId": "r"}),
        "service", None, status="FAILED", error="Lambda.ResourceNotFoundException",
        cause="Function not found: x (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: r; Proxy: null)")),
    ("who is not let in",
     partial(invoke, wires.saying(403, '{"Message":"no"}', {"x-amzn-ErrorType": "AccessDeniedException"}), "service",
             None,
                                  status="FAILED", error="Lambda.AWSLambdaException")),
    ("too many",
     partial(invoke,
             wires.saying(429, '{"Reason":"x","message":"Rate Exceeded."}',
                          {"x-amzn-ErrorType": "TooManyRequestsException"}),
                         "arn", None, status="FAILED", error="Lambda.TooManyRequestsException")),
    ("7 MB are too large",
     partial(invoke, wires.saying(200, json.dumps("x" * 7 * 1024 * 1024)), "service", None, status="FAILED",
                                   error="States.DataLimitExceeded",
                                   cause="The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.")),
    ("a function's ARN is named where its result is too large", partial(
        invoke, wires.saying(200, json.dumps("x" * 300 * 1024)), "arn", None, status="FAILED",
        error="States.DataLimitExceeded",
        cause=f"The state/task '{NAME}:live' returned a result with a size exceeding the maximum number of bytes service limit.")),
    ("sam: neither query nor log are asked for",
     partial(invoke, sam, "service", came(PATH), row={"peer": "sam"}, parameters={"LogType": "Tail"},
                                                         status="SUCCEEDED")),
    ("sam: its names lack their end",
     partial(invoke, wires.saying(404, '{"Type":"User","Message":"no"}', {"x-amzn-errortype": "ResourceNotFound"}),
                                              "service", None, row={"peer": "sam"}, status="FAILED",
             error="Lambda.ResourceNotFoundException")),
    ("rie: its function has one name",
     partial(invoke, echo, "arn", came(RIE), row={"peer": "rie"}, status="SUCCEEDED", output={"a": "é"})),
    ("rie: an error is known by its members",
     partial(invoke, wires.saying(200, ERROR), "service", None, row={"peer": "rie"}, cause=COMPACT, **FAILED)),
    ("rie: a function's own ARN has it as it came",
     partial(invoke, wires.saying(200, ERROR), "arn", None, row={"peer": "rie"}, cause=ERROR, **FAILED)),
    ("elsewhere the same is a result",
     partial(invoke, wires.saying(200, ERROR), "arn", None, status="SUCCEEDED", output=json.loads(ERROR))),
    ("rie: a sentence says that the time is over",
     partial(invoke, wires.saying(200, "Task timed out after 3.00 seconds"), "service", timed_out,
                                                           row={"peer": "rie"}, status="FAILED",
             error="Sandbox.Timedout")),
    ("rie: a crash is an error of the function", partial(
        invoke, wires.saying(502, '{"errorType":"Runtime.ExitError","errorMessage":"exit status 3"}'), "service", None,
        row={"peer": "rie"},
        status="FAILED", error="Runtime.ExitError")),
    ("a function may have another name there",
     partial(invoke, echo, "arn", came("/2015-03-31/functions/other/invocations?Qualifier=live"),
                                                       row={"name": "other"}, status="SUCCEEDED")),
]

ROWS = [({}, 'needs "url"'), ({"url": "http://10.1.2.3"}, "use https"),
        ({"url": "http://127.0.0.1:1", "peer": "x"}, '"peer" must be'),
        ({"url": 5}, "must be a text"), ({"url": "http://127.0.0.1:1", "timeout": 901}, "from 1 to 900")]


def bad_rows():
    for row, wanted in ROWS:
        result = runs.run(machine("arn"), [dict({"resource": "*", "use": "invoke"}, **row)])
        if result["code"] != 2 or wanted not in result["said"]:
            yield f"{row}: {result['code']}, {result['said']}"


def through_aws():
    """A row for "aws" has the same functions called, here by moto, which gives back what it gets."""
    with peers.moto() as moto:
        iam, functions = moto.client("iam"), moto.client("lambda")
        role = iam.create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        functions.create_function(FunctionName="make-it", Runtime="python3.12", Role=role, Handler="a.b",
                                  Code={"ZipFile": b"x"})
        result = runs.run(runs.task("arn:aws:states:::lambda:invoke", {"FunctionName": "make-it", "Payload": {"a": 1}}),
                          [{"resource": "*", "use": "aws", "endpoint": moto.url, "region": "us-east-1"}])
        yield from runs.expect(result, status="SUCCEEDED")
        if "Payload" not in result.get("output", {}) or result["output"]["StatusCode"] != 200:
            yield f"the output is {result.get('output')}"


if __name__ == "__main__":
    sys.exit(tap.run(CASES + [("rows that are wrong are refused", bad_rows),
                              ("lambda:invoke through a row for aws", through_aws)]))
