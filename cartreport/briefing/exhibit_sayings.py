"""The table of sentences of sections with exhibits: their findings, and what the exhibits say."""

from __future__ import annotations

from collections.abc import Mapping

from cartreport.briefing.guards import (
    CROWD,
    NOW,
    base,
    fails,
    few,
    fewer,
    leads,
    least,
    same,
    several,
    sole,
    some,
)
from cartreport.briefing.saying import ENOUGH, Saying, ranked, said

SETTING = (
    base("setting_share"),
    few("setting"),
    leads("setting", "settings"),
    fails(some("setting_turns")),
)
"""One setting, or some that tie, has most of the trials."""
TOP = (few("top"), leads("top", "types"), fails(some("top_turns")))
"""One type of sponsor, or some that tie, leads most of the trials, of all and of the firm ones."""
UNDER = (fails(fewer("first_n", "unstated")), fails(fewer("first_n", "assumed")))
"""What is stated most is more than what is not stated, or assumed."""
LONE = (few("first"), some("n"), fails(several("n")))
"""There is one trial: it is no part of one."""

EXHIBITS: Mapping[str, tuple[Saying, ...]] = {
    "approved.finding": (said("", some("span")), said(".undated")),
    "approved.timeline.title": (said("", some("firsts", "span")), said(".undated")),
    "approved.table.title": (
        said("", several("n"), some("told")),
        said(".one", some("told")),
        said(".none"),
    ),
    "approved.table.label": (
        said("", some("disease", "line")),
        said(".disease", some("disease")),
        said(".line", some("line")),
    ),
    "approved.outcomes.title": (
        said(".each", several("n"), some("told", "safe"), fails(fewer("safe", "told"))),
        said("", several("n"), some("told", "safe")),
        said(".efficacy", several("n"), some("told")),
        said(".weak", several("n")),
        said(".one"),
    ),
    "approved.timeline.alt": (said("", sole("latest"), several("n")), said(".plain")),
    "glance.finding": (
        said("", *SETTING, some("early", "second")),
        said(".setting", *SETTING),
        said(".small"),
    ),
    "glance.phase.title": (
        said("", some("second", "early")),
        said(".late", several("n"), some("second", "late_n"), fails(some("early"))),
        said(".plain"),
    ),
    "glance.phase.included": (said("", fewer("clear", "n")), said(".all")),
    "glance.phase.alt": (said("", some("second", "early"), few("setting")), said(".plain")),
    "glance.years.title": (
        said("", some("hosts"), NOW),
        said(".last", some("hosts")),
        said(".alone", some("drawn_here"), fails(fewer("drawn_here", "drawn"))),
        said(".small"),
    ),
    "glance.years.alt": (said("", some("hosts")), said(".small")),
    "settings.title": (said("", some("recent")), said(".plain")),
    "sponsors.finding": (
        said("", base("top_share"), *TOP, fewer("one", "sponsors")),
        said(".small"),
    ),
    "sponsors.types.title": (said("", *TOP), said(".plain")),
    "sponsors.types.alt": (said("", *TOP), said(".plain")),
    "sponsors.table.title": (
        said(".turned", some("lead_turns")),
        said("", ENOUGH, sole("lead"), leads("lead", "sponsors"), fewer("shown", "sponsors")),
        said(".all", ENOUGH, sole("lead"), leads("lead", "sponsors")),
        *ranked("lead", "sponsors"),
    ),
    "sponsors.table.included": (said("", fewer("shown", "sponsors")), said(".all")),
    "sites.title": (said("", sole("pair")), said(".tied", leads("pair", "pairs")), said(".even")),
    "trials.finding": (
        said(".turned", some("first_turns")),
        said(".one", *LONE),
        said("", few("first"), some("open", "axis")),
        said(".plain", few("first")),
        said(".many"),
    ),
    "trials.targets.title": (
        said(".turned", some("first_turns")),
        said(".one", *LONE),
        said("", ENOUGH, sole("first"), few("seconds")),
        said(".alone", ENOUGH, sole("first"), leads("first", "targets")),
        said(".only", sole("first"), fails(leads("first", "targets"))),
        said(".tie", ENOUGH, few("first"), leads("first", "targets")),
        said(".each", few("first")),
        said(".many"),
    ),
    "targets.table.included": (said("", some("trials")), said(".unlinked")),
    "trials.targets.alt": (said("", sole("first")), said(".many")),
    "trials.entrants.title": (said("", some("newest_n")), said(".none")),
    "trials.design.title": (said("", some("open", "axis")), said(".stated")),
    "targets.finding": (said("", some("top"), leads("top", "sets")), said(".even")),
    "targets.table.title": (
        said("", ENOUGH, sole("firsts"), few("seconds")),
        said(".alone", ENOUGH, sole("firsts"), leads("firsts", "sets")),
        *ranked("firsts", "sets"),
    ),
    "targets.stack.title": (
        said(".presumed", several("bars"), some("late_presumed", "late_sets")),
        said(".presumed_alone", several("bars"), some("late_presumed")),
        said("", several("bars"), some("late_sets"), fewer("bars", "sets")),
        said(".all", several("bars"), some("late_sets")),
        said(".none", several("bars"), fewer("bars", "sets")),
        said(".quiet", several("bars")),
        said(".one", several("sets")),
        said(".sole"),
    ),
    "targets.stack.alt": (said("", sole("firsts")), said(".plain")),
    "facets.title": (said("", few("first"), *UNDER), said(".left", few("first")), said(".plain")),
    "facets.alt": (said("", sole("first")), said(".plain")),
    "white-space.finding": (said("", several("cells")), said(".one")),
    "white-space.matrix.title": (
        said(".one", some("cells"), fails(several("cells"))),
        said("", sole("crowded"), least(CROWD, "most")),
        said(".sole", sole("crowded")),
        said(".tie"),
    ),
    "white-space.sowhat.quiet": (said("", some("quiet")), said(".empty", some("empty"))),
    "white-space.sowhat.wide": (said("", few("wide"), leads("wide", "rows"), several("wide_n")),),
    "white-space.sowhat.all_quiet": (said("", fewer("quiet", "all_quiet")),),
    "companies.finding": (
        said("", some("many"), fewer("many_n", "named")),
        said(".each", several("companies"), fails(fewer("solo", "companies"))),
        said(".plain"),
    ),
    "companies.table.title": (
        said("", ENOUGH, sole("leader"), leads("leader", "companies")),
        *ranked("leader", "companies"),
    ),
    "access.finding": (
        said("", some("listing")),
        said(".priced", some("priced"), several("n")),
        said(".priced.one", some("priced")),
        said(".worded"),
    ),
    "access.table.title": (said("", some("range")), said(".unpriced")),
    "access.table.subtitle": (said("", some("drawn_n")), said(".unpriced")),
    "access.table.included": (
        said("", some("priced", "schemes")),
        said(".priced", some("priced")),
        said(".unpriced"),
    ),
    "access.median": (said(".between", some("upper")), said("")),
    "access.rungs.title": (said("", some("priced")), said(".unpriced")),
    "access.words.title": (said("", several("n")), said(".one")),
    "access.listing.basic": (said("", some("n")), said(".none")),
    "deals.finding": (said("", some("known")), said(".none")),
    "deals.years.title": (
        said("", some("year_n", "before_n")),
        said(".new", some("year_n")),
        said(".last", some("before_n")),
        said(".plain"),
    ),
    "deals.years.alt": (said("", some("year_n", "before_n")), said(".plain")),
    "deals.table.title": (said("", fewer("shown", "n")), said(".all")),
    "deals.table.included": (said("", fewer("shown", "n")), said(".all")),
    "regulation.finding": (
        said("", some("here"), fails(some("same_year")), some("last_year")),
        said(".span", some("here")),
        said(".elsewhere"),
    ),
    "regulation.events.title": (
        said("", fewer("shown", "n"), fewer("shown_here", "shown")),
        said(".newest", fewer("shown", "n")),
        said(".all", several("n"), fewer("here", "n")),
        said(".here", some("here")),
        said(".elsewhere"),
    ),
    "regulation.events.included": (said("", fewer("shown", "n")), said(".all")),
    "market.finding": (
        said(".range", some("low", "high")),
        said("", several("publishers")),
        said(".one"),
    ),
    "market.table.title": (
        said("", fewer("shown", "n")),
        said(".all", several("publishers")),
        said(".one"),
    ),
    "market.table.included": (said("", fewer("shown", "n")), said(".all")),
    "market.words.title": (said("", fewer("told", "n")), said(".all")),
    "market.words.included": (said("", fewer("told", "n")), said(".all")),
    "evidence.finding": (said("", several("kinds")), said(".alike", some("n")), said(".none")),
    "method.finding": (said("", some("facts")), said(".plain")),
    "programmes.table.title": (said("", some("top_n"), fewer("top_n", "n")), said(".plain")),
    "reading.finding": (
        said(".all", several("dated"), fails(fewer("late", "dated"))),
        said("", several("dated"), some("late")),
        said(".quiet.all", several("dated"), fails(fewer("quiet", "dated"))),
        said(".quiet", several("dated"), some("quiet")),
        said(".fresh", several("dated")),
        said(".late.one", some("late")),
        said(".quiet.one", some("quiet")),
        said(".fresh.one", some("dated")),
        said(".open"),
    ),
    "changes.finding": (
        said(".first", some("first")),
        said(".few", some("news", "every_kind")),
        said("", some("news")),
        said(".corrected", some("corrections")),
        said(".none"),
    ),
    "watch-list.finding": (
        said("", some("n", "day")),
        said(".plain", some("n")),
        said(".none"),
    ),
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
}
"""Entry of the words → its wordings, of what stands in an exhibit or above it."""
