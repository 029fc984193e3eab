"""From records to the rows of the landscape's frames: one file a kind of record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from cartreport.landscape.framing import Framed, frame_of
from cartreport.landscape.rows import (
    awaited,
    companies,
    disputes,
    events,
    labels,
    products,
    programmes,
    sites,
    trials,
)
from cartreport.landscape.rows.members import parted

if TYPE_CHECKING:
    from cartreport.sources.records import Records


def frames_of(records: Records) -> dict[str, Framed]:
    """Every frame of the landscape by name, in the order of the records; and their codes."""
    return {name: frame_of(name, rows) for name, rows in _rows(records)}


def _rows(records: Records) -> Iterator[tuple[str, list[Mapping[str, object]]]]:
    told, others = parted(records)
    inside, outside = trials.split(told)
    makers: dict[str, Callable[[Records], Iterable[Mapping[str, object]]]] = {
        "companies": companies.companies,
        "institutions": companies.institutions,
        "products": products.products,
        "uses": products.uses,
        "facts": products.facts,
        "programmes": programmes.programmes,
        "programme_targets": programmes.programme_targets,
        "programme_indications": programmes.programme_indications,
        "programme_trials": programmes.programme_trials,
        "trials": lambda _: inside,
        "outside": lambda _: outside,
        "outside_programmes": lambda _: programmes.programmes(others),
        "outside_products": lambda _: products.products(others),
        "trial_countries": trials.trial_countries,
        "trial_cities": trials.trial_cities,
        "trial_labels": labels.trial_labels,
        "trial_sites": sites.trial_sites,
        "deals": events.deals,
        "policy": events.policy,
        "figures": events.figures,
        "awaited": lambda _: awaited.awaited(records),
        "disputes": lambda _: disputes.disputes(records),
        "sources": events.sources,
        "changes": lambda _: (),
    }
    for name, maker in makers.items():
        yield name, list(maker(told))
