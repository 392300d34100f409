#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds our signatures against those of botocore and of curl, over random requests.

    signer_peers.py SIGN_REQUESTS      the program of sign-requests.c
"""

import hashlib
import http.server
import json
import os
import random
import subprocess
import sys
import threading
import urllib.parse
from functools import partial

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
WORDS = ["arn:aws:lambda:eu-west-1:123456789012:function:a", "é", "日本", "%", "/", "+", "=", "&", "~", "-", ".", "_",
         "a b", "A", "z", "0", "*", "'", "(", "!", "@", "$LATEST", "?", "#", ",", ";", "\""]
N_RANDOM = 1000


def random_text(dice, most=5):
    return "".join(dice.choice(WORDS) for _ in range(dice.randint(0, most)))


def random_request(dice):
    """A request as a client would send it: path and query encoded."""
    segments = [urllib.parse.quote(random_text(dice), safe="-_~") for _ in range(dice.randint(0, 4))]
    segments = [segment for segment in segments if segment.strip(".")]
    pairs = [(random_text(dice, 3), random_text(dice, 3)) for _ in range(dice.randint(0, 4))]
    body = random_text(dice, 20).encode()
    port = dice.choice(["", ":4566"])
    headers = [["Host", "host.example" + port], ["X-Amz-Date", "20150830T123600Z"]]
    if dice.random() < 0.5:
        headers.append(["X-Amz-Security-Token", "token/" + str(dice.random()) + "=="])
    if dice.random() < 0.5:
        headers.append(["X-Amz-Target", "  Prefix.Operation   twice "])
    return {
        "method": dice.choice(["GET", "PUT", "POST", "DELETE"]),
        "path": "/" + "/".join(segments),
        "query": "&".join(f"{urllib.parse.quote(key, safe='-_.~')}={urllib.parse.quote(value, safe='-_.~')}"
                          for key, value in pairs if key),
        "headers": headers,
        "hash": hashlib.sha256(body).hexdigest(),
        "date": "20150830T123600Z",
        "region": dice.choice(["us-east-1", "eu-central-2"]),
        "service": dice.choice(["states", "dynamodb", "lambda"]),
        "once": dice.random() < 0.25,
        "key": "AKIDEXAMPLE",
        "secret": SECRET,
    }


def ours(program, requests):
    done = subprocess.run([program], input=json.dumps(requests), capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def botocores(request):
    """What botocore's signer says to the same."""
    from botocore.auth import S3SigV4Auth, SigV4Auth  # pylint: disable=import-outside-toplevel
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    kind = S3SigV4Auth if request["once"] else SigV4Auth
    signer = kind(Credentials(request["key"], request["secret"]), request["service"], request["region"])
    host = request["headers"][0][1]
    url = f"http://{host}{request['path']}" + (f"?{request['query']}" if request["query"] else "")
    theirs = AWSRequest(method=request["method"], url=url, headers=dict(map(tuple, request["headers"][1:])))
    theirs.context["timestamp"] = request["date"]
    signer.payload = lambda _request: request["hash"]
    canonical = signer.canonical_request(theirs)
    text = signer.string_to_sign(theirs, canonical)
    return signer.signature(text, theirs)


def same_as_botocore(program):
    try:
        import botocore.auth  # noqa: F401  pylint: disable=import-outside-toplevel,unused-import
    except ImportError as missing:
        if os.environ.get("CI"):
            raise
        raise tap.Skip("Python's botocore is not installed") from missing
    dice = random.Random(7)
    requests = [random_request(dice) for _ in range(N_RANDOM)]
    for request in requests:
        if request["once"]:
            request["headers"].append(["X-Amz-Content-SHA256", request["hash"]])
    for request, line in zip(requests, ours(program, requests), strict=True):
        theirs = botocores(request)
        if not line.endswith("Signature=" + theirs):
            yield f"{json.dumps(request, ensure_ascii=False)}: {line}, botocore: {theirs}"


class Listener(http.server.BaseHTTPRequestHandler):
    """Keeps the last request."""

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.server.seen = (self.command, self.path, list(self.headers.items()), self.rfile.read(length))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST = do_PUT = answer

    def log_message(self, *_arguments):
        pass


CURLS = [
    ["URL/"],
    ["URL/a/b?x=1&y=2"],
    ["URL/2015-03-31/functions/fn/invocations", "-d", '{"a": 1}', "-H", "Content-Type: application/json"],
    ["URL/?Action=Publish&Version=2010-03-31", "-X", "POST", "-d", "Message=hello%20there"],
    ["URL/", "-H", "X-Amz-Target: AWSStepFunctions.StartExecution", "-d", "{}"],
]


def same_as_curl(program):
    curl = tap.need("curl")
    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for arguments in CURLS:
            command = [curl, "-sS", "--noproxy", "*", "--aws-sigv4", "aws:amz:us-east-1:states", "-u", "AKID:" + SECRET]
            subprocess.run(command + [part.replace("URL",
                                                   f"http://127.0.0.1:{server.server_port}") for part in arguments],
                           check=True)
            yield from compare_with_sent(program, *server.seen)
    finally:
        server.shutdown()
        server.server_close()


def compare_with_sent(program, method, target, headers, body):
    """Signs again what curl sent, and holds it against curl's own signature."""
    sent = {name.lower(): value for name, value in headers}
    theirs = sent["authorization"]
    names = theirs.split("SignedHeaders=")[1].split(",")[0].split(";")
    path, _, query = target.partition("?")
    request = {"method": method, "path": path, "query": query, "headers": [[name, sent[name]] for name in names],
               "hash": hashlib.sha256(body).hexdigest(), "date": sent["x-amz-date"], "region": "us-east-1",
               "service": "states", "once": False, "key": "AKID", "secret": SECRET}
    found = ours(program, [request])[0]
    if found.split("Signature=")[1] != theirs.split("Signature=")[1]:
        yield f"{method} {target}: {found}, curl: {theirs}"


def main(program):
    return tap.run([(f"{N_RANDOM} random requests are signed as botocore signs them",
                     partial(same_as_botocore, program)),
                    ("requests are signed as curl signs them", partial(same_as_curl, program))])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
