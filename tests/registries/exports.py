"""Small exports in the shapes in which registries and people give them, written by this module.

Each stands for a real file that was measured: the same envelope, header, encoding and traps, a
handful of records, no word of theirs. ``EXPORTS`` says what an import makes of each.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BOM = "\ufeff"
STUDY = "NCT00000001"


@dataclass(frozen=True)
class Export:
    """A file and what comes of it: rows, records that are bad, and the codes that are said."""

    name: str
    content: str | bytes
    rows: int = 0
    codes: str = ""
    bad: int = 0
    kind: str = "auto"
    mapping: str = ""

    def write(self, folder: Path) -> Path:
        """The file in a folder."""
        path = folder / self.name
        raw = self.content
        path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
        return path


def table(header: str, *rows: str, separator: str = ",", end: str = "\n") -> str:
    """A table whose header and rows are given with bars between the cells."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator=end)
    writer.writerows(line.split("|") for line in (header, *rows))
    return file.getvalue()


def study(number: str = STUDY, **modules: Any) -> dict[str, Any]:
    """One study of the API's second version; a module given as ``None`` is not there."""
    status = {"overallStatus": "RECRUITING", "startDateStruct": {"date": "2024-03-15"}}
    section = {
        "identificationModule": {"nctId": number, "briefTitle": "A trial of cells"},
        "statusModule": status | modules.pop("status", {}),
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "A Hospital", "class": "OTHER"}},
        "designModule": {"studyType": "INTERVENTIONAL"} | modules.pop("design", {}),
        **modules,
    }
    return {
        "protocolSection": {name: module for name, module in section.items() if module is not None},
        "derivedSection": {"miscInfoModule": {"versionHolder": "2026-08-22"}},
        "hasResults": False,
    }


def sites(*countries: str) -> dict[str, Any]:
    """The module of places, one site a country as given."""
    return {"contactsLocationsModule": {"locations": [{"country": name} for name in countries]}}


def legacy_xml(phase: str = "Phase 1/Phase 2", start: str = "April 2006") -> str:
    """A study of the website's XML of before 2024."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<clinical_study rank="1">\n'
        f"<id_info><org_study_id>A-1</org_study_id><nct_id>{STUDY}</nct_id></id_info>\n"
        "<brief_title>A trial</brief_title><sponsors><lead_sponsor><agency>A Center</agency>"
        "<agency_class>Other</agency_class></lead_sponsor></sponsors>\n"
        f"<overall_status>Completed</overall_status><phase>{phase}</phase>\n"
        f"<start_date>{start}</start_date><enrollment type='Anticipated'>30</enrollment>\n"
        "<location><facility><name>A</name><address><city>Wuhan</city><country>China</country>"
        "</address></facility></location>\n"
        "<location_countries><country>China</country></location_countries>\n"
        "<intervention><intervention_type>Biological</intervention_type>"
        "<intervention_name>cells</intervention_name></intervention>\n</clinical_study>\n"
    )


def ictrp_xml(*trials: dict[str, str]) -> str:
    """The portal's XML: flat leaves, trailing blanks within them."""
    body = "".join(
        "<Trial>" + "".join(f"<{k}>{v}\n  </{k}>" for k, v in trial.items()) + "</Trial>\n"
        for trial in trials
    )
    root = "Trials_downloaded_from_ICTRP"
    return f'<?xml version="1.0" encoding="UTF-8"?><{root}>\n{body}</{root}>\n'


def portal(number: str = "ChiCTR2000000001", **cells: str) -> dict[str, str]:
    """A record of the WHO's portal."""
    return {
        "TrialID": number,
        "Primary_sponsor": "A Hospital",
        "Recruitment_Status": "Recruiting",
        "Contact_Email": "nobody@example.org",
        **cells,
    }


def portal_xlsx(folder: Path) -> Path:
    """The portal's spreadsheet; one record without a sponsor, one size in words."""
    import openpyxl

    book = openpyxl.Workbook()
    head = ("TrialID", "Primary sponsor", "Recruitment Status", "Phase", "Target size")
    for row in (
        head,
        ("ChiCTR2000000001", "A", "Recruiting", "0", 20.0),
        ("ChiCTR2000000002", None, "Recruiting", "1", 20),
        ("ChiCTR2000000003", "C", "Not Recruiting", "1-2", "as many as come"),
    ):
        book.active.append(row)
    book.save(folder / "portal.xlsx")
    return folder / "portal.xlsx"


