"""The desk on which a briefing is composed: what sections share while they are written.

It hands out evidence numbers in the order in which sections ask, so that a briefing is numbered in
reading order whatever sections its plan names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import (
    Callout,
    Evidence,
    Exhibit,
    Figure,
    Foot,
    Grid,
    Mark,
    Section,
    Statement,
    Text,
)
from cartreport.briefing.columns import fitted
from cartreport.briefing.focused import Focused
from cartreport.briefing.grids import heat_key
from cartreport.briefing.spoken import Spoken
from cartreport.briefing.view import View
from cartreport.landscape.unread import unread

if TYPE_CHECKING:
    from cartreport.briefing.measure import Measure
    from cartreport.briefing.words import Words
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.narrowed import Narrowing
    from cartreport.landscape.table import Table
    from cartreport.sources.project import Focus, Place, Project
    from cartreport.sources.vocabulary import Term


@dataclass
class Desk(Focused, Spoken):
    """Landscape, tables and words in; numbers handed out. One desk a briefing."""

    landscape: Landscape
    tables: Mapping[str, Table]
    words: Words
    measure: Measure
    citing: bool = True
    about: Narrowing | None = None
    left_out: list[str] = field(default_factory=list)  # names of planned sections without data
    used: dict[str, Table] = field(default_factory=dict)
    _evidence: dict[str, Evidence] = field(default_factory=dict)
    _views: dict[str, View] = field(default_factory=dict)

    def has(self, *kinds: str) -> bool:
        """Whether the project has a source of each of these kinds."""
        return self.landscape.has(*kinds)

    @property
    def focus(self) -> Focus:
        """The country that the landscape is about, and its peers."""
        return self.landscape.project.focus

    @property
    def facets(self) -> Sequence[str]:
        """The axes of a product beyond target and phase, as the project orders them."""
        return self.landscape.project.facets

    @property
    def peers(self) -> Sequence[Place]:
        """The countries that it is held against."""
        return self.focus.peers

    def table(self, name: str) -> Table:
        """A table by id, remembered as used: it is published beside the briefing.

        In a briefing that is about one company or target it is narrowed, where it can be.
        """
        name = self.near(name)
        self.used[name] = self.tables[name]
        return self.tables[name]

    def view(self, name: str) -> View:
        """The same table as lines whose numbers carry their address."""
        name = self.near(name)
        if name not in self._views:
            self._views[name] = View(self.table(name))
        return self._views[name]

    def filled(self, name: str) -> bool:
        """Whether a table has rows: to ask it does not use the table."""
        return len(self.tables[self.near(name)].frame) > 0

    def cite(self, refs: tuple[str, ...] | list[str], most: int = 3) -> tuple[int, ...]:
        """Evidence numbers for reference ids, the value's own page first, at most ``most``.

        A record names the page that a value was read from before those that bear it out.
        None in a briefing without an evidence list: there is nothing that they could lead to.
        """
        if not self.citing:
            return ()
        known = [ref for ref in dict.fromkeys(refs) if ref in self.landscape.references]
        return tuple(sorted([self._number(ref) for ref in known[:most]]))

    def said(
        self, text: str, refs: tuple[str, ...] | list[str] = (), grade: str = "", most: int = 3
    ) -> Text:
        """A text with its evidence, at most ``most`` pages of it, and the best grade of it."""
        numbers = self.cite(refs, most)
        by_number = {item.number: item.grade for item in self._evidence.values()}
        best = grade or min((by_number[number] for number in numbers), default="")
        return Text(text, refs=numbers, grade=best)

    def _number(self, ref: str) -> int:
        if ref not in self._evidence:
            source = self.landscape.references[ref]
            self._evidence[ref] = Evidence(
                number=len(self._evidence) + 1,
                grade=source.grade,
                publisher=source.publisher,
                title=source.title,
                published=source.published or "",
                accessed=source.accessed,
                url=source.url or "",
                via=source.via or "",
            )
        return self._evidence[ref].number

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Everything cited so far, in number order."""
        return tuple(self._evidence.values())

    def section(self, id: str, kind: str, *, values: dict[str, object] | None = None) -> Section:
        """An empty section worded by ``<id>.name`` and ``<id>.finding``, numbered at the end."""
        return Section(
            id=id,
            kind=kind,
            number="",
            name=self.words(f"{id}.name"),
            finding=self.say(f"{id}.finding", values or {}),
        )

    def statement(
        self,
        key: str,
        values: Mapping[str, object],
        *,
        refs: tuple[str, ...] | list[str] = (),
        grade: str = "",
        mark: Mark = "",
        most: int = 3,
    ) -> Statement | None:
        """A sentence worded by ``<key>.slot`` and ``<key>.text``; ``None`` where none is borne."""
        text = self.say(f"{key}.text", values)
        if not text:
            return None
        body = self.said(text, refs, grade, most)
        return Statement(id=key, slot=self.words(f"{key}.slot"), body=body, mark=mark)

    def callout(
        self, key: str, rows: Sequence[str], values: Mapping[str, object]
    ) -> Callout | None:
        """The box of the rows that the values bear, ``<key>.<row>`` and its label; else none."""
        told = [
            (self.words(f"{key}.{row}.label"), self.say(f"{key}.{row}", values)) for row in rows
        ]
        held = tuple((label, Text(text)) for label, text in told if text)
        return Callout(held, self.words(f"{key}.foot")) if held else None

    @cached_property
    def settings(self) -> list[tuple[str, str, str]]:
        """Settings that have a colour: id, label and token, in the vocabulary's order.

        A setting's own slot goes before; the first three without one take the slots left.
        """
        terms = list(self.landscape.vocabulary["settings"])
        free = [slot for slot in "abc" if slot not in {term.hue for term in terms}]
        slots = {term.id: term.hue or (free.pop(0) if free else "") for term in terms}
        return [(t.id, t.label, f"hue-{slots[t.id]}") for t in terms if slots[t.id]]

    def terms(self, vocabulary: str) -> list[Term]:
        """The terms of a vocabulary, in its order."""
        return list(self.landscape.vocabulary[vocabulary])

    def role(self, vocabulary: str, term: str) -> str:
        """What a term means to the engine; empty where that is nothing."""
        return self.landscape.vocabulary.role(vocabulary, term) or ""

    def short(self, vocabulary: str, label: str | None) -> str:
        """The short label of the term that a table prints by its label; else what stands there."""
        short = {term.label: term.short for term in self.terms(vocabulary)}
        return (short.get(label) or label) if label else self.words("none")

    def pages(self, refs: Iterable[str]) -> list[str]:
        """References other than registry records: those are the trials that a programme lists."""
        known = self.landscape.references
        return [ref for ref in refs if ref in known and known[ref].kind != "registry"]

    @property
    def other_language(self) -> str:
        """The language of the project's other title; empty where there is none."""
        return next(iter(self.landscape.project.titles), "")

    def exhibit(
        self,
        key: str,
        *tables: str,
        values: dict[str, object],
        figure: Figure | None = None,
        grid: Grid | None = None,
        landscape: bool = False,
        shaded: str = "",
        refs: tuple[str, ...] = (),
    ) -> Exhibit:
        """An exhibit worded by ``<key>.title``, ``.subtitle``, ``.included``, ``.method``.

        ``refs`` are cited after the source line; ``shaded`` is the unit of its heat cells. It has
        no number yet: :func:`cartreport.briefing.compose.compose` numbers all at the end.
        ``<key>.key`` is its key line where the words file has one. Its source line names the
        sources of its ``tables``; one of none is of the project's own records.
        """
        words = self.words
        source = self.sources(*tables) if tables else words("method.own")

        def text(part: str) -> str:
            return self.say(f"{key}.{part}", values)

        return Exhibit(
            id=key.rsplit(".", 1)[-1],
            number=0,
            title=text("title"),
            subtitle=text("subtitle"),
            foot=Foot(
                self.said(source, refs, grade="") if refs else Text(source),
                Text(text("included")),
                Text(text("method")),
            ),
            figure=figure,
            grid=fitted(grid, self.measure) if grid else None,
            key=Text(text("key")) if words.has(f"{key}.key") else None,
            heat_key=heat_key(shaded) if shaded else (),
            shaded=shaded,
            landscape=landscape,
        )

    def sources(self, *names: str) -> str:
        """The source line of tables: titles and dates of the sources.yaml entries behind them, and
        what of their trials no vocabulary knows.
        """
        entries = {source.id: source for source in self.landscape.project.sources}
        tables = [self.table(name) for name in names]
        ids = dict.fromkeys(ref for table in tables for ref in table.sources)
        dates = self.landscape.source_dates
        parts = [
            self.words("source", title=entries[ref].title, date=self.day(dates[ref]))
            if ref in dates
            else self.words("source.undated", title=entries[ref].title)
            for ref in ids
        ]
        line = self.words("sources.line", told=self.words.semicolon(parts))
        return self.words.sentences((line, unread(self.landscape, *tables)))

    @property
    def last(self) -> Project | None:
        """The project as it was in the edition before; ``None`` in a first edition."""
        before = self.landscape.before
        return before.project if before is not None else None

    @property
    def independence(self) -> str:
        """What the project says of who had a hand in it; empty where it says nothing."""
        return self.landscape.project.independence or ""

    @property
    def edition(self) -> str:
        """The name of this edition."""
        return self.landscape.project.edition

    @property
    def as_of(self) -> str:
        """The day that the briefing speaks of."""
        return self.landscape.as_of
