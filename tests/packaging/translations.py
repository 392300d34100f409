#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Is everything that a person reads offered for translation, and is it translated? Prints TAP.

    translations.py SOURCE             check po/POTFILES.in and every language of po/LINGUAS
    translations.py --update SOURCE    rewrite po/POTFILES.in and bring po/*.po up to the sources
"""

import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap  # noqa: E402

DOMAIN = "stepwright"
FOLDERS = ("data", "src")
ENDINGS = (".c", ".h", ".blp", ".ui")
DATA = re.compile(r"\.(desktop|metainfo\.xml|mime\.xml)\.in$")
MARKED = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|ngettext|dngettext)\s*\(\s*"')
MARKED_UI = re.compile(r'translatable="(?:yes|true)"')
# The glib preset of Meson's i18n module, with the keywords that the sources use.
XGETTEXT = [
    "--from-code=UTF-8", "--add-comments", f"--package-name={DOMAIN}",
    "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
    "--keyword=g_dcgettext:2", "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3",
    "--flag=N_:1:pass-c-format", "--flag=C_:2:pass-c-format", "--flag=NC_:2:pass-c-format",
    "--flag=g_dngettext:2:pass-c-format", "--flag=g_strdup_printf:1:c-format",
    "--flag=g_string_printf:2:c-format", "--flag=g_string_append_printf:2:c-format",
    "--flag=g_error_new:3:c-format", "--flag=g_set_error:4:c-format",
]


def po(source, name):
    return os.path.join(source, "po", name)


def words_of(path):
    """The lines of a list such as LINGUAS, without comments."""
    with open(path, encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def translatable(source):
    """Every file that holds text for a person, relative to SOURCE, sorted."""
    found = []
    for top in FOLDERS:
        for folder, _, files in os.walk(os.path.join(source, top)):
            for name in files:
                path = os.path.join(folder, name)
                if DATA.search(name):
                    found.append(path)
                elif name.endswith(ENDINGS):
                    with open(path, encoding="utf-8") as file:
                        text = file.read()
                    if (MARKED_UI if name.endswith(".ui") else MARKED).search(text):
                        found.append(path)
    return sorted(os.path.relpath(path, source) for path in found)


def template(source, target):
    """A freshly extracted template."""
    # Blueprint's _() and C_() read like C's; xgettext must be told, as it does not know the ending.
    blueprints = [name for name in words_of(po(source, "POTFILES.in")) if name.endswith(".blp")]
    others = [name for name in words_of(po(source, "POTFILES.in")) if not name.endswith(".blp")]
    for options, names in (([], others), (["--language=C", "--join-existing"], blueprints)):
        if names:
            subprocess.run(["xgettext", *XGETTEXT, *options, f"--output={target}", *names],
                           cwd=source, check=True, capture_output=True, text=True)


def check_potfiles(source):
    listed = words_of(po(source, "POTFILES.in"))
    wanted = translatable(source)
    for name in sorted(set(wanted) - set(listed)):
        yield f"po/POTFILES.in lacks {name}"
    for name in sorted(set(listed) - set(wanted)):
        yield f"po/POTFILES.in lists {name}, which holds nothing to translate"
    if listed != sorted(listed):
        yield "po/POTFILES.in is not sorted"


def check_whole(source):
    """A format macro between two pieces of text ends the message for xgettext: "%" G_GSIZE_FORMAT."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = os.path.join(folder, "fresh.pot")
        template(source, fresh)
        flat = subprocess.run(["msgcat", "--no-wrap", fresh], capture_output=True, text=True, check=True).stdout
        for place, text in re.findall(r'^#: (.*)\n(?:#.*\n|msgctxt .*\n)*msgid "(|.*[^%]|.*[^%](?:%%)+)%"$', flat, re.MULTILINE):
            yield f'{place}: the message is cut by a macro; write %zu and the like: "{text}%"'


def check_linguas(source):
    languages = words_of(po(source, "LINGUAS"))
    files = sorted(name[:-3] for name in os.listdir(po(source, "")) if name.endswith(".po"))
    if sorted(languages) != files:
        yield f"po/LINGUAS names {languages}, po/ holds {files}"
    if not languages:
        yield "there is no translation"


def check_language(source, language):
    """Valid, and nothing untranslated or fuzzy against what the sources say today."""
    with tempfile.TemporaryDirectory() as folder:
        fresh, merged = os.path.join(folder, "fresh.pot"), os.path.join(folder, "merged.po")
        template(source, fresh)
        subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged, po(source, f"{language}.po"), fresh],
                       check=True, capture_output=True, text=True)
        yield from tap.complaints("msgfmt", "--check", "-o", os.devnull, merged)
        for kind in ("untranslated", "fuzzy"):
            left = subprocess.run(["msgattrib", f"--{kind}", "--no-obsolete", "--no-wrap", merged],
                                  check=True, capture_output=True, text=True).stdout
            for message in re.findall(r'^msgid ((?:".*"\n?)+)', left, re.MULTILINE):
                text = "".join(re.findall(r'"(.*)"', message))
                if text:
                    yield f'{kind}: "{text}"'


def update(source):
    with open(po(source, "POTFILES.in"), "w", encoding="utf-8") as file:
        file.write("# Sorted; tests/packaging/translations.py --update writes it.\n")
        file.writelines(f"{name}\n" for name in translatable(source))
    with tempfile.TemporaryDirectory() as folder:
        fresh = os.path.join(folder, "fresh.pot")
        template(source, fresh)
        for language in words_of(po(source, "LINGUAS")):
            subprocess.run(["msgmerge", "--quiet", "--update", "--backup=none", "--no-fuzzy-matching",
                            po(source, f"{language}.po"), fresh], check=True)
    return 0


def cases(source):
    yield "every file with text for a person is in POTFILES.in", lambda: check_potfiles(source)
    yield "no message is cut by a macro", lambda: check_whole(source)
    yield "LINGUAS names the translations there are", lambda: check_linguas(source)
    for language in words_of(po(source, "LINGUAS")):
        yield f"{language} is complete", lambda language=language: check_language(source, language)


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--update":
        return update(arguments[1])
    if len(arguments) == 1:
        tap.need("xgettext")
        return tap.run(cases(arguments[0]))
    sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