def cde(number: str, phase: str, status: str = "进行中（尚未招募）") -> str:
    """A row of the platform's table of 43 columns, which has no header."""
    cells = [""] * 43
    cells[0], cells[1], cells[2], cells[4] = number, status.partition("（")[0], status, "一家药业"
    cells[5], cells[7], cells[9], cells[11] = "2023-02-16", "某细胞", "生物制品", "淋巴瘤"
    cells[12], cells[18], cells[27] = phase, "国内:45；", "一项试验"
    cells[3], cells[6] = "某人", "登记人暂未填写该信息"
    return ",".join(cells) + "\n"


MODERN = (
    "NCT Number|Study Title|Study URL|Acronym|Study Status|Brief Summary|Study Results|Conditions|"
    "Interventions|Primary Outcome Measures|Secondary Outcome Measures|Other Outcome Measures|"
    "Sponsor|Collaborators|Sex|Age|Phases|Enrollment|Funder Type|Study Type|Study Design|Other IDs|"
    "Start Date|Primary Completion Date|Completion Date|First Posted|Results First Posted|"
    "Last Update Posted|Locations|Study Documents"
)
LEGACY = (
    "Rank|NCT Number|Title|Acronym|Status|Study Results|Conditions|Interventions|Outcome Measures|"
    "Sponsor/Collaborators|Gender|Age|Phases|Enrollment|Funded Bys|Study Type|Study Designs|"
    "Other IDs|Start Date|Primary Completion Date|Completion Date|First Posted|"
    "Results First Posted|Last Update Posted|Locations|Study Documents|URL"
)


def filled(header: str, **cells: str) -> str:
    """A row below a header, with cells by the letters of their column's name."""
    names = ["".join(filter(str.isalpha, name)) for name in header.split("|")]
    assert set(cells) <= set(names)
    return "|".join(cells.get(name, "") for name in names)


def modern(number: str, **cells: str) -> str:
    """A row of the website's thirty columns."""
    given = {"StudyStatus": "COMPLETED", "Sponsor": "A Hospital", "StudyTitle": "A trial", **cells}
    return filled(MODERN, NCTNumber=number, **given)


def legacy(number: str, **cells: str) -> str:
    """A row of the old website's twenty-seven columns."""
    given = {"Status": "Completed", "SponsorCollaborators": "A Hospital", "Title": "T", **cells}
    return filled(LEGACY, NCTNumber=number, **given)


