#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The judge of what fuzz targets print sees what a broken printer or reader would do."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import run
import tap

# What was read, what was printed, what is said against it
ROWS = [
    ("the same text", b'{"a": [1, -0, 1.0, 1e400]}', b'{"a":[1,-0,1.0,1e400]}', None),
    ("a double in another spelling", b"[0.10, 1e2, 5E-324]", b"[0.1,100.0,5e-324]", None),
    ("escapes in another spelling", b'"\\u00e9\\/\\ud83d\\ude00"', "\"é/😀\"".encode(), None),
    ("half a surrogate pair", b'"\\ud800"', b'"\\ud800"', None),
    ("the last of two members in the place of the first", b'{"a":1,"b":2,"a":3}', b'{"a":3,"b":2}', None),
    ("a byte order mark", b"\xef\xbb\xbf[]", b"[]", None),
    ("refused by both", b"[1 2]", None, None),
    ("printed without a source", None, b"[1]", None),
    ("infinity", b"[1e400]", b"[inf]", "printed, and no JSON"),
    ("infinity as a word of Python's", b"[1e400]", b"[Infinity]", "printed, and no JSON"),
    ("a control character as it is", b'"\\u0001"', b'"\x01"', "printed, and no JSON"),
    ("a quotation mark as it is", b'"\\""', b'"""', "printed, and no JSON"),
    ("half a surrogate pair in three bytes", b'"\\ud800"', b'"\xed\xa0\x80"', "printed, and no JSON"),
    ("a missing comma", b"[1,2]", b"[1 2]", "printed, and no JSON"),
    ("text behind U+0000 cut off", b'"a\\u0000b"', b'"a"', "otherwise"),
    ("an integer saturated", b"[18446744073709551616]", b"[9223372036854775807]", "otherwise"),
    ("an integer as a double", b"[9007199254740993]", b"[9007199254740992]", "otherwise"),
    ("a number that loses its point", b"[1.0]", b"[1]", "otherwise"),
    ("a zero that loses its sign", b"[-0.0]", b"[0.0]", "otherwise"),
    ("an integer zero that loses its sign", b"[-0]", b"[0]", "otherwise"),
    ("a digit lost", b"[0.1]", b"[0.10000000000000002]", "otherwise"),
    ("a number as text", b"[1]", b'["1"]', "otherwise"),
    ("true as 1", b"[true]", b"[1]", "otherwise"),
    ("members in another order", b'{"a":1,"b":2}', b'{"b":2,"a":1}', "otherwise"),
    ("a member lost", b'{"a":1,"b":2}', b'{"a":1}', "otherwise"),
    ("an element lost", b"[1,[2,3]]", b"[1,[2]]", "otherwise"),
    ("the first of two members", b'{"a":1,"a":3}', b'{"a":1}', "otherwise"),
    ("read though it is no JSON", b"[01]", b"[1]", "read, and no JSON"),
    ("read though it is not UTF-8", b'"\xff"', b'"?"', "read, and no JSON"),
    ("refused though it is JSON", b"[1, 2]", None, "refused, and JSON"),
]


def check(source, printed, said):
    fault = run.find_fault(source, printed)
    if (fault is None) != (said is None) or (said is not None and said not in fault):
        yield "it said %r in the place of %r" % (fault, said)


if __name__ == "__main__":
    sys.exit(tap.run((name, lambda row=row: check(*row)) for name, *row in ROWS))
