"""What is wrong with a project's own templates and can be seen without rendering them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, meta, nodes

from cartreport.briefing import briefing
from cartreport.errors import TemplateError
from cartreport.problems import Problem, Where
from cartreport.render import tokens
from cartreport.render.colour import contrast, parsed
from cartreport.render.loader import LOCAL, Chain, Templates
from cartreport.render.overrides import shown
from cartreport.render.overrides.balanced import unbalanced
from cartreport.render.overrides.offered import offered
from cartreport.render.overrides.own import own_files
from cartreport.render.overrides.placed import placed
from cartreport.render.overrides.text import Own
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
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;}{\"']+)", re.IGNORECASE)
_ENTRY = re.compile(r"^['\"]?([\w.-]+)['\"]?:", re.MULTILINE)
_STYLE = re.compile(r"\sstyle\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def faults(
    project: Path, paper: str = "#ffffff", brands: Mapping[str, Sequence[Path]] | None = None
) -> Iterator[Problem]:
    """Every fault of the project's templates, with its place.

    Files that stand for nothing (W601), what Jinja cannot read, blocks that no page has, elements
    left open (E602), names that nobody gives (E603), flex and grid in print (W604), images without
    an alternative (E605), text too light for ``paper`` (W606), parts that have changed upstream
    (W607), pictures that the page cannot carry (E608). ``brands``: the folders of a template's
    brands.
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
        template = own.name.partition("/")[0]
        yield from shown.faults(own, project, (brands or {}).get(template, ()))
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
        if own.name in known or _of_words(base) or any(base in text for text in others):
            continue
        if folder.partition("/")[0] in whole and own.suffix not in ASSETS:
            continue  # a template of the project's own names its files as it likes
        message = f"{own.name} replaces no shipped file and no template names it"
        hint = did_you_mean(own.name, known)
        if own.suffix in ASSETS:
            hint = "show it by its name, or take it away"
        yield Problem(Where(f"templates/{own.name}"), "W601", message, hint, own.name)


def _of_words(base: str) -> bool:
    """Whether a file's name is that of words, in the language of the data or in another."""
    stem, _, language = Path(base).stem.partition(".")
    return base == WORDS or (f"{stem}.yaml" == WORDS and bool(language) and base.endswith(".yaml"))


def _template(own: Own, templates: Templates) -> Iterator[Problem]:
    """What Jinja says of a file, then the names in it that no template is given."""
    try:
        templates.environment.get_template(own.name)
        tree = templates.environment.parse(own.text)
    except TemplateSyntaxError as error:
        where = own.line(error.lineno, *re.findall(r"'([^']+)'", error.message or ""))
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
        yield placed(error, templates.chain.root)
        return
    yield from _unused(own, tree, templates)
    yield from _lost(own, tree)
    yield from _names(own, tree)
    yield from _attributes(own, tree)
    yield from _private(own, tree)
    yield from _worded(own, tree, templates)


def _unused(own: Own, tree: nodes.Template, templates: Templates) -> Iterator[Problem]:
    """Templates that a file names and that are not there."""
    for named in meta.find_referenced_templates(tree):
        if named is None:
            continue
        if named == own.name:
            hint = f"name the shipped file: builtin/{named}"
            yield Problem(_named(own, named), "E602", "names itself", hint, named)
            continue
        try:
            templates.chain.find(named)
        except TemplateNotFound:
            known = templates.chain.list_templates()
            message = f"there is no template {named!r}"
            yield Problem(_named(own, named), "E602", message, did_you_mean(named, known), named)


def _lost(own: Own, tree: nodes.Template) -> Iterator[Problem]:
    """What a file that extends a page writes outside its blocks: it is printed nowhere."""
    extends = any(isinstance(node, nodes.Extends) for node in tree.body)
    for node in tree.body if extends else ():
        for part in node.nodes if isinstance(node, nodes.Output) else ():
            said = (
                part.data.strip().partition("\n")[0] if isinstance(part, nodes.TemplateData) else ""
            )
            if said:
                message = f"{said[:60]!r} stands outside a block: it is printed nowhere"
                hint = "put it between {% block … %} and {% endblock %}"
                yield Problem(_named(own, said), "E602", message, hint, said)