CTIS = (
    "Trial number|Title of the trial|Overall trial status|Location(s) and recruitment status|"
    "Number of participants enrolled|Medical conditions|Trial phase|Product|Protocol code|"
    "Start date|Sponsor/Co-Sponsors|Sponsor type|Last updated"
)
CTIS_ROW = (
    "2024-500000-11-00|A trial|Ongoing, recruiting|Italy:Ongoing, recruiting, Spain:Ended|30|"
    "Lymphoma|Therapeutic confirmatory  (Phase III)|cells|P-1|24/04/2024|A Pharma|Industry|01/09/2025"
)
PHASES = (["PHASE1"], ["PHASE2"], ["PHASE3"], ["PHASE4"], ["EARLY_PHASE1"], ["NA"])
STATUSES = (
    *("ACTIVE_NOT_RECRUITING", "COMPLETED", "ENROLLING_BY_INVITATION", "NOT_YET_RECRUITING"),
    *("NO_LONGER_AVAILABLE", "SUSPENDED", "TERMINATED", "UNKNOWN", "WITHDRAWN"),
)
ALONE = {
    **{f"phase-{'-'.join(p)}": study(design={"phases": p}) for p in PHASES},
    "phase-1-2": study(design={"phases": ["PHASE1", "PHASE2"]}),
    "phase-2-3": study(design={"phases": ["PHASE2", "PHASE3"]}),
    "phase-absent": study(),
    **{f"status-{code}": study(status={"overallStatus": code}) for code in STATUSES},
    "observational": study(design={"studyType": "OBSERVATIONAL"}),
    "enrolment-0": study(design={"enrollmentInfo": {"count": 0, "type": "ACTUAL"}}),
    "start-month": study(status={"startDateStruct": {"date": "2024-03"}}),
    "start-absent": study(status={"startDateStruct": {}}),
    "no-sites": study(contactsLocationsModule={}),
    "many-sites": study(**sites("China", "China", "Japan", "France", "China", "Spain", "Japan")),
    "old-names": study(**sites("Korea, Republic of", "Turkey", "Turkey (Türkiye)", "South Korea")),
    "aliases": study(identificationModule={"nctId": STUDY, "nctIdAliases": ["NCT00000009"]}),
    "contacts": study(
        contactsLocationsModule={
            "centralContacts": [
                {"name": "Nobody", "email": "nobody@example.org", "phone": "+00 0"}
            ],
            "locations": [{"country": "China", "contacts": [{"name": "Nobody"}]}],
        }
    ),
}
OLD_API = {
    "FullStudiesResponse": {
        "FullStudies": [
            {
                "Rank": n,
                "Study": {
                    "ProtocolSection": {
                        "IdentificationModule": {"NCTId": f"NCT0000000{n}", "BriefTitle": "T"},
                        "StatusModule": {
                            "OverallStatus": "Recruiting",
                            "StartDateStruct": {"StartDate": "July 3, 2021"},
                        },
                        "SponsorCollaboratorsModule": {
                            "LeadSponsor": {"LeadSponsorName": "A", "LeadSponsorClass": "OTHER"}
                        },
                        "DesignModule": {"PhaseList": {"Phase": ["Phase 1", "Phase 2"]}},
                    }
                },
            }
            for n in (1, 2)
        ]
    }
}
PAGE = {"studies": [study(f"NCT0000000{n}") for n in (1, 2, 3)], "nextPageToken": "x"}
FLAT = "_target|identification_nctId|identification_briefTitle|design_phases|status_overallStatus|"
FLAT += "sponsorCollaborators_leadSponsor_name"
OURS = (
    "NCTId|BriefTitle|OverallStatus|Phase|LeadSponsor|LeadSponsorClass|Countries|Branch|StartYear"
)
CHINESE = "编号,医院名称\n1,北京某医院\n"
MINIMAL = study(sponsorCollaboratorsModule=None, statusModule=None, designModule=None)

