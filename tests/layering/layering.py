#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves the layering of src/ and the marks every file bears, as TAP: a case per layer, library and mark.

    layering.py [PROJECT]     check the tree of PROJECT
    layering.py --self-test   check the checker: small bad trees, each must be found out
"""

import os
import re
import sys
import tempfile
from functools import partial

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

# Each layer may include itself and those before it. src/README.md has the reasons.
LAYERS = ["base", "json", "query", "asl", "engine", "layout", "store", "aws", "tasks", "server", "cli", "app"]

# Exceptions to the order: neighbours that know nothing of each other.
STRANGERS = {("layout", "engine")}

# Headers of a library, and the only layers that may use it.
LIBRARIES = {
    "GTK": (r"(gtk|gdk|gsk)/|adwaita\.h|gtksourceview/|libsecret/", ["app"]),
    "yyjson": (r"yyjson\.h", ["json"]),
    "libyaml": (r"yaml\.h", ["json"]),
    "PCRE2": (r"pcre2", ["query"]),
    "Graphviz": (r"graphviz/|gvc|cgraph|cdt\.h", ["layout"]),
    "drawing": (r"cairo|librsvg/|pango/", ["layout", "app"]),
    "SQLite": (r"sqlite3", ["store"]),
    "libsoup": (r"libsoup/", ["aws", "tasks", "server"]),
    "json-glib": (r"json-glib/", ["aws", "tasks", "server", "cli", "app"]),
}

# Written by Meson into the build folder; belong to no layer.
GENERATED = {"config.h", "sw-lambda-resources.h", "aws/sw-aws-resources.h"}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
COMMENT = re.compile(r"\s*(/?\*|//)")
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
C_SPDX = f"/* {SPDX} */"
TEXT_ENDINGS = (".c", ".h", ".blp", ".py", ".bash", ".build", ".css", ".in", ".md")
SCRIPT_ENDINGS = (".py", ".bash")
NOT_OURS = {"data", "__pycache__"}  # below tests/: input of tests may look as it likes


def walk(project, folder, endings):
    """Files below project/folder with one of the endings, as paths relative to project, sorted."""
    found = []
    for directory, folders, files in os.walk(os.path.join(project, folder)):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS)
        found += [os.path.join(directory, name) for name in sorted(files) if name.endswith(endings)]
    return [os.path.relpath(path, project) for path in found]


def read(project, path):
    with open(os.path.join(project, path), encoding="utf-8", newline="") as file:
        return file.read()


def layer_of(path):
    """The layer of a file such as src/json/sw-tree.c; None outside the layers."""
    parts = path.split(os.sep)
    return parts[1] if len(parts) > 2 and parts[0] == "src" and parts[1] in LAYERS else None


def includes(project, path):
    """(line number, name, is it in quotes) of each #include."""
    for number, line in enumerate(read(project, path).split("\n"), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1) or match.group(2), match.group(1) is not None


def resolve(project, path, name):
    """The file of the tree that an #include "NAME" in PATH means: beside it, below src, below src/app."""
    for folder in (os.path.dirname(path), "src", os.path.join("src", "app")):
        candidate = os.path.normpath(os.path.join(folder, name))
        if os.path.isfile(os.path.join(project, candidate)):
            return candidate
    return None


def check_layer(project, layer):
    allowed = LAYERS[: LAYERS.index(layer) + 1]
    for path in walk(project, os.path.join("src", layer), (".c", ".h")):
        for number, name, quoted in includes(project, path):
            if not quoted or name in GENERATED:
                continue
            target = resolve(project, path, name)
            other = layer_of(target) if target else None
            if target is None:
                yield f"{path}:{number}: includes {name}, which is nowhere in src"
            elif other is None:
                yield f"{path}:{number}: includes {target}, which is in no layer"
            elif other not in allowed or (layer, other) in STRANGERS:
                yield f"{path}:{number}: {layer} may not include {target}"


def check_library(project, pattern, allowed):
    header = re.compile(pattern)
    for path in walk(project, "src", (".c", ".h")):
        for number, name, quoted in includes(project, path):
            if not quoted and header.match(name) and layer_of(path) not in allowed:
                yield f"{path}:{number}: <{name}> belongs to {' and '.join(allowed)}"


def check_folders(project):
    source = os.path.join(project, "src")
    for name in sorted(os.listdir(source)):
        if os.path.isdir(os.path.join(source, name)) and name not in LAYERS:
            yield f"src/{name}: is no layer: add it to LAYERS in its order"


