"""The table of sentences: which words the data bear, the strongest first.

An entry of the words file that stands here has variants, ``<key><suffix>``; the first whose guards
all hold is said. Where none holds nothing is said. What is not in the table is always said.
"""

from __future__ import annotations

from collections.abc import Mapping

from cartreport.briefing.exhibit_sayings import EXHIBITS
from cartreport.briefing.guards import (
    CROWD,
    NOW,
    YEAR,
    Values,
    base,
    few,
    fewer,
    leads,
    least,
    part,
    several,
    sole,
    some,
)
from cartreport.briefing.saying import Saying, said

LAST = (least(YEAR, "world"), part("share"))
"""A full year of enough trials, some of them elsewhere: its share may be spoken of."""
YEARS = (*LAST, least(YEAR, "world_before"))
"""And the year before it, to be held against."""
MORE = fewer("unstated", "most_n")
"""Those that state nothing could not make another first."""

NAMES = (
    said("", some("named"), fewer("named", "programmes")),
    said(".all", some("named")),
    said(".none"),
)
"""Whose the programmes are: of some, of all of them, of none a company is known."""

OPENING: Mapping[str, tuple[Saying, ...]] = {
    "share.hosts": (said("", NOW, *LAST), said(".last", *LAST)),
    "share.after": (said("", some("world_part")), said(".none")),
    "cover.dek": (
        said("", NOW, *LAST),
        said(".last", *LAST),
        said(".plain", some("n")),
        said(".bare", some("programmes")),
    ),
    "cover.named_by": NAMES[:2],
    "cover.active_note": (said("", some("n")), said(".none", some("every"))),
    "summary.finding": (
        said("", some("approved", "hosts")),
        said(".plain", some("programmes", "hosts")),
        said(".approved", some("approved", "n")),
        said(".both", some("approved", "programmes")),
        said(".bare", some("programmes", "n")),
        said(".programmes", some("programmes")),
        said(".trials", some("n")),
        said(".alone", some("approved")),
        said(".open"),
    ),
    "summary.figure.active.note": (said("", base("active_share")), said(".few")),
    "summary.approval.text": (
        said(".first", sole("latest"), several("n"), some("setting")),
        said("", sole("latest"), several("n")),
        said(".one", sole("latest")),
        said(".plain", some("n")),
    ),
    "cover.programmes_note": NAMES,
    "summary.figure.programmes.note": NAMES,
    "summary.pipeline.text": (
        said("", some("named"), fewer("named", "programmes")),
        said(".all", some("named")),
        said(".bare", some("programmes")),
    ),
    "summary.pipeline.far": (
        said("", some("rung", "far"), base("share")),
        said(".few", some("rung", "far")),
    ),
    "summary.pipeline.setting": (said("", sole("setting"), leads("setting", "settings")),),
    "summary.share.text": (said("", NOW, *YEARS), said(".last", *YEARS)),
    "summary.crowding.text": (said("", some("top"), least(4, "sets"), base("top_share")),),
    "summary.deal.text": (
        said("", sole("newest"), some("n")),
        said(".plain", some("n", "priced")),
        said(".none", some("n")),
    ),
    "summary.access.text": (said("", some("listing")), said(".priced", some("range"))),
    "summary.access.prices": (said("", some("range")), said(".unpriced")),
    "summary.access.listing.basic": (said("", some("n")), said(".none")),
    "summary.sowhat.alone": (
        said("", least(CROWD, "solo", "solo_ranked"), some("solo_active", "rung", "solo_far")),
        said(".none", least(CROWD, "solo", "solo_ranked"), some("solo_active", "rung")),
    ),
    "profile.pipeline.far": (said("", some("rung", "far")),),
    "profile.pipeline.text": (said("", some("programmes")),),
    "profile.approved.text": (said("", some("names")),),
    "profile.company.text": (
        said("", few("most"), leads("most", "others"), several("most_n"), MORE),
        said(".plain", some("others")),
    ),
    "profile.target.text": (
        said("", few("most"), leads("most", "others"), several("most_n"), MORE),
        said(".plain", some("others")),
    ),
    "profile.trials.text": (said(".led", some("led")), said("", some("n"))),
    "profile.deals.text": (said("", sole("newest"), some("deals")),),
    "news.lead": (said("", some("told")), said(".many")),
    "news.said": (said(".more", some("rest")), said("", some("told", "once")), said(".again")),
}
"""Entry of the words → its wordings, of what opens the briefing: cover, summary, profile, news."""

SAYINGS: Mapping[str, tuple[Saying, ...]] = {**OPENING, **EXHIBITS}
"""Entry of the words → its wordings; an unguarded one is last where something must be said."""


def bearing(key: str, values: Values) -> str | None:
    """The entry of the words that the values bear for ``key``; ``None`` where they bear none."""
    if key not in SAYINGS:
        return key
    holding = (s.suffix for s in SAYINGS[key] if all(guard(values) for guard in s.guards))
    return next((key + suffix for suffix in holding), None)
