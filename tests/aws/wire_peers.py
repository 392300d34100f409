#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what we send and read against botocore: every operation of our tables, with random parameters and answers.

    wire_peers.py WIRE SERVICES      the program of wire.c; the folder of our tables
"""

import base64
import copy
import datetime
import glob
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree
from functools import partial
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

PER_OPERATION = 3

# Two of its members are the same element; botocore gives the element itself for one.
AMBIGUOUS = {"GetBucketNotification"}

TEXTS = ["a", "B c", "é/日", "x=1&y", "<t>", "a%20b", "1.5", "true", "~._-", "\"q\""]
PATHS = ["a", "b c", "é", "x=1&y", "a%20b", "arn:aws:s3:::b/k", "~._-"]


class Model:
    """A service of our tables, with botocore's model of it."""

    def __init__(self, path):
        from botocore.model import ServiceModel  # pylint: disable=import-outside-toplevel

        with open(path, encoding="utf-8") as file:
            self.table = json.load(file)
        self.model = ServiceModel(models()[self.table["id"]])
        self.protocol = self.table["protocol"]
        # Members whose bytes are never a text
        self.opaque = {name for shape in self.table["shapes"] for name, told in shape.get("m", {}).items()
                       if "y" in (told, isinstance(told, dict) and told.get("t"))}


def models(found={}):  # pylint: disable=dangerous-default-value
    """botocore's models by the id of their service, the newest of each."""
    if not found:
        import botocore  # pylint: disable=import-outside-toplevel

        folder = os.path.join(os.path.dirname(botocore.__file__), "data")
        for path in sorted(glob.glob(os.path.join(folder, "*", "*", "service-2.json*"))):
            with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
                told = re.search(r'"serviceId": ?"([^"]*)"', file.read(4000))
            if told:
                found[told.group(1)] = path
    return {name: Lazy(path) for name, path in found.items()}


class Lazy(dict):
    """A model that is read when it is first looked into."""

    def __init__(self, path):
        super().__init__()
        self.path = path

    def __missing__(self, key):
        with (gzip.open if self.path.endswith(".gz") else open)(self.path, "rt", encoding="utf-8") as file:
            self.update(json.load(file))
        return dict.__getitem__(self, key)

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default


def restyled(dice, name):
    return dice.choice([name, name[0].lower() + name[1:], name[0].upper() + name[1:]])


def random_time(dice):
    return datetime.datetime.fromtimestamp(dice.randint(0, 2 ** 31), datetime.timezone.utc)


def random_pair(dice, shape, depth=0, in_path=False):
    """One value twice: as a state machine has it, and as botocore takes it."""
    kind = shape.type_name
    if kind == "structure" and getattr(shape, "is_document_type", False):
        return {"any": [1, None]}, {"any": [1, None]}
    if kind == "structure":
        told, taken = {}, {}
        for name, member in shape.members.items():
            must = name in shape.required_members or member.serialization.get("location") == "uri"
            if not must and not member.metadata.get("idempotencyToken") and (depth > 3 or dice.random() < 0.4):
                continue
            if not must and depth > 6:
                continue
            where = member.serialization.get("location")
            ours, theirs = random_pair(dice, member, depth + 1, where in ("uri", "header", "headers"))
            told[restyled(dice, name)], taken[name] = ours, theirs
        return told, taken
    if kind == "list":
        pairs = [random_pair(dice, shape.member, depth + 1, in_path) for _ in range(dice.randint(1, 2))]
        return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    if kind == "map":
        value = random_pair(dice, shape.value, depth + 1, in_path)
        key = (shape.key.metadata.get("enum") or [dice.choice(["k", "Key-2"])])[0]
        return {key: value[0]}, {key: value[1]}
    if kind == "timestamp":
        time = random_time(dice)
        return time.strftime("%Y-%m-%dT%H:%M:%SZ"), time
    if kind == "blob":
        text = dice.choice(PATHS)
        return text, text.encode()
    if kind == "boolean":
        value = dice.random() < 0.5
        return value, value
    if kind in ("integer", "long"):
        value = dice.randint(0, 2 ** 31)
        return value, value
    if kind in ("float", "double"):
        value = dice.randint(0, 1000) / 8
        return value, value
    if not in_path and dice.random() < 0.15:
        return {"json": [1]}, '{"json":[1]}'
    text = dice.choice(["a", "b-2", "x.y"] if in_path and shape.serialization.get("location") != "uri"
                       else PATHS if in_path else TEXTS)
    return text, text


