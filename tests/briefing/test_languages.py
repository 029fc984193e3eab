"""The same landscape in two languages: other words, the same numbers, nothing left in the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_landscape import earlier_snapshot, landscape_since, small_landscape, small_records
from test_section_golden import NAMES, held_to_golden

import cartreport
from cartreport.briefing.briefing import Briefing, Evidence
from cartreport.briefing.compose import compose
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import untraced
from cartreport.briefing.wording import words_in
from cartreport.changes.compare import events
from cartreport.changes.framed import with_changes
from cartreport.editions.languages import check
from cartreport.errors import TemplateError
from cartreport.landscape import Tables
from cartreport.landscape.address import Address
from cartreport.landscape.data_texts import data_texts
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.rows.sites import trial_sites
from cartreport.landscape.snapshot import snapshot
from cartreport.landscape.words import NAMED, known
from cartreport.problems import Where
from cartreport.render.markup import rich
from cartreport.shipped import TABLES, shipped
from cartreport.sources.language import Language
from cartreport.sources.project import BriefingPlan
from cartreport.sources.reading import MODELS
from cartreport.sources.translated import translated
from cartreport.sources.translation import Translated, Translation
from cartreport.sources.untranslated import untranslated
from cartreport.sources.words_file import SLOT, read_entries, unworded

CHINESE = "zh-Hans"
SECTIONS = ("cover", "summary", "changes", "glance", "targets", "approved", "access", "deals")
GRADES = Path(cartreport.__file__).parent / "sources" / "grades.yaml"
GOLDEN = Path(__file__).parent / "golden" / CHINESE
TERMS = {
    "phases": {"p1": "一期", "p2": "二期", "approved": "获批", "na": "不适用"},
    "statuses": {"open": "招募中", "lost": "失联", "done": "完成"},
    "programme-statuses": {"active": "进行中", "unknown": "不明", "discontinued": "终止"},
    "status-groups": {"active": "进行中", "unknown": "不明", "ended": "已结束"},
    "settings": {"wet": "湿", "dry": "干"},
    "indications": {"flood": "洪水", "drought": "旱灾"},
    "indication-groups": {"rivers": "河流", "deserts": "沙漠"},
    "target-classes": {"near": "近", "far": "远", "both": "两者"},
    "sponsor-types": {"industry": "产业界", "academic": "学术界", "other": "其他"},
    "sponsor-classes": {"firm": "企业", "rest": "其余"},
    "schemes": {"basic": "基本目录"},
    "scheme-outcomes": {"listed": "列入", "refused": "未列入"},
    "colour": {"red": "红", "blue": "蓝"},
    "approval-types": {"full": "完全批准"},
    "deal-types": {"licence": "许可", "loan": "借款"},
    "deal-groups": {"rights": "权益", "money": "资金"},
    "figure-kinds": {"estimate": "估计", "guess": "猜测"},
    "policy-categories": {"rule": "法规"},
    "measures": {"n": "患者"},
}
WORDS = Translation.model_validate(
    {
        "title": "天气",
        "document": "简报",
        "place": "本国",
        "peers": {"There": "他国"},
        "sources": {
            id: {"title": f"来源{id}"} for id in ["co", "pr", "pg", "de", "po", "fi", "tr"]
        },
        "vocabulary": {name: {"title": "词表", "terms": held} for name, held in TERMS.items()}
        | {"targets": {"title": "靶点"}},
        "texts": {"Umbrellas allowed.": "准许用伞。"},
    }
)
SUBJECT = {"modality": "探测", "regulator": "气象局", "registry": "登记处"}


def composed(landscape: Landscape, measure: Measure) -> Briefing:
    """Every section of the small landscape in its language."""
    folder = [(shipped() / "briefing", "builtin/briefing")]
    language = landscape.project.language
    words = words_in(folder, SUBJECT, language).knowing(**SUBJECT)
    plan = BriefingPlan(sections=list(NAMES), language=language)
    return compose(landscape, Tables(landscape), "small", plan, words, measure, "0" * 8)


@pytest.fixture(scope="module")
def english(measure: Measure) -> Briefing:
    """In the language of the data."""
    return composed(landscape_since(earlier_snapshot()), measure)


@pytest.fixture(scope="module")
def chinese(measure: Measure) -> Briefing:
    """The same records, held against the same edition before, in Chinese."""
    return composed(in_chinese(), measure)


def in_chinese() -> Landscape:
    records = replace(small_records(), translations={CHINESE: Translated(WORDS)})
    now, earlier = small_landscape(), earlier_snapshot()
    pair = earlier, snapshot(small_records(), now, {})
    landscape = landscape_of(translated(records, CHINESE))
    return with_changes(landscape, *pair, events(*pair), texts=WORDS.texts)


def numbers(briefing: Briefing) -> dict[str, int]:
    """The value at each address that the briefing traces; rows of an address in one order."""
    assert briefing.trace is not None
    assert not briefing.trace.lost
    found = {}
    for address, (value, *_) in briefing.trace.numbers.items():
        at = Address.read(address)
        found[str(replace(at, rows=tuple(sorted(at.rows))))] = value
    return found


def texts(node: object) -> Iterator[str]:
    """Every text that a part of a briefing prints; titles and publishers of its sources do not count."""
    if isinstance(node, str):
        yield untraced(node)
    elif isinstance(node, Mapping):
        yield from (text for value in node.values() for text in texts(value))
    elif isinstance(node, (list, tuple)):
        yield from (text for value in node for text in texts(value))
    elif is_dataclass(node) and not isinstance(node, Evidence):
        held: Any = node
        names = {field.name for field in fields(held)} - NO_TEXTS
        yield from (text for name in names for text in texts(getattr(node, name)))


NO_TEXTS = {
    *("id", "kind", "at", "tone", "mark", "hue", "fill", "stroke", "anchor", "face", "table"),
    *("style", "align", "lang", "href", "sort", "shaded", "grade", "unit", "dash", "name"),
}


def test_both_say_the_same_numbers(english: Briefing, chinese: Briefing) -> None:
    """Each address of one is one of the other, with the same value; so are the records behind."""
    assert numbers(chinese) == numbers(english)
    assert len(numbers(english)) > 100
    ids = {s.id: [e.id for e in s.exhibits] for s in english.sections}
    assert {s.id: [e.id for e in s.exhibits] for s in chinese.sections} == ids


def test_nothing_is_left_in_the_language_of_the_data(chinese: Briefing) -> None:
    """No two small Latin words stand together but in a text of the data, such as a title."""
    ours = {*data_texts(in_chinese()), "Acme Ltd"}
    phrase = re.compile(r"[A-Za-z]*[a-z]{2}[ ,:;]+[a-z]{2}")
    left = {text for s in chinese.sections for text in texts(s) if phrase.search(text)}
    assert {text for text in left if not any(part in text for part in ours if " " in part)} == set()


def test_no_id_stands_in_a_sentence(chinese: Briefing) -> None:
    """A section, a vocabulary or a kind goes by its name; a table by its id where it is called one."""
    tables = set(Tables(in_chinese()))
    ids = {*NAMES, *tables, *small_records().vocabulary.by_name, *MODELS}
    for section in chinese.sections:
        for text in texts(replace(section, id="", evidence=())):
            found = set(re.findall(r"(?<![\w-])(?:表)?[a-z][a-z-]+(?![\w.-])", text, re.ASCII))
            assert found & ids == set(), (section.id, text)


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_says_in_chinese_what_its_golden_says(name: str, chinese: Briefing) -> None:
    """Read by a person who reads Chinese; `UPDATE_GOLDEN=1 pytest …` writes it anew."""
    held_to_golden(chinese, name, GOLDEN)


def test_a_language_is_whole_or_refused() -> None:
    """The shipped Chinese has words for every entry and names no value that the entry has not."""
    for template, asked in (("briefing", None), (TABLES, known)):
        folder = shipped() / template
        own = (folder, f"builtin/{template}")
        assert list(unworded([own], Language(CHINESE), *([asked] if asked else []))) == []
        base, _ = read_entries([(folder / "words.yaml", "words.yaml")])
        told, _ = read_entries([(folder / f"words.{CHINESE}.yaml", "words")])
        names = {key: {slot["name"] for slot in SLOT.finditer(text)} for key, text in base.items()}
        odd = {
            key: {slot["name"] for slot in SLOT.finditer(text)} - names.get(key, set())
            for key, text in told.items()
        }
        more = () if asked is None else NAMED
        odd = {key: slots for key, slots in odd.items() if not key.startswith(more)}
        assert {key: slots for key, slots in odd.items() if slots or key not in base} == {}
        with pytest.raises(TemplateError, match="no words in 'eo'"):
            words_in([own], {}, "eo")


def test_chinese_has_its_own_stops() -> None:
    """No entry, not even one of values and stops alone, keeps the comma or colon of a Latin line."""
    latin = re.compile(r"[,:;](?: |$)")
    for part in ("briefing", TABLES):
        files = [(shipped() / part / f"words{end}.yaml", part) for end in ("", f".{CHINESE}")]
        told, _ = read_entries(files, lambda _key, _held: True)
        assert {key for key, text in told.items() if latin.search(SLOT.sub("0", text))} == set()


def test_every_rule_of_changes_has_its_reason() -> None:
    """A reason that a reader of the panel sees is of his language."""
    told, _ = read_entries([(shipped() / TABLES / f"words.{CHINESE}.yaml", "words")])
    rules = yaml.safe_load(GRADES.read_text("utf-8"))["rules"]
    assert {key.removeprefix("why.") for key in told if key.startswith("why.")} == set(rules)


def test_what_has_no_words_is_told_with_its_place() -> None:
    """A term, a title, a source; once for all of them where the project has no file of its words."""
    where = Where("sources.yaml", 4, 2)
    records = small_records()
    (one,) = untranslated(records, CHINESE, where)
    assert one.where == where
    assert "words of this project have none" in one.message
    less = WORDS.model_copy(update={"place": None, "sources": {}})
    told = replace(records, translations={CHINESE: Translated(less)})
    found = [problem.value for problem in untranslated(told, CHINESE, where)]
    assert found[:2] == ["Home", "Companies"]
    whole = replace(records, translations={CHINESE: Translated(WORDS)})
    assert [problem.value for problem in untranslated(whole, CHINESE, where)] == []


def test_a_project_in_a_language_has_data_in_it_or_words() -> None:
    """English data under a Chinese project are told; Chinese data are not, nor are German ones."""

    def told(language: str, title: str, **words: Any) -> list[str]:
        records = small_records()
        plans = {"briefing": BriefingPlan(sections=["cover"])}
        update = {"language": language, "title": title, "briefings": plans}
        project = records.project.model_copy(update=update)
        return [problem.value for problem in check(replace(records, project=project, **words))]

    assert told(CHINESE, "Weather") == [CHINESE]
    whole = {"translations": {CHINESE: Translated(WORDS)}}
    assert told(CHINESE, "Weather", **whole) == []
    less = WORDS.model_copy(update={"title": None})
    assert told(CHINESE, "Weather", translations={CHINESE: Translated(less)}) == ["Weather"]
    assert told(CHINESE, "天气 Weather", translations={CHINESE: Translated(less)}) == []
    assert told("de", "Weather") == told("en", "Weather") == []
    assert told("zh", "Weather") == ["zh"]
    assert not Language("pt-BR").writes("Tempo")
    assert Language("ru").writes("Погода CAR-T")


def test_words_by_which_records_are_joined_stay() -> None:
    """A sponsor's name in the registry is no text to be said otherwise, nor is a word of the code."""
    words = WORDS.model_copy(update={"texts": {"Acme": "亚克", "alternate": "另一", "high": "高"}})
    told = replace(small_records(), translations={CHINESE: Translated(words)})
    made = translated(told, CHINESE)
    assert made.companies["acme"].record.sponsors == ["Acme", "ACME Inc."]
    assert made.companies["acme"].record.confidence == "high"
    assert made.disputes[0].record.verdict == "alternate"
    assert made.companies["bolt"].record.short == "博"
    assert made.deals["d1"].record.parties == ["亚克", "Bolt"]
    here, entry = next(iter(made.trials.items()))
    at_bolt = replace(entry, record=entry.record.model_copy(update={"sites": ["Bolt Ltd"]}))
    (site,) = trial_sites(replace(made, trials={here: at_bolt}))
    assert (site["site"], site["short"]) == ("bolt", "博"), "met by the name that the data have"


def test_a_run_says_its_language() -> None:
    """Han in a Latin page, Latin in a page of Han; a sign such as an abbreviation is of both."""
    assert str(rich("seen at 博")) == 'seen at <span lang="zh">博</span>'
    made = str(rich("CAR-T与Series B financing、CD19", page=CHINESE))
    assert made.endswith('与<span lang="en">Series B financing</span>、CD19')
