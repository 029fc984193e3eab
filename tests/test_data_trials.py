"""The trials are the registry extract without its texts, and sealed."""

from __future__ import annotations

import collections
import hashlib
import subprocess
import sys
from pathlib import Path

from bundled import (
    CONTACT,
    DATA,
    EXTRACT,
    MAIL,
    NEEDS_SHARED,
    ROOT,
    SITES,
    TRIALS,
    facts_of,
    parts,
    read_csv,
    read_yaml,
)

pytestmark = NEEDS_SHARED


def test_trial_counts_of_companies_follow_from_the_trials() -> None:
    """The counts that the facts print by sponsor string come out of data/trials, in both scopes."""
    whole: collections.Counter[str] = collections.Counter()
    oncology: collections.Counter[str] = collections.Counter()
    for row in read_csv(TRIALS):
        if "China" in parts(row["countries"]):
            whole[row["sponsor"]] += 1
            oncology[row["sponsor"]] += row["scope"] == "oncology"
    for fact in facts_of("companies")["companies"]:
        for sponsor in fact.get("registry_sponsor_strings", []):
            assert whole[sponsor["name"]] == sponsor["china_trials_in_2026_08_22_whole_file"]
            assert oncology[sponsor["name"]] == sponsor["china_trials_in_2026_08_22_extract"]


def test_trials_are_the_extract_without_its_texts() -> None:
    """2,587 rows with the registry's values; no title, summary, endpoint, mail or telephone."""
    extract = {row["NCTId"]: row for row in read_csv(EXTRACT)}
    ours = read_csv(TRIALS)
    assert len(ours) == 2587
    assert [row["id"] for row in ours] == sorted(extract)
    assert sum("China" in parts(row["countries"]) for row in ours) == 1438
    carried = {"sponsor": "LeadSponsor", "status": "OverallStatus", "start": "StartDate"}
    carried |= {"conditions": "Conditions", "interventions": "Interventions"}
    carried |= {"countries": "Countries", "updated": "LastUpdatePostDate", "scope": "ExtractScope"}
    for row in ours:
        record = extract[row["id"]]
        for field, theirs in carried.items():
            assert row[field] == record[theirs], (row["id"], field)
        assert row["phase"] == ("" if record["Phase"] == "Unknown" else record["Phase"])
        assert row["enrolment"] == record["EnrollmentCount"].removesuffix(".0")
        cells = [part for cell in row.values() for part in parts(cell)]
        assert max(map(len, cells)) <= 200
        assert not CONTACT.search(" ".join(cells)), row["id"]
        named = [*parts(record["Conditions"]), *parts(record["Interventions"])]
        for text in (record["BriefTitle"], record["BriefSummary"], record["PrimaryEndpoints"]):
            assert text not in cells or text in named or not text, row["id"]
    columns = set(ours[0])
    assert not {"title", "summary", "endpoints", "contact"} & columns


def test_trials_are_made_by_the_script_and_sealed(tmp_path: Path) -> None:
    """The script gives the committed bytes again, and the sidecar has their hash and count."""
    script = ROOT / "scripts" / "make_trials.py"
    out = tmp_path / TRIALS.name
    dates = ["--snapshot", "2026-08-22", "--accessed", "2026-11-22", "--country", "China"]
    subprocess.run([sys.executable, script, EXTRACT, SITES, out, *dates], check=True)
    assert out.read_bytes() == TRIALS.read_bytes()
    sidecar = TRIALS.with_suffix(".source.yaml")
    assert out.with_suffix(".source.yaml").read_text("utf-8") == sidecar.read_text("utf-8")
    sealed = read_yaml(sidecar)
    assert sealed["sha256"] == hashlib.sha256(TRIALS.read_bytes()).hexdigest()
    assert sealed["rows"] == len(read_csv(TRIALS))


def test_no_file_of_the_data_holds_contacts_or_carriage_returns() -> None:
    """No mail address and no CR anywhere; the texts are UTF-8 and composed (NFC)."""
    import unicodedata

    files = [path for path in DATA.rglob("*") if path.is_file()]
    assert len(files) > 150
    for path in files:
        text = path.read_bytes().decode("utf-8")
        assert "\r" not in text, path
        assert not MAIL.search(text), path
        assert unicodedata.is_normalized("NFC", text), path