def check_licence(project):
    for path in walk(project, "src", (".c", ".h")) + walk(project, "tests", (".c", ".h")):
        if read(project, path).split("\n")[0] != C_SPDX:
            yield f"{path}:1: the first line must be {C_SPDX}"
    for path in [p for folder in ("tests", ".dev") for p in walk(project, folder, SCRIPT_ENDINGS)]:
        if SPDX not in "\n".join(read(project, path).split("\n")[:3]):
            yield f"{path}:1: the first lines must hold {SPDX}"


def check_white_space(project):
    for folder in ("src", "tests", "data", "po", ".dev"):
        for path in walk(project, folder, TEXT_ENDINGS):
            text = read(project, path)
            for number, line in enumerate(text.split("\n"), 1):
                if "\t" in line:
                    yield f"{path}:{number}: a tab"
                if line != line.rstrip():
                    yield f"{path}:{number}: space at the end of the line"
            if text and not text.endswith("\n"):
                yield f"{path}: no line end at the end"


def check_operators(project):
    """A condition over several lines: what joins its parts begins a line, as GNU has it."""
    for path in walk(project, "src", (".c", ".h")) + walk(project, "tests", (".c", ".h")):
        for number, line in enumerate(read(project, path).split("\n"), 1):
            if line.endswith((" &&", " ||")) and not COMMENT.match(line):
                yield f"{path}:{number}: {line[-2:]} belongs at the beginning of the next line"


def cases(project):
    """(name, faults) of every check, in order."""
    yield "every folder of src is a layer", check_folders(project)
    for layer in LAYERS:
        yield f"{layer} includes only the layers above it", check_layer(project, layer)
    for library, (pattern, allowed) in LIBRARIES.items():
        yield f"{library} is used in {' and '.join(allowed)} alone", check_library(project, pattern, allowed)
    yield "every source names its licence", check_licence(project)
    yield "no tabs, no trailing space", check_white_space(project)
    yield "no line of C ends with && or ||", check_operators(project)


# Bad trees: file, text, and what the one fault found there must say.
BAD_TREES = [
    ("src/json/sw-a.c", '#include "asl/sw-model.h"\n', "json may not include src/asl/sw-model.h"),
    ("src/layout/sw-a.h", '#include "engine/sw-run.h"\n', "layout may not include src/engine/sw-run.h"),
    ("src/cli/sw-a.c", '#  include "app/sw-window.h"\n', "cli may not include src/app/sw-window.h"),
    ("src/asl/sw-a.c", '#include "../app/sw-window.h"\n', "asl may not include src/app/sw-window.h"),
    ("src/asl/sw-a.c", '#include "sw-gone.h"\n', "which is nowhere in src"),
    ("src/asl/sw-a.c", "#include <gtk/gtk.h>\n", "<gtk/gtk.h> belongs to app"),
    ("src/query/sw-a.c", "#include <yyjson.h>\n", "<yyjson.h> belongs to json"),
    ("src/asl/sw-a.c", "#include <yaml.h>\n", "<yaml.h> belongs to json"),
    ("src/extra/sw-a.c", "", "src/extra: is no layer"),
    ("tests/json/test-a.c", None, "the first line must be"),
    ("tests/tool.py", "#!/usr/bin/env python3\n", "the first lines must hold"),
    ("src/base/sw-a.c", "\tint a;\n", "a tab"),
    ("src/base/sw-a.c", "int a; \n", "space at the end"),
    ("src/base/sw-a.c", "int a;", "no line end"),
    ("src/base/sw-a.c", "int a = b &&\n  c;\n", "&& belongs at the beginning"),
]
GOOD_TREE = ["src/asl/sw-model.h", "src/engine/sw-run.h", "src/app/sw-window.h"]


def write(project, path, text):
    os.makedirs(os.path.join(project, os.path.dirname(path)), exist_ok=True)
    with open(os.path.join(project, path), "w", encoding="utf-8") as file:
        file.write(text)


def faults_of_tree(extra):
    """All faults of a small good tree with one more file (path, text)."""
    with tempfile.TemporaryDirectory() as project:
        for path in GOOD_TREE:
            write(project, path, C_SPDX + "\n")
        if extra:
            path, text = extra
            is_c = path.endswith((".c", ".h"))
            write(project, path, (C_SPDX + "\n" + text if is_c and text is not None else text or "int a;\n"))
        return [fault for _, faults in cases(project) for fault in faults]


def self_test():
    def bad_tree(path, text, wanted):
        found = faults_of_tree((path, text))
        if len(found) != 1 or wanted not in found[0]:
            yield f"found instead: {found}"

    good = [("a good tree has no fault", lambda: faults_of_tree(None))]
    return tap.run(good + [(f"found out: {row[2]}", partial(bad_tree, *row)) for row in BAD_TREES])


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    project = arguments[0] if arguments else os.path.join(os.path.dirname(__file__), "..", "..")
    return tap.run((name, lambda faults=faults: faults) for name, faults in cases(project))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