def serialized(model, operation, taken):
    """What botocore sends, in our words."""
    from botocore.serialize import create_serializer  # pylint: disable=import-outside-toplevel

    request = create_serializer(model.protocol, False).serialize_to_request(taken,
                                                                            model.model.operation_model(operation))
    path, _, query = request["url_path"].partition("?")
    pairs = urllib.parse.parse_qsl(query, keep_blank_values=True)
    told = request["query_string"]
    for name, value in (told.items() if isinstance(told, dict) else told):
        pairs += [(name, str(one)) for one in (value if isinstance(value, list) else [value])]
    body = request["body"]
    if isinstance(body, dict):
        body = urllib.parse.urlencode(body).encode()
    if isinstance(body, str):
        body = body.encode()
    return {"method": request["method"], "path": path, "query": sorted(pairs), "body": body or b"",
            "headers": {name.lower(): {"True": "true", "False": "false"}.get(str(value), str(value))
                        for name, value in request["headers"].items()}}


def plain_xml(text):
    """A document without namespaces, as nested tuples."""
    def plain(element):
        name = element.tag.rpartition("}")[2]
        attributes = sorted((key.rpartition("}")[2], value) for key, value in element.attrib.items())
        return name, attributes, (element.text or "").strip(), [plain(child) for child in element]

    return plain(xml.etree.ElementTree.fromstring(text))


def same_body(model, ours, theirs):
    if ours == theirs:
        return True
    if model.protocol in ("query", "ec2"):
        return (sorted(urllib.parse.parse_qsl(ours.decode(), keep_blank_values=True))
                == sorted(urllib.parse.parse_qsl(theirs.decode(), keep_blank_values=True)))
    try:
        return json.loads(ours or b"{}") == json.loads(theirs or b"{}")
    except ValueError:
        return ours and theirs and plain_xml(ours) == plain_xml(theirs)


def differences(model, line, theirs):
    if "error" in line:
        yield line["error"]
        return
    pairs = sorted(urllib.parse.parse_qsl(line["query"], keep_blank_values=True))
    headers = {name.lower(): value for name, value in line["headers"].items()}
    body = base64.b64decode(line["body"])
    if line["method"] != theirs["method"]:
        yield f"method {line['method']}, botocore: {theirs['method']}"
    if line["path"].rstrip("/") != theirs["path"].rstrip("/"):
        yield f"path {line['path']}, botocore: {theirs['path']}"
    if pairs != theirs["query"]:
        yield f"query {pairs}, botocore: {theirs['query']}"
    for name, value in theirs["headers"].items():
        if headers.get(name) != value and not name.startswith("content-type"):
            yield f"header {name}: {headers.get(name)}, botocore: {value}"
    if not same_body(model, body, theirs["body"]):
        yield f"body {body}, botocore: {theirs['body']}"


