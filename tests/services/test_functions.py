#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lambda functions that run here and use AWS's services at a server that stands in for AWS, as their machines have them:
quality control of data (six functions, a table, a topic), a file's size, and a function with a runtime of its own.

    test_functions.py BOOTSTRAP      the program built from data/put-item/bootstrap.c"""

import http.server
import json
import os
import shutil
import sys
import tempfile
import threading

import peers
import runs
import tap

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
PUT_FUNCTION = "Rust-Microservice-PutFunction-UAK78Ex7vK1x"
QC_FUNCTIONS = ("start-qc", "qc-process1", "qc-process2", "qc-process3", "end-qc", "send-qc-summary")


def machine(name):
    with open(os.path.join(DATA, name, "machine.asl.json"), encoding="utf-8") as file:
        return json.load(file)


def function(moto, name, handler=None, **env):
    """A row that runs a Python function of the folder `functions` with the environment to find the servers."""
    aws = {key: value for key, value in moto.environment().items()
           if key.startswith("AWS_") and key not in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")}
    return {"function": name, "use": "lambda", "dir": "functions", "handler": handler or f"{name}.lambda_handler",
            "timeout": 60, "memory": 512, "env": dict(aws, **env)}


def make_table(moto):
    moto.client("dynamodb").create_table(
        TableName="QCSummary", BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("GroupID", "StartTime")],
        KeySchema=[{"AttributeName": "GroupID", "KeyType": "HASH"}, {"AttributeName": "StartTime", "KeyType": "RANGE"}])


def make_topic(moto):
    """A topic, and a queue that hears of it."""
    topic = moto.client("sns").create_topic(Name="qc-results-group1")["TopicArn"]
    queue = moto.client("sqs").create_queue(QueueName="results")["QueueUrl"]
    moto.client("sns").subscribe(TopicArn=topic, Protocol="sqs",
                                 Endpoint=f"arn:aws:sqs:{peers.REGION}:{peers.ACCOUNT}:results")
    return topic, queue


def take_messages(moto, queue):
    received = moto.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
    return [json.loads(json.loads(message["Body"])["Message"]) for message in received]


def quality_control():
    with peers.moto() as moto:
        make_table(moto)
        topic, queue = make_topic(moto)
        rows = [function(moto, name, TABLE="QCSummary", TOPIC_ARN=topic) for name in QC_FUNCTIONS]
        result = runs.run(machine("quality-control"), rows, {"GroupID": "group1", "StreamID": "streamA"},
                          code=os.path.join(DATA, "quality-control"))
        yield from runs.expect(result, status="SUCCEEDED", code=0)
        items = moto.client("dynamodb").scan(TableName="QCSummary")["Items"]
        flags = [{key: value["BOOL"] for key, value in item.items() if "BOOL" in value} for item in items]
        if flags != [{"Pass1": True, "Pass2": True, "Pass3": True, "TotalPass": True}]:
            yield f"the table has {items}"
        messages = take_messages(moto, queue)
        if messages != [{"GroupID": "group1", "StreamID": "streamA", "TotalPass": True}]:
            yield f"the queue has {messages}"
        if [len(runs.events(result, f"LambdaFunction{what}")) for what in ("Scheduled", "Succeeded")] != [6, 6]:
            yield "not every function is in the history"


def missing_table():
    """What boto3 raises in the handler is the task's error."""
    with peers.moto() as moto:
        rows = [function(moto, name, TABLE="Nowhere", TOPIC_ARN="-") for name in QC_FUNCTIONS]
        result = runs.run(machine("quality-control"), rows, {"GroupID": "group1", "StreamID": "streamA"},
                          code=os.path.join(DATA, "quality-control"))
        yield from runs.expect(result, status="FAILED", error="ResourceNotFoundException", code=1)


def file_size(length, message):
    with peers.moto() as moto:
        moto.client("s3").create_bucket(Bucket="files")
        moto.client("s3").put_object(Bucket="files", Key="data.bin", Body=b"\1" * length)
        rows = [function(moto, name, handler, BUCKET="files", FILE="data.bin")
                for name, handler in (("checkSize", "files.check_size"), ("processFile", "files.process"))]
        result = runs.run(machine("file-size"), rows, {}, code=os.path.join(DATA, "file-size"))
        yield from runs.expect(result, status="SUCCEEDED")
        if result.get("output", {}).get("message") != message or result["output"].get("size") != length:
            yield f"the output is {result.get('output')}"


def put_item(bootstrap, data, **told):
    """The function is a program of its own, started as it is."""
    with peers.moto() as moto, tempfile.TemporaryDirectory() as code:
        shutil.copy(bootstrap, os.path.join(code, "bootstrap"))
        moto.client("dynamodb").create_table(
            TableName="items", BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}])
        row = {"function": "Rust-*-PutFunction-*", "use": "lambda", "bootstrap": "bootstrap",
               "env": {"DYNAMODB": moto.url.removeprefix("http://")}}
        result = runs.run(machine("put-item"), [row], data, code=code)
        yield from runs.expect(result, **told)
        count = moto.client("dynamodb").scan(TableName="items")["Count"]
        if count != (1 if told["status"] == "SUCCEEDED" else 0):
            yield f"the table has {count} items"


class Refusing(http.server.BaseHTTPRequestHandler):
    """Lambda, for a role that may not call the function (moto takes no signature for Lambda, boto3's either)."""
    words = "User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized to perform: lambda:InvokeFunction on " \
            f"resource: arn:aws:lambda:us-east-1:123456789012:function:{PUT_FUNCTION}:$LATEST because no " \
            "identity-based policy allows the lambda:InvokeFunction action"

    def do_POST(self):  # pylint: disable=invalid-name
        body = json.dumps({"Message": self.words}).encode()
        self.send_response(403)
        self.send_header("x-amzn-ErrorType", "AccessDeniedException")
        self.send_header("x-amzn-RequestId", "ac614757-68d3-4bc8-9c7d-cc991c0dafa2")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):  # pylint: disable=arguments-differ
        pass


def refused():
    """The words that the person sees on AWS."""
    states = {"InvokeLambda": dict(machine("put-item")["States"]["InvokeLambda"], End=True)}
    del states["InvokeLambda"]["Next"], states["InvokeLambda"]["Catch"]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        row = {"function": "Rust-*", "use": "aws", "endpoint": f"http://127.0.0.1:{server.server_port}"}
        result = runs.run({"StartAt": "InvokeLambda", "States": states}, [row], {},
                          env=peers.clean_environment(AWS_ACCESS_KEY_ID="a", AWS_SECRET_ACCESS_KEY="b"))
        server.shutdown()
    yield from runs.expect(
        result, status="FAILED", error="Lambda.AWSLambdaException",
        cause=f"{Refusing.words} (Service: Lambda, Status Code: 403, Request ID: ac614757-68d3-4bc8-9c7d-cc991c0dafa2)")


def main(bootstrap):
    return tap.run([
        ("six functions, a table and a topic", quality_control),
        ("an error of boto3 in a handler", missing_table),
        ("a file that is large enough", lambda: file_size(2097153, "The file was processed")),
        ("a file that is too small", lambda: file_size(5, "The file is too small")),
        ("a compiled function puts an item", lambda: put_item(
            bootstrap, {"do": "put"}, status="SUCCEEDED", output={"put": "from C", "response": {"put": "from C"}})),
        ("a compiled function fails into its Catch", lambda: put_item(
            bootstrap, {"do": "fail"}, status="FAILED", error="LambdaFunctionError")),
        ("a function that may not be called", refused),
    ])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
