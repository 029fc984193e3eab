"""The table of sentences: which words the data bear, the strongest first.

An entry of the words file that stands here has variants, ``<key><suffix>``; the first whose guards
all hold is said. Where none holds nothing is said. What is not in the table is always said.
"""

from __future__ import annotations

from collections.abc import Mapping

from cartreport.briefing.exhibit_sayings import EXHIBITS
from cartreport.briefing.guards import (
    CROWD,
    YEAR,
    Values,
    base,
    fails,
    few,
    fewer,
    leads,
    least,
    part,
    same,
    several,
    sole,
    some,
)
from cartreport.briefing.saying import NOW, Saying, said

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

SAYINGS: Mapping[str, tuple[Saying, ...]] = {
    "share.hosts": (said("", NOW, *LAST), said(".last", *LAST)),
    "cover.dek": (said("", NOW, *LAST), said(".last", *LAST), said(".plain")),
    "summary.finding": (
        said("", some("approved", "hosts")),
        said(".plain", some("programmes", "hosts")),
        said(".approved", some("approved", "n")),
        said(".both", some("approved", "programmes")),
        said(".bare"),
    ),
    "summary.figure.active.note": (said("", base("active_share")), said(".few")),
    "summary.approval.text": (
        said(".first", sole("latest"), some("setting")),
        said("", sole("latest")),
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
    "summary.deal.text": (said("", sole("newest"), some("n")), said(".plain", some("n"))),
    "access.listing.basic": (said("", some("n")), said(".none")),
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
    "changes.finding": (
        said(".first", some("first")),
        said(".few", some("news", "every_kind")),
        said("", some("news")),
        said(".corrected", some("corrections")),
        said(".none"),
    ),
    "watch-list.finding": (said("", some("n")), said(".none")),
    "watch-list.lead": (said("", some("over")), said(".early", some("listed")), said(".first")),
    "watch.ahead.title": (said("", some("n")), said(".none")),
    "watch.became.title": (said("", some("over")), said(".early")),
    "changes.lead": (said("", some("news")), said(".none")),
    "changes.trials.stock": (
        said(".unread", some("unread"), same("before", "now")),
        said(".same", same("before", "now")),
        said(""),
    ),
    "changes.programmes.stock": (
        said(".unread", some("unread"), same("before", "now")),
        said(".same", same("before", "now")),
        said(""),
    ),
    "changes.trials.title": (said("", fails(same("before", "now"))), said(".same")),
    "changes.programmes.title": (said("", fails(same("before", "now"))), said(".same")),
    **EXHIBITS,
}
"""Entry of the words → its wordings; an unguarded one is last where something must be said."""


def bearing(key: str, values: Values) -> str | None:
    """The entry of the words that the values bear for ``key``; ``None`` where they bear none."""
    if key not in SAYINGS:
        return key
    holding = (s.suffix for s in SAYINGS[key] if all(guard(values) for guard in s.guards))
    return next((key + suffix for suffix in holding), None)
