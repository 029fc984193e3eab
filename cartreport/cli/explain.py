"""``cartreport explain``: what a number counts, what a record says, why a trial has its labels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cartreport.cli import say
from cartreport.cli.classify import checked
from cartreport.cli.options import example, option, project_option

if TYPE_CHECKING:
    from cartreport.landscape.explained import Explained
    from cartreport.landscape.model import Landscape
    from cartreport.sources.records import Records


@click.command(
    epilog=example(
        "cartreport explain NCT05181501",
        "cartreport explain by-company/legend/programmes",
        "cartreport explain 'trials-by-sponsor/*/status-group:active' --all",
        "cartreport explain cilta-cel",
    )
)
@project_option
@option(
    "--all", "whole", is_flag=True, help="Print every record behind a number, not the first 10."
)
@option("--json", "as_json", is_flag=True, help="Print a number and its records as JSON.")
@click.argument("reference")
def explain(project: Path, reference: str, *, whole: bool, as_json: bool) -> int:
    """What stands behind REFERENCE: a number's address, a record's id, or a trial's number.

    A number's address is table/row/column, as the page shows it. A trial's labels come each with
    its rule, what it rests on and the words behind it. An unknown name ends with exit code 2.
    """
    records = checked(project)
    if "/" in reference:
        from cartreport.editions.languages import known
        from cartreport.landscape import Tables
        from cartreport.landscape.explained import explained, parts_of

        landscape = known(records)
        tables = Tables(landscape)
        found = [explained(tables, part) for part in parts_of(reference)]
        if as_json:
            told = [_as_json(landscape, one) for one in found]
            say.document(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        else:
            lines = [line for one in found for line in _number(landscape, one, whole=whole)]
            say.document("\n".join(lines) + "\n")
    elif reference in records.trials and records.rules is not None:
        say.document("\n".join(_trial(records, reference)) + "\n")
    else:
        say.document("\n".join(_record(records, reference)) + "\n")
    return 0


MOST = 10
"""So many records stand behind a number unless all are asked for."""


def _number(landscape: Landscape, one: Explained, *, whole: bool) -> Iterator[str]:
    """Value, place, rule, date and sources, then the records."""
    from cartreport.landscape.explained import printed
    from cartreport.landscape.recorded import behind, cited, heads_of

    yield f"{printed(one.value, one.form)}  {one.words}"
    yield f"table:    {one.table.id} ({one.table.title}), as of {one.table.as_of}"
    yield f"counted:  {one.kind}"
    yield f"rule:     {one.table.rule}"
    entries = {source.id: source.title for source in landscape.project.sources}
    yield f"sources:  {'; '.join(entries[id] for id in one.table.sources)}"
    yield from (f"  {told}" for told in cited(landscape, one.refs))
    shown = one.ids if whole else one.ids[:MOST]
    if shown:
        yield f"records:  id · {' · '.join(heads_of(landscape, one.kind))}"
    for record in behind(landscape, one, shown):
        yield f"  {record.id} · {' · '.join(record.cells)}"
    if len(shown) < len(one.ids):
        yield f"  … and {len(one.ids) - len(shown):,} more: --all prints them"


def _as_json(landscape: Landscape, one: Explained) -> dict[str, Any]:
    from cartreport.landscape.recorded import behind, heads_of

    heads = heads_of(landscape, one.kind)
    return {
        "address": str(one.address),
        "value": one.value,
        "words": one.words,
        "table": one.table.id,
        "as_of": one.table.as_of,
        "unit": one.kind,
        "rule": one.table.rule,
        "sources": list(one.table.sources),
        "references": list(one.refs),
        "records": [
            {"id": record.id, **dict(zip(heads, record.cells, strict=True))}
            for record in behind(landscape, one, one.ids)
        ],
    }


def _trial(records: Records, reference: str) -> Iterator[str]:
    """The labels of a trial."""
    from cartreport.classify.run import labels_of

    trial = records.trials[reference]
    yield f"{reference}  {trial.where('id')}"
    yield f"sponsor: {trial.record.sponsor}"
    yield ""
    for label in labels_of(records, reference):
        words = f' "{label.span}" in {label.field}' if label.field else f" {label.span}"
        told = f"{label.label:<14} {label.value:<28} {label.rule:<20} {label.basis}"
        record = f" {label.record}" if label.record else ""
        yield (told + record + (words if label.span else "")).rstrip()


CURATED = ("companies", "institutions", "products", "programmes", "deals", "policy", "figures")
"""The kinds of record that have ids of their own, beside trials."""


def _record(records: Records, reference: str) -> Iterator[str]:
    """The fields of the records with this id, each kind's with its place, then their sources."""
    from cartreport.errors import RequestError
    from cartreport.sources.suggest import did_you_mean

    found = [(kind, getattr(records, kind)) for kind in (*CURATED, "trials")]
    held = [(kind, entries[reference]) for kind, entries in found if reference in entries]
    if not held:
        known = [id for _, entries in found for id in entries]
        known += _tables(records, reference)
        hint = did_you_mean(reference, known)
        told = f"{hint[:1].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} " if hint else ""
        raise RequestError(
            f"the project has no record {reference!r}", f"{told}A number is table/row/column."
        )
    for kind, entry in held:
        yield f"{reference}  {entry.where('id')}  ({kind})"
        told = entry.record.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        yield from (f"{name}: {_told(value)}" for name, value in told.items() if name != "id")
        for ref in told.get("refs", ()):
            source = records.references.get(ref)
            if source:
                told_by = f"{source.publisher}: {source.title} {source.url or ''}"
                yield f"  [{source.grade}] {ref}: {told_by}"


def _tables(records: Records, reference: str) -> list[str]:
    """The names of the tables; the bare name of one is refused with an address in it."""
    from cartreport.editions.languages import known
    from cartreport.landscape import Tables
    from cartreport.landscape.explained import explained

    tables = Tables(known(records))
    if reference in tables:
        explained(tables, reference)
    return list(tables)


def _told(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
