"""The landscape: everything that is known, as frames whose columns are declared.

Columns stand in :mod:`cartreport.landscape.frames`; ids in them are those of the records and of
the vocabulary, labels come from the vocabulary. ``None`` is "not stated".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from cartreport.landscape.frames import FRAMES
from cartreport.landscape.framing import Coded, Framed, codes_of, either, gathered, records
from cartreport.landscape.keyed import keyed
from cartreport.landscape.terms import NOT_STATED, complete, label, parent, short
from cartreport.landscape.words import TableWords, read_table_words
from cartreport.sources.dates import first_day
from cartreport.sources.trials import OWN_BASES
from cartreport.sources.uncollected import uncollected

__all__ = ["NOT_STATED", "Landscape", "landscape_of"]

Made = TypeVar("Made")

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from cartreport.sources.project import Project
    from cartreport.sources.records import Later, Records, Reference
    from cartreport.sources.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False)
class Landscape:
    """What the records say, linked and dated; tables count it, sections speak of it.

    The units are company > product > programme > trial. A programme names its company, targets,
    indications and trials; ``programme_targets``, ``programme_indications``, ``programme_trials``,
    ``trial_countries``, ``trial_cities`` and ``trial_sites`` are the long forms, ``trial_labels``
    is what `classify` found; ``outside`` are the records that the project's labels keep out of
    ``trials``, ``outside_programmes`` and ``outside_products`` those that its declaration keeps
    out of theirs. ``facts`` are the products' facts, ``changes`` the
    events since an earlier edition. ``source_dates``: source id → complete to.
    ``left_out``: what the view of a day that was asked for leaves out; ``root`` is the project's
    folder. ``before``: what the edition knew that this one is held against, counted by today's
    rules; ``printed``: the numbers that it printed, by table, row and column; ``lists``: of every
    edition before, the oldest first, the ids of what it awaited, each with its day.
    ``framed``: the frames as they were made, with codes for what repeats: see :meth:`coded`.
    ``whole``: what a narrowed landscape was narrowed from.
    """

    project: Project
    vocabulary: Vocabulary
    companies: pd.DataFrame
    institutions: pd.DataFrame
    products: pd.DataFrame
    uses: pd.DataFrame
    facts: pd.DataFrame
    programmes: pd.DataFrame
    programme_targets: pd.DataFrame
    programme_indications: pd.DataFrame
    programme_trials: pd.DataFrame
    trials: pd.DataFrame
    outside: pd.DataFrame
    outside_programmes: pd.DataFrame
    outside_products: pd.DataFrame
    trial_countries: pd.DataFrame
    trial_cities: pd.DataFrame
    trial_labels: pd.DataFrame
    trial_sites: pd.DataFrame
    deals: pd.DataFrame
    policy: pd.DataFrame
    figures: pd.DataFrame
    awaited: pd.DataFrame
    disputes: pd.DataFrame
    sources: pd.DataFrame
    changes: pd.DataFrame
    framed: Mapping[str, Framed] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    source_dates: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[Later, ...] = ()
    root: Path | None = None
    before: Landscape | None = None
    whole: Landscape | None = None
    printed: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)
    """What tables found and others ask for again: units along an axis, conditions, scopes."""

    def __post_init__(self) -> None:
        for name, columns in FRAMES.items():
            held = list(getattr(self, name).columns)
            if held != list(columns):
                raise ValueError(f"frame {name} has columns {held}, not {list(columns)}")

    def made_once(self, make: Callable[[], Made], *at: object) -> Made:
        """What was made under a name before, else what is made now: not to be changed."""
        if at not in self.found:
            self.found[at] = make()
        made: Made = self.found[at]
        return made

    def rows(self, frame: str) -> list[dict[str, Any]]:
        """The rows of a frame as mappings by column."""
        return self.made_once(lambda: records(getattr(self, frame)), "rows", frame)

    def by_id(self, frame: str) -> Mapping[str, dict[str, Any]]:
        """The rows of a frame that has ids, by id."""
        return self.made_once(lambda: {row["id"]: row for row in self.rows(frame)}, "by-id", frame)

    def record(self, frame: str, id: str) -> dict[str, Any] | None:
        """The row with an id; the frame's other rows are not made for it."""
        place = self.places(frame).get(id)
        if place is None:
            return None
        held = getattr(self, frame)
        cells = self.made_once(
            lambda: {name: held[name].to_numpy() for name in FRAMES[frame]}, "cells", frame
        )
        return {name: column[place] for name, column in cells.items()}

    def places(self, frame: str) -> Mapping[str, int]:
        """By id the place of each row of a frame."""
        return self.made_once(
            lambda: {id: n for n, id in enumerate(getattr(self, frame)["id"])}, "places", frame
        )

    def coded(self, frame: str, column: str, otherwise: str = "") -> Coded:
        """Of each row of a frame a code for what a column holds, -1 for nothing; what each means.

        ``otherwise``: the column that stands in where it holds nothing.
        """
        held = getattr(self, frame)
        made, codes = self.framed.get(frame, (None, {}))
        if otherwise:
            both = self.coded(frame, column), self.coded(frame, otherwise)
            return self.made_once(lambda: either(*both), "coded", frame, column, otherwise)
        if made is held and column in codes:
            return codes[column]
        return self.made_once(lambda: codes_of(held[column].tolist()), "coded", frame, column)

    def owners(self, long: str, units: str = "trials") -> Any:
        """Of each row of a long frame the number of the unit that it is of; of none here -1."""
        return self.made_once(lambda: self._owners(long, units), "owners", long, units)

    def _owners(self, long: str, units: str) -> Any:
        import numpy as np

        codes, ids = self.coded(long, next(iter(FRAMES[long])))
        place = self.places(units)
        return np.array([place.get(id, -1) for id in ids], dtype=np.int64)[codes]

    def labels_of(self, label: str, *, own: bool = False) -> tuple[Any, Any, Any]:
        """The values of a label in the order of their table, as codes, each after the number of its
        trial; and what the codes mean.

        ``own``: only those that the trial's own record gives.
        """
        nothing = (self.owners("trial_labels")[:0],) * 3
        trials, codes, of_its_own = self._labels.get(label, nothing)
        values = self.coded("trial_labels", "value")[1]
        if own:
            trials, codes = trials[of_its_own > 0], codes[of_its_own > 0]
        return trials, codes, values

    def labelled(self, label: str) -> Any:
        """Of each trial, in the frame's order, its values of a label in theirs, if any."""
        return gathered(*self.labels_of(label), len(self.trials))

    @cached_property
    def _labels(self) -> Mapping[str, Any]:
        """Label → of its rows the numbers of their trials, their codes and whether they are their
        own; the labels in their order.
        """
        import numpy as np

        codes, names = self.coded("trial_labels", "label")
        bases, met = self.coded("trial_labels", "basis")
        trials, (values, _) = self.owners("trial_labels"), self.coded("trial_labels", "value")
        own = np.array([basis in OWN_BASES for basis in met], dtype=bool)[bases]
        here = np.flatnonzero(trials >= 0)
        order = here[np.argsort(codes[here].astype(np.int16), kind="stable")]
        ends = np.searchsorted(codes[order], np.arange(1, len(names)))
        held = (np.split(column[order], ends) for column in (trials, values, own))
        return dict(zip(names, zip(*held, strict=True), strict=False))

    @cached_property
    def words(self) -> TableWords:
        """The words of its tables."""
        return read_table_words(self.root, self.project.focus, self.project.language)

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the labels that trials have, in the order of their table."""
        return tuple(self._labels)

    @property
    def as_of(self) -> str:
        """The date that the landscape speaks of."""
        return self.project.as_of

    def has(self, *kinds: str) -> bool:
        """Whether the project has a source of each of these kinds, be it empty.

        What has none is not known to be nothing: it is not counted and not said.
        """
        return all(self.source_ids(kind) for kind in kinds)

    @property
    def data_to(self) -> str:
        """The date to which its trials are complete; without trials, its sources."""
        return self.date_of(*(["trials"] if self.has("trials") else self._kinds))

    @property
    def _kinds(self) -> list[str]:
        return [source.kind for source in self.project.sources]

    def source_ids(self, *kinds: str) -> tuple[str, ...]:
        """Ids of the sources.yaml entries of these kinds, in the order of the file."""
        return tuple(source.id for source in self.project.sources if source.kind in kinds)

    def date_of(self, *kinds: str) -> str:
        """The newest date to which sources of these kinds are complete, else the project's."""
        return self.stated_date_of(*kinds) or self.as_of

    def stated_date_of(self, *kinds: str) -> str | None:
        """The same where a source says one; ``None`` where nothing tells of which day they are."""
        dates = (self.source_dates.get(id) for id in self.source_ids(*kinds))
        return max(filter(None, dates), key=first_day, default=None)

    def label(self, vocabulary: str, term: str | None) -> str:
        """The label of a term, ``not stated`` for ``None``."""
        return label(self.vocabulary, vocabulary, term)

    def short(self, vocabulary: str, term: str | None) -> str:
        """The short label of a term, ``not stated`` for ``None``."""
        return short(self.vocabulary, vocabulary, term)

    def parent(self, vocabulary: str, term: str | None) -> str | None:
        """The id of the term above, in a coarser vocabulary; ``None`` where there is none."""
        return parent(self.vocabulary, vocabulary, term)


@uncollected()
def landscape_of(told: Records) -> Landscape:
    """The landscape of checked records. Raises nothing for data that the checks let pass."""
    from cartreport.landscape.rows import frames_of
    from cartreport.landscape.rows.events import source_dates

    words = read_table_words(told.root, told.project.focus, told.project.language)
    facets = told.project.facets
    told = replace(told, vocabulary=complete(told.vocabulary, *facets, absent=words("not-stated")))
    told = keyed(told)
    framed = frames_of(told)
    frames: dict[str, Any] = {name: frame for name, (frame, _) in framed.items()}
    return Landscape(
        project=told.project,
        vocabulary=told.vocabulary,
        references=dict(told.references),
        source_dates=source_dates(told),
        left_out=told.left_out,
        root=told.root,
        framed=framed,
        **frames,
    )
