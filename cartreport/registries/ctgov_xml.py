"""ClinicalTrials.gov's XML of before 2024: ``clinical_study``, alone or many in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from cartreport.registries.country import in_focus
from cartreport.registries.fields import located
from cartreport.registries.parts import Part, text
from cartreport.registries.reading import Reading
from cartreport.registries.row import Located
from cartreport.registries.xml_records import all_said, elements, said

KIND = "ctgov"


def recognises(part: Part, head: str) -> bool:  # noqa: ARG001 - the content decides
    """XML with a ``clinical_study``."""
    return head.startswith("<") and "<clinical_study" in head


def read(parts: Sequence[Part], reading: Reading) -> Iterator[Located]:
    """The studies of all parts."""
    for part in parts:
        with text(part, reading) as file:
            for study, where in elements(file, part.name, "clinical_study", reading):
                row = located(_study(study, reading.focus), where, reading)
                if row is not None:
                    yield row


def _study(study: Element, focus: str) -> dict[str, Any]:
    sites = study.findall("location/facility")
    removed = all_said(study, "removed_countries/country")
    return {
        "id": said(study, "id_info/nct_id"),
        "title": said(study, "brief_title"),
        "official_title": said(study, "official_title"),
        "summary": said(study, "brief_summary/textblock"),
        "keywords": all_said(study, "keyword"),
        "other_ids": [
            *all_said(study, "id_info/org_study_id"),
            *all_said(study, "id_info/secondary_id"),
            *all_said(study, "id_info/nct_alias"),
        ],
        "sponsor": said(study, "sponsors/lead_sponsor/agency"),
        "sponsor_class": said(study, "sponsors/lead_sponsor/agency_class"),
        "collaborators": all_said(study, "sponsors/collaborator/agency"),
        "phase": said(study, "phase"),
        "status": said(study, "overall_status"),
        "start": said(study, "start_date"),
        "updated": said(study, "last_update_posted")
        or said(study, "lastchanged_date")
        or said(study, "last_update_submitted"),
        "enrolment": said(study, "enrollment"),
        "countries": [
            name
            for name in (
                *all_said(study, "location_countries/country"),
                *(said(site, "address/country") for site in sites),
            )
            if name not in removed
        ],
        **in_focus(
            [
                (said(site, "address/country"), said(site, "address/city"), said(site, "name"))
                for site in sites
            ],
            focus,
        ),
        "conditions": all_said(study, "condition"),
        "interventions": all_said(study, "intervention/intervention_name"),
        "min_age": said(study, "eligibility/minimum_age"),
        "max_age": said(study, "eligibility/maximum_age"),
        "study_type": said(study, "study_type"),
    }
