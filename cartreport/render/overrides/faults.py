"""What is wrong with a project's own templates and can be seen without rendering them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, meta, nodes

from cartreport.briefing import briefing
from cartreport.errors import TemplateError
from cartreport.problems import Problem, Where
from cartreport.render.colour import contrast, parsed
from cartreport.render.loader import LOCAL, Chain, Templates
from cartreport.render.overrides.offered import blanked, offered
from cartreport.render.overrides.own import own_files
from cartreport.render.overrides.placed import placed
from cartreport.render.overrides.upstream import since
from cartreport.render.overrides.values import given
from cartreport.render.page import FILTERS
from cartreport.shipped import PAGE, WORDS, shipped
from cartreport.sources.suggest import did_you_mean

ASSETS = {".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"}
TYPES = {"briefing": briefing.Briefing, "section": briefing.Section}
"""Names that always hold one kind of value: what is asked of them can be proved."""
LEAST_CONTRAST = 4.5
_FLEX = re.compile(r"display\s*:\s*(?:inline-)?(flex|grid)\b", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_ALT = re.compile(r"\salt\s*=", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*(#[0-9a-f]{3}(?:[0-9a-f]{3})?)\b", re.IGNORECASE)
_STYLE = re.compile(r"\sstyle\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


@dataclass(frozen=True)
class Own:
    """A file of the project's ``templates/``: ``bare`` is its text with the comments blanked."""

    name: str
    text: str

    @cached_property
    def bare(self) -> str:
        """The text without what its comments say, line by line where it was."""
        return blanked(self.text)

    @property
    def suffix(self) -> str:
        """``.html`` of ``briefing/page.html``."""
        return Path(self.name).suffix

    def at(self, position: int) -> Where:
        """The place of a character."""
        before = self.text[:position]
        line, column = before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
        return Where(f"templates/{self.name}", line, column)


def faults(project: Path, paper: str = "#ffffff") -> Iterator[Problem]:
    """Every fault of the project's templates, with its place.

    Files that stand for nothing (W601), what Jinja cannot read and blocks that no page has (E602),
    names that nobody gives (E603), flex and grid in print (W604), images without an alternative
    (E605), text too light for ``paper`` (W606), parts that have changed upstream (W607).
    """
    owns = [Own(name, _read(path)) for name, path in own_files(project)]
    if not owns:
        return
    chain = Chain([project / "templates", shipped()], project)
    templates = Templates(chain)
    templates.environment.filters.update(FILTERS)
    yield from _misnamed(owns, project)
    for own in owns:
        if own.suffix == ".html":
            yield from _template(own, templates)
        for rule in RULES:
            yield from rule(own, paper)
    yield from _moved(project)


def _read(path: Path) -> str:
    return "" if path.suffix in ASSETS else path.read_bytes().decode("utf-8-sig", "replace")


def _misnamed(owns: list[Own], project: Path) -> Iterator[Problem]:
    """Files that replace no shipped one and that no other file names."""
    known = [file.name for file in offered()]
    whole = {path.parent.name for path in (project / "templates").glob(f"*/{PAGE}")}
    whole -= {name.partition("/")[0] for name in known}
    for own in owns:
        folder, _, base = own.name.rpartition("/")
        others = (other.bare for other in owns if other is not own)
        if own.name in known or base == WORDS or any(base in text for text in others):
            continue
        if folder.partition("/")[0] in whole and own.suffix not in ASSETS:
            continue  # a template of the project's own names its files as it likes
        message = f"{own.name} replaces no shipped file and no template names it"
        hint = did_you_mean(own.name, known)
        yield Problem(Where(f"templates/{own.name}"), "W601", message, hint, own.name)


def _template(own: Own, templates: Templates) -> Iterator[Problem]:
    """What Jinja says of a file, then the names in it that no template is given."""
    try:
        templates.environment.get_template(own.name)
        tree = templates.environment.parse(own.text)
    except TemplateSyntaxError as error:
        where = Where(f"templates/{own.name}", error.lineno)
        yield Problem(where, "E602", error.message or "cannot be read", "See Jinja's syntax.")
        return
    except TemplateNotFound as error:
        known = templates.chain.list_templates()
        message = f"there is no template {error.name!r}"
        yield Problem(
            _named(own, str(error.name)), "E602", message, did_you_mean(str(error.name), known)
        )
        return
    except TemplateError as error:
        yield placed(error)
        return
    yield from _unused(own, tree, templates)
    yield from _names(own, tree)
    yield from _attributes(own, tree)


