"""``cartreport templates``: what can be replaced, a copy to start from, mistakes, what moved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from json import dumps
from pathlib import Path
from typing import NamedTuple

import click

from cartreport.cli import say
from cartreport.cli.command import Command
from cartreport.cli.options import (
    example,
    form_option,
    json_option,
    option,
    project_option,
    strict_option,
)
from cartreport.errors import RequestError


@click.group(
    epilog=example(
        "cartreport templates list",
        "cartreport templates eject foot",
        "cartreport templates check",
        "cartreport templates diff",
    )
)
def templates() -> None:
    """Make the page your own: list, copy and check its templates.

    A file in the project's `templates/` replaces the shipped one of its name; a file that extends
    `builtin/briefing/page.html` replaces single blocks. No Python is needed.
    """


@templates.command(
    "list",
    cls=Command,
    epilog=example(
        "cartreport templates list",
        "cartreport templates list --values",
        "cartreport templates list --words 'Executive summary'",
    ),
)
@option("--values", is_flag=True, help="What a template may name, with kinds, in place of files.")
@option("--words", metavar="TEXT", help="The words of the page that hold TEXT, or are called so.")
@project_option
@json_option
def list_(values: bool, words: str | None, project: Path, json: bool) -> None:
    """List what can be replaced: files with their blocks; yours are marked.

    With --values: the names that a template may write, what each is, and the parts of a briefing
    with their fields. With --words: what you see on the page, and the name of its entry in
    `words.yaml`; `--words ''` lists all.
    """
    if values and words is not None:
        raise RequestError("--values and --words are two lists", "Ask for one of them.")
    told = _values() if values else _files(project) if words is None else _words(project, words)
    if not told:
        raise RequestError(f"no entry is called so or holds {words!r}", "Ask for a shorter part.")
    if json:
        say.document(dumps([line._asdict() for line in told], ensure_ascii=False, indent=2) + "\n")
    else:
        say.document("\n".join(_lines(told)) + "\n")


@templates.command(
    cls=Command,
    epilog=example(
        "cartreport templates eject foot",
        "cartreport templates eject sections/cover.html -p my-landscape",
    ),
)
@click.argument("name")
@project_option
def eject(name: str, project: Path) -> None:
    """Copy the part NAME into the project, to be changed there.

    NAME is a block of the page (`foot`), or a file by its name or its end (`parts/grid.html`). A
    block is put into a file that extends the shipped page, the smallest change there is. The first
    line of the copy says what it was copied from, so that `diff` can tell what moved since.
    """
    from cartreport.render.overrides.eject import eject as copy

    say.result(f"wrote {copy(project, name)}")


@templates.command(
    cls=Command,
    epilog=example("cartreport templates check", "cartreport templates check --format json"),
)
@project_option
@form_option(
    ("text", "json", "github", "sarif"),
    "text: a line a problem. github: annotations. json, sarif: for programs.",
)
@strict_option
def check(project: Path, form: str, strict: bool) -> int:
    """Render every template and block against the project, and list what is wrong.

    Finds unknown and misnamed files, undefined names, flex or grid in print, images without an
    alternative, text too light to read, and copies whose shipped part has changed.
    """
    from cartreport.cli import forms
    from cartreport.story import check_templates

    found = check_templates(project)
    said = forms.text(found, project) if form == "text" else forms.MACHINE[form](found, project)
    if said:
        say.result(said)
    return int(bool(found.errors or (strict and found.warnings)))


@templates.command(cls=Command, epilog=example("cartreport templates diff"))
@project_option
def diff(project: Path) -> None:
    """Show what has changed in the shipped parts since the project copied them.

    Nothing is changed: take over by hand what you want, then write the new digits in the head.
    """
    from cartreport.render.overrides.upstream import since

    found = list(since(project))
    for override in found:
        place = f"{override.path}:{override.base.line}"
        if override.shipped is None:
            say.result(f"{place} {override.base.said} is no longer shipped")
        elif not override.moved:
            say.result(f"{place} {override.base.said} is shipped as it was")
        else:
            say.result(
                f"{place} {override.base.said} has changed: sha256 {override.shipped.digits}"
            )
            for line in override.lines() or ["  what it was is not kept in templates/.base"]:
                say.result(line)
    if not found:
        say.note("no file of the project says what it was copied from")


class Line(NamedTuple):
    """A line of a list: under which head, the name, its kind, what it is; blocks, and whose."""

    of: str
    name: str
    kind: str
    about: str
    blocks: tuple[str, ...] = ()
    yours: bool = False


def _files(project: Path) -> list[Line]:
    """The shipped files, each with its blocks; ``yours`` where the project has its own."""
    from cartreport.render.overrides.offered import offered
    from cartreport.render.overrides.own import own_files

    own = {name for name, _ in own_files(project)}
    head = "files of templates/"
    return [
        Line(
            head,
            file.name,
            "",
            file.about,
            tuple(one.name for one in file.blocks),
            file.name in own,
        )
        for file in offered()
    ]


def _words(project: Path, text: str) -> list[Line]:
    """The entries of the words files, in every language, that are called so or hold the text."""
    from cartreport.render.overrides.own import own_files
    from cartreport.shipped import BRIEFING, TABLES, shipped
    from cartreport.sources.words_file import read_entries

    held = {
        f"{of}/{path.name}": path for of in (BRIEFING, TABLES) for path in _wordy(shipped() / of)
    }
    own = {name: path for name, path in own_files(project) if path in _wordy(path.parent)}
    lines = []
    for name in sorted({*held, *own}):
        told, mine = (
            read_entries([(files[name], f"templates/{name}")])[0] if name in files else {}
            for files in (held, own)
        )
        for key, words in {**told, **mine}.items():
            if text.casefold() in key or text.casefold() in words.casefold():
                said = " ".join(words.split())
                lines.append(Line(f"templates/{name}", key, "", said, yours=key in mine))
    return lines


def _wordy(folder: Path) -> set[Path]:
    """The files of a folder that hold words, in whatever language."""
    return set(folder.glob("words*.yaml"))


def _values() -> list[Line]:
    """What templates may name, kind by kind."""
    from cartreport.render.overrides import values

    told = {"in every template": list(values.given().values())}
    told |= {f"{name}: {about}": names for name, (about, names) in values.parts().items()}
    lines = [Line(of, one.name, one.kind, one.about) for of, names in told.items() for one in names]
    filters = values.filters().items()
    return lines + [Line("filters", name, "", about) for name, about in filters]


def _lines(told: list[Line]) -> Iterator[str]:
    """The same for reading."""
    width = max(len(line.name) for line in told)
    for head, lines in groupby(told, key=lambda line: line.of):
        yield head
        for line in lines:
            parts = (f"{line.name:{width}}", line.kind, line.about, "(yours)" if line.yours else "")
            yield "  " + "  ".join(part for part in parts if part).rstrip()
            if line.blocks:
                yield f"  {'':{width}}  blocks: {', '.join(line.blocks)}"
