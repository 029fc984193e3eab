"""ClinicalTrials.gov JSON: API v2 in every envelope, and the API's form before 2024."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cartreport.registries.country import in_focus
from cartreport.registries.fields import located
from cartreport.registries.json_text import items
from cartreport.registries.parts import Part, text
from cartreport.registries.reading import Reading
from cartreport.registries.row import Located

KIND = "ctgov"
_SIGNS = re.compile(r'"(protocolSection|ProtocolSection|FullStudiesResponse|studies|nctId)"\s*:')


def recognises(part: Part, head: str) -> bool:  # noqa: ARG001 - the content decides
    """JSON that speaks of studies."""
    return head[:1] in "[{" and bool(_SIGNS.search(head))


def read(parts: Sequence[Part], reading: Reading) -> Iterator[Located]:
    """The studies of all parts, one at a time."""
    for part in parts:
        with text(part, reading) as file:
            for item in items(file, part.name):
                if item.error:
                    hint = "load the file again; the studies that can still be told apart are read"
                    reading.bad_record(item.where, "E030", f"not JSON: {item.error}", hint)
                    continue
                found = _study(item.value, reading.focus)
                if found is None:
                    told = _told(item.value)
                    reading.bad_record(item.where, "E031", f"this is no study but {told}", _HINT)
                    continue
                row = located(found, item.where, reading)
                if row is not None:
                    yield row


_HINT = "a study has a protocolSection with an nctId"


def _told(value: Any) -> str:
    """What a value is, for people."""
    if isinstance(value, dict):
        return f"an object with {', '.join(map(repr, list(value)[:4])) or 'nothing in it'}"
    return {list: "a list", str: "a text", type(None): "null"}.get(type(value), "a number")


def _study(value: Any, focus: str) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("protocolSection"), dict):
        return _modern(value["protocolSection"], focus)
    study = value.get("Study") if isinstance(value.get("Study"), dict) else value
    section = study.get("ProtocolSection") if isinstance(study, dict) else None
    if isinstance(section, dict):
        return _legacy(section, focus)
    if isinstance(value.get("nctId"), str):  # modules already flattened by `fields=` tools
        return {"id": value["nctId"], **_modern({"identificationModule": value}, focus)}
    return None


def at(value: Any, *path: str) -> Any:
    """What stands at a path of keys, ``None`` where it breaks off."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def each(value: Any, key: str = "") -> list[Any]:
    """The entries of a list, or of each its ``key``; nothing for anything else."""
    entries = value if isinstance(value, list) else []
    return [at(entry, key) for entry in entries if at(entry, key)] if key else entries


def _modern(section: dict[str, Any], focus: str) -> dict[str, Any]:
    identity = section.get("identificationModule")
    status = section.get("statusModule")
    sponsors = section.get("sponsorCollaboratorsModule")
    design = section.get("designModule")
    ages = section.get("eligibilityModule")
    places = each(at(section, "contactsLocationsModule", "locations"))
    return {
        "id": at(identity, "nctId"),
        "title": at(identity, "briefTitle"),
        "official_title": at(identity, "officialTitle"),
        "summary": at(section, "descriptionModule", "briefSummary"),
        "keywords": each(at(section, "conditionsModule", "keywords")),
        "other_ids": [
            at(identity, "orgStudyIdInfo", "id"),
            *each(at(identity, "secondaryIdInfos"), "id"),
            *each(at(identity, "nctIdAliases")),
        ],
        "sponsor": at(sponsors, "leadSponsor", "name"),
        "sponsor_class": at(sponsors, "leadSponsor", "class"),
        "collaborators": each(at(sponsors, "collaborators"), "name"),
        "phase": "|".join(map(str, each(at(design, "phases")))),
        "status": at(status, "overallStatus"),
        "start": at(status, "startDateStruct", "date"),
        "updated": at(status, "lastUpdatePostDateStruct", "date")
        or at(status, "lastUpdateSubmitDate"),
        "enrolment": at(design, "enrollmentInfo", "count"),
        "countries": each(places, "country"),
        **in_focus([(at(p, "country"), at(p, "city"), at(p, "facility")) for p in places], focus),
        "conditions": each(at(section, "conditionsModule", "conditions")),
        "interventions": each(at(section, "armsInterventionsModule", "interventions"), "name"),
        "min_age": at(ages, "minimumAge"),
        "max_age": at(ages, "maximumAge"),
        "study_type": at(design, "studyType"),
    }


def _legacy(section: dict[str, Any], focus: str) -> dict[str, Any]:
    identity = section.get("IdentificationModule")
    status = section.get("StatusModule")
    sponsors = section.get("SponsorCollaboratorsModule")
    conditions = section.get("ConditionsModule")
    design = section.get("DesignModule")
    ages = section.get("EligibilityModule")
    places = each(at(section, "ContactsLocationsModule", "LocationList", "Location"))
    arms = at(section, "ArmsInterventionsModule", "InterventionList", "Intervention")
    partners = at(sponsors, "CollaboratorList", "Collaborator")
    second = at(identity, "SecondaryIdInfoList", "SecondaryIdInfo")
    return {
        "id": at(identity, "NCTId"),
        "title": at(identity, "BriefTitle"),
        "official_title": at(identity, "OfficialTitle"),
        "summary": at(section, "DescriptionModule", "BriefSummary"),
        "keywords": each(at(conditions, "KeywordList", "Keyword")),
        "other_ids": [
            at(identity, "OrgStudyIdInfo", "OrgStudyId"),
            *each(second, "SecondaryId"),
            *each(at(identity, "NCTIdAliasList", "NCTIdAlias")),
        ],
        "sponsor": at(sponsors, "LeadSponsor", "LeadSponsorName"),
        "sponsor_class": at(sponsors, "LeadSponsor", "LeadSponsorClass"),
        "collaborators": each(partners, "CollaboratorName"),
        "phase": "|".join(map(str, each(at(design, "PhaseList", "Phase")))),
        "status": at(status, "OverallStatus"),
        "start": at(status, "StartDateStruct", "StartDate"),
        "updated": at(status, "LastUpdatePostDateStruct", "LastUpdatePostDate"),
        "enrolment": at(design, "EnrollmentInfo", "EnrollmentCount"),
        "countries": each(places, "LocationCountry"),
        **in_focus(
            [
                (at(p, "LocationCountry"), at(p, "LocationCity"), at(p, "LocationFacility"))
                for p in places
            ],
            focus,
        ),
        "conditions": each(at(conditions, "ConditionList", "Condition")),
        "interventions": each(arms, "InterventionName"),
        "min_age": at(ages, "MinimumAge"),
        "max_age": at(ages, "MaximumAge"),
        "study_type": at(design, "StudyType"),
    }
