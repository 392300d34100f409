#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kubernetes clusters of EKS: "eks:call" and "eks:runJob", against a server that plays a cluster's API over TLS with an
authority of its own; who calls it, what comes of jobs, and which clusters are not called."""

import base64
import contextlib
import functools
import json
import os
import ssl
import subprocess
import sys
import tempfile
import threading
import urllib.parse
from functools import partial

import peers
import runs
import tap
import wires

KEYS = {"AWS_ACCESS_KEY_ID": "AKIATEST", "AWS_SECRET_ACCESS_KEY": "geheim", "AWS_SESSION_TOKEN": "tok/en+"}
NAME = "my cluster"
JOB = {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "pi"}, "spec": {"template": {}}}
JOBS = "/apis/batch/v1/namespaces/default/jobs"
PODS = "/api/v1/namespaces/default/pods"


@functools.cache
def folder():
    """Where the authorities and the certificates of servers are, as long as the test runs."""
    made = tempfile.TemporaryDirectory(prefix="stepwright-tls.")
    return made, made.name


def openssl(*arguments):
    subprocess.run([tap.need("openssl"), *arguments], cwd=folder()[1], check=True, capture_output=True)


@functools.cache
def authority(name):
    """The PEM text of an authority's certificate."""
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
            f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.pem")
    with open(os.path.join(folder()[1], f"{name}.pem"), "rb") as file:
        return file.read()


