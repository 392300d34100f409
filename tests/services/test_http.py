#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP Tasks and API Gateway: what is sent, what comes of it, which connections are used, and where nothing is sent to."""

import json
import os
import sys
import tempfile
from functools import partial

import peers
import runs
import tap
import wires

ARN = "arn:aws:events:us-east-1:123456789012:connection/my-api/0b1c2d3e"
BASIC = {"AuthorizationType": "BASIC",
         "AuthParameters": {"BasicAuthParameters": {"Username": "me", "Password": "geheim1"}}}
KEY = {"AuthorizationType": "API_KEY", "AuthParameters": {
    "ApiKeyAuthParameters": {"ApiKeyName": "X-Key", "ApiKeyValue": "geheim2"},
    "InvocationHttpParameters": {"HeaderParameters": [{"Key": "X-More", "Value": "h"}],
                                 "QueryStringParameters": [{"Key": "more", "Value": "q r"}],
                                 "BodyParameters": [{"Key": "inner", "Value": "geheim3", "IsValueSecret": True}]}}}


def oauth(url):
    return {"AuthorizationType": "OAUTH_CLIENT_CREDENTIALS", "AuthParameters": {"OAuthParameters": {
        "ClientParameters": {"ClientID": "id 1", "ClientSecret": "geheim4&"}, "AuthorizationEndpoint": url,
        "HttpMethod": "POST"}}}


def task(url, **parameters):
    return runs.task("arn:aws:states:::http:invoke", dict({"ApiEndpoint": url, "Method": "GET"}, **parameters))


def environment(connection=None):
    return peers.clean_environment(**({"STEPWRIGHT_CONNECTION_MY_API": json.dumps(connection)} if connection else {}))


def call(answer, check=None, parameters=None, connection=None, row=None, **told):
    with wires.Server(answer) as server:
        more = dict(parameters or {})
        if connection:
            more["Authentication"] = {"ConnectionArn": ARN}
        url = server.url + more.pop("path", "/a/b?x=1")
        result = runs.run(task(url, **more),
                          [dict({"resource": "*", "use": "http", "hosts": ["127.0.0.1:*"]}, **(row or {}))],
                          env=environment(connection))
        yield from runs.expect(result, **told)
        yield from check(result, server.requests) if check else []


def output(_result, requests):
    [request] = requests
    if (request.method, request.path) != ("GET", "/a/b?x=1"):
        yield f"{request.method} {request.path} came"
    if not request.headers["user-agent"].startswith("Amazon|StepFunctions|HttpInvoke|") or "range" not in request.headers:
        yield f"the headers are {request.headers}"


def came(**wanted):
    def check(_result, requests):
        request = requests[-1]
        for name, value in wanted.items():
            found = request.headers.get(name.replace("_", "-")) if name not in ("path", "body",
                                                                                "method") else getattr(request, name)
            if found != value:
                yield f"{name} is {found!r}, not {value!r}"
    return check


def masked(result, requests):
    """What a server sends back is not in the history."""
    for secret in ("geheim2", "geheim3"):
        if secret not in str(requests[0].headers) + str(requests[0].body):
            yield f"{secret} was not sent"
        if secret in json.dumps(result):
            yield f"{secret} is told"
    if result["output"]["ResponseBody"]["inner"] != "********":
        yield f"the output is {result['output']}"


def echo(connection, request):
    connection.sendall(wires.plain(200, request.body or b"{}",
                                   {"Content-Type": "application/json", "X-Key": request.headers.get("x-key", "")}))


def token_first():
    """A token is had from the connection's own server, and used."""
    def answer(connection, request):
        if request.path == "/token":
            connection.sendall(wires.plain(200, '{"access_token": "tok-123", "token_type": "Bearer"}'))
        else:
            connection.sendall(wires.plain(200, request.headers["authorization"], {"Content-Type": "text/plain"}))

    with wires.Server(answer) as server:
        result = runs.run(task(server.url + "/x", Authentication={"ConnectionArn": ARN}),
                          [{"resource": "*", "use": "http", "hosts": ["127.0.0.1"]}],
                          env=environment(oauth(server.url + "/token")))
        yield from runs.expect(result, status="SUCCEEDED")
        if server.requests[0].body != b"grant_type=client_credentials&client_id=id%201&client_secret=geheim4%26":
            yield f"the token was asked for with {server.requests[0].body}"
        if server.requests[1].headers["authorization"] != "Bearer tok-123" or "tok-123" in json.dumps(result):
            yield f"the request had {server.requests[1].headers}, the result is {result}"


