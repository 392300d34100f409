# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fuzz target begins with beside its own seeds: what the conformance data, the examples and the
published signatures have of its kind of text."""

import glob
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.join(HERE, "..", "..")

# So many of a kind, and no longer: more slows the mutation of all the others down.
MOST_SEEDS = 400
MOST_BYTES = 4096

COMPARISONS = {"Equals": "==", "LessThan": "<", "GreaterThan": ">", "LessThanEquals": "<=", "GreaterThanEquals": ">="}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def short(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def walk(value, name=None):
    """Every member and element of a value, with the name it has."""
    yield name, value
    if isinstance(value, dict):
        for key, member in value.items():
            yield from walk(member, key)
    elif isinstance(value, list):
        for element in value:
            yield from walk(element, name)


class Data:
    """The folder of conformance data; each part is read when it is asked for."""

    def __init__(self, folder):
        self.folder = folder

    def files(self, pattern):
        return sorted(glob.glob(os.path.join(self.folder, pattern)))

    def cases(self, pattern):
        for path in self.files(pattern):
            loaded = load(path)
            yield from loaded["tests"] if isinstance(loaded, dict) else loaded

    def definitions(self):
        """Texts of definitions, as people wrote them and as the recorded cases have them."""
        for path in self.files("definitions/*.asl.json"):
            with open(path, encoding="utf-8") as file:
                yield file.read()
        for case in list(self.cases("asl/execution/*.json")) + list(self.cases("validator/*definitions.json")):
            yield case["definition_text"] if "definition_text" in case else short(case.get("definition"))

    def members(self):
        """Names and values all over the definitions."""
        for text in self.definitions():
            try:
                yield from walk(json.loads(text))
            except ValueError:
                continue


def documents(data):
    yield from data.definitions()
    for case in data.cases("asl/execution/*.json"):
        yield short(case.get("input"))
        yield json.dumps(case["expected"].get("output"))
    for case in data.cases("jsonpath/*.json"):
        yield short(case.get("document"))


def changes(data):
    for number, text in enumerate(documents(data)):
        yield chr(ord("a") + number % 7) + "%d\n{\"x\":[1]}\n" % (number * 37) + text


def yaml_changes(data):
    for number, case in enumerate(data.cases("validator/amazon-states-language-service.*.json")):
        if case.get("format") == "yaml":
            yield chr(ord("a") + number % 7) + "%d\n[true]\n" % (number * 37) + case["text"]


def histories(data):
    for case in data.cases("asl/execution/*.json"):
        yield short({"events": case["expected"].get("history", [])})


def intrinsics(data):
    for name, value in data.members():
        if isinstance(value, str) and (value.startswith("States.") or (name or "").endswith(".$")):
            yield value


def expressions(data):
    for case in data.cases("jsonata/groups/*.json"):
        path = os.path.join(data.folder, "jsonata", "datasets", "%s.json" % case.get("dataset"))
        yield case["expr"] + "\n" + short(load(path) if os.path.exists(path) else case.get("data"))
    for _, value in data.members():
        if isinstance(value, str) and value.startswith("{%"):
            yield value[2:-2].replace("\n", " ") + "\n{}"


def paths(data):
    for case in data.cases("jsonpath/*.json"):
        yield case["selector"] + "\n" + short(case.get("document"))
    for case in data.cases("validator/*paths.json"):
        yield case["path"] + "\n{}"


def rules(data):
    for _, value in data.members():
        if not isinstance(value, dict) or not isinstance(value.get("Variable"), str):
            continue
        for operator, operand in value.items():
            match = re.fullmatch("(?:String|Numeric|Boolean)(.*)", operator)
            if match and match[1] in COMPARISONS:
                yield "%s %s %s" % (value["Variable"], COMPARISONS[match[1]], json.dumps(operand))
            elif operator.startswith("Is"):
                yield "%s is %s%s" % (value["Variable"], "" if operand is True else "not ", operator[2:].lower())


def requests(data):
    """Each case's calls, one a line: definitions and inputs are texts in the API."""
    for case in data.cases("asl/api/*.json"):
        lines = []
        for step in case["steps"][:8]:
            arguments = {name: short(value) if name in ("definition", "input", "output") and not isinstance(value, str)
                         else value for name, value in step["arguments"].items()}
            operation = "".join(part.capitalize() for part in step["call"].split("_"))
            lines.append(operation + " " + re.sub("<[A-Za-z_0-9]*>", "m", short(arguments)))
        yield "\n".join(lines)


def requests_to_sign(_data):
    for case in load(os.path.join(HERE, "..", "aws", "data", "signing-vectors.json")):
        name, value = case["headers"][-1]
        yield "\n".join([case["path"], case["query"] or "", name, value.replace("\n", " ")])


def examples(pattern):
    def read(_data):
        for path in sorted(glob.glob(os.path.join(PROJECT, "data", "examples", pattern))):
            with open(path, encoding="utf-8") as file:
                yield file.read()
    return read


def prefixed(prefix, make):
    return lambda data: (prefix + text for text in make(data))


KINDS = {
    "api": requests,
    "aws-sign": requests_to_sign,
    "definition": prefixed("03", Data.definitions),
    "history": histories,
    "intrinsics": intrinsics,
    "jsonata": expressions,
    "jsonpath": paths,
    "mend": prefixed("0", Data.definitions),
    "mocks": examples("MockConfigFile.json"),
    "rewriter": changes,
    "rules": rules,
    "run": prefixed("01", Data.definitions),
    "tasks": examples("*.tasks.json"),
    "text": documents,
    "tree": documents,
    "yaml": yaml_changes,
}


def make(name, folder):
    """The seeds of the target NAME, bytes, none twice; FOLDER: the conformance data, there or not."""
    texts = KINDS[name](Data(folder)) if name in KINDS else ()
    seeds = list(dict.fromkeys(text.encode("utf-8", "surrogatepass") for text in texts if len(text) <= MOST_BYTES))
    return seeds[::max(1, -(-len(seeds) // MOST_SEEDS))]