def ask(program, questions):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(questions, file)
        file.flush()
        done = subprocess.run([program, file.name], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def check_requests(program, path):
    model, dice = Model(path), random.Random(5)
    questions, wanted = [], []
    for name in model.table["operations"]:
        shape = model.model.operation_model(name).input_shape
        for _ in range(PER_OPERATION):
            told, taken = random_pair(dice, shape) if shape else ({}, {})
            questions.append({"service": model.table["key"], "action": name[0].lower() + name[1:], "input": told})
            wanted.append(serialized(model, name, copy.deepcopy(taken)))
    for question, line, theirs in zip(questions, ask(program, questions), wanted, strict=True):
        for fault in differences(model, line, theirs):
            yield f"{question['action']} {json.dumps(question['input'], ensure_ascii=False)}: {fault}"


# What a service might answer: written here, and read by both.

def random_answer(dice, shape, depth=0):
    """A value as the service has it: times are datetimes, blobs bytes."""
    kind = shape.type_name
    if kind == "structure" and getattr(shape, "is_tagged_union", False):
        name = min(shape.members, key=lambda one: (shape.members[one].type_name in ("structure", "list", "map"), one))
        return {name: random_answer(dice, shape.members[name], depth + 1)}
    if kind == "structure":
        return {name: random_answer(dice, member, depth + 1) for name, member in shape.members.items()
                if depth < 4 and (depth == 0 or dice.random() < 0.6)}
    if kind == "list":
        return [random_answer(dice, shape.member, depth + 1) for _ in range(dice.randint(1, 2))]
    if kind == "map":
        return {"k": random_answer(dice, shape.value, depth + 1)}
    return random_pair(dice, shape)[1] if kind != "string" else dice.choice(TEXTS)


def written_time(value, form):
    if form == "unixTimestamp":
        return int(value.timestamp())
    if form == "rfc822":
        return value.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


def json_of(shape, value):
    kind = shape.type_name
    if kind == "structure":
        return {shape.members[name].serialization.get("name", name): json_of(shape.members[name], one)
                for name, one in value.items() if "location" not in shape.members[name].serialization}
    if kind == "list":
        return [json_of(shape.member, one) for one in value]
    if kind == "map":
        return {name: json_of(shape.value, one) for name, one in value.items()}
    if kind == "timestamp":
        return written_time(value, shape.serialization.get("timestampFormat", "unixTimestamp"))
    return base64.b64encode(value).decode() if kind == "blob" else value


def text_of(shape, value, form):
    if shape.type_name == "timestamp":
        return str(written_time(value, shape.serialization.get("timestampFormat", form)))
    if shape.type_name == "blob":
        return base64.b64encode(value).decode()
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def xml_of(shape, value, name):
    """The element NAME of a value, or several where a list is flattened."""
    kind = shape.type_name
    if kind == "list":
        flat = shape.serialization.get("flattened")
        inner = shape.member.serialization.get("name", name if flat else "member")
        text = "".join(xml_of(shape.member, one, inner) for one in value)
        return text if flat else f"<{name}>{text}</{name}>"
    if kind == "map":
        flat = shape.serialization.get("flattened")
        key, own = shape.key.serialization.get("name", "key"), shape.value.serialization.get("name", "value")
        entry = name if flat else "entry"
        text = "".join(f"<{entry}><{key}>{escape(one)}</{key}>{xml_of(shape.value, value[one], own)}</{entry}>"
                       for one in value)
        return text if flat else f"<{name}>{text}</{name}>"
    if kind == "structure":
        body, attributes = "", ""
        for one, told in value.items():
            member = shape.members[one]
            wire = member.serialization.get("name", one)
            if member.serialization.get("xmlAttribute"):
                attributes += f' xmlns:xsi="http://x" {wire}={quoteattr(told)}'
            elif "location" not in member.serialization:
                flat_name = wire
                if member.type_name == "list" and member.serialization.get("flattened"):
                    flat_name = member.member.serialization.get("name", wire)
                body += xml_of(member, told, flat_name)
        return f"<{name}{attributes}>{body}</{name}>"
    return f"<{name}>{escape(text_of(shape, value, 'iso8601'))}</{name}>"


def wire_answer(model, operation, shape, value):
    """Headers and body of an answer that says VALUE."""
    headers, payload = [], shape.serialization.get("payload")
    for name, member in shape.members.items():
        where, wire = member.serialization.get("location"), member.serialization.get("name", name)
        if name not in value or where not in ("header", "headers"):
            continue
        if where == "headers":
            headers += [(wire + key, str(one)) for key, one in value[name].items()]
        elif member.type_name == "list":
            headers.append((wire, ",".join("a" for _ in value[name])))
            value[name] = ["a" for _ in value[name]]
        else:
            headers.append((wire, text_of(member, value[name], "rfc822")))
    if payload:
        member = shape.members[payload]
        if payload not in value:
            return headers, b""
        if member.type_name in ("blob", "string"):
            told = value[payload]
            return headers, told if isinstance(told, bytes) else told.encode()
        if model.protocol == "rest-xml":
            return headers, xml_of(member, value[payload], member.serialization.get("name", payload)).encode()
        return headers, json.dumps(json_of(member, value[payload])).encode()
    if model.protocol in ("json", "rest-json"):
        return headers, json.dumps(json_of(shape, value)).encode()
    if model.protocol == "query":
        inner = xml_of(shape, value, operation.output_shape.serialization.get("resultWrapper", "Result"))
        return headers, f"<R>{inner}<ResponseMetadata><RequestId>i</RequestId></ResponseMetadata></R>".encode()
    return headers, xml_of(shape, value, operation.name + "Response").encode()


def capital(model, shape, value, stream=False, opaque=False):
    """A value as botocore reads it, in Step Functions' form."""
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        payload = shape.serialization.get("payload")
        return {name[0].upper() + name[1:]: capital(model, shape.members[name], one, name == payload,
                                                    name in model.opaque)
                for name, one in value.items() if name in shape.members}
    if kind == "list":
        return [capital(model, shape.member, one) for one in value]
    if kind == "map":
        return {name: capital(model, shape.value, one) for name, one in value.items()}
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, bytes):
        return base64.b64encode(value).decode() if opaque else value.decode("utf-8", "replace" if stream else "strict")
    return value


