#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Models of Bedrock: what they are asked and say, be it in the task's parameters and its output, or in objects of S3;
against a server that plays both services."""

import sys
from functools import partial

import peers
import runs
import tap
import wires

ARN = "arn:aws:states:::"


def invoke(parameters, answers):
    """What came of a task, and the requests, as method, path and body."""
    with wires.Server(wires.in_turn(*answers)) as server:
        result = runs.run(runs.task(ARN + "bedrock:invokeModel", {"ModelId": "m.x:1", **parameters}),
                          [{"resource": "*", "use": "aws", "endpoint": server.url, "region": peers.REGION}])
        return result, server.requests


def model():
    """A model's answer is a value, not its text."""
    result, [request] = invoke({"Body": {"prompt": "é"}}, [MODEL])
    yield from runs.expect(result, status="SUCCEEDED")
    if result.get("output", {}).get("Body") != {"text": "hi"}:
        yield f"the output is {result.get('output')}"
    if (request.method, request.path, request.body) != ASKED or "/bedrock/aws4_request" not in request.headers["authorization"]:
        yield f"{request} came"


def stored(parameters, answers, sent, body=None, **told):
    """A model's input comes from S3, or its output goes there. SENT: what came; BODY: what stands for the output."""
    result, requests = invoke(parameters, answers)
    yield from runs.expect(result, **told)
    if body is not None and result.get("output", {}).get("Body") != body:
        yield f"the output is {result.get('output')}"
    came = [(request.method, request.path, request.body) for request in requests]
    if came != sent:
        yield f"{came} came"


STORED = {"Output": {"S3Uri": "s3://out/a b/c.json"}}
OBJECT = wires.saying(200, '{"prompt":"é"}')
MODEL = wires.said({"text": "hi"})
GONE = wires.saying(404, "<Error><Code>NoSuchKey</Code><Message>not there</Message></Error>")
READ = ("GET", "/in/p.json", b"")
ASKED = ("POST", "/model/m.x%3A1/invoke", '{"prompt":"é"}'.encode())
WROTE = ("PUT", "/out/a%20b/c.json", b'{"text": "hi"}')
STORED_MODELS = [
    ("bedrock:invokeModel reads its input from S3", {"Input": {"S3Uri": "s3://in/p.json"}}, [OBJECT, MODEL], [READ, ASKED],
     {"status": "SUCCEEDED", "body": {"text": "hi"}}),
    ("bedrock:invokeModel writes its output to S3", {"Body": {"prompt": "é"}, **STORED}, [MODEL, wires.saying(200, "")],
     [ASKED, WROTE], {"status": "SUCCEEDED", "body": "s3://out/a b/c.json"}),
    ("or does both", {"Input": {"S3Uri": "s3://in/p.json"}, **STORED}, [OBJECT, MODEL, wires.saying(200, "")],
     [READ, ASKED, WROTE], {"status": "SUCCEEDED", "body": "s3://out/a b/c.json"}),
    ("an input that is not there", {"Input": {"S3Uri": "s3://in/p.json"}}, [GONE], [READ],
     {"status": "FAILED", "error": "S3.NoSuchKeyException"}),
    ("an output that cannot be written", {"Body": {"prompt": "é"}, **STORED},
     [MODEL, wires.saying(403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>")], [ASKED, WROTE],
     {"status": "FAILED", "error": "S3.S3Exception"}),
    ("an input that is no text", {"Input": {"S3Uri": "s3://in/p.json"}}, [wires.saying(200, b"\xff\xfe")], [READ],
     {"status": "FAILED", "error": "Bedrock.SdkClientException"}),
    ("an input's place that is none", {"Input": {"S3Uri": "s3://in"}}, [MODEL], [],
     {"status": "FAILED", "error": "States.Runtime"}),
]


if __name__ == "__main__":
    sys.exit(tap.run([("bedrock:invokeModel gives what the model said", model)]
                     + [(row[0], partial(stored, *row[1:4], **row[4])) for row in STORED_MODELS]))
