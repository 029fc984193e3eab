"""What is wrong with a project's own words and can be seen before they are filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from cartreport.briefing.words import FORMS, Words
from cartreport.problems import Problem, Problems, Where
from cartreport.sources.suggest import did_you_mean
from cartreport.sources.words_file import SLOT
from cartreport.sources.yaml_text import read_yaml

TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
Known = Callable[[str, Mapping[str, str]], bool]
"""Whether an entry may stand in a file of words beside those that are shipped."""
NAMED = (".name", ".title")
"""Entries with these ends are headings: an empty one would leave a heading without words."""


def faults(
    path: Path, name: str, shipped: Words, known: Known = lambda key, shipped: key in shipped
) -> Iterator[Problem]:
    """Every fault of the words file at ``path``, which messages call ``name``.

    E610: an entry that the template does not have, no text, an empty heading, an unclosed brace, a
    form that is none, a tag. W611: a value that the shipped entry does not name; a build knows
    whether it is computed.
    """
    problems = Problems()
    document = read_yaml(path, name, problems)
    yield from problems
    if document is None or problems.errors:
        return
    if not isinstance(document.data, dict):
        yield Problem(Where(name, 1, 1), "E610", "is no mapping of entries", "write `entry: text`")
        return
    for key, text in document.data.items():
        where = document.where((key,))
        if not known(str(key), shipped.patterns):
            at = document.name_of((key,))
            hint = did_you_mean(str(key), list(shipped.patterns))
            yield Problem(at, "E610", f"the template has no entry {key!r}", hint, str(key))
        elif isinstance(text, (dict, list)):
            yield Problem(where, "E610", f"{key!r} is no text", "write it in quotation marks")
        else:
            yield from _text(str(key), "" if text is None else str(text), where, shipped)


def _text(key: str, text: str, where: Where, shipped: Words) -> Iterator[Problem]:
    if not text.strip() and key.endswith(NAMED) and shipped.patterns.get(key, "").strip():
        yield Problem(where, "E610", f"{key!r} is empty", "write the words, or leave the entry out")
    for brace in sorted(set("{}") & set(SLOT.sub("", text))):
        said = f"{key!r} has a {brace!r} that belongs to no value"
        yield Problem(where, "E610", said, "write {name}, {name:word} or {name|one|many}", text)
    for tag in TAG.finditer(text):
        said = f"{key!r} has the tag {tag[0]!r}, which would be printed as it stands"
        yield Problem(where, "E610", said, "write **strong**; other markup belongs to a template")
    if text.count("**") % 2:
        said = f"{key!r} has a '**' without its second"
        yield Problem(where, "E610", said, "write **strong**", text)
    known = _known(key, shipped)
    for slot in SLOT.finditer(text):
        if slot["form"] and slot["form"] not in FORMS:
            said = f"{key!r} asks for {slot['name']!r} in a form {slot['form']!r}"
            hint = f"forms: {', '.join(FORMS)}"
            yield Problem(where, "E610", said, hint, slot[0])
        if slot["name"] not in known:
            said = f"{key!r} names {{{slot['name']}}}, which the shipped entry does not"
            yield Problem(where, "W611", said, did_you_mean(slot["name"], sorted(known)), slot[0])


def _known(key: str, shipped: Words) -> set[str]:
    """What the shipped entry, and those that stand in for it, name; and the subject's terms."""
    stem = key.split(".without-", maxsplit=1)[0].removesuffix(".small").removesuffix(".everywhere")
    kin = [one for one in shipped.patterns if one == stem or one.startswith(f"{stem}.")]
    terms: Mapping[str, str] = shipped.terms
    return {name for one in kin for name in shipped.names(one)} | set(terms)
