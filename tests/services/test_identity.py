#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose keys sign a request: profiles whose keys come from elsewhere, through AWS's own command line, to servers that play
the token service (STS) and the portal of single sign-on (SSO); and commands of a profile's own."""

import contextlib
import datetime
import hashlib
import json
import os
import re
import sys
import tempfile
import urllib.parse
from functools import partial

import peers
import runs
import tap
import wires

ROLE = f"arn:aws:iam::{peers.ACCOUNT}:role/reader"
START = "https://example.awsapps.com/start"
LATER = datetime.timedelta(hours=1)
SOON = datetime.timedelta(minutes=4)  # keys are renewed five minutes before their end
OVER = datetime.timedelta(hours=-1)

EXPIRED = (400, json.dumps({"__type": "ExpiredTokenException", "message": "The security token included is expired"}))


def moment(after):
    return (datetime.datetime.now(datetime.timezone.utc) + after).strftime("%Y-%m-%dT%H:%M:%SZ")


class World:
    """A service, STS and SSO in one server, and the files of AWS's clients. What came is in `asked`; keys are numbered."""

    def __init__(self, folder, life=LATER, refuse=None, expired=()):
        self.folder = folder
        self.expired = expired  # access keys that the service takes no more
        self.life = life
        self.refuse = list(refuse or [])  # answers of the service in place of good ones
        self.asked = []
        self.keys = []  # the access keys that requests to the service were signed with, and their session tokens
        self.server = wires.Server(self.answer)

    def close(self):
        self.server.__exit__()

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text, mode=0o600):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(self.path(name), mode)
        return self.path(name)

    def answer(self, connection, request):
        body = dict(urllib.parse.parse_qsl(request.body.decode()))
        if "Action" in body:
            status, text = self.token_service(request, body)
        elif request.path.startswith("/federation/credentials"):
            status, text = self.portal(request)
        elif request.path == "/token":
            self.asked.append(("refresh", json.loads(request.body)["refreshToken"]))
            status, text = 200, json.dumps({"accessToken": "sso-2", "expiresIn": 3600, "tokenType": "Bearer"})
        else:
            key = re.search(r"Credential=([^/]+)/", request.headers["authorization"]).group(1)
            self.keys.append((key, request.headers.get("x-amz-security-token")))
            status, text = EXPIRED if key in self.expired else self.refuse.pop(0) if self.refuse else (200, "{}")
        connection.sendall(wires.plain(status, text))

    def token_service(self, request, body):
        signer = re.search(r"Credential=([^/]+)/", request.headers.get("authorization", "Credential=nobody/")).group(1)
        self.asked.append((body["Action"], signer, {name: body.get(name) for name in
                                                    ("RoleArn", "ExternalId", "WebIdentityToken") if name in body}))
        if body["RoleArn"].endswith("forbidden"):
            return 403, ("<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not for you</Message>"
                         "</Error></ErrorResponse>")
        number = len(self.asked)
        return 200, (f"<R><{body['Action']}Result><Credentials><AccessKeyId>ASIA{number}</AccessKeyId><SecretAccessKey>geheim"
                     f"</SecretAccessKey><SessionToken>token-{number}</SessionToken><Expiration>{moment(self.life)}</Expiration>"
                     f"</Credentials><AssumedRoleUser><Arn>{body['RoleArn']}</Arn><AssumedRoleId>R:s</AssumedRoleId>"
                     f"</AssumedRoleUser></{body['Action']}Result></R>")

    def portal(self, request):
        told = dict(urllib.parse.parse_qsl(request.path.partition("?")[2]))
        bearer = request.headers.get("x-amz-sso_bearer_token")
        self.asked.append(("GetRoleCredentials", bearer, told))
        if bearer == "sso-revoked":
            return 401, json.dumps({"message": "Session token not found or invalid", "__type": "UnauthorizedException"})
        end = datetime.datetime.now(datetime.timezone.utc) + self.life
        return 200, json.dumps({"roleCredentials": {"accessKeyId": f"ASIA{len(self.asked)}", "secretAccessKey": "geheim",
                                                    "sessionToken": f"token-{len(self.asked)}",
                                                    "expiration": int(end.timestamp() * 1000)}})

    def cache_login(self, name, token, after, **more):
        """The file that `aws sso login` leaves: named by the hash of its session, or of the address of its portal."""
        path = f"home/.aws/sso/cache/{hashlib.sha1(name.encode()).hexdigest()}.json"
        self.write(path, json.dumps({"startUrl": START, "region": peers.REGION, "accessToken": token,
                                     "expiresAt": moment(after), **more}))

    def run(self, config, credentials="", calls=1, retry=(), at_once=False, **env):
        config += f"\n[services here]\nsts =\n  endpoint_url = {self.server.url}\nsso =\n  endpoint_url = {self.server.url}\n"
        config += f"sso_oidc =\n  endpoint_url = {self.server.url}\n"
        environment = peers.clean_environment(
            AWS_CONFIG_FILE=self.write("config", config), AWS_SHARED_CREDENTIALS_FILE=self.write("credentials", credentials),
            AWS_EC2_METADATA_DISABLED="true", AWS_PAGER="", AWS_MAX_ATTEMPTS="1", **env)
        os.makedirs(self.path("home"), exist_ok=True)
        rows = [{"resource": "*", "use": "aws", "endpoint": self.server.url, "region": peers.REGION, "profile": "p"}]
        return runs.run(machine_of(calls, retry, at_once), rows, env=environment, code=self.path("home"))


