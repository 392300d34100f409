#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual: every page is well formed, can be reached, and leads only to pages that exist. Prints TAP.

    help.py SOURCE
"""

import os
import re
import sys
from functools import partial
from xml.etree import ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

NAMESPACE = "{http://projectmallard.org/1.0/}"


def folder(source):
    return os.path.join(source, "data", "help", "C")


def names(source):
    return sorted(name[:-5] for name in os.listdir(folder(source)) if name.endswith(".page"))


def page(source, name):
    return ElementTree.parse(os.path.join(folder(source), name + ".page")).getroot()


def check_page(source, name):
    """A page has its file's name, a title, a description, and no link to nowhere."""
    root = page(source, name)
    if root.get("id") != name:
        yield f"its id is {root.get('id')}"
    if not (root.findtext(NAMESPACE + "title") or "").strip():
        yield "it has no title"
    if not "".join(root.find(f"{NAMESPACE}info/{NAMESPACE}desc").itertext()).strip():
        yield "it has no description"
    for link in root.iter(NAMESPACE + "link"):
        target, _, section = link.get("xref", "").partition("#")
        if target not in names(source):
            yield f"it leads to {target}, which is no page"
        elif section and not [part for part in page(source, target).iter(NAMESPACE + "section") if part.get("id") == section]:
            yield f"it leads to the section {section} of {target}, which is none"


def check_reachable(source):
    """Every page but the first names the guide it belongs to."""
    for name in names(source):
        guides = page(source, name).findall(f"{NAMESPACE}info/{NAMESPACE}link[@type='guide']")
        if name != "index" and not guides:
            yield f"{name} is on no guide"


def check_commands(source):
    """The page about the terminal names every command, and no other."""
    with open(os.path.join(source, "src", "cli", "main.c"), encoding="utf-8") as file:
        known = set(re.findall(r'^  \{ "([a-z-]+)", "', file.read(), re.M))
    told = set()
    for cell in page(source, "terminal").findall(f".//{NAMESPACE}tr/{NAMESPACE}td[1]//{NAMESPACE}code"):
        told.add(cell.text)
    for name in sorted(known ^ told):
        yield f"{name} is {'not told' if name in known else 'no command'}"


def main(source):
    return tap.run([
        *[(f"the page {name}", partial(check_page, source, name)) for name in names(source)],
        ("every page can be reached", partial(check_reachable, source)),
        ("every command is told", partial(check_commands, source)),
    ])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
