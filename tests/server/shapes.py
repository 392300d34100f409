#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of request shapes, src/server/sw-api-shapes.c, out of botocore's model of the API.

    shapes.py --update FILE   write the table anew
    shapes.py --check FILE    tell as TAP whether it is what the installed model says
"""

import os
import sys
import textwrap

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

# What the service takes since November 2025 and models before do not know: TestState.
NEWER = {
    "TestStateInput": {
        "stateName": "StateName",
        "mock": "MockInput",
        "context": "SensitiveData",
        "stateConfiguration": "TestStateConfiguration",
    },
}
NEWER_SHAPES = {
    "StateName": {"type": "string", "min": 1, "max": 80},
    "MockInput": {
        "type": "structure",
        "members": {
            "result": {"shape": "SensitiveData"},
            "errorOutput": {"shape": "MockErrorOutput"},
            "fieldValidationMode": {"shape": "MockResponseValidationMode"},
        },
    },
    "MockErrorOutput": {
        "type": "structure",
        "members": {"error": {"shape": "SensitiveError"}, "cause": {"shape": "SensitiveCause"}},
    },
    "MockResponseValidationMode": {"type": "string", "enum": ["STRICT", "PRESENT", "NONE"]},
    "TestStateConfiguration": {
        "type": "structure",
        "members": {
            "retrierRetryCount": {"shape": "RetrierRetryCount"},
            "errorCausedByState": {"shape": "StateName"},
            "mapIterationFailureCount": {"shape": "MapIterationFailureCount"},
            "mapItemReaderData": {"shape": "SensitiveData"},
        },
    },
    "RetrierRetryCount": {"type": "integer", "min": 0},
    "MapIterationFailureCount": {"type": "integer", "min": 0},
}

# The order in which the service lists the words of an enumeration, where it was recorded
ORDERS = {
    "ExecutionStatus": ["SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"],
}

# Patterns in Java's words that other regular expressions spell otherwise
PATTERNS = {r"\p{ASCII}*": r"[\x00-\x7F]*"}

TYPES = {
    "string": "STRING", "integer": "INTEGER", "long": "INTEGER", "float": "NUMBER",
    "boolean": "BOOLEAN", "list": "LIST", "structure": "STRUCTURE",
}

HEAD = """/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-shape.h"

/* What requests look like: facts of botocore's model of the API, written by tests/server/shapes.py.
 * Edit that, not this. */

"""


def load():
    from botocore.loaders import Loader

    model = Loader().load_service_model("stepfunctions", "service-2")
    model["shapes"].update(NEWER_SHAPES)
    for name, members in NEWER.items():
        for member, shape in members.items():
            model["shapes"][name]["members"].setdefault(member, {"shape": shape})
    return model


def identifier(name):
    return "shape_" + "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def emit(shapes, name, out, done):
    """Appends the definitions that shape NAME needs, and its own."""
    if name in done:
        return
    done.add(name)
    shape = shapes[name]
    fields = [f'"{name}"', f"SW_SHAPE_{TYPES[shape['type']]}"]
    for member in shape.get("members", {}).values():
        emit(shapes, member["shape"], out, done)
    if shape["type"] == "list":
        emit(shapes, shape["member"]["shape"], out, done)
        fields.append(f".element = &{identifier(shape['member']['shape'])}")
    for bound in ("min", "max"):
        if bound in shape:
            fields.append(f".has_{bound} = TRUE, .{bound} = {shape[bound]}")
    if "pattern" in shape:
        fields.append(f".pattern = {quote(PATTERNS.get(shape['pattern'], shape['pattern']))}")
    if "enum" in shape:
        words = ORDERS.get(name, shape["enum"])
        out.append(f"static const char *const {identifier(name)}_words[]\n  = {{ "
                   + ", ".join(map(quote, words)) + ", NULL };\n")
        fields.append(f".words = {identifier(name)}_words")
    if shape["type"] == "structure":
        required = shape.get("required", [])
        out.append(f"static const SwShapeMember {identifier(name)}_members[] = {{\n")
        for member, target in shape.get("members", {}).items():
            out.append(f"  {{ {quote(member)}, {'TRUE' if member in required else 'FALSE'}, "
                       f"&{identifier(target['shape'])} }},\n")
        out.append("  { NULL, FALSE, NULL },\n};\n")
        fields.append(f".members = {identifier(name)}_members")
    line = f"static const SwShape {identifier(name)} = {{ " + ", ".join(fields) + " };\n"
    if len(line) > 100:
        line = textwrap.fill(f"= {{ {', '.join(fields)} }};", 98, initial_indent="  ", subsequent_indent="      ",
                             break_long_words=False, break_on_hyphens=False)
        line = f"static const SwShape {identifier(name)}\n{line}\n"
    out.append(line)


def table():
    model = load()
    out, done = [HEAD], set()
    inputs = {name: operation["input"]["shape"] for name, operation in model["operations"].items()}
    for shape in inputs.values():
        emit(model["shapes"], shape, out, done)
    out.append("static const struct\n{\n  const char    *operation;\n  const SwShape *shape;\n} shapes[] = {\n")
    for name in sorted(inputs):
        out.append(f"  {{ {quote(name)}, &{identifier(inputs[name])} }},\n")
    out.append("""};

/**
 * sw_shape_find:
 * @operation: "StartExecution"
 *
 * Returns: (nullable): the shape of its requests
 */
const SwShape *
sw_shape_find (const char *operation)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_equal (shapes[i].operation, operation))
      return shapes[i].shape;
  return NULL;
}
""")
    return "".join(out)


def check(path):
    with open(path, encoding="utf-8") as file:
        if file.read() != table():
            yield f"{path} differs from the installed model: run shapes.py --update on it"


def main(arguments):
    if len(arguments) != 2 or arguments[0] not in ("--update", "--check"):
        print(__doc__, file=sys.stderr)
        return 2
    if arguments[0] == "--check":
        return tap.run([("the table of shapes is what botocore's model says", lambda: check(arguments[1]))])
    with open(arguments[1], "w", encoding="utf-8") as file:
        file.write(table())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