def machine_of(calls, retry, at_once):
    """So many calls of a service, one after the other or all at once; errors of RETRY are tried again."""
    state = {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:listTables", "Parameters": {}}
    if retry:
        state["Retry"] = [{"ErrorEquals": list(retry), "IntervalSeconds": 1}]
    if at_once:
        return runs.at_once(state, calls)
    states = {str(number): dict(state, Next=str(number + 1)) for number in range(calls)}
    return {"StartAt": "0", "States": dict(states, **{str(calls): {"Type": "Succeed"}})}


@contextlib.contextmanager
def world(**options):
    with tempfile.TemporaryDirectory(prefix="stepwright-aws.") as folder:
        made = World(folder, **options)
        try:
            yield made
        finally:
            made.close()


def profile(**settings):
    lines = [f"{name} = {value}" for name, value in settings.items()]
    return "[profile p]\nregion = us-east-1\nservices = here\n" + "\n".join(lines) + "\n"


BASE = "[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = basis\n"
SESSION = f"[sso-session work]\nsso_region = us-east-1\nsso_start_url = {START}\nsso_registration_scopes = sso:account:access\n"
SSO = {"sso_account_id": peers.ACCOUNT, "sso_role_name": "reader"}
FORM = {"role_name": "reader", "account_id": peers.ACCOUNT}


def found(there, result, asked, keys, status="SUCCEEDED"):
    """Complains where other things came than wanted, or a secret is told."""
    yield from runs.expect(result, status=status)
    if there.asked != asked:
        yield f"asked was {there.asked}, not {asked}"
    if there.keys != keys:
        yield f"signed was with {there.keys}, not {keys}"
    for secret in ("geheim", "token-1", "sso-1"):
        if secret in json.dumps(result):
            yield f"{secret} is told"


def assume(settings, signer, told, credentials=BASE, **env):
    with world() as there:
        yield from found(there, there.run(profile(role_arn=ROLE, **settings), credentials, **env),
                         [("AssumeRole", signer, dict({"RoleArn": ROLE}, **told))], [("ASIA1", "token-1")])


def web_identity():
    with world() as there:
        token = there.write("token", "a.web.token")
        yield from found(there, there.run(profile(role_arn=ROLE, web_identity_token_file=token)),
                         [("AssumeRoleWithWebIdentity", "nobody", {"RoleArn": ROLE, "WebIdentityToken": "a.web.token"})],
                         [("ASIA1", "token-1")])


def login(settings, name, config="", after=LATER, token="sso-1", asked=None, more=None):
    with world() as there:
        there.cache_login(name, token, after, **(more or {}))
        yield from found(there, there.run(profile(**SSO, **settings) + config),
                         asked or [("GetRoleCredentials", "sso-1", FORM)],
                         [(f"ASIA{len(asked) if asked else 1}", f"token-{len(asked) if asked else 1}")])


def login_due(settings, config="", name=None, token="sso-1", after=OVER):
    """A person is told what to do."""
    with world() as there:
        if name:
            there.cache_login(name, token, after)
        result = there.run(profile(**SSO, **settings) + config)
        yield from runs.expect(result, status="FAILED", error="DynamoDb.SdkClientException")
        if "aws sso login --profile p" not in (result.get("cause") or ""):
            yield f"the cause is {result.get('cause')}"
        if there.keys:
            yield "a request was sent"


def process(life, calls, wanted, at_once=False, retry=(), **options):
    """A command of the profile's own is asked again when its keys come to their end, or are refused; once for all that
    want keys at the time. WANTED: what requests are signed with; of those at once, each key once."""
    with world(**options) as there:
        end = "" if life is None else f', "Expiration": "{moment(life)}"'
        script = there.write("give keys.py", "import os, sys\n"
                             f"n = sum(1 for _ in open({there.path('count')!r})) if os.path.exists({there.path('count')!r}) else 0\n"
                             f"open({there.path('count')!r}, 'a').write('x\\n')\n"
                             "print('{\"Version\": 1, \"AccessKeyId\": \"AKIA%d\", \"SecretAccessKey\": \"geheim\"' % (n + 1)"
                             f" + {end!r} + '}}')\n")
        result = there.run(profile(credential_process=f'{sys.executable} "{script}"'), calls=calls, at_once=at_once,
                           retry=retry)
        there.keys = sorted(set(there.keys)) if at_once else there.keys
        yield from found(there, result, [], [(key, None) for key in wanted])


def process_fails(text, said):
    with world() as there:
        script = there.write("keys.py", text)
        result = there.run(profile(credential_process=f"{sys.executable} {script}"))
        yield from runs.expect(result, status="FAILED", error="DynamoDb.SdkClientException")
        if not re.search(said, result.get("cause") or ""):
            yield f"the cause is {result.get('cause')}, not {said}"
        if "geheim" in json.dumps(result):
            yield "a secret is told"


def failing_at_once():
    with world() as there:
        script = there.write("keys.py", f"import sys\nopen({there.path('count')!r}, 'a').write('x')\nsys.exit('no card')\n")
        result = there.run(profile(credential_process=f"{sys.executable} {script}"), calls=16, at_once=True)
        yield from runs.expect(result, status="FAILED", error="DynamoDb.SdkClientException")
        if "no card" not in (result.get("cause") or ""):
            yield f"the cause is {result.get('cause')}"
        with open(there.path("count"), encoding="utf-8") as file:
            if len(file.read()) != 1:
                yield "it was started more than once"


def expired():
    """Keys that a service takes no more are asked for anew at the next attempt."""
    with world(refuse=[EXPIRED]) as there:
        result = there.run(profile(role_arn=ROLE, source_profile="base"), BASE, retry=["States.ALL"])
        yield from runs.expect(result, status="SUCCEEDED")
        if len(there.keys) != 2:
            yield f"signed was with {there.keys}"


def renewed():
    with world(life=SOON) as there:
        token = there.write("token", "a.web.token")
        result = there.run(profile(role_arn=ROLE, web_identity_token_file=token), calls=2)
        yield from runs.expect(result, status="SUCCEEDED")
        if [key for key, _ in there.keys] != ["ASIA1", "ASIA2"]:
            yield f"signed was with {there.keys}"


def refused():
    with world() as there:
        result = there.run(profile(role_arn=ROLE[:-6] + "forbidden", source_profile="base"), BASE)
        yield from runs.expect(result, status="FAILED", error="DynamoDb.SdkClientException")
        if "AccessDenied" not in (result.get("cause") or "") or "not for you" not in result["cause"]:
            yield f"the cause is {result.get('cause')}"


CASES = [
    ("a role is taken by another profile's keys", partial(assume, {"source_profile": "base"}, "AKIABASE", {})),
    ("with the id that its owner wants to see", partial(assume, {"source_profile": "base", "external_id": "ex-1"}, "AKIABASE",
                                                        {"ExternalId": "ex-1"})),
    ("by the environment's keys", partial(assume, {"credential_source": "Environment"}, "AKIAENV", {}, "",
                                          AWS_ACCESS_KEY_ID="AKIAENV", AWS_SECRET_ACCESS_KEY="umwelt")),
    ("by a web identity, unsigned", web_identity),
    ("a login of a session is used as the command line leaves it", partial(login, {"sso_session": "work"}, "work", SESSION)),
    ("so is one of the older kind", partial(login, {"sso_start_url": START, "sso_region": "us-east-1"}, START)),
    ("a login that can be renewed is", partial(
        login, {"sso_session": "work"}, "work", SESSION, after=OVER,
        asked=[("refresh", "again"), ("GetRoleCredentials", "sso-2", FORM)],
        more={"clientId": "c", "clientSecret": "geheim", "registrationExpiresAt": moment(LATER), "refreshToken": "again"})),
    ("a login that is over", partial(login_due, {"sso_session": "work"}, SESSION, "work")),
    ("a login that there is not", partial(login_due, {"sso_session": "work"}, SESSION)),
    ("a login that was taken back", partial(login_due, {"sso_session": "work"}, SESSION, "work", "sso-revoked", LATER)),
    ("a command's keys serve until they end", partial(process, LATER, 3, ["AKIA1"] * 3)),
    ("keys without an end serve on", partial(process, None, 2, ["AKIA1"] * 2)),
    ("a command is asked again shortly before its keys end", partial(process, SOON, 2, ["AKIA1", "AKIA2"])),
    ("many that want keys at once start a command once", partial(process, LATER, 64, ["AKIA1"], at_once=True)),
    ("many whose keys are refused ask for others once", partial(
        process, LATER, 64, ["AKIA1", "AKIA2"], at_once=True, retry=["States.ALL"], expired=["AKIA1"])),
    ("a command that fails fails all that wait for it", failing_at_once),
    ("a command that fails says why",
     partial(process_fails, "import sys\nprint('geheim')\nsys.exit('no card in the reader')\n", "no card in the reader")),
    ("a command that prints something else", partial(process_fails, "print('{}')\n", "gave no credentials")),
    ("a role's keys are renewed shortly before they end", renewed),
    ("keys that a service takes no more are asked for anew", expired),
    ("a role that is refused says so", refused),
]


if __name__ == "__main__":
    try:
        tap.need("aws")
        STATUS = tap.run(CASES)
    except tap.Skip as why:
        print(f"1..0 # SKIP {why}")
        STATUS = 0
    sys.exit(STATUS)
