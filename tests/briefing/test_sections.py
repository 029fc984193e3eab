"""The bundled briefing as a value: its sentences, numbers, tables and drawings."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from small_landscape import earlier_snapshot, landscape_since, same_snapshot
from small_watch import DAYS, early_and_odd, held_against

from cartreport.briefing.briefing import Briefing, Exhibit, Grid
from cartreport.briefing.compose import compose
from cartreport.briefing.desk import Desk
from cartreport.briefing.fit import faults
from cartreport.briefing.measure import Measure, shipped_faces
from cartreport.briefing.numbers import STRONG, untraced
from cartreport.briefing.sayings import SAYINGS
from cartreport.briefing.scene import Scene
from cartreport.briefing.sections import SECTIONS
from cartreport.briefing.wording import read_words
from cartreport.briefing.words import Words
from cartreport.errors import RequestError
from cartreport.landscape import Tables
from cartreport.landscape.data_texts import data_texts
from cartreport.landscape.frames import FRAMES
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.problems import Problems
from cartreport.sources.load import load_records
from cartreport.sources.section_plan import BriefingPlan

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "project"
WORDS = ROOT / "templates" / "briefing" / "words.yaml"
ALL = tuple(module.__name__.rsplit(".", 1)[-1].replace("_", "-") for module in SECTIONS)
LIVE_WIDTH = 174.0
MEASURE = Measure(*shipped_faces())

# Said with other data than ours: a share that falls, a product that is no first of its setting …
OTHERWISE = {
    "method.first",  # of the first edition that is kept
    "method.later",  # of the view of an earlier day
    "since.figure.restated",
    "news.steps",  # of a record with more than one
    "news.common.many",  # of several that came to the same
    "news.common.weak",  # on a weak source
    "changes.left",  # of a month with more than two pages
    "approved.blank",
    "share.few",  # of fewer than twenty
    "profile.lead",  # of another axis than a company or a target
    *("profile.none", "profile.none.company"),
    "profile.unstated",
    "approved.unverified",
    "cover.blank",
    "glance.years.whole",
    "programmes.table.presumed",
    "reading.quiet",
    "share.record",
    *("sponsors.table.title.turned", "trials.finding.turned"),  # of doubtful trials that lead
    "trials.targets.title.turned",
    *("share.after", "share.after.none"),  # where the newest year has fewer than ten
    "sites.drawn.all",
    "summary.figure.blank",
    "summary.finding.programmes",  # of programmes alone: tests/test_told.py
    "glance.years.home.all",  # where every sponsor of these is from here
    "profile.approved.one",  # of a product with a single use
    "trials.drawn.all",
    "trials.entrants.since",
    "numbers",
    "place.sited",  # part of other entries
    "place.within",
    "companies.pipeline.hidden",
    "curated.none",
    "programmes.table.facet",
    "access.listing.none",
    "access.listing.one",
    "summary.access.listing.one",
    "summary.access.listing.none",
    "summary.access.listing.none.one",
    "summary.access.listing.tie",
    "summary.access.same",
    "access.listing.tie",
    "summary.approval.slot",
    "summary.share.down",
    "summary.share.same",
    "targets.mixed",
    "terms",
}

asked: set[str] = set()


class Recorded(Words):
    """Words that note which entries were asked for."""

    def __call__(self, key: str, /, **values: object) -> str:
        asked.add(key)
        return super().__call__(key, **values)

    def knowing(self, **terms: str) -> Words:
        return Recorded(self.patterns, {**self.terms, **terms}, self.numbers, self.places)


def landscape_in(folder: Path) -> Landscape:
    records = load_records(folder, Problems())
    assert records is not None
    return landscape_of(records)


def composed(
    landscape: Landscape, sections: tuple[str, ...], focus: Mapping[str, str] | None = None
) -> Briefing:
    read = read_words([(WORDS, "words.yaml")], landscape.project.terms)
    words = Recorded(read.patterns, read.terms, read.numbers, read.places)
    plan = BriefingPlan(sections=list(sections), focus=dict(focus or {}))
    return compose(landscape, Tables(landscape), "landscape", plan, words, MEASURE, "0" * 8)


@pytest.fixture(scope="module")
def briefing(whole: Briefing) -> Briefing:
    return whole


def walk(node: Any) -> Iterator[Any]:
    """The node and every value below it."""
    yield node
    if is_dataclass(node) and not isinstance(node, type):
        for part in fields(node):
            yield from walk(getattr(node, part.name))
    elif isinstance(node, dict):
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from walk(value)


def exhibits(briefing: Briefing) -> list[Exhibit]:
    return [exhibit for section in briefing.sections for exhibit in section.exhibits]


def texts(briefing: Briefing) -> list[str]:
    return [node for node in walk(briefing.sections) if isinstance(node, str)]


def test_every_text_is_finished(briefing: Briefing, bundled: Landscape) -> None:
    """No brace, no half-open strong text, nothing that a program leaves behind.

    What a record says is printed as it stands ("88.0 percent" of a published figure).
    """
    own = data_texts(bundled)
    for text in texts(briefing):
        if text in own:
            continue
        assert not re.search(r"[{}]|\bnan\b|\bNone\b(?! stated)|\bNaT\b|\d\.0\b(?!\d)", text), text
        assert text.count(STRONG) % 2 == 0, text


def test_exhibits_are_numbered_in_reading_order(briefing: Briefing) -> None:
    """Exhibit 1 is the first that a reader meets, whatever was written last."""
    numbers = [exhibit.number for exhibit in exhibits(briefing)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_evidence_is_numbered_in_order_and_all_cited(briefing: Briefing) -> None:
    """The list holds 1, 2, 3 …, and every number that a text cites stands in it."""
    listed = next(s for s in briefing.sections if s.kind == "evidence").evidence
    assert [item.number for item in listed] == list(range(1, len(listed) + 1))
    cited = {
        number
        for node in walk(briefing.sections)
        for number in getattr(node, "refs", ())
        if isinstance(number, int)
    }
    assert cited == {item.number for item in listed}


def test_tables_fill_the_page_and_rows_fit_their_heads(briefing: Briefing) -> None:
    """Widths add up to the live width; each row has a cell for each head, a group row has one."""
    for exhibit in exhibits(briefing):
        if exhibit.grid is None:
            continue
        assert sum(head.width for head in exhibit.grid.heads) == pytest.approx(LIVE_WIDTH, abs=0.6)
        for row in exhibit.grid.rows:
            assert len(row.cells) == (1 if row.kind == "group" else len(exhibit.grid.heads))
            assert row.kind == "more" or row.cells[0].text, "a row without a name goes on"


def test_drawings_can_be_read(briefing: Briefing) -> None:
    """With the bundled data no text of a drawing is clipped, overlaps another, or is too small."""
    scenes = [node for node in walk(briefing.sections) if isinstance(node, Scene)]
    assert len(scenes) > 10
    for scene in scenes:
        assert list(faults(scene, MEASURE)) == []


def test_titles_are_short_and_end_without_a_stop(briefing: Briefing) -> None:
    """A finding is a headline: at most 16 words."""
    for exhibit in exhibits(briefing):
        assert len(exhibit.title.split()) <= 16, exhibit.title
        assert not exhibit.title.endswith("."), exhibit.title


def test_the_share_of_the_world_is_that_of_the_registry(briefing: Briefing) -> None:
    """Trials that have started and name a place, of 2025 and 2024, counted from the files."""
    summary = next(s for s in briefing.sections if s.id == "summary")
    said = untraced(next(s.body.text for s in summary.statements if s.id == "summary.share"))
    started = [row for row in counted() if row["status"] not in NOT_BEGUN]
    expected: list[str] = []
    for year in ("2026", "2025", "2024"):
        held = [row for row in started if row["start"].startswith(year) and row["countries"]]
        held = [row for row in held if row["start"] <= "2026-08-22"]
        here = sum("China" in row["countries"].split("|") for row in held)
        expected += [f"{here / len(held):.0%}"[:-1], str(here), str(len(held))]
    blank = [
        row for row in started if "2024" <= row["start"] <= "2026-08-22" and not row["countries"]
    ]
    firm = next(iter(re.findall(r"(\d+)% without the doubtful", said)))
    told = re.sub(r" 2026| 2025| 2024|22 August|, \d+% without the doubtful", "", said)
    assert re.findall(r"\d+", told) == [*expected, str(len(blank))]
    dek = untraced(briefing.sections[0].extra["dek"].text)
    assert dek.startswith(f"China hosts {expected[0]}%")  # the newest year leads on the cover too
    assert f"{firm}% without the doubtful" in dek


NOT_BEGUN = ("WITHDRAWN", "NOT_YET_RECRUITING")


def counted() -> list[dict[str, str]]:
    """The rows of the registry table whose labels do not make them another thing than CAR-T."""
    other: dict[str, dict[str, set[str]]] = {}
    for row in rows_of("2026-08-22-labels.csv"):
        other.setdefault(row["trial"], {}).setdefault(row["label"], set()).add(row["value"])
    no_t_cells = {"nk", "nk-92-line", "macrophage"}

    def belongs(held: dict[str, set[str]]) -> bool:
        cells = held.get("cell-type", set())
        return held.get("study-kinds") != {"other"} and not (cells and cells <= no_t_cells)

    return [row for row in rows_of("2026-08-22-ctgov.csv") if belongs(other.get(row["id"], {}))]


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one file of the bundled trials."""
    with (ROOT / "data" / "trials" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_no_share_is_called_the_highest(briefing: Briefing) -> None:
    """2016 is 70 % and 2025 65 to 68 % by every base: no sentence praises 2025 over it."""
    said = untraced(" ".join(texts(briefing)))
    assert not re.search(r"highest (full year )?so far|reached \d+% of the trials", said)
    glance = next(s for s in briefing.sections if s.id == "glance")
    title = untraced(glance.exhibits[1].title)
    assert re.match(r"China hosts \d+% of \d+ trials started in 2026 so far, \d+% of", title)


def test_what_leans_on_doubtful_trials_says_so(briefing: Briefing) -> None:
    """The years print the share without them; a pair of a doubtful sponsor is no headline."""
    by_section = {section.id: section.exhibits for section in briefing.sections}
    phases, years = by_section["glance"]
    assert "Without the doubtful: " in years.foot.included.text
    assert "Geno-Immune 32" in untraced(phases.foot.included.text)
    sites = by_section["sponsors"][-1]
    assert not re.match("(Beijing|Essen) Biotech", sites.title)
    for exhibit in (sites, by_section["sponsors"][-2]):
        assert exhibit.grid is not None
        names = {row.cells[0].text for row in exhibit.grid.rows if row.cells[0].mark == "disputed"}
        assert names == {"Essen Biotech" if exhibit is sites else "Geno-Immune"}
        assert "“?”: a tenth or more of its trials." in exhibit.foot.included.text


CLOSED = (
    *("COMPLETED", "TERMINATED", "SUSPENDED", "WITHDRAWN"),
    *("NO_LONGER_AVAILABLE", "APPROVED_FOR_MARKETING"),
)


def test_status_is_three_numbers_that_close(briefing: Briefing) -> None:
    """Active, unknown and closed make the trials with a site in China, counted from the files."""
    groups = {"UNKNOWN": 1, **dict.fromkeys(CLOSED, 2)}
    here = [row for row in counted() if "China" in row["countries"].split("|")]
    sums = [0, 0, 0, len(here)]
    for row in here:
        sums[groups.get(row["status"], 0)] += 1
    summary = next(s for s in briefing.sections if s.id == "summary")
    status = summary.extra["status"]
    assert isinstance(status, Grid)
    assert [row.cells[1].text for row in status.rows] == [f"{n:,}" for n in sums]


def test_heat_tables_close(briefing: Briefing) -> None:
    """In the tables by target and by company the phases add up to the row, the rows to the total."""
    for name in ("by-target", "by-company"):
        grid = next(e.grid for e in exhibits(briefing) if e.grid and e.grid.table == name)
        rows = [row for row in grid.rows if row.kind != "group"]
        phases = [i for i, head in enumerate(grid.heads) if head.group]
        sums = []
        for row in rows:
            total = int(row.cells[1].text.replace(",", ""))
            parts = [int(row.cells[i].text.replace("·", "0")) for i in phases]
            assert sum(parts) == total, row.cells[0].text
            sums.append(total)
        assert sum(sums[:-1]) == sums[-1]


def test_no_data_no_section_and_no_fault() -> None:
    """The smallest project has every section that its data allow, and none falls over."""
    small = landscape_in(SMALL)
    briefing = composed(small, ALL)
    assert Tables(small)
    assert {section.id for section in briefing.sections} >= {"cover", "reading", "programmes"}
    assert all(section.finding for section in briefing.sections)


def test_an_empty_project_still_composes(tmp_path: Path) -> None:
    """A project whose tables have a head and no rows yet gives a briefing, not a traceback."""
    import shutil

    folder = tmp_path / "project"
    shutil.copytree(SMALL, folder)
    for path in folder.rglob("*.csv"):
        path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    (folder / "data" / "trials.source.yaml").unlink()
    for path in (folder / "data" / "products").glob("*.yaml"):
        path.unlink()
    landscape = landscape_in(folder)
    briefing = composed(landscape, ALL)
    assert Tables(landscape)
    assert [section.id for section in briefing.sections][:2] == ["cover", "contents"]


def test_an_unknown_section_is_named(bundled: Landscape) -> None:
    """The message lists the sections that there are."""
    with pytest.raises(RequestError, match="no section 'glanse'"):
        composed(bundled, ("glanse",))


def without(landscape: Landscape, *kinds: str) -> Landscape:
    """The landscape of a project that has no source of these kinds."""
    left = [source for source in landscape.project.sources if source.kind not in kinds]
    project = landscape.project.model_copy(update={"sources": left})
    parts = {"products": {"uses", "facts", "measures"}}
    gone = [
        name
        for name in FRAMES
        if name in kinds
        or f"{name.split('_')[0]}s" in kinds
        or any(name in parts.get(kind, ()) for kind in kinds)
    ]
    frames = {name: getattr(landscape, name).iloc[:0] for name in gone}
    frames["sources"] = landscape.sources[~landscape.sources["kind"].isin(kinds)]
    if "programmes" in kinds and "products" not in kinds:
        frames["products"] = landscape.products.assign(programme=None)
    return replace(landscape, project=project, **frames)


def test_every_word_is_used(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry of the words file that neither a section nor a template asks for is dead."""
    small = landscape_in(SMALL)
    composed(small, ALL)
    for kinds in (("trials",), ("programmes",), ("products",), ("trials", "programmes")):
        less = without(small, *kinds)
        composed(less, ALL)
        assert Tables(less)
    for earlier in (earlier_snapshot(), same_snapshot()):
        since = landscape_since(earlier)
        terms = {"modality": "probe", "regulator": "FRA", "registry": "the register"}
        project = since.project.model_copy(update={"terms": terms})
        doubted = since.trials.assign(doubt="bulk")
        again = since.changes[since.changes["rule"] == "trial-new"].assign(id="again", record="T2")
        since = replace(since, trials=doubted, changes=pd.concat([since.changes, again]))
        composed(replace(since, project=project), ("cover", "summary", "changes", "deals"))
    for before in ((), ("2026-01",), ("2026-01", "2026-02")):
        composed(held_against(list(DAYS)[len(before)], *before), ("watch-list",))
    composed(held_against("2026-02", "2026-01", read="2026-01-31"), ("watch-list",))
    early_and_odd(monkeypatch)
    composed(held_against("2026-02", "2026-01"), ("watch-list",))
    for focus in ({"company": "acme"}, {"target": "a"}, {"company": "cove"}):
        composed(replace(since, project=project), ("cover", "profile"), focus)
    templates = "".join(
        path.read_text("utf-8") for path in (ROOT / "templates" / "briefing").rglob("*.html")
    )
    in_templates = set(re.findall(r"\bword\(\s*[\"']([\w.-]+)[\"']", templates))
    lists = re.compile(r"reading\.\w+\.\d+$")
    known = Words(*[dict(briefing.words)]).patterns
    worded = {key: {key + held.suffix for held in SAYINGS[key]} for key in SAYINGS}
    assert [key for key, wordings in worded.items() if not wordings & asked] == []
    spoken = set().union(*worded.values())
    assert spoken - set(known) == set(), "a wording without its words"
    lists_of = {key for key, text in known.items() if text and "{told}" in text}
    unused = {
        key
        for key in known
        if key not in asked | in_templates | OTHERWISE | spoken
        and key.rpartition(".")[0] not in lists_of  # said where it is not nought
        and not lists.match(key)
        and not key.startswith(
            ("date.", "mark.", "reading.kind.", "reading.state.")
        )  # by what it is
        and not key.startswith(("declared.", "limited", "signed"))  # sources.yaml plans it
        and not key.startswith(("changes.kind.", "changes.n.", "changes.flow."))  # by kind
        and not key.endswith(".sowhat")  # a template joins it to the section's id
        and key.removesuffix(".everywhere") not in known.keys() - {key}  # of the whole world
    }
    assert unused == set()


def test_the_desk_hands_out_each_number_once(bundled: Landscape) -> None:
    """A reference cited twice keeps its number, whatever stands before it."""
    desk = Desk(bundled, Tables(bundled), Words({}), MEASURE)
    refs = sorted(bundled.references)[:5]
    first = desk.cite(refs, most=5)
    assert desk.cite(refs[::-1], most=5) == first
    assert len(desk.evidence) == 5


def test_a_mark_leads_to_the_page_that_a_value_was_read_from(bundled: Landscape) -> None:
    """The first page of a record, though a later one is of a better grade."""
    desk = Desk(bundled, Tables(bundled), Words({}), MEASURE)
    pages = bundled.references
    press = next(ref for ref in pages if pages[ref].grade == "C")
    filing = next(ref for ref in pages if pages[ref].grade == "A")
    (number,) = desk.cite((press, filing), most=1)
    assert [item.title for item in desk.evidence if item.number == number] == [pages[press].title]


def grid_of(briefing: Briefing, title: str) -> Grid:
    """The grid of the exhibit whose table is called so."""
    return next(e.grid for e in exhibits(briefing) if e.grid and e.grid.table == title)


def test_a_presumed_phase_is_marked_wherever_it_is_counted(briefing: Briefing) -> None:
    """HD CD19's filing is presumed: "?" in three exhibits and in both sentences, and no finding.

    Three applications are filed by a page that is not weak, a fourth is presumed; SYS6042 has no
    registry record and one weak page.
    """
    for table in ("by-target", "by-company"):
        grid = grid_of(briefing, table)
        filed = [head.label for head in grid.heads].index("NDA")
        total = next(row for row in grid.rows if row.kind == "total")
        cell = total.cells[filed]
        assert (cell.text, cell.mark, cell.small) == ("3", "disputed", "1"), "one of the three"
    marked = [
        row.cells[0].text for row in grid_of(briefing, "programmes").rows if row.cells[0].mark
    ]
    assert marked == ["HD CD19 CAR-T", "SYS6042"]
    said = [untraced(text) for text in texts(briefing)]
    assert any("HD CD19 (Huadao, presumed)" in text for text in said)
    assert any("or beyond, one more by a stage that is presumed" in text for text in said)
    lined = [e for e in exhibits(briefing) if "HD CD19 CAR-T, SYS6042" in e.foot.included.text]
    assert len(lined) == 4
    stack = next(e for e in lined if e.figure)
    assert "“?”" not in stack.foot.included.text, "a chart that sets no mark explains none"


def test_an_open_outcome_is_said_to_be_open(briefing: Briefing) -> None:
    """Relma-cel and inati-cel were at the talks of September 2026; satri-cel came after its list."""
    by_product = {
        row.cells[0].text.split()[0]: [cell.text for cell in row.cells]
        for row in grid_of(briefing, "access").rows
    }
    assert "at talks" in by_product["relma-cel"]
    assert "at talks" in by_product["inati-cel"]
    assert "n.a." in by_product["satri-cel"]
    assert "no" not in by_product["satri-cel"]
    under = " ".join(e.foot.included.text for e in exhibits(briefing))
    assert "at talks = at the price talks, result not read." in under
    assert any("due in late November 2026 and could not be read" in t for t in texts(briefing))


def test_linked_trials_are_of_the_landscape(briefing: Briefing) -> None:
    """440 of 1,299 by the files alone: trials that a counted programme lists, with a site here."""
    asked = {"nk", "nk-92-line", "macrophage"}
    held = [row for row in rows_of("../programmes.csv") if row["cell-type"] not in asked]
    listed = {trial for row in held for trial in row["trials"].split("|")}
    here = [row for row in counted() if "China" in row["countries"].split("|")]
    linked = sum(row["id"] in listed for row in here)
    told = f"distinct within a row: {linked:,} of {len(here):,}."
    assert any(told in untraced(text) for text in texts(briefing))
    assert (len(held), linked, len(here)) == (174, 440, 1299)


def test_a_presumed_phase_is_marked_in_a_pipeline_and_leads_no_cell(bundled: Landscape) -> None:
    """Were satri-cel's phase presumed: its lane has a "?", and another gives its cell's phase."""
    frame = bundled.programmes
    held = replace(bundled, programmes=frame.assign(presumed=frame["id"] == "satri-cel"))
    sections = ("companies", "white-space", "targets")
    drawn, before = (
        untraced("\n".join(texts(composed(landscape, sections)))) for landscape in (held, bundled)
    )
    assert "satri-cel ?" in drawn
    assert "satri-cel ?" not in before
    cell = re.compile(r"CLDN18\.2 · Gastrointestinal: \d active, highest ([\w ]+)")
    assert {*cell.findall(before)} == {"Approved"}
    assert {*cell.findall(drawn)} == {"Phase 3"}
    assert "Three of the eight largest target sets have a programme filed or approved" in before
    sets = "Of the eight target sets drawn two have a programme filed or approved"
    assert f"{sets}, one more by a presumed phase" in drawn
