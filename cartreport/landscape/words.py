"""The words of tables: heads, titles, counting rules, by table and column, in one language.

They stand in ``templates/tables/words.yaml``; a project's own file of the same name replaces single
entries. ``by-company.title`` and ``by-company.rule`` are those of a table,
``head.by-company.approved`` is the head of its column; a head that several tables share stands
once, as ``head.approved``. Every pattern may name the focus (``{place}``, ``{country}``,
``{within}``, ``{sited}``) and the shared sentences: ``{named}`` is the entry ``rule.named``. Where
the landscape is of the whole world an entry gives way to its own ``….everywhere``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.errors import TemplateError
from cartreport.shipped import TABLES, WORDS, shipped
from cartreport.sources.joined import Joined
from cartreport.sources.language import SOURCE, Language
from cartreport.sources.words_file import filled, host, phrase, read_language

if TYPE_CHECKING:
    from cartreport.landscape.table import Column, Table
    from cartreport.sources.project import Focus

FILE = f"{TABLES}/{WORDS}"
HEAD, RULE, EVERYWHERE = "head.", "rule.", ".everywhere"
"""Before heads and before sentences that others may name; behind what is said without a focus."""
NAMED = ("why.", "field.")
"""Before the reason of a rule of changes and the name of a field: else each is as it is."""


@dataclass(frozen=True)
class TableWords(Joined):
    """Patterns by entry, with the place of each and what every pattern may name."""

    patterns: Mapping[str, str]
    places: Mapping[str, str]
    values: Mapping[str, object]
    language: Language = field(default_factory=Language)

    def __call__(self, key: str, /, **values: object) -> str:
        """The entry filled; raises :class:`TemplateError` for one that is missing."""
        return self.written(key, {**self.values, **self._sentences, **values})

    def pattern(self, key: str) -> str:
        """The entry as it stands; raises :class:`TemplateError` for one that is missing."""
        if key not in self.patterns:
            file = next(iter(self.places.values()), FILE).split(":")[0]
            raise TemplateError(f"{file} has no entry {key!r}", f"Add `{key}:` to it.")
        return self.patterns[key]

    def first(self, *keys: str, **values: object) -> str:
        """The first of some entries that there is, filled."""
        return self(next((key for key in keys if key in self.patterns), keys[0]), **values)

    def head(self, table: str, column: str) -> str:
        """The head of a column: the table's own, else the one that tables share."""
        return self.first(f"{HEAD}{table}.{column}", f"{HEAD}{column}")

    def named(self, id: str, *kinds: str) -> str:
        """What something is called, by the first entry ``<kind>.<id>``; else its id as it is."""
        keys = [f"{kind}.{id.replace(' ', '-')}" for kind in kinds]
        key = next((key for key in keys if key in self.patterns), "")
        return self(key) if key else id

    def field(self, id: str) -> str:
        """A field of a record in plain words."""
        key = f"field.{id.replace('_', '-')}"
        return self(key) if key in self.patterns else id.replace("_", " ").replace("-", " ")

    def why(self, rule: str, reason: str) -> str:
        """Why a rule of changes graded an event so; ``reason`` where no entry says it."""
        key = f"why.{rule}"
        return self(key) if key in self.patterns else reason

    @cached_property
    def _sentences(self) -> dict[str, str]:
        return {
            key.removeprefix(RULE).replace("-", "_"): self.written(key, self.values)
            for key in self.patterns
            if key.startswith(RULE)
        }

    def written(self, key: str, given: Mapping[str, object]) -> str:
        """The entry with these values and no others."""

        def write(found: re.Match[str]) -> str:
            value = given[found["name"]]
            if found["forms"] is not None:
                return self.language.form(found["forms"].split("|"), value)
            return self.language.number(value) if isinstance(value, int) else str(value)

        return filled(self.pattern(key), given, write, f"{self.places.get(key, FILE)}: {key!r}")


def read_table_words(root: Path | None, focus: Focus, language: str = SOURCE) -> TableWords:
    """The shipped words, single entries replaced by those of the project in ``root``.

    Raises :class:`TemplateError` where they are not all there in the language.
    """
    files = [(shipped() / TABLES, f"builtin/{TABLES}")]
    if root is not None:
        files.append((root / "templates" / TABLES, f"templates/{TABLES}"))
    patterns, places = read_language(files, Language(language), known)
    if focus.everywhere:
        patterns |= {
            key: patterns.get(f"{key}{EVERYWHERE}", text) for key, text in patterns.items()
        }
    patterns = {key: text for key, text in patterns.items() if not key.endswith(EVERYWHERE)}
    words = TableWords(patterns, places, {}, Language(language))
    within = "" if focus.everywhere else words.written("place.within", {"place": focus.label})
    if focus.within and not focus.everywhere:
        within = phrase(patterns["place.within"], focus.within)
    values = {
        "place": focus.label,
        "country": focus.country,
        "host": host(patterns["place.within"], within, focus.label),
        "within": within,
        "sited": within and words.written("place.sited", {"within": within, "place": focus.label}),
    }
    return replace(words, values=values)


def known(key: str, held: Mapping[str, str]) -> bool:
    """Whether there is such an entry, or one of which a table may have its own."""
    shared = f"{HEAD}{key.rsplit('.', 1)[-1]}"
    return key in held or (key.startswith(HEAD) and shared in held) or key.startswith(NAMED)


def worded(words: TableWords, table: Table) -> Table:
    """The table with its title, its rule, its heads and the name of its closing row."""

    def headed(column: Column) -> Column:
        return column if column.label else replace(column, label=words.head(table.id, column.key))

    total = table.total
    name = next((column.key for column in table.columns if column.kind == "name"), "")
    if total is not None and name and name not in total:
        keys = f"{table.id}.total", f"total.{table.unit}"
        total = {name: words.first(*keys, n=len(table.frame)), **total}
    return replace(
        table,
        title=table.title or words(f"{table.id}.title"),
        rule=table.rule or words(f"{table.id}.rule"),
        columns=tuple(map(headed, table.columns)),
        total=total,
    )