def several(times, answer):
    """What came to a server that gives tokens and lets in with them, while one run calls it TIMES times."""
    with wires.Server(answer) as server:
        state = {"Type": "Task", "Resource": "arn:aws:states:::http:invoke",
                 "Parameters": {"ApiEndpoint": server.url + "/x", "Method": "GET", "Authentication": {"ConnectionArn": ARN}}}
        machine = {"StartAt": "0", "States": {str(number): dict(state, **({"Next": str(number + 1)} if number + 1 < times
                                                                          else {"End": True})) for number in range(times)}}
        result = runs.run(machine, [{"resource": "*", "use": "http", "hosts": ["127.0.0.1"]}],
                          env=environment(oauth(server.url + "/token")))
        return result, [(request.path, request.headers.get("authorization", "")) for request in server.requests]


def giving(lifetime, refused=()):
    """A server that gives tokens 1, 2 … which live so long; the requests of the numbers REFUSED are not let in."""
    given, asked = [], []

    def answer(connection, request):
        if request.path == "/token":
            given.append(None)
            told = {"access_token": f"tok-{len(given)}"}
            connection.sendall(wires.plain(200, json.dumps(told if lifetime is None else dict(told, expires_in=lifetime))))
        else:
            asked.append(None)
            connection.sendall(wires.plain(401 if len(asked) in refused else 200, "{}"))

    return answer


TOKENS = [
    ("a token is kept until it expires", 3, 3600, (), ["token", 1, 1, 1], "SUCCEEDED"),
    ("a number may be written as a text", 2, "3600", (), ["token", 1, 1], "SUCCEEDED"),
    ("a token of whose life nothing is said serves once", 2, None, (), ["token", 1, "token", 2], "SUCCEEDED"),
    ("a token that has expired is not used", 2, 0, (), ["token", 1, "token", 2], "SUCCEEDED"),
    ("a kept token that is refused is asked for anew, once", 2, 3600, (2,), ["token", 1, 1, "token", 2], "SUCCEEDED"),
    ("a new token that is refused is an error", 1, 3600, (1,), ["token", 1], "FAILED"),
    ("so is the second one", 2, 3600, (2, 3), ["token", 1, 1, "token", 2], "FAILED"),
]


def token_kept(times, lifetime, refused, wanted, status):
    result, came = several(times, giving(lifetime, refused))
    found = ["token" if path == "/token" else int(header.rpartition("-")[2]) for path, header in came]
    if found != wanted:
        yield f"{found} came, not {wanted}"
    yield from runs.expect(result, status=status, **({"error": "States.Http.StatusCode.401"} if status == "FAILED" else {}))
    if "tok-" in json.dumps(result):
        yield "a token is told"


def tokens_at_once(refused, wanted):
    """One call, and then many at the same time, of which each has the first one's token. REFUSED: tokens that are let in
    once and no more; WANTED: how many were asked for."""
    given, let_in = [], set()

    def answer(connection, request):
        token = request.headers.get("authorization", "").rpartition("-")[2]
        if request.path == "/token":
            given.append(None)
            connection.sendall(wires.plain(200, json.dumps({"access_token": f"tok-{len(given)}", "expires_in": 3600})))
        else:
            connection.sendall(wires.plain(401 if token in refused and token in let_in else 200, "{}"))
            let_in.add(token)

    with wires.Server(answer) as server:
        state = task(server.url + "/x", Authentication={"ConnectionArn": ARN})["States"]["Do"]
        machine = runs.at_once(state, 64)
        if refused:
            machine["States"]["First"] = dict(state, ResultPath=None, Next="All")
            del machine["States"]["First"]["End"]
            machine["StartAt"] = "First"
        result = runs.run(machine, [{"resource": "*", "use": "http", "hosts": ["127.0.0.1"]}],
                          env=environment(oauth(server.url + "/token")))
        yield from runs.expect(result, status="SUCCEEDED")
        if len(given) != wanted:
            yield f"{len(given)} tokens were asked for"


def no_token():
    with wires.Server(wires.saying(401, "no")) as server:
        result = runs.run(task(server.url, Authentication={"ConnectionArn": ARN}),
                          [{"resource": "*", "use": "http", "hosts": ["127.0.0.1"]}],
                          env=environment(oauth(server.url)))
        yield from runs.expect(result, status="FAILED", error="States.Http.Socket")