def without_empty(value):
    """Without empty objects: where an answer has no metadata, botocore leaves them out and AWS's other SDKs do not."""
    return {name: one for name, one in value.items() if one != {}}


def check_answers(program, path):
    from botocore.awsrequest import HeadersDict  # pylint: disable=import-outside-toplevel
    from botocore.parsers import create_parser

    model, dice = Model(path), random.Random(6)
    questions, wanted = [], []
    for name in model.table["operations"]:
        operation = model.model.operation_model(name)
        shape = operation.output_shape
        if shape is None or operation.has_event_stream_output or name in AMBIGUOUS:
            continue
        for _ in range(PER_OPERATION):
            headers, body = wire_answer(model, operation, shape, random_answer(dice, shape))
            parsed = create_parser(model.protocol).parse(
                {"status_code": 200, "headers": HeadersDict(headers), "body": body}, shape)
            questions.append({"service": model.table["key"], "action": name[0].lower() + name[1:], "status": 200,
                              "headers": headers, "body": base64.b64encode(body).decode()})
            wanted.append(without_empty(capital(model, shape, parsed)))
    for question, line, theirs in zip(questions, ask(program, questions), wanted, strict=True):
        found = without_empty(line.get("output", {}))
        if found != theirs:
            yield (f"{question['action']} {base64.b64decode(question['body'])} {question['headers']}: "
                   f"{line.get('error', found)}, botocore: {theirs}")


ERRORS = [
    ("dynamodb", "putItem", 400, {}, b'{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",'
     b'"message":"Requested resource not found"}', "ResourceNotFoundException", "Requested resource not found"),
    ("dynamodb", "putItem", 400, {}, b'{"__type":"X","Message":"capital"}', "X", "capital"),
    ("lambda", "invoke", 404, {"x-amzn-ErrorType": "ResourceNotFoundException:http://internal/"},
     b'{"Type":"User","Message":"Function not found"}', "ResourceNotFoundException", "Function not found"),
    ("sns", "publish", 404, {}, b"<ErrorResponse xmlns='http://x/'><Error><Type>Sender</Type><Code>NotFound</Code>"
     b"<Message>Topic does not exist</Message></Error><RequestId>i</RequestId></ErrorResponse>", "NotFound",
     "Topic does not exist"),
    ("s3", "getObject", 404, {}, b"<?xml version='1.0'?>\n<Error><Code>NoSuchKey</Code><Message>No.</Message>"
     b"<RequestId>i</RequestId><HostId>h</HostId></Error>", "NoSuchKey", "No."),
    ("ec2", "describeVpcs", 400, {}, b"<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>no</Message>"
     b"</Error></Errors><RequestID>i</RequestID></Response>", "InvalidVpcID.NotFound", "no"),
    ("s3", "headObject", 404, {}, b"", "NotFound", "Reason"),
    ("dynamodb", "putItem", 500, {}, b"<html>Oops", "InternalFailure", "Reason"),
    ("dynamodb", "putItem", 400, {}, b"\xff\xfe[", "BadRequest", "Reason"),
    ("sns", "publish", 503, {}, b"", "ServiceUnavailable", "Reason"),
]


def check_errors(program):
    questions = [{"service": service, "action": action, "status": status, "headers": list(headers.items()),
                  "body": base64.b64encode(body).decode()} for service, action, status, headers, body, _, _ in ERRORS]
    for row, line in zip(ERRORS, ask(program, questions), strict=True):
        if (line.get("code"), line.get("message")) != row[5:]:
            yield f"{row[4]}: {line}, not {row[5:]}"


def main(program, folder):
    if not os.environ.get("CI"):
        try:
            import botocore  # noqa: F401  pylint: disable=import-outside-toplevel,unused-import
        except ImportError:
            print("1..0 # SKIP Python's botocore is not installed")
            return 0
    cases = [("errors are found whatever the protocol", partial(check_errors, program))]
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        name = os.path.basename(path)[:-len(".json")]
        cases.append((f"{name}: requests are those of botocore", partial(check_requests, program, path)))
        cases.append((f"{name}: answers are read as botocore reads them", partial(check_answers, program, path)))
    return tap.run(cases)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
