#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of the project, its package lists, its scripts and its Flatpak. Prints TAP.

    project.py SOURCE BUILD
"""

import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

APP_ID = "io.github.stepwright.Stepwright"
TOP_LEVEL = {"LICENSE", "README.md", "data", "dev", "flatpak", "meson.build", "meson.options", "po", "src", "tests"}

# Where the Flatpak gets each dependency that Meson looks up from.
IN_RUNTIME = {
    "cairo", "cairo-pdf", "gio-2.0", "gio-unix-2.0", "glib-2.0", "gobject-2.0", "gtk4", "gtksourceview-5",
    "gtk4-x11", "json-glib-1.0", "libadwaita-1", "libpcre2-8", "librsvg-2.0", "libsecret-1", "libsoup-3.0",
    "m", "pango", "pangocairo", "sqlite3", "threads",
}
IN_MODULE = {
    "libcdt": "graphviz",
    "libcgraph": "graphviz",
    "libgvc": "graphviz",
    "yaml-0.1": "libyaml",
    "yyjson": "yyjson",
}
# Programs the build runs that GNOME 48's SDK lacks.
PROGRAM_MODULES = {"blueprint-compiler"}
FINISH_ARGS = {"--device=dri", "--share=ipc", "--share=network", "--socket=fallback-x11", "--socket=wayland"}

SOURCE, BUILD = sys.argv[1:3] if len(sys.argv) == 3 else ("", "")


def read(*names):
    with open(os.path.join(SOURCE, *names), encoding="utf-8") as file:
        return file.read()


def manifest():
    return json.loads(read("flatpak", f"{APP_ID}.json"))


def check_top_level():
    """Only files that git knows count: build folders and the like may stand beside them."""
    if not os.path.exists(os.path.join(SOURCE, ".git")):
        raise tap.Skip("not a git work tree")
    listed = subprocess.run([tap.need("git"), "-c", "safe.directory=*", "-C", SOURCE, "ls-files"],
                            capture_output=True, text=True, check=True).stdout
    for name in sorted({line.split("/")[0].strip('"') for line in listed.splitlines()}):
        if not name.startswith(".") and name not in TOP_LEVEL:
            yield f"{name} does not belong at the top"


def check_manifest():
    told = manifest()
    wanted = {"id": APP_ID, "runtime": "org.gnome.Platform", "sdk": "org.gnome.Sdk", "runtime-version": "48",
              "command": "stepwright-designer"}
    for key, value in wanted.items():
        if told.get(key) != value:
            yield f"{key} is {told.get(key)}, not {value}"
    for argument in sorted(FINISH_ARGS.symmetric_difference(told["finish-args"])):
        yield f"finish-args: {argument} is missing or not agreed on"
    last = told["modules"][-1]
    if (last["name"], last["buildsystem"]) != ("stepwright", "meson"):
        yield "the last module is not stepwright, built by Meson"


def check_modules():
    """Every dependency of meson.build is in the runtime or in a module, and every module is needed."""
    modules = {module["name"] for module in manifest()["modules"]} - {"stepwright"}
    with open(os.path.join(BUILD, "meson-info", "intro-dependencies.json"), encoding="utf-8") as file:
        needed = {entry["name"] for entry in json.load(file) if entry["type"] != "internal"}
    for name in sorted(needed - IN_RUNTIME - set(IN_MODULE)):
        yield f"Meson looks for {name}: is it in the runtime of GNOME 48, or in which module?"
    wanted = {IN_MODULE[name] for name in needed & set(IN_MODULE)} | PROGRAM_MODULES
    for name in sorted(wanted - modules):
        yield f"there is no module {name}"
    for name in sorted(modules - wanted):
        yield f"nothing needs the module {name}"


def check_sources():
    """Pinned: one archive, by its hash, whose address names its version."""
    for module in manifest()["modules"][:-1]:
        for source in module["sources"]:
            name = module["name"]
            if source["type"] != "archive" or not source["url"].startswith("https://"):
                yield f"{name}: the source is no archive fetched by https"
            if not re.fullmatch(r"[0-9a-f]{64}", source.get("sha256", "")):
                yield f"{name}: the source has no sha256"
            if not re.search(r"\d+\.\d+\.\d+", source.get("url", "")):
                yield f"{name}: the address names no version"


def packages(name):
    lines = read(".dev", name).splitlines()
    return [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]


def check_package_list(name):
    names = packages(name)
    if names != sorted(names):
        yield f"not sorted: {next(a for a, b in zip(names, sorted(names)) if a != b)} stands in the wrong place"
    if len(names) != len(set(names)):
        yield "a package is listed twice"


def check_scripts():
    scripts = [os.path.join(SOURCE, *path.split("/")) for path in ("dev", ".ci/run", "tests/with-display.bash")]
    for path in scripts:
        if not os.access(path, os.X_OK):
            yield f"{path} cannot be executed"
    yield from tap.complaints(tap.need("shellcheck"), "-x", "-a", "-P", SOURCE, *scripts)


def check_licence():
    if "GNU GENERAL PUBLIC LICENSE" not in read("LICENSE") or "license: 'GPL-3.0-or-later'" not in read("meson.build"):
        yield "LICENSE and meson.build do not both say GPL-3.0-or-later"


def cases():
    yield "the top level is as it was asked for", check_top_level
    yield "the licence is the GPL", check_licence
    yield "the Flatpak manifest is complete", check_manifest
    yield "the Flatpak has every dependency of Meson", check_modules
    yield "the Flatpak's sources are pinned", check_sources
    for name in ("packages.debian", "packages.fedora"):
        yield f"{name} is sorted", lambda name=name: check_package_list(name)
    yield "ShellCheck finds no fault in the scripts", check_scripts


if __name__ == "__main__":
    if not SOURCE:
        sys.exit(__doc__)
    sys.exit(tap.run(cases()))
