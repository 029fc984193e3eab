"""The news of an edition, as cover, summary and the section on changes speak of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Mark, Statement
from cartreport.briefing.guards import NAMED
from cartreport.briefing.numbers import Names, untraced
from cartreport.briefing.sections.deals import amount
from cartreport.briefing.sections.evidence_cells import weak
from cartreport.briefing.trace import numbers_in
from cartreport.landscape.address import OF
from cartreport.landscape.explained import explained
from cartreport.landscape.last import last_number, last_stated
from cartreport.sources.dates import is_date
from cartreport.sources.grades import WEIGHTS

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.numbers import Number
    from cartreport.briefing.view import Line

NEWS, CORRECTION = "news", "correction"
MOST = 7
"""So many sentences has a summary."""
TOLD = 3
"""So many kinds of news are among them."""
KEPT = 2
"""So many standing sentences are said in every edition."""
TRIALS = "new-trial"
UNNAMED = ("policy", TRIALS)
"""Kinds whose records have no name that says anything on a cover: they are counted."""
KINDS = (
    *("approval", "label-widened", "filing", "price", "reimbursement", "phase", "stopped"),
    *("new-programme", "designation", "result", "deal", "policy", "new-trial", "sponsor"),
)
"""Kinds in the order in which a reader asks for them, within a weight; the others after them."""
GRADED = ("programmes", "deals", "policy")
"""Kinds of record, and the tables of them that say how well each is known."""
STATED = ("trials", "programmes")
MARKS: dict[str, Mark] = {
    **dict.fromkeys(("new-trial", "new-programme", "deal", "policy", "result", "figure"), "new"),
    **dict.fromkeys(("approval", "label-widened"), "approved"),
    "stopped": "stopped",
}
"""Kind of event → its mark; of the others none."""


@dataclass(frozen=True)
class News:
    """The events of the focus country, as the sections speak of them."""

    desk: Desk

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every event of the focus country, in the order of the table."""
        return tuple(line for line in self.desk.view("changes") if line["in_focus"] == "yes")

    def of(self, grade: str) -> list[Line]:
        """The events of a grade."""
        return [line for line in self.lines if line["grade"] == grade]

    @cached_property
    def kinds(self) -> list[tuple[str, list[Line]]]:
        """News by kind: what weighs most first, then in the order of the table of grades."""
        found: dict[str, list[Line]] = {}
        for line in sorted(self.of(NEWS), key=_place):
            found.setdefault(line["kind"], []).append(line)
        return list(found.items())

    def n(self, kind: str | None, column: str) -> Number | None:
        """A count of the table by kind, of one or of all; ``None`` where it is nought."""
        view = self.desk.view("changes-by-kind")
        line = view.total if kind is None else view.get(kind)
        if line is None or column not in view or not line.values.get(column):
            return None
        return line.n(column)

    def called(self, kind: str, n: Number | None = None) -> str:
        """A kind with its number, of all or of ``n``: ``two deals``."""
        n = self.n(kind, "grade:news") if n is None else n
        return self.desk.words(f"changes.n.{kind}", n=n)


def _place(line: Line) -> tuple[int, int]:
    """What weighs most first; of one weight by kind."""
    kind = line["kind"]
    return WEIGHTS.index(line["weight"]), KINDS.index(kind) if kind in KINDS else len(KINDS)


def called(desk: Desk, line: Line) -> str:
    """A record and whose it is; a deal by its first party."""
    if line["of"] == "deals" and line["who"]:
        return str(line["who"].split(desk.words("list.comma"))[0])
    key = "news.name" if line["who"] else "news.name.alone"
    return desk.words(key, name=line["name"], who=line["who"] or "")


def names(desk: Desk, lines: Sequence[Line]) -> Names:
    """The records of some events, each once."""
    return Names(dict.fromkeys(called(desk, line) for line in lines))


def lead_news(desk: Desk) -> str:
    """What weighs most since the edition before, all that ties; nothing without one."""
    if desk.last is None:
        return ""
    news = News(desk)
    if not news.kinds:
        return desk.words("news.none", last=desk.last.edition)
    kind, lines = news.kinds[0]
    first = [line for line in lines if line["weight"] == lines[0]["weight"]]
    told = names(desk, first)
    values = {
        "last": desk.last.edition,
        "kind": news.called(kind, desk.view("changes").rows(first)),
        "common": _clause(desk, first),
        "kinds": Names(news.called(kind) for kind, _ in news.kinds[:TOLD]),
        "told": told if kind not in UNNAMED and len(told) <= NAMED else None,
    }
    return desk.say("news.lead", values)


def news_statements(desk: Desk) -> list[Statement]:
    """One sentence a kind, of those that weigh most, and of new trials; none in a first edition.

    A kind whose records are all named by one before it is not said again.
    """
    if desk.last is None:
        return []
    news, met, found = News(desk), set[str](), list[Statement]()
    for kind, lines in news.kinds:
        held = {called(desk, line) for line in lines}
        if (len(found) < TOLD or kind == TRIALS) and held - met:
            found.append(_statement(desk, news, kind, lines))
            met |= held
    return found