@functools.cache
def server_side(signer, host):
    """What a server needs to be HOST, as an authority says."""
    authority(signer)
    path = os.path.join(folder()[1], host.replace(":", "-"))
    with open(path + ".ext", "w", encoding="utf-8") as file:
        file.write(f"subjectAltName={host}\n")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=api", "-keyout",
            path + ".key", "-out", path + ".csr")
    openssl("x509", "-req", "-in", path + ".csr", "-CA", f"{signer}.pem", "-CAkey", f"{signer}.key", "-days", "2", "-extfile",
            path + ".ext", "-out", path + ".pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path + ".pem", path + ".key")
    return context


@contextlib.contextmanager
def cluster(answer, signer="own", host="IP:127.0.0.1"):
    with wires.Server(answer, server_side(signer, host)) as server:
        yield server


def parameters(server, **more):
    return {"ClusterName": NAME, "Endpoint": server.url,
            "CertificateAuthority": base64.b64encode(authority("own")).decode(), **more}


def run(machine, row=None, keys=None):
    rows = [dict({"resource": "*", "use": "aws", "endpoint": "https://sts.example", "region": peers.REGION,
                  "hosts": ["127.0.0.1:*"]}, **(row or {}))]
    return runs.run(machine, rows, env=peers.clean_environment(**(keys or KEYS)))


def task(action, told, **fields):
    return runs.task("arn:aws:states:::eks:" + action, told, **fields)


def bearer(request):
    """Complains where the token of a request is not what AWS's own signer makes for the same moment."""
    peers.need_module("botocore")
    from botocore.auth import SigV4QueryAuth  # pylint: disable=import-outside-toplevel
    from botocore.awsrequest import AWSRequest  # pylint: disable=import-outside-toplevel
    from botocore.credentials import Credentials  # pylint: disable=import-outside-toplevel

    kind, token = request.headers.get("authorization", "none none").split(" ")
    if kind != "Bearer" or not token.startswith("k8s-aws-v1.") or "=" in token:
        return [f"the request had {request.headers}"]
    encoded = token.partition(".")[2]
    url = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()
    base, _, query = url.partition("?")
    told = dict(urllib.parse.parse_qsl(query))
    credentials = Credentials(KEYS["AWS_ACCESS_KEY_ID"], KEYS["AWS_SECRET_ACCESS_KEY"], KEYS["AWS_SESSION_TOKEN"])
    signer = SigV4QueryAuth(credentials, "sts", peers.REGION, expires=60)
    own = AWSRequest("GET", "https://sts.example/?Action=GetCallerIdentity&Version=2011-06-15", {"x-k8s-aws-id": NAME})
    own.context["timestamp"] = told["X-Amz-Date"]
    signer._modify_request_before_signing(own)  # pylint: disable=protected-access
    wanted = dict(urllib.parse.parse_qsl(own.url.partition("?")[2]))
    wanted["X-Amz-Signature"] = signer.signature(signer.string_to_sign(own, signer.canonical_request(own)), own)
    return [] if (base, told) == ("https://sts.example/", wanted) else [f"the token is {url}, not of {wanted}"]


def call(told, path, body=b"", kind=None):
    with cluster(wires.said({"items": []})) as server:
        result = run(task("call", parameters(server, **told)))
        yield from runs.expect(result, status="SUCCEEDED")
        output = result.get("output", {})
        if (output.get("ResponseBody"), output.get("StatusCode"), output.get("StatusText")) != ({"items": []}, 200, "OK"):
            yield f"the output is {output}"
        [request] = server.requests
        found = (request.method, request.path, request.body, request.headers.get("content-type"))
        if found != (told["Method"], path, body, kind):
            yield f"{found} came"
        yield from bearer(request)
        if "k8s-aws-v1" in json.dumps(result) or "geheim" in json.dumps(result):
            yield "a secret is told"


LIST = {"Method": "GET", "Path": PODS, "QueryParameters": {"labelSelector": ["job-name=pi", "a"]}}
POST = {"Method": "POST", "Path": "/api/v1/namespaces/a%20b/services/x:80/proxy"}
CALLS = [
    ("a call has the name of who calls, signed", LIST, PODS + "?labelSelector=job-name%3Dpi&labelSelector=a"),
    ("a body is JSON", {**POST, "RequestBody": {"a": "é"}}, POST["Path"], '{"a":"é"}'.encode(), "application/json"),
    ("so is a text that is", {**POST, "RequestBody": '{"a": 1}'}, POST["Path"], b'{"a":1}', "application/json"),
    ("and any other is YAML", {**POST, "RequestBody": "a: 1\n"}, POST["Path"], b"a: 1\n", "application/yaml"),
]


def refused(action, told):
    """Recorded by those who swallow it: a job that is there already is EKS.409."""
    with cluster(wires.saying(409, '{"reason":"AlreadyExists"}')) as server:
        result = run(task(action, parameters(server, **told)))
        yield from runs.expect(result, status="FAILED", error="EKS.409", cause='{"reason":"AlreadyExists"}')


def begun(name_space, job):
    """A job that is not waited for."""
    with cluster(wires.said(dict(JOB, status={}), 201)) as server:
        result = run(task("runJob", parameters(server, Job=job, **({"Namespace": name_space} if name_space else {}))))
        yield from runs.expect(result, status="SUCCEEDED")
        [request] = server.requests
        path = f"/apis/batch/v1/namespaces/{name_space or 'default'}/jobs"
        if (request.method, request.path, json.loads(request.body)) != ("POST", path, JOB):
            yield f"{request} came"
        if result.get("output", {}).get("StatusCode") != 201:
            yield f"the output is {result.get('output')}"


def condition(kind, status="True"):
    return dict(JOB, status={"conditions": [{"type": "Suspended", "status": "False"}, {"type": kind, "status": status}]})


class Kubernetes:
    """A cluster with one job: first it is running, and then what END says. HOLD: an event that the answer to what begins
    it waits for."""

    def __init__(self, end, hold=None):
        self.end = end
        self.hold = hold
        self.asked = 0

    def answer(self, connection, request):
        path, _, query = request.path.partition("?")
        status, text = 404, "what?"
        if (request.method, path) == ("POST", JOBS):
            if self.hold:
                self.hold.wait(runs.PATIENCE)
            status, text = 201, json.dumps(JOB)
        elif path == JOBS + "/pi":
            self.asked += 1
            status, text = 200, json.dumps(self.end if self.end and self.asked > 1 else condition("Complete", "False"))
        elif path == PODS and query == "labelSelector=job-name%3Dpi":
            status, text = 200, json.dumps({"items": [
                {"metadata": {"name": "one"}, "spec": {"containers": [{"name": "a"}, {"name": "b"}]}},
                {"metadata": {"name": "two"}, "spec": {"containers": [{"name": "a"}]}}]})
        elif path.startswith(PODS + "/"):
            logs = {"one/log?container=a": '{"pi": 3.14}', "one/log?container=b": "plain\n"}
            text = logs.get(request.path[len(PODS) + 1:].partition("&")[0])
            status, text = (200, text) if text else (400, "container has not started")
            if "&tailLines=6" not in request.path:
                status, text = 500, "the parameters are missing"
        connection.sendall(wires.plain(status, text))


def ran(options, logs):
    """The job as it was told last, and its logs."""
    with cluster(Kubernetes(condition("Complete")).answer) as server:
        result = run(task("runJob.sync", parameters(server, Job=JOB, **({"LogOptions": options} if options else {}))))
        wanted = condition("Complete")
        if logs:
            wanted["logs"] = logs
        yield from runs.expect(result, status="SUCCEEDED", output=wanted)
        for request in server.requests:
            yield from bearer(request)
        [submitted] = runs.events(result, "TaskSubmitted")
        if json.loads(submitted["output"])["StatusCode"] != 201:
            yield f"submitted was {submitted}"


LOG = {"RetrieveLogs": True, "LogParameters": {"tailLines": ["6"]}}
MISSING = {"containers": {"a": {"error": "EKS.400", "cause": "container has not started"}}}
LOGS = [
    ("a job that is waited for gives what became of it", None, None),
    ("and its logs, as far as they can be had", LOG, {"pods": {
        "one": {"containers": {"a": {"log": {"pi": 3.14}}, "b": {"log": "plain\n"}}}, "two": MISSING}}),
    ("or raw", dict(LOG, RawLogs=True), {"pods": {
        "one": {"containers": {"a": {"log": '{"pi": 3.14}'}, "b": {"log": "plain\n"}}}, "two": MISSING}}),
]


def failed():
    with cluster(Kubernetes(condition("Failed")).answer) as server:
        result = run(task("runJob.sync", parameters(server, Job=JOB, LogOptions=LOG)))
        yield from runs.expect(result, status="FAILED", error="States.TaskFailed")
        if json.loads(result.get("cause") or "{}") != condition("Failed"):
            yield f"the cause is {result.get('cause')}"


def gone():
    """Somebody else has deleted the job."""
    def answer(connection, request):
        connection.sendall(wires.plain(*((201, json.dumps(JOB)) if request.method == "POST" else (404, '{"reason":"NotFound"}'))))

    with cluster(answer) as server:
        result = run(task("runJob.sync", parameters(server, Job=JOB)))
        yield from runs.expect(result, status="FAILED", error="EKS.404", cause='{"reason":"NotFound"}')


def given_up(late):
    """The job is deleted with its state; LATE: the state is over before the cluster has said that the job has begun."""
    hold = threading.Event() if late else None
    kubernetes = Kubernetes(None, hold)

    def answer(connection, request):
        if request.path == "/over":
            hold.set()
            connection.sendall(wires.plain(200, "{}"))
        else:
            kubernetes.answer(connection, request)

    with cluster(answer) as server:
        machine = task("runJob.sync", parameters(server, Job=JOB), TimeoutSeconds=1)
        if late:
            machine["States"]["Do"]["Catch"] = [{"ErrorEquals": ["States.Timeout"], "Next": "Over"}]
            machine["States"]["Over"] = {"Type": "Task", "Resource": "arn:aws:states:::eks:call", "End": True,
                                         "Parameters": parameters(server, Method="GET", Path="/over")}
        result = run(machine)
        yield from runs.expect(result, **({"status": "SUCCEEDED"} if late else {"status": "FAILED", "error": "States.Timeout"}))
        deleted = [request.path for request in server.requests if request.method == "DELETE"]
        if deleted != [JOBS + "/pi?propagationPolicy=Background"]:
            yield f"deleted was {deleted}"


def stranger(signer, host):
    """A server that the cluster's own authority does not vouch for gets nothing."""
    with cluster(wires.said({}), signer, host) as server:
        result = run(task("call", parameters(server, **LIST)))
        yield from runs.expect(result, status="FAILED", error="EKS.SdkClientException")
        if server.requests:
            yield f"{server.requests} came"


REAL = {"endpoint": "aws", "hosts": None}
# What the parameters say, the row, the error or None: nobody performs the task; and a part of what is said
UNFIT = [
    ("a cluster that no row names", {}, {"hosts": None}, None, "name its host in"),
    ("a cluster that the row does not name", {}, {"hosts": ["other"]}, None, "does not have 127.0.0.1"),
    ("an address that is not EKS's own", {"Endpoint": "https://example.com"}, REAL, None, "name its host in"),
    ("one that looks alike", {"Endpoint": "https://eks.amazonaws.com.example.org"}, REAL, None, "name its host in"),
    ("one that hands out keys", {"Endpoint": "https://169.254.169.254"}, {"hosts": ["*"]}, None, "169.254"),
    ("one elsewhere without TLS", {"Endpoint": "http://example.com"}, {"hosts": ["*"]}, None, "use https"),
    ("one with a password", {"Endpoint": "https://a:b@example.com"}, {"hosts": ["*"]}, None, "password"),
    ("one that is none", {"Endpoint": "over there"}, {}, "States.Runtime", "field 'Endpoint' has an invalid format"),
    ("a query in it", {"Endpoint": "https://127.0.0.1/?a"}, {}, "States.Runtime", "field 'Endpoint' has an invalid format"),
    ("an authority that is no certificate", {"CertificateAuthority": "YWJj"}, {}, "States.Runtime", "'CertificateAuthority'"),
    ("no name", {"ClusterName": None}, {}, "States.Runtime", "field 'ClusterName' has an invalid format"),
    ("a path that is none", {"Path": "pods"}, {}, "States.Runtime", "field 'Path' has an invalid format"),
    ("a method that is none", {"Method": "BREW"}, {}, "States.Runtime", "field 'Method' has an invalid format"),
]


def unfit(told, row, error, why):
    with cluster(wires.said({})) as server:
        result = run(task("call", {**parameters(server, **LIST), **told}), row)
        if error is None and (result["code"] != 3 or why not in result["said"]):
            yield f"it ended with {result['code']}: {result['said']}, not {why}"
        if error is not None:
            yield from runs.expect(result, status="FAILED", error=error)
            if why not in (result.get("cause") or ""):
                yield f"the cause is {result.get('cause')}"
        if server.requests:
            yield f"{server.requests} came"


def no_job():
    with cluster(wires.said({})) as server:
        result = run(task("runJob", parameters(server, Job=[1])))
        yield from runs.expect(result, status="FAILED", error="States.Runtime")
        if "field 'Job' has an invalid format" not in result["cause"] or server.requests:
            yield f"the cause is {result['cause']}"


CASES = [(row[0], partial(call, *row[1:])) for row in CALLS] + [
    ("an error of the cluster has its status for a name", partial(refused, "call", LIST)),
    ("so has one of a job", partial(refused, "runJob", {"Job": JOB})),
    ("so has one of a job that is waited for", partial(refused, "runJob.sync", {"Job": JOB})),
    ("a job is begun", partial(begun, None, JOB)),
    ("a job is begun in a namespace, from a text", partial(begun, "team", json.dumps(JOB))),
    *((row[0], partial(ran, *row[1:])) for row in LOGS),
    ("a job that fails fails its task", failed),
    ("so does one that is gone", gone),
    ("a job is deleted where its state is given up", partial(given_up, False)),
    ("also where that is given up before it is answered", partial(given_up, True)),
    ("a server of another authority", partial(stranger, "other", "IP:127.0.0.1")),
    ("a server of another name", partial(stranger, "own", "DNS:elsewhere")),
    *((row[0], partial(unfit, *row[1:])) for row in UNFIT),
    ("a job that is none", no_job),
]


if __name__ == "__main__":
    try:
        tap.need("openssl")
        STATUS = tap.run(CASES)
    except tap.Skip as why:
        print(f"1..0 # SKIP {why}")
        STATUS = 0
    sys.exit(STATUS)