EXPORTS = [
    *(Export(f"{name}.json", json.dumps(one), 1) for name, one in ALONE.items()),
    Export("page.json", json.dumps(PAGE), 3),
    Export("array.json", "[\n" + json.dumps(study()) + "\n]", 1),
    Export("spine.json", json.dumps([study(f"NCT0000001{n}") for n in range(5)]), 5),
    Export("crlf.json", json.dumps(study(), indent=1).replace("\n", "\r\n"), 1),
    Export("minimal.json", json.dumps(MINIMAL), 0, "E102", bad=1),
    Export("no-study.json", '{"latest": {"version": "1.0", "url": "x"}}', 0, "E031"),
    Export("web-page.json", "<!DOCTYPE html>\n<html lang='zh'><head></head></html>\n", 0, "E031"),
    Export("old-api.json", json.dumps(OLD_API), 2),
    Export("old-1.xml", legacy_xml(), 1),
    Export("old-2.xml", legacy_xml("N/A", "November 1, 2013"), 1),
    Export("website.csv", table(MODERN, modern(STUDY, Phases="NA"), modern("NCT00000002")), 2),
    Export("website-crlf.csv", table(MODERN, modern(STUDY), end="\r\n"), 1),
    Export("website-lines.csv", table(MODERN, modern(STUDY, BriefSummary="one\n\ntwo")), 1),
    Export("website-11.csv", "NCT Number,Study Status,Sponsor\nNCT00000001,COMPLETED,A\n", 1),
    Export("flat.csv", BOM + table(FLAT, f'B|{STUDY}|T|["PHASE1"]|COMPLETED|A'), 1),
    Export("old.csv", table(LEGACY, legacy(STUDY, Phases="Phase 2"), legacy("NCT00000002")), 2),
    Export("old.tsv", table(LEGACY, legacy(STUDY), separator="\t"), 1),
    Export("extract.csv", table(OURS, f"{STUDY}|T|RECRUITING|PHASE1|A|OTHER|China|x|2024"), 1),
    Export("side-table.txt", "nct_id|outcome_type|title\nNCT00000001|PRIMARY|x\n", 0, "E031"),
    Export("chictr.xml", "<trials><Triall><main><trial_id>ChiCTR2000000001</trial_id><primary_sponsor>"
           "A</primary_sponsor><recruitment_status>Completed</recruitment_status><target_size>"
           "a:24;b:8;</target_size></main></Triall></trials>", 1),
    Export("portal.xml", ictrp_xml(portal(Phase="0"), portal("NCT00000001", Inclusion_agemin="??")),
           2, "W032 W033"),
    Export("portal.csv", table("TrialID|Primary sponsor|Recruitment Status|Phase|Target size",
           "ChiCTR2000000001|A|Recruiting|0|20", "ChiCTR2000000002|B|Not recruiting|1-2|some"),
           2, "W032 W033"),
    Export("cde.csv", cde("CTR20230001", "I期") + cde("CTR20230002", "II期", "已完成"), 0, "E031"),
    Export("cde-mapped.csv", cde("CTR20230001", "I期") + cde("CTR20230002", "II期", "已完成"), 2,
           kind="registry-csv", mapping="cde"),
    Export("cde-sites.csv", "CTR20230001,某医院,某人,中国,安徽省,合肥市\n", 0, "E031"),
    Export("cde-names.csv", BOM + "Col1,Col2\nA Pharma,某药\n", 0, "E031"),
    Export("ctis.csv", BOM + table(CTIS, CTIS_ROW), 0, "E031"),
    Export("ctis-mapped.csv", BOM + table(CTIS, CTIS_ROW), 1, kind="registry-csv", mapping="ctis"),
    Export("ctis.json", '{"ctNumber": "2024-500000-11-00", "ctStatus": 4, "x": {}}', 0, "E031"),
    Export("isrctn.json", '{"isrctn": "00000001", "trialDescription": {"title": "x"}}', 0, "E031"),
    Export("orphan.csv", "Medicine name,Active substance,Status\n,x,Positive\n", 0, "E031"),
    Export("eudract.txt", "Summary\nEudraCT Number: 2022-000000-11\nTrial Status: Ongoing\n", 0, "E031"),
    Export("tracker.csv", "trial_id,phase,trial_status,sponsor\n2022-000000-11,1,ongoing,A\n", 0, "E031"),
    Export("spellings.csv", '"TrialID","PHASE","Phase_Original"\n"NCT00000001","I","1"\n', 0, "E031"),
    Export("curated.csv", "product,company,target\nA (Brand),X / Y,CD19/CD22 dual\n", 0, "E031"),
    Export("emoji.csv", "Company,Strengths ✅\nX,Many\n", 0, "E031"),
    Export("comments.csv", "# a set of trials\n# ----\nnct_id,label\nNCT00000001,x\n", 0, "E031"),
    Export("products.yaml", "# products\n- name: A\n  sales: 1,000\n", 0, "E031"),
    Export("unicode-text.txt", ("NCT Number\tStudy Status\tSponsor\n" + f"{STUDY}\tCOMPLETED\tA\n")
           .encode("utf-16"), 1, "W023"),
    Export("utf-16.csv", "Code,Hospital\n1,A\n".encode("utf-16"), 0, "E031"),
    Export("gb18030.csv", CHINESE.encode("gb18030"), 0, "E005"),
    Export("gb18030-deep.csv", ("a,b\n" + "x,y\n" * 50).encode() + CHINESE.encode("gb18030"), 0, "E005"),
    Export("cp1252.csv", "Région,cinquième\n1,à\n".encode("cp1252"), 0, "E005"),
    Export("title-rows.csv", "Emissions by sector,,\nthousand tonnes,,\n,,\nYear,2000,2001\n", 0, "E031"),
    Export("full-width.csv", "编号；药品名称\n1001；某药\n", 0, "E031"),
    Export("dates.csv", "date,b\n10/10.2020,x\n2020-01-02,y\n", 0, "E031"),
    Export("ragged.csv", "a,b\n1\n1,2,3\n", 0, "E031"),
    Export("semicolons.csv", "a;b\n1,5;B|3\n", 0, "E031"),
    Export("headerless.txt", "61200510\t\t1\tRupture de stock\t22/10/2025\n", 0, "E031"),
    Export("padded.csv", "\n\nAn der Versorgung teilnehmende Personen" + " " * 400 + "\n", 0, "E031"),
]  # fmt: skip
