"""What a term means, as the landscape's own word for it: status groups are keyed by their role.

A project names its groups of statuses as it likes, and each says by its role which of the three it
is. Tables count the three; the words on the page stay the project's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from cartreport.sources.table_plan import ColumnPlan, TablePlan, TakenPlan
from cartreport.sources.vocabulary import Terms

if TYPE_CHECKING:
    from cartreport.sources.project import Project
    from cartreport.sources.records import Records

Narrowed = TypeVar("Narrowed", TablePlan, ColumnPlan, TakenPlan)
GROUPS = "status-groups"
GROUPED = ("statuses", "programme-statuses")
AXIS = "status-group"


def keyed(records: Records) -> Records:
    """The records with their groups of statuses named by role, in the declared tables too."""
    held = records.vocabulary[GROUPS]
    roles = {term.id: term.role for term in held if term.role}
    if all(term == role for term, role in roles.items()):
        return records
    named = {GROUPS: _by_role(held, roles)}
    named |= {name: _grouped(records.vocabulary[name], roles) for name in GROUPED}
    vocabulary = replace(records.vocabulary, by_name={**records.vocabulary.by_name, **named})
    return replace(records, vocabulary=vocabulary, project=_tables(records.project, roles))


def _by_role(terms: Terms, roles: Mapping[str, str]) -> Terms:
    renamed = [term.model_copy(update={"id": roles.get(term.id, term.id)}) for term in terms]
    return replace(terms, by_id={term.id: term for term in renamed})


def _grouped(terms: Terms, roles: Mapping[str, str]) -> Terms:
    return replace(
        terms,
        by_id={
            term.id: term.model_copy(update={"group": roles.get(term.group or "", term.group)})
            for term in terms
        },
    )


def _tables(project: Project, roles: Mapping[str, str]) -> Project:
    """The project with the places along the axis of the groups as the landscape names them."""

    def place(wanted: Any) -> Any:
        if isinstance(wanted, list):
            return [place(one) for one in wanted]
        return roles.get(wanted, wanted) if isinstance(wanted, str) else wanted

    def narrowed(told: Narrowed) -> Narrowed:
        where = {
            key: place(wanted) if key == AXIS else wanted for key, wanted in told.where.items()
        }
        return told.model_copy(update={"where": where})

    tables = {}
    for name, plan in project.tables.items():
        columns = [narrowed(block) for block in plan.columns]
        values = {key: narrowed(value) for key, value in plan.values.items()}
        axis, _, term = (plan.by or "").partition(":")
        by = f"{axis}:{place(term)}" if axis == AXIS else plan.by
        told = narrowed(plan)
        tables[name] = told.model_copy(update={"columns": columns, "values": values, "by": by})
    return project.model_copy(update={"tables": tables})