def _statement(desk: Desk, news: News, kind: str, lines: Sequence[Line]) -> Statement:
    """A kind of news: how many records, whatever the number of their steps, and which."""
    assert desk.last is not None
    lines = by_phase(desk, lines) if kind == TRIALS else lines
    told = names(desk, lines)
    records = list({line["record"]: line for line in lines}.values())
    values = {
        "n": desk.view("changes").rows(records)
        if len(records) < len(lines)
        else news.n(kind, "grade:news"),
        "steps": desk.clause("news.steps", steps=news.n(kind, "grade:news"))
        if len(records) < len(lines)
        else "",
        "last": desk.last.edition,
        "told": told if len(told) <= NAMED else Names(told[:NAMED]),
        "once": len(told) == len(records) or None,
        "doubtful": doubtful(desk, "news.doubtful") if kind == TRIALS else "",
        "rest": desk.view("changes").rows(_beyond(desk, records, told)),
    }
    values["common"] = _clause(desk, lines)
    refs = [ref for line in lines for ref in line["refs"]]
    return Statement(
        id=f"summary.news.{kind}",
        slot=desk.words(f"changes.kind.{kind}"),
        body=desk.said(desk.say("news.said", values), refs),
        mark=MARKS.get(kind, ""),
        changed=True,
    )


def _clause(desk: Desk, lines: Sequence[Line]) -> str:
    key = "news.common" if len(lines) == 1 else "news.common.many"
    return desk.clause(key, said=_common(desk, lines))


def _common(desk: Desk, lines: Sequence[Line]) -> str:
    """Where all of them came to, in the words of the table; nothing where they differ.

    Where all came from the same, that too. Of what is new the phase alone would be said: that is in
    the tables.
    """
    if any(line["field"] == "id" and line["of"] in STATED for line in lines):
        return ""
    told = {untraced(said(desk, line)) for line in lines}
    parts = [text.rpartition("→") for text in told]
    ends = {end.strip().rstrip(".") for _, _, end in parts}
    if len(ends) > 1 or not all(ends):
        return ""
    begun = {before.rpartition(desk.words("list.colon"))[2].strip() for before, *_ in parts}
    common = " → ".join(filter(None, (*(begun if len(begun) == 1 else ()), *ends)))
    weakly = any(questioned(desk, line) for line in lines)
    return desk.words("news.common.weak", said=common) if weakly else common


def _beyond(desk: Desk, lines: Sequence[Line], told: Sequence[str]) -> list[Line]:
    """The records that a sentence has no room to name."""
    first = told[:NAMED]
    return [line for line in lines if called(desk, line) not in first]


def doubtful(desk: Desk, key: str) -> str:
    """The clause ``key`` of new trials whose standing is doubtful; nothing of none."""
    view = desk.view("new-trials")
    return desk.clause(key, n=view.rows(line for line in view if line["doubt"]))


def by_phase(desk: Desk, lines: Sequence[Line]) -> list[Line]:
    """New trials in the order of their table: the highest phase first."""
    place = {line.id: number for number, line in enumerate(desk.view("new-trials"))}
    return sorted(lines, key=lambda line: place.get(line["record"], len(place)))


def news_of(desk: Desk, records: str) -> set[str]:
    """The records of a kind that are told as news: what names one again adds nothing."""
    if desk.last is None:
        return set()
    return {line["record"] for line in News(desk).of(NEWS) if line["of"] == records}


def chosen(desk: Desk, news: list[Statement], standing: list[Statement]) -> list[Statement]:
    """News first, then what stands: where there is news, what was said alike before gives way."""
    if not news:
        return standing
    kept = [one for one in standing[KEPT:] if not alike(desk, one)]
    return [*news, *standing[:KEPT], *kept][: max(MOST, len(news) + KEPT)]


def alike(desk: Desk, statement: Statement) -> bool:
    """Whether each number of a sentence, and each date, stood in the edition before."""
    told = [address for address, _ in numbers_in(statement) if OF not in address]
    found = [(explained(desk.tables, address), address) for address in told]
    return bool(found) and all(
        one.value == (last_number if one.form == "count" else last_stated)(desk.landscape, address)
        for one, address in found
    )


def said(desk: Desk, line: Line) -> str:
    """What of a record changed, from → to; a field that its group names is not said again.

    That is the field, or the role of a product's fact, after which the kind of event is called. A
    deal has its amount.
    """
    what, told = line["what"] or "", line["said"] or ""
    field = (line["field"] or "").partition("/")[0]
    if line["of"] == "products":
        field = desk.role("facts", field)
    if field == line["kind"]:
        what = what.partition(desk.words("list.comma"))[2]
    for day in {line["before"], line["after"]}:
        if day and is_date(day):
            whole = rf"(?<![\d-]){re.escape(day)}(?![\d-])"  # a month is no part of its own days
            told = re.sub(whole, desk.short_day(day), told)
    deal = desk.view("deals").get(line["record"]) if line["of"] == "deals" else None
    if deal is not None and line["field"] == "id":
        told = desk.words.comma(filter(None, (told, amount(desk, deal))))
    return desk.words("list.colon").join(part for part in (what, told) if part)


def questioned(desk: Desk, line: Line) -> bool:
    """Whether an event tells of a record, or of a product's fact, that is disputed or rests on a
    weak source.
    """
    held = desk.view(line["of"]).get(line["record"]) if line["of"] in GRADED else None
    if held is not None and weak(held["confidence"]):
        return True
    what, _, part = (line["field"] or "").partition("/")
    return line["of"] == "products" and any(
        fact["current"] == "yes" and (fact["disputed"] == "yes" or weak(fact["confidence"]))
        for fact in desk.view("facts")
        if (fact["product"], fact["what"]) == (line["record"], what)
        and part in ("", fact["for"])
        and line["date"] == fact["as_of"]
    )