def connection_file():
    """A file of secrets that others may read is refused."""
    with tempfile.TemporaryDirectory() as folder, wires.Server(echo) as server:
        os.mkdir(os.path.join(folder, "stepwright"))
        path = os.path.join(folder, "stepwright", "connections.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"my-api": BASIC}, file)
        for mode, wanted in ((0o644, {"status": "FAILED", "error": "States.Http.Socket"}),
                             (0o600, {"status": "SUCCEEDED"})):
            os.chmod(path, mode)
            result = runs.run(task(server.url, Authentication={"ConnectionArn": ARN}),
                              [{"resource": "*", "use": "http", "hosts": ["127.0.0.1"]}],
                              env=environment(), config=folder)
            yield from runs.expect(result, **wanted)
            if mode == 0o644 and "chmod 600" not in result["cause"]:
                yield f"the cause is {result['cause']}"
        if server.requests[-1].headers["authorization"] != "Basic bWU6Z2VoZWltMQ==":
            yield f"the request had {server.requests[-1].headers}"


STATUS = {"Content-Type": "application/json"}
CASES = [
    ("an answer is headers, body and status", partial(
        call, wires.saying(200, '{"a":[1]}', STATUS, "OK"), output, status="SUCCEEDED",
        output={"Headers": {"Content-Length": ["9"], "Connection": ["close"], "Content-Type": ["application/json"]},
                "ResponseBody": {"a": [1]}, "StatusCode": 200, "StatusText": "OK"})),
    ("an error has its status for a name",
     partial(call, wires.saying(404, '{"no":1}', STATUS), status="FAILED", error="States.Http.StatusCode.404")),
    ("a redirect is an error",
     partial(call, wires.saying(302, "", {"Location": "http://127.0.0.1:1/"}), status="FAILED",
             error="States.Http.StatusCode.302")),
    ("a reset is States.Http.Socket", partial(call, wires.reset, status="FAILED", error="States.Http.Socket")),
    ("so is an answer that does not come",
     partial(call, lambda connection, request: connection.recv(1), row={"timeout": 1}, status="FAILED",
                                                   error="States.Http.Socket", cause="Read timed out")),
    ("parameters and headers are added", partial(
        call, echo, came(path="/a/b?x=1&y=2%203&z=a&z=b", x_mine="one, two"), status="SUCCEEDED",
        parameters={"QueryParameters": {"y": "2 3", "z": ["a", "b"]}, "Headers": {"X-Mine": ["one", "two"]}})),
    ("a body is JSON",
     partial(call, echo, came(method="POST", body=b'{"a":"\xc3\xa9"}', content_type="application/json"),
             status="SUCCEEDED",
                               parameters={"Method": "POST", "RequestBody": {"a": "é"}})),
    ("a body is a form",
     partial(call, echo, came(body=b"a=b%20c&l%5B0%5D=1&l%5B1%5D=2", content_type="application/x-www-form-urlencoded"),
             status="SUCCEEDED",
                                 parameters={"Method": "POST", "RequestBody": {"a": "b c", "l": [1, 2]},
                                             "Transform": {"RequestBodyEncoding": "URL_ENCODED"}})),
    ("bytes come as Base64", partial(call, wires.saying(200, b"\x89PNG\xff", {"Content-Type": "image/png"}),
                                     lambda result,
                                     _: [] if result["output"]["ResponseBody"] == "iVBOR/8=" else [str(result)],
                                     status="SUCCEEDED")),
    ("a method that is none",
     partial(call, echo, parameters={"Method": "BREW"}, status="FAILED", error="States.Runtime")),
    ("a header that would be a second request",
     partial(call, echo, parameters={"Headers": {"X": "a\r\nHost: b"}}, status="FAILED", error="States.Runtime")),
    ("a header that is not the definition's to set",
     partial(call, echo, parameters={"Headers": {"Host": "b"}}, status="FAILED", error="States.Runtime")),
    ("7 MB are too large",
     partial(call, wires.saying(200, "x" * 7 * 1024 * 1024), status="FAILED", error="States.DataLimitExceeded")),
    ("a connection's name and password",
     partial(call, echo, came(authorization="Basic bWU6Z2VoZWltMQ=="), connection=BASIC, status="SUCCEEDED")),
    ("a connection's key, and what it adds; its secrets are masked", partial(
        call, echo, masked, connection=KEY, parameters={"Method": "POST", "RequestBody": {"a": 1}},
        status="SUCCEEDED")),
    ("a connection's parameters",
     partial(call, echo, came(path="/a/b?x=1&more=q%20r", x_more="h", x_key="geheim2"), connection=KEY,
             status="SUCCEEDED")),
    ("a connection that nobody has",
     partial(call, echo, lambda result, requests: [] if not requests else ["it was sent"], parameters={
        "Authentication": {"ConnectionArn": ARN}}, status="FAILED", error="States.Http.Socket")),
]

# Where an address of a definition does not lead, with the row's hosts, and why
FORBIDDEN = [
    ("http://127.0.0.1:1/", None, "use https|private"), ("https://127.0.0.1:1/", None, "private"),
    ("https://localhost:1/", None, "private"),
    ("https://10.1.2.3/", None, "private"), ("https://192.168.0.1/", None, "private"),
    ("https://[::1]/", None, "private"),
    ("https://[fd00::1]/", None, "private"), ("https://169.254.169.254/latest/meta-data", None, "169.254"),
    ("http://169.254.169.254/latest/meta-data", ["*"], "169.254"),
    ("https://[::ffff:169.254.169.254]/", ["*"], "169.254"),
    ("http://example.com/", ["*"], "use https"), ("https://0.0.0.0/", ["*"], "no computer"),
    ("https://other.example/", ["api.example"], "does not have"),
    ("file:///etc/passwd", ["*"], "https://"), ("https://me:pw@api.example/", ["*"], "password"),
]


def forbidden(url, hosts, why):
    row = {"resource": "*", "use": "http"}
    result = runs.run(task(url), [dict(row, hosts=hosts) if hosts else row], env=environment())
    if result["status"] != "FAILED" or not any(word in result["cause"] for word in why.split("|")):
        yield f"{result['status']}: {result.get('error')}: {result.get('cause')}, not {why}"


def gateway(answer, check, parameters=None, **told):
    with wires.Server(answer) as server:
        machine = runs.task("arn:aws:states:::apigateway:invoke",
                            dict({"ApiEndpoint": "x.execute-api.us-east-1.amazonaws.com", "Method": "GET",
                                                                        "Stage": "prod", "Path": "/a b/c"},
                                 **(parameters or {})))
        result = runs.run(machine, [{"resource": "*", "use": "aws", "endpoint": server.url}])
        yield from runs.expect(result, **told)
        yield from check(result, server.requests)


def gateway_output(result, requests):
    found = result["output"]
    if (found["ResponseBody"], found["StatusCode"], found["StatusText"]) != ({"a": 1}, 200,
                                                                             "OK") or "SdkHttpMetadata" in found:
        yield f"the output is {found}"
    if requests[0].path != "/prod/a%20b/c" or "authorization" in requests[0].headers:
        yield f"{requests[0]} came"


def gateway_signed(_result, requests):
    if "/execute-api/aws4_request" not in requests[0].headers.get("authorization", ""):
        yield f"{requests[0]} came"


GATEWAY = [
    ("apigateway: an answer is headers, body and status",
     partial(gateway, wires.saying(200, '{"a":1}', STATUS, "OK"), gateway_output, status="SUCCEEDED")),
    ("apigateway: an error has its status for a name", partial(
        gateway, wires.saying(403, '{"message":"Missing Authentication Token"}', STATUS), lambda result, requests: [],
        status="FAILED",
        error="ApiGateway.403", cause='{"message":"Missing Authentication Token"}')),
    ("apigateway: a call in a role's name is signed",
     partial(gateway, echo, gateway_signed, parameters={"AuthType": "IAM_ROLE"}, status="SUCCEEDED")),
]


if __name__ == "__main__":
    sys.exit(tap.run(CASES + GATEWAY + [("a token is asked for first", token_first),
                                        ("a token that is not given", no_token),
                                        *((row[0], partial(token_kept, *row[1:])) for row in TOKENS),
                                        ("many that want a token at once ask once", partial(tokens_at_once, (), 1)),
                                        ("many whose token is refused ask once", partial(tokens_at_once, ("1",), 2)),
                                        ("a file of connections is the person's alone", connection_file)]
                     + [(f"{url} with {hosts} is not called", partial(forbidden, url, hosts, why)) for url, hosts,
                        why in FORBIDDEN]))
