"""Every declared field has bounds: derived from the models, so that a field added later has too."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from cartreport.sources.fields import Named, Of, Reference
from cartreport.sources.project import Project, Sidecar
from cartreport.sources.reading import MODELS
from cartreport.sources.rules_file import RulesFile
from cartreport.sources.vocabulary import VocabularyFile
from cartreport.sources.worded import fields_of

ROOTS = (*MODELS.values(), Reference, Project, Sidecar, VocabularyFile, RulesFile)
BY_HAND = {
    *("Source.path", "Project.vocabulary", "Project.classify"),  # paths: held by the reader
    *("Sites.id", "Sites.country", "Sites.city", "Sites.name"),  # headings of foreign tables
    *("Mapped.columns", "Mapped.values", "Mapped.about"),
}


def parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in (*typing.get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from parts(part)


def models() -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    waiting: list[Any] = list(ROOTS)
    while waiting:
        model = waiting.pop()
        if model in found:
            continue
        found.append(model)
        for field in model.model_fields.values():
            kinds = [part for part in parts(field.annotation) if isinstance(part, type)]
            waiting += [part for part in kinds if issubclass(part, BaseModel)]
    return sorted(found, key=lambda model: model.__name__)


def fields(*kinds: type) -> dict[str, TypeAdapter[Any]]:
    """Fields that hold one value of these kinds of Python alone, by `Model.field`."""
    found = {}
    for model in models():
        for name, field in model.model_fields.items():
            plain = {part for part in parts(field.annotation) if isinstance(part, type)}
            if plain - {type(None)} == set(kinds):
                told = field.annotation
                for bound in field.metadata:
                    told = Annotated[told, bound]
                found[f"{model.__name__}.{name}"] = TypeAdapter(told)
    return found


NUMBERS = fields(int)
WORDS = {name: adapter for name, adapter in fields(str).items() if name not in BY_HAND}


def test_there_are_such_fields() -> None:
    """A test over no field holds nothing: the known ones are among those found."""
    assert {"Trial.enrolment", "Deal.upfront", "Term.stale_after"} <= set(NUMBERS)
    assert {"Fact.note", "Company.city", "Term.label", "Trial.sponsor"} <= set(WORDS)


def said(adapter: TypeAdapter[Any], value: object) -> str:
    try:
        adapter.validate_python(value)
    except ValidationError as error:
        return str(error)
    return ""


def taken(adapters: dict[str, TypeAdapter[Any]], values: Iterable[object]) -> list[str]:
    """Every pair of a field and a value that the field lets pass."""
    return [
        f"{name} takes {value!r}"
        for value in values
        for name, adapter in adapters.items()
        if not said(adapter, value)
    ]


def test_a_number_has_bounds() -> None:
    """Below none, no number at all, without end, larger than anything of its kind, a fraction."""
    endless = [float("1e309"), "1e309", 10**18]
    assert taken(NUMBERS, [-7, "-7", "five", *endless, 1.5]) == []


@pytest.mark.parametrize("value", [99_999, "99999", 9_999_999])
def test_all_nines_are_no_number_of_patients(value: object) -> None:
    """Registries write them where nobody knows; 9,999 and 100,000 may be."""
    with pytest.raises(ValidationError, match="nobody knows"):
        NUMBERS["Trial.enrolment"].validate_python(value)
    assert NUMBERS["Trial.enrolment"].validate_python("100000") == 100_000
    assert NUMBERS["Trial.enrolment"].validate_python(9_999) == 9_999


def test_a_text_holds_nothing_unseen() -> None:
    """No character without a form, and none that turns the line around, in any text."""
    signs = ["\u200b", "\u202e", "\u2066", "\ufeff", "\u0007"]
    assert taken(WORDS, [f"A{sign}B" for sign in signs]) == []


def test_a_date_lies_in_a_year_that_may_be() -> None:
    """Five digits, a year before 1800 or after 2100, a thirteenth month: none is a date."""
    dates = {name: told for name, told in WORDS.items() if "a date is" in said(told, "June")}
    assert len(dates) > 10
    assert taken(dates, ["99999", 99_999, "1799", "2101", "2026-13", "-7", "five"]) == []


def test_the_words_of_every_kind_are_declared() -> None:
    """What a record declares `Of` a vocabulary or `Named` is found by the walk of the checks."""
    declared = {
        model.__name__: {name: of for name, _, of, _ in fields_of(model) if of is not None}
        for model in MODELS.values()
    }
    terms = {
        kind: {name for name, of in fields.items() if isinstance(of, Of)}
        for kind, fields in declared.items()
    }
    assert {kind: names for kind, names in terms.items() if names} == {
        "Programme": {"targets", "settings", "lead_indication", "indications", "phase", "status"},
        "Product": {"targets"},
        "Trial": {"phase", "status", "sponsor_class"},
        "Deal": {"type"},
        "PolicyEvent": {"category", "jurisdiction"},
        "Company": {"kind"},
        "MarketFigure": {"kind"},
    }
    named = {
        f"{kind}.{name}": of.kind
        for kind, fields in declared.items()
        for name, of in fields.items()
        if isinstance(of, Named)
    }
    assert named == {
        "Programme.company": "companies",
        "Programme.partners": "companies",
        "Product.company": "companies",
        "Product.partners": "companies",
        "Product.programme": "programmes",
        "Product.extends": "products",
        "Deal.companies": "companies",
    }