def _names(own: Own, tree: nodes.Template) -> Iterator[Problem]:
    known = sorted({*given(), *LOCAL})
    set_ = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    for name in sorted(meta.find_undeclared_variables(tree) - set_ - set(known)):
        line = next((node.lineno for node in tree.find_all(nodes.Name) if node.name == name), 0)
        where = own.line(line, name)
        yield Problem(
            where, "E603", f"nothing gives a value {name!r}", did_you_mean(name, known), name
        )


def _attributes(own: Own, tree: nodes.Template) -> Iterator[Problem]:
    for node in tree.find_all(nodes.Getattr):
        kind = TYPES.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if kind is None or not is_dataclass(kind):
            continue
        known = [field.name for field in fields(kind)]
        if node.attr not in known and not node.attr.startswith("_"):
            message = f"a {kind.__name__.lower()} has no {node.attr!r}"
            where = own.line(node.lineno, node.attr)
            yield Problem(where, "E603", message, did_you_mean(node.attr, known), node.attr)


def _private(own: Own, tree: nodes.Template) -> Iterator[Problem]:
    """Names with a leading underscore: they lead out of the briefing, and a build refuses them."""
    named = [(node.lineno, node.attr) for node in tree.find_all(nodes.Getattr)]
    items = ((item.lineno, item.arg) for item in tree.find_all(nodes.Getitem))
    named += [(line, str(arg.value)) for line, arg in items if isinstance(arg, nodes.Const)]
    for use in tree.find_all(nodes.Filter):
        if use.name == "attr" and use.args and isinstance(use.args[0], nodes.Const):
            named.append((use.lineno, str(use.args[0].value)))
    for line, name in named:
        if name.startswith("_"):
            message = f"{name!r} is private: templates read the briefing and nothing else"
            hint = "`cartreport templates list --values` shows all that there are"
            yield Problem(own.line(line, name), "E602", message, hint, name)


def _worded(own: Own, tree: nodes.Template, templates: Templates) -> Iterator[Problem]:
    """Entries of the words that a template asks for and that are not there."""
    asked = [
        (call.lineno, str(call.args[0].value))
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "word"
        if call.args and isinstance(call.args[0], nodes.Const)
    ]
    entries = _entries(own.name.partition("/")[0], templates) if asked else set()
    for line, key in asked:
        if entries and key not in entries:
            message = f"the words file has no entry {key!r}"
            hint = did_you_mean(key, entries)
            yield Problem(own.line(line, key), "E603", message, hint, key)


def _entries(template: str, templates: Templates) -> set[str]:
    """The entries of a template's words, the shipped ones and the project's."""
    found: set[str] = set()
    for folder in templates.chain.folders:
        path = folder / template / WORDS
        if path.is_file():
            found |= set(_ENTRY.findall(path.read_text("utf-8", "replace")))
    return found


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
            said = found[1].replace("!important", "").strip()
            colour = parsed(said)
            ratio = contrast(colour, paper) if colour else LEAST_CONTRAST
            if ratio < LEAST_CONTRAST:
                message = f"text in {said} has a contrast of {ratio:.1f} on {paper}"
                hint = f"{LEAST_CONTRAST} is the least; use var(--ink-2), or a darker colour"
                yield Problem(own.at(start + found.start()), "W606", message, hint, said)


def _unset(own: Own, _: str) -> Iterator[Problem]:
    """Variables in a page's styles that nobody gives: the browser passes over the rule."""
    if own.suffix not in {".html", ".svg"}:
        return
    known = (*tokens.COLOURS, *tokens.SIZES, *tokens.FACES)
    for name in tokens.unknown(own.bare, dict.fromkeys(known, "")):
        message = f"uses '--{name}', which no brand gives"
        hint = did_you_mean(f"--{name}", [f"--{one}" for one in known])
        yield Problem(own.at(own.bare.find(f"var(--{name})")), "E602", message, hint, name)


def _moved(project: Path) -> Iterator[Problem]:
    for override in since(project):
        if override.moved:
            gone = override.shipped is None
            said = "is no longer shipped" if gone else "has changed since it was copied"
            where = Where(override.path, override.base.line)
            hint = "`cartreport templates diff` shows what has; then write the new digits of sha256"
            yield Problem(where, "W607", f"{override.base.said} {said}", hint, override.base.sha)


RULES: tuple[Callable[[Own, str], Iterator[Problem]], ...] = (
    _flexible,
    _silent,
    _light,
    _unset,
    unbalanced,
)