def _unused(own: Own, tree: nodes.Template, templates: Templates) -> Iterator[Problem]:
    """Templates that a file names and that are not there."""
    for named in meta.find_referenced_templates(tree):
        if named is None:
            continue
        try:
            templates.chain.find(named)
        except TemplateNotFound:
            known = templates.chain.list_templates()
            message = f"there is no template {named!r}"
            yield Problem(_named(own, named), "E602", message, did_you_mean(named, known), named)


def _names(own: Own, tree: nodes.Template) -> Iterator[Problem]:
    known = sorted({*given(), *LOCAL})
    set_ = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    for name in sorted(meta.find_undeclared_variables(tree) - set_ - set(known)):
        line = next((node.lineno for node in tree.find_all(nodes.Name) if node.name == name), 0)
        where = Where(f"templates/{own.name}", line)
        yield Problem(
            where, "E603", f"nothing gives a value {name!r}", did_you_mean(name, known), name
        )


def _attributes(own: Own, tree: nodes.Template) -> Iterator[Problem]:
    for node in tree.find_all(nodes.Getattr):
        kind = TYPES.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if kind is None or not is_dataclass(kind):
            continue
        known = [field.name for field in fields(kind)]
        if node.attr not in known:
            message = f"a {kind.__name__.lower()} has no {node.attr!r}"
            where = Where(f"templates/{own.name}", node.lineno)
            yield Problem(where, "E603", message, did_you_mean(node.attr, known), node.attr)


def _named(own: Own, word: str) -> Where:
    """Where a file names something."""
    return own.at(max(own.bare.find(word), 0))


def _flexible(own: Own, _: str) -> Iterator[Problem]:
    """Flex and grid where the print renderer reads them."""
    if own.name.endswith("screen.css") or own.suffix not in {".css", ".html"}:
        return
    for found in _FLEX.finditer(own.bare):
        message = f"display: {found[1]} is laid out differently in print"
        hint = "use blocks, tables or columns, or keep it to screen.css"
        yield Problem(own.at(found.start()), "W604", message, hint, found[0])


def _silent(own: Own, _: str) -> Iterator[Problem]:
    """Images that say nothing to who cannot see them."""
    for found in _IMAGE.finditer(own.bare) if own.suffix == ".html" else ():
        if not _ALT.search(found[0]):
            hint = 'write alt="what it shows", or alt="" for a mere ornament'
            yield Problem(
                own.at(found.start()), "E605", "an image without an alternative", hint, found[0]
            )


def _light(own: Own, paper: str) -> Iterator[Problem]:
    """Colours of text that cannot be read on the page."""
    spans = [(0, own.bare)] if own.suffix == ".css" else []
    if own.suffix == ".html":
        spans = [(found.start(1), found[1]) for found in _STYLE.finditer(own.bare)]
    for start, text in spans:
        for found in _COLOUR.finditer(text):
            colour = parsed(found[1])
            ratio = contrast(colour, paper) if colour else LEAST_CONTRAST
            if ratio < LEAST_CONTRAST:
                message = f"text in {found[1]} has a contrast of {ratio:.1f} on {paper}"
                hint = f"{LEAST_CONTRAST} is the least; use var(--ink-2), or a darker colour"
                yield Problem(own.at(start + found.start()), "W606", message, hint, found[1])


def _moved(project: Path) -> Iterator[Problem]:
    for override in since(project):
        if override.moved:
            gone = override.shipped is None
            said = "is no longer shipped" if gone else "has changed since it was copied"
            where = Where(override.path, override.base.line)
            hint = "`cartreport templates diff` shows what has; then write the new digits of sha256"
            yield Problem(where, "W607", f"{override.base.said} {said}", hint, override.base.sha)


RULES: tuple[Callable[[Own, str], Iterator[Problem]], ...] = (_flexible, _silent, _light)
