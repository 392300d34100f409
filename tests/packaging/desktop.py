#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What data/ gives to a desktop: is each file valid, and do they agree with each other? Prints TAP.

    desktop.py SOURCE BUILD VERSION
"""

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from functools import partial

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

APP_ID = "io.github.stepwright.Stepwright"
JSON_TYPE = "application/x-amazon-states-language+json"
YAML_TYPE = "application/x-amazon-states-language+yaml"
# Ending, type, and the type that it is a kind of
MEDIA_TYPES = [
    (".asl.json", JSON_TYPE, "application/json"),
    (".asl.yaml", YAML_TYPE, "application/yaml"),
    (".asl.yml", YAML_TYPE, "application/yaml"),
]
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
SCHEMA_USE = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')
NAMED_ICON = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)*-symbolic)"')
SVG = "{http://www.w3.org/2000/svg}"
ICONS = {  # file below data/icons/hicolor, and the side of its canvas
    f"scalable/apps/{APP_ID}.svg": 128,
    f"symbolic/apps/{APP_ID}-symbolic.svg": 16,
}

SOURCE, BUILD, VERSION = sys.argv[1:4] if len(sys.argv) == 4 else ("", "", "")


def data(*names):
    return os.path.join(SOURCE, "data", *names)


def built(name):
    return os.path.join(BUILD, "data", name)


def desktop_entry():
    entry = configparser.ConfigParser(interpolation=None, strict=False)
    entry.optionxform = str
    entry.read(built(f"{APP_ID}.desktop"), encoding="utf-8")
    return entry


def check_desktop():
    return tap.complaints(tap.need("desktop-file-validate"), built(f"{APP_ID}.desktop"))


def check_desktop_agrees():
    entry = desktop_entry()["Desktop Entry"]
    if entry["DBusActivatable"] != "true":
        yield "the desktop file is not DBusActivatable, but there is a D-Bus service"
    for media_type in {row[1] for row in MEDIA_TYPES} - set(entry["MimeType"].split(";")):
        yield f"MimeType lacks {media_type}"
    if entry["Icon"] != APP_ID:
        yield f"Icon is {entry['Icon']}"
    for action in filter(None, entry["Actions"].split(";")):
        if f"Desktop Action {action}" not in desktop_entry():
            yield f"there is no [Desktop Action {action}]"
        with open(os.path.join(SOURCE, "src", "app", "sw-application.c"), encoding="utf-8") as source:
            if f'"{action}"' not in source.read():
                yield f"the application has no action {action}"


def check_service():
    service = configparser.ConfigParser(interpolation=None)
    service.read(built(f"{APP_ID}.service"), encoding="utf-8")
    section = service["D-BUS Service"]
    if section["Name"] != APP_ID:
        yield f"the service is named {section['Name']}"
    program, *arguments = shlex.split(section["Exec"])
    if arguments != ["--gapplication-service"]:
        yield f"the service is started with {arguments}"
    if os.path.basename(program) != shlex.split(desktop_entry()["Desktop Entry"]["Exec"])[0]:
        yield f"the service starts {program}, the desktop file another program"


def metainfo():
    return ET.parse(built(f"{APP_ID}.metainfo.xml")).getroot()


def check_metainfo():
    return tap.complaints(tap.need("appstreamcli"), "validate", "--no-net", "--explain",
                          built(f"{APP_ID}.metainfo.xml"))


def check_metainfo_agrees():
    root = metainfo()
    summary = root.findtext("summary")
    if len(summary) > 35 or summary.endswith("."):
        yield f"the summary is longer than 35 characters or ends in a full stop: {summary}"
    wanted = {
        "id": APP_ID,
        "launchable": f"{APP_ID}.desktop",
        "provides/mediatype": JSON_TYPE,
        "provides/dbus": APP_ID,
        "metadata_license": "CC0-1.0",
        "project_license": "GPL-3.0-or-later",
    }
    for path, text in wanted.items():
        if root.findtext(path) != text:
            yield f"<{path}> is {root.findtext(path)}, not {text}"
    if root.find("releases/release").get("version") != VERSION:
        yield f"the newest release is not {VERSION}"
    kinds = {url.get("type") for url in root.findall("url")}
    for kind in ("homepage", "bugtracker", "vcs-browser", "contribute", "translate"):
        if kind not in kinds:
            yield f"there is no url of type {kind}"
    with open(os.path.join(SOURCE, "src", "app", "sw-about-dialog.c"), encoding="utf-8") as file:
        about = file.read()
    for url in root.findall("url"):
        if url.get("type") in ("homepage", "bugtracker", "vcs-browser") and f'"{url.text}"' not in about:
            yield f"the About dialog does not tell of {url.text}, the {url.get('type')}"
    pictures = [os.path.basename(image.text) for image in root.findall("screenshots/screenshot/image")]
    if sorted(pictures) != sorted(os.listdir(data("screenshots"))):
        yield f"the screenshots told of are {pictures}, not those of data/screenshots"
    for scheme in ("light", "dark"):
        if root.find(f"branding/color[@scheme_preference='{scheme}']") is None:
            yield f"there is no branding colour for {scheme}"


def check_schema():
    with tempfile.TemporaryDirectory() as target:
        return tap.complaints(tap.need("glib-compile-schemas"), "--strict", f"--targetdir={target}", data())


def check_schema_use():
    """Each key is bound somewhere in src/app; a key that nothing uses is a setting that does nothing."""
    keys = {key.get("name") for key in ET.parse(data(f"{APP_ID}.gschema.xml")).getroot().iter("key")}
    named = set()
    for folder, _, files in os.walk(os.path.join(SOURCE, "src", "app")):
        for name in files:
            if name.endswith(".c"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    named.update(SCHEMA_USE.findall(file.read()))
    for key in sorted(keys - named):
        yield f"no source of src/app names the key {key}"


def check_media_type(ending, media_type, parent):
    """The type lands in the database, and a file of that name is recognised as that and as its parent."""
    with tempfile.TemporaryDirectory() as home:
        mime = os.path.join(home, "mime")
        os.makedirs(os.path.join(mime, "packages"))
        shutil.copy(built(f"{APP_ID}.xml"), os.path.join(mime, "packages"))
        yield from tap.complaints(tap.need("update-mime-database"), mime)
        with open(os.path.join(mime, "subclasses"), encoding="utf-8") as lines:
            if f"{media_type} {parent}" not in lines.read().splitlines():
                yield f"it is not a kind of {parent}"
        example = os.path.join(home, f"order{ending}")
        with open(example, "w", encoding="utf-8") as file:
            file.write('{"StartAt": "A", "States": {}}\n')
        said = subprocess.run(
            [tap.need("gio"), "info", "-a", "standard::content-type", example],
            capture_output=True, text=True, check=True,
            env=dict(os.environ, XDG_DATA_DIRS=f"{home}:/usr/local/share:/usr/share", XDG_DATA_HOME=home)).stdout
        if f"standard::content-type: {media_type}" not in said:
            yield f"order{ending} is recognised as: {said.strip()}"


def check_media_type_file():
    entries = ET.parse(built(f"{APP_ID}.xml")).getroot().findall(f"{MIME}mime-type")
    found = {(entry.get("type"), glob.get("pattern")) for entry in entries for glob in entry.findall(f"{MIME}glob")}
    wanted = {(media_type, f"*{ending}") for ending, media_type, _ in MEDIA_TYPES}
    if found != wanted:
        yield f"the types and patterns are {sorted(found)}"


def check_icon(name, side):
    root = ET.parse(data("icons", "hicolor", name)).getroot()
    if root.tag != f"{SVG}svg":
        yield f"the root element is {root.tag}"
    if (root.get("width"), root.get("height"), root.get("viewBox")) != (str(side), str(side), f"0 0 {side} {side}"):
        yield f"the canvas is not {side} by {side}"
    for element in root.iter():
        if element.tag in (f"{SVG}image", f"{SVG}text", f"{SVG}style"):
            yield f"{element.tag} does not belong into an icon"
    with tempfile.TemporaryDirectory() as folder:
        picture = os.path.join(folder, "icon.png")
        yield from tap.complaints(tap.need("rsvg-convert"), "-o", picture, data("icons", "hicolor", name))
        if os.path.getsize(picture) < 200:
            yield "it draws nothing"


def check_named_icons():
    """Icons that the program asks its theme for: a name that the theme lacks shows as a broken image."""
    theme = "/usr/share/icons/Adwaita"
    if not os.path.isdir(theme):
        raise tap.Skip("the icon theme Adwaita is not installed")
    known = {name for top in (theme, data("icons"), os.path.join(SOURCE, "src")) for _, _, files in os.walk(top)
             for name in files}
    for folder, _, files in sorted(os.walk(os.path.join(SOURCE, "src", "app"))):
        for name in sorted(files):
            if name.endswith((".c", ".blp")):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    for icon in sorted(set(NAMED_ICON.findall(file.read()))):
                        if f"{icon}.svg" not in known:
                            yield f"{name}: there is no icon {icon}"


def cases():
    yield "the desktop file is valid", check_desktop
    yield "the desktop file agrees with the program and its data", check_desktop_agrees
    yield "the D-Bus service starts the program", check_service
    yield "the metainfo is valid", check_metainfo
    yield "the metainfo agrees with the project", check_metainfo_agrees
    yield "the settings schema compiles strictly", check_schema
    yield "every setting is used", check_schema_use
    yield "the media types are declared", check_media_type_file
    for row in MEDIA_TYPES:
        yield f"*{row[0]} is recognised as its type", partial(check_media_type, *row)
    yield "the icons that the program names exist", check_named_icons
    for name, side in ICONS.items():
        yield f"the icon {name} is well drawn", lambda name=name, side=side: check_icon(name, side)


if __name__ == "__main__":
    if not SOURCE:
        sys.exit(__doc__)
    sys.exit(tap.run(cases()))
