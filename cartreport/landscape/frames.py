"""The landscape's frames: which columns each has, and what may stand in them.

Kinds of column stand in :mod:`cartreport.landscape.columns`, the frames of what happened or was
said once in :mod:`cartreport.landscape.happened`.
"""

from __future__ import annotations

from cartreport.landscape.columns import Columns
from cartreport.landscape.happened import (
    AWAITED,
    CHANGES,
    DEALS,
    DISPUTES,
    FIGURES,
    POLICY,
    SOURCES,
)

COMPANIES: Columns = {
    "id": "must",
    "name": "must",
    "short": "must",
    "names": "names",
    "kind": "text",
    "city": "text",
    "founded": "text",
    "listing": "text",
    "owner": "text",
    "website": "text",
    "position": "text",
    "platforms": "list",
    "confidence": "must",
    "unverified": "list",
    "refs": "list",
}
INSTITUTIONS: Columns = {
    "id": "must",
    "name": "must",
    "short": "must",
    "kind": "must",
    "city": "text",
    "province": "text",
    "parent": "text",
}
# `order`: place by first approval, 1 the first. `extends`: the product that a filing widens.
# `target`: the target set's label. `approval`: the first date. `presumed`: only weak pages say so.
PRODUCTS: Columns = {
    "id": "must",
    "name": "must",
    "short": "must",
    "names": "names",
    "brand": "text",
    "brands": "names",
    "stage": "must",
    "approved": "flag",
    "presumed": "flag",
    "order": "int",
    "company": "must",
    "company_short": "must",
    "company_names": "names",
    "partners": "list",
    "programme": "text",
    "extends": "text",
    "targets": "list",
    "target": "text",
    "facets": "names",
    "approval": "text",
    "uses": "int",
    "refs": "list",
}
# One row a product and use. `use`: its place in the record, from 1. `approval`, `filed`: dates.
# `licensed`: it is approved; without a date where no page bears the day of an approved product out.
# `disputed`: what of it other sources contradict: a role of its facts, or a field.
USES: Columns = {
    "id": "must",
    "product": "must",
    "use": "int",
    "short": "must",
    "disease": "must",
    "line": "text",
    "indications": "list",
    "approval": "text",
    "licensed": "flag",
    "approval_type": "text",
    "approval_type_unverified": "flag",
    "approval_confidence": "text",
    "approval_refs": "list",
    "approval_type_refs": "list",
    "disputed": "list",
    "filed": "text",
    "refs": "list",
    "note": "text",
}
# One row a fact. `part`: product, use or pivotal; `use`: the use's place; `pivotal`: the trial's
# name. `role`: what the kind means, as in sources/roles.py. `text`: the value as plain text.
# `current`: the newest of its kind for the same part and `for`. `disputed`: another value is open.
FACTS: Columns = {
    "product": "must",
    "part": "must",
    "use": "int",
    "pivotal": "text",
    "what": "must",
    "role": "text",
    "for": "text",
    "value": "any",
    "text": "text",
    "unit": "text",
    "since": "text",
    "as_of": "text",
    "says": "text",
    "confidence": "must",
    "checked": "must",
    "current": "flag",
    "disputed": "flag",
    "refs": "list",
    "note": "text",
}
# `setting`: the one setting, else None. `product`: the one whose programme it is.
PROGRAMMES: Columns = {
    "id": "must",
    "name": "must",
    "short": "must",
    "company": "text",
    "company_short": "text",
    "partners": "list",
    "targets": "list",
    "target": "text",
    "facets": "names",
    "features": "list",
    "settings": "list",
    "setting": "text",
    "lead_indication": "text",
    "indications": "list",
    "phase": "must",
    "presumed": "flag",
    "status": "must",
    "status_group": "must",
    "product": "text",
    "trials": "list",
    "as_of": "must",
    "confidence": "must",
    "refs": "list",
    "note": "text",
}
PROGRAMME_TARGETS: Columns = {"programme": "must", "target": "must", "of": "int"}
PROGRAMME_INDICATIONS: Columns = {
    "programme": "must",
    "indication": "must",
    "group": "text",
    "setting": "text",
    "lead": "flag",
}
PROGRAMME_TRIALS: Columns = {"programme": "must", "trial": "must", "listed": "flag"}
# `sponsor`: verbatim; `sponsor_id`: company or institution; `sponsor_short`: what tables print.
# `sponsor_type`: a term of `sponsor_types`. `phase`, `status`: term ids; `status_group`: active,
# unknown or ended. `quarter`: `2026-Q1`. `peers`: peer countries with a site. `programmes`
# list the trial. `targets`, `target`, `setting`: the trial's labels, where the project has a table
# of them; else through these programmes, and by extract and conditions. `setting_rule`: the rule
# that gave the setting. `begun`: a key of `landscape/begun.py`. `doubt`: why it is doubtful.
TRIALS: Columns = {
    "id": "must",
    "sponsor": "must",
    "sponsor_id": "text",
    "sponsor_short": "must",
    "sponsor_kind": "text",
    "sponsor_type": "must",
    "sponsor_class": "text",
    "phase": "text",
    "phase_code": "text",
    "status": "must",
    "status_code": "must",
    "status_group": "must",
    "start": "text",
    "start_year": "int",
    "begun": "must",
    "quarter": "text",
    "updated": "text",
    "enrolment": "int",
    "in_focus": "flag",
    "peers": "list",
    "countries": "list",
    "cities": "list",
    "sites": "list",
    "conditions": "list",
    "interventions": "list",
    "scope": "text",
    "doubt": "text",
    "programmes": "list",
    "targets": "list",
    "target": "text",
    "setting": "text",
    "setting_rule": "text",
}
TRIAL_COUNTRIES: Columns = {"trial": "must", "country": "must"}
TRIAL_CITIES: Columns = {"trial": "must", "city": "must"}
# One row a trial, label and value, the rule of `cartreport classify`; `basis`: what it rests on.
# `label` is a vocabulary and `value` its term; `sponsor`: who it is.
TRIAL_LABELS: Columns = {
    "trial": "must",
    "label": "must",
    "value": "must",
    "rule": "must",
    "basis": "must",
}
# Sites in the focus country. `site`: an institution (`listed`), else the folded name.
TRIAL_SITES: Columns = {"trial": "must", "site": "must", "short": "must", "listed": "flag"}

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
