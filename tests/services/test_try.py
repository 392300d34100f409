#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A single HTTP Task, tried: what was sent and what came back (level TRACE), with its secrets and without."""

import json
import subprocess
import sys
import tempfile

import peers
import runs
import tap
import wires
from serving import ROLE, STEPWRIGHT, serve
from test_http import ARN, KEY

PARAMETERS = {"Method": "POST", "Headers": {"X-Own": "h1"}, "QueryParameters": {"q": "q1"}, "RequestBody": {"m": "hi"},
              "Authentication": {"ConnectionArn": ARN}}
ROWS = [{"resource": "*", "use": "http", "hosts": ["127.0.0.1:*"]}]
SECRETS = ("geheim2", "geheim3", "q r", "X-More")


def echo(connection, request):
    connection.sendall(wires.plain(200, request.body, {"Content-Type": "application/json",
                                                       "X-Back": request.headers.get("x-key", "none")}, "OK"))


def state_of(url):
    return runs.task("arn:aws:states:::http:invoke", dict(PARAMETERS, ApiEndpoint=url + "/a"))["States"]["Do"]


def through_terminal(folder, url, *arguments):
    definition, tasks = runs.write(folder, state_of(url), ROWS)
    done = subprocess.run([STEPWRIGHT, "test-state", definition, "--tasks", tasks, "--trust", *arguments],
                          env=peers.clean_environment(HOME=folder, STEPWRIGHT_CONNECTION_MY_API=json.dumps(KEY)),
                          capture_output=True, text=True, timeout=runs.PATIENCE, check=False)
    return json.loads(done.stdout) if done.stdout else {"status": done.stderr}


def through_boto3(folder, url, **arguments):
    _definition, tasks = runs.write(folder, {}, ROWS)
    with serve("--memory", "--tasks", tasks, "--trust", STEPWRIGHT_CONNECTION_MY_API=json.dumps(KEY)) as server:
        return server.states().test_state(definition=json.dumps(state_of(url)), roleArn=ROLE, **arguments)


def expect_sides(url, answer, reveals):
    """Complains of what a trial on the level TRACE tells."""
    if answer["status"] != "SUCCEEDED":
        yield f"it came to {answer}"
        return
    data = answer["inspectionData"]
    request, response = data["request"], data["response"]
    agent = "User-Agent: Amazon|StepFunctions|HttpInvoke|us-east-1, Range: bytes=0-262144"
    body = {"m": "hi", **({"inner": "geheim3"} if reveals else {})}
    headers = ["X-Own: h1", "Content-Type: application/json", *agent.split(", "),
               *(["X-Key: geheim2", "X-More: h"] if reveals else [])]
    found = (request["protocol"], request["method"], request["url"], json.loads(request["body"]),
             sorted(request["headers"].strip("[]").split(", ")))
    wanted = ("http", "POST", f"{url}/a?q=q1" + ("&more=q%20r" if reveals else ""), body, sorted(headers))
    if found != wanted:
        yield f"the request is {found}, not {wanted}"
    inner = "geheim3" if reveals else "********"
    if (response["statusCode"], response["statusMessage"], response["protocol"]) != ("200", "OK", "http"):
        yield f"the response is {response}"
    if json.loads(response["body"]) != {"m": "hi", "inner": inner} or ("X-Back: geheim2" in response["headers"]) != reveals:
        yield f"the response is {response}"
    if not reveals:
        told = json.dumps(data)
        yield from (f"{secret} is told: {answer}" for secret in SECRETS if secret in told)
        yield from (f"{secret} is told" for secret in ("geheim2", "geheim3") if secret in str(answer["output"]))


def traces_in_terminal():
    with wires.Server(echo) as server, tempfile.TemporaryDirectory() as folder:
        for words, reveals in ((["--level", "TRACE"], False), (["--level", "TRACE", "--reveal-secrets"], True)):
            yield from expect_sides(server.url, through_terminal(folder, server.url, *words), reveals)


def traces_over_the_api():
    peers.need_module("boto3")
    with wires.Server(echo) as server, tempfile.TemporaryDirectory() as folder:
        yield from expect_sides(server.url, through_boto3(folder, server.url, inspectionLevel="TRACE"), False)
        yield from expect_sides(
            server.url, through_boto3(folder, server.url, inspectionLevel="TRACE", revealSecrets=True), True)


def tells_no_more():
    """The level DEBUG does not have them, a mock neither, and a mock has no secrets to reveal."""
    with wires.Server(echo) as server, tempfile.TemporaryDirectory() as folder:
        for arguments in (["--level", "DEBUG"], ["--level", "TRACE", "--result", "{}", "--validation", "NONE"]):
            answer = through_terminal(folder, server.url, *arguments)
            data = answer.get("inspectionData", {"request": f"there is nothing: {answer}"})
            if "request" in data or "response" in data or "input" not in data:
                yield f"{arguments}: {data}"
        refused = through_terminal(folder, server.url, "--result", "{}", "--reveal-secrets")["status"]
        if "TestState does not support RevealSecrets when a mock is specified." not in refused:
            yield f"secrets of a mock: {refused}"


def tells_of_failures():
    """A status that fails the task is told as it came; where nothing came back, the request stands alone."""
    def refuse(connection, _request):
        connection.sendall(wires.plain(404, "no such thing geheim3", {"Content-Type": "text/plain"}, "Not Found"))

    with wires.Server(refuse) as server, tempfile.TemporaryDirectory() as folder:
        answer = through_terminal(folder, server.url, "--level", "TRACE")
        response = answer.get("inspectionData", {}).get("response", {})
        if (answer["status"], answer.get("error")) != ("FAILED", "States.Http.StatusCode.404") \
                or (response.get("statusCode"), response.get("statusMessage")) != ("404", "Not Found") \
                or response.get("body") != "no such thing ********":
            yield f"a refusal is {answer}"
    with wires.Server(wires.reset) as server, tempfile.TemporaryDirectory() as folder:
        answer = through_terminal(folder, server.url, "--level", "TRACE")
        data = answer.get("inspectionData", {})
        if answer.get("error") != "States.Http.Socket" or "request" not in data or "response" in data:
            yield f"a broken line is {answer}"


if __name__ == "__main__":
    sys.exit(tap.run([
        ("TRACE in the terminal", traces_in_terminal),
        ("TRACE over the API", traces_over_the_api),
        ("other levels and mocks tell no more", tells_no_more),
        ("TRACE of what failed", tells_of_failures),
    ]))
