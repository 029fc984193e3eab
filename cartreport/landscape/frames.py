"""The landscape's frames: which columns each has, and what may stand in them."""

from __future__ import annotations

from typing import Literal, cast, get_args

Kind = Literal["text", "must", "int", "flag", "list", "names", "any"]
"""What a column holds.

``text`` a text or ``None``; ``must`` a text; ``int`` a whole number or ``None``; ``flag`` true or
false; ``list`` a tuple of texts; ``names`` a mapping of texts; ``any`` a fact's value (text,
number, mapping or ``None``). Nothing else stands in a frame, and never a NaN.
"""
Columns = dict[str, Kind]


def columns(told: str) -> Columns:
    """Columns and their kinds in their order: ``id!`` must, ``uses:int`` by name, the rest text.

    Raises ``ValueError`` for a kind that there is not.
    """
    found: Columns = {}
    for word in told.split():
        name, _, kind = word.replace("!", ":must").partition(":")
        if (kind := kind or "text") not in get_args(Kind):
            raise ValueError(f"{word}: no kind is called {kind!r}")
        found[name] = cast("Kind", kind)
    return found


COMPANIES = columns(
    "id! name! short! names:names kind city founded listing owner website position platforms:list"
    " confidence! unverified:list refs:list"
)
INSTITUTIONS = columns("id! name! short! kind! city province parent")
# `order`: place by first approval, 1 the first. `extends`: the product that a filing widens.
# `target`: the target set's label. `approval`: the first date. `presumed`: only weak pages say so.
PRODUCTS = columns(
    "id! name! short! names:names brand brands:names stage! approved:flag presumed:flag order:int"
    " company! company_short! company_names:names partners:list programme extends targets:list"
    " target facets:names approval uses:int refs:list"
)
# One row a product and use. `use`: its place in the record, from 1. `approval`, `filed`: dates.
# `licensed`: it is approved; without a date where no page bears the day of an approved product out.
# `disputed`: what of it other sources contradict: a role of its facts, or a field.
USES = columns(
    "id! product! use:int short! disease! line indications:list approval licensed:flag"
    " approval_type approval_type_unverified:flag approval_confidence approval_refs:list"
    " approval_type_refs:list disputed:list filed refs:list note"
)
# One row a fact. `part`: product, use or pivotal; `use`: the use's place; `pivotal`: the trial's
# name. `role`: what the kind means, as in sources/roles.py. `text`: the value as plain text.
# `current`: the newest of its kind for the same part and `for`. `disputed`: another value is open.
FACTS = columns(
    "product! part! use:int pivotal what! role for value:any text unit since as_of says"
    " confidence! checked! current:flag disputed:flag refs:list note"
)
# `setting`: the one setting, else None. `product`: the one whose programme it is.
PROGRAMMES = columns(
    "id! name! short! company company_short partners:list targets:list target facets:names"
    " features:list settings:list setting lead_indication indications:list phase! presumed:flag"
    " status! status_group! product trials:list as_of! confidence! refs:list note"
)
PROGRAMME_TARGETS = columns("programme! target! of:int")
PROGRAMME_INDICATIONS = columns("programme! indication! group setting lead:flag")
PROGRAMME_TRIALS = columns("programme! trial! listed:flag")
# `sponsor`: verbatim; `sponsor_id`: company or institution; `sponsor_short`: what tables print.
# `sponsor_type`: a term of `sponsor_types`. `phase`, `status`: term ids, none for a code that no
# vocabulary knows; `status_group`: active, unknown or ended. `quarter`: `2026-Q1`. `peers`: peer
# countries with a site. `programmes` list the trial. `targets`, `target`, `setting`: the trial's
# labels, where the project has a table of them; else through these programmes, and by extract and
# conditions. `setting_rule`: the rule that gave the setting. `begun`: a key of
# `landscape/begun.py`. `doubt`: why it is doubtful.
TRIALS = columns(
    "id! sponsor! sponsor_id sponsor_short! sponsor_kind sponsor_type! sponsor_class phase"
    " phase_code status status_code! status_group! start start_year:int begun! quarter updated"
    " enrolment:int in_focus:flag peers:list countries:list cities:list sites:list conditions:list"
    " interventions:list scope doubt programmes:list targets:list target setting setting_rule"
)
TRIAL_COUNTRIES = columns("trial! country!")
TRIAL_CITIES = columns("trial! city!")
# One row a trial, label and value, the rule of `cartreport classify`; `basis`: what it rests on.
# `label` is a vocabulary and `value` its term; `sponsor`: who it is.
TRIAL_LABELS = columns("trial! label! value! rule! basis!")
# Sites in the focus country. `site`: an institution (`listed`), else the folded name.
TRIAL_SITES = columns("trial! site! short! listed:flag")
DEALS = columns(
    "id! date! year:int type! parties:list asset! territory upfront:int total:int bound currency!"
    " companies:list confidence! refs:list note"
)
POLICY = columns(
    "id! date! year:int effective jurisdiction! body! category! summary! confidence! refs:list note"
)
FIGURES = columns(
    "id! metric! value:any unit year period kind! publisher! confidence! refs:list note"
)
# What is to come in the focus country. `kind`: rule (one comes into force), start (of a trial, as
# planned), announced (an entry of its own). `was`: the day that an earlier entry gave. `state`:
# due, also where its day is over and nothing is known; happened; dropped.
AWAITED = columns("id! kind! record! due! was said label! about state! confidence refs:list")
# A value that another source gives. `verdict`: alternate (open) or rejected (closed).
DISPUTES = columns("record! kind! field! held value! verdict! reason! refs:list")
# What changed since an earlier edition, a row an event; empty where it is held against none. `of`:
# the kind of record. `before`, `after`: as plain text. `rule`: its line in the table of grades,
# `weight` that line's. `name`, `who`, `about`: what the record is called, whose it is, its target;
# `what`, `said`: the field, and from → to, in the words of the vocabulary.
CHANGES = columns(
    "id! kind! grade! of! record! field! before after date month why! rule! weight! name! who"
    " about what said in_focus:flag refs:list"
)
SOURCES = columns(
    "id! kind! title! owner licence as_of newest searched_to age:int max_age:int state!"
)

FRAMES: dict[str, Columns] = {
    "companies": COMPANIES,
    "institutions": INSTITUTIONS,
    "products": PRODUCTS,
    "uses": USES,
    "facts": FACTS,
    "programmes": PROGRAMMES,
    "programme_targets": PROGRAMME_TARGETS,
    "programme_indications": PROGRAMME_INDICATIONS,
    "programme_trials": PROGRAMME_TRIALS,
    "trials": TRIALS,
    "outside": TRIALS,
    "outside_programmes": PROGRAMMES,
    "outside_products": PRODUCTS,
    "trial_countries": TRIAL_COUNTRIES,
    "trial_cities": TRIAL_CITIES,
    "trial_labels": TRIAL_LABELS,
    "trial_sites": TRIAL_SITES,
    "deals": DEALS,
    "policy": POLICY,
    "figures": FIGURES,
    "awaited": AWAITED,
    "disputes": DISPUTES,
    "sources": SOURCES,
    "changes": CHANGES,
}
