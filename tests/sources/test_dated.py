"""Sources by date: which file is taken for which day, and what is said where none can be."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cartreport.errors import RequestError
from cartreport.problems import Problems
from cartreport.sources.freshness import freshness
from cartreport.sources.load import load_records
from cartreport.sources.records import Records
from tests.small import edit, put, small_project

HEAD = "id,sponsor,status,updated\n"
LABELS = "trial,label,value,rule\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project with trials and labels by date: three days, the first of them packed."""
    folder = small_project(tmp_path / "project")
    edit(
        folder / "sources.yaml",
        r"path: data/trials.csv, title: Registry export, max_age_days: 60}",
        "path: 'data/trials/{date}-reg.csv', title: Registry export}\n"
        "  - {id: labels, kind: labels, path: 'data/trials/{date}-labels.csv', title: Labels}",
    )
    for number, day in enumerate(("2025-11-30", "2025-12-31", "2026-01-20"), 1):
        rows = "".join(f"REG0000000{n},Acme,RECRUITING,2025-10\n" for n in range(1, number + 1))
        put(folder / f"data/trials/{day}-reg.csv", HEAD + rows)
        put(folder / f"data/trials/{day}-labels.csv", LABELS)
    plain = folder / "data/trials/2025-11-30-reg.csv"
    Path(f"{plain}.gz").write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()
    put(folder / "data/trials/full-reg.csv", HEAD)
    return folder


def read(project: Path, **asked: str) -> tuple[Records | None, list[str]]:
    """The records, and the problems of dated paths alone."""
    problems = Problems()
    records = load_records(project, problems, **asked)  # type: ignore[arg-type]
    return records, [str(p) for p in problems if p.code in ("E001", "E005", "E007", "E102", "E103")]


@pytest.mark.parametrize(
    ("as_of", "day", "trials"),
    [
        ("2026-03-01", "2026-01-20", 3),
        ("2026-01-20", "2026-01-20", 3),
        ("2026-01-19", "2025-12-31", 2),
        ("2025-12-30", "2025-11-30", 1),
    ],
)
def test_the_newest_file_not_after_the_date_is_taken(
    project: Path, as_of: str, day: str, trials: int
) -> None:
    """With the labels of its day; what was read is named among the inputs, a packed file as it is."""
    records, problems = read(project, as_of=as_of)
    assert problems == []
    assert records is not None
    assert len(records.trials) == trials
    packed = ".gz" if day == "2025-11-30" else ""
    assert list(records.inputs["trials"]) == [f"data/trials/{day}-reg.csv{packed}"]
    assert list(records.inputs["labels"]) == [f"data/trials/{day}-labels.csv"]


def test_a_file_that_says_no_day_is_of_the_one_in_its_name(project: Path) -> None:
    """No sidecar: the export of 20 January is searched to then, whatever day was changed last.

    Where sources.yaml says to which day, that holds.
    """
    records, _ = read(project)
    assert records is not None
    assert freshness(records)["trials"].measured == "2026-01-20"
    edit(project / "sources.yaml", "title: Registry export", "title: E, searched_to: 2026-01-18")
    records, _ = read(project)
    assert records is not None
    assert freshness(records)["trials"].measured == "2026-01-18"


def test_edition_and_date_follow_from_the_sources_or_from_the_options(project: Path) -> None:
    """Stated, they hold; a date that is asked for brings its month along; else the newest day known.

    By hand: the sources are searched to 2026-01-31, the newest export is of 2026-01-20.
    """

    def told(**asked: str) -> tuple[str, str]:
        records, _ = read(project, **asked)
        assert records is not None
        return records.project.edition, records.project.as_of

    assert told() == ("2026-02", "2026-02-01")
    assert told(as_of="2025-12-31") == ("2025-12", "2025-12-31")
    assert told(as_of="2026-01-01", edition="2025-12") == ("2025-12", "2026-01-01")
    edit(project / "sources.yaml", r"edition: 2026-02\nas_of: 2026-02-01\n", "")
    assert told() == ("2026-01", "2026-01-31")
    put(project / "data/trials/2026-03-05-reg.csv", HEAD)
    put(project / "data/trials/2026-03-05-labels.csv", LABELS)
    assert told() == ("2026-03", "2026-03-05")
    with pytest.raises(RequestError, match="YYYY-MM-DD"):
        told(as_of="2026-02-30")


def test_what_cannot_be_taken_is_told_where_its_path_stands(project: Path) -> None:
    """No file so early, no labels of the day, no day in a name, two files of a day, odd braces."""
    at = "sources.yaml:40:38"
    _, problems = read(project, as_of="2025-01-01")
    assert problems[0] == (
        f"{at} E001 no file 'data/trials/{{date}}-reg.csv' of 2025-01-01 or before: the first is of "
        "2025-11-30: ask for a later date, or add an earlier file"
    )
    (project / "data/trials/2026-01-20-labels.csv").unlink()
    _, problems = read(project)
    assert problems == [
        (
            "sources.yaml:41:38 E001 no labels of 2026-01-20, the day of the trials: no file "
            "'data/trials/2026-01-20-labels.csv': run `cartreport classify -o "
            "data/trials/2026-01-20-labels.csv`"
        )
    ]
    put(project / "data/trials/2026-01-20-labels.csv", LABELS)
    put(project / "data/trials/2025-11-30-reg.csv", HEAD)
    put(project / "data/trials/2026-1-21-reg.csv", HEAD)
    _, problems = read(project)
    assert problems == [
        (
            f"{at} E007 'data/trials/2026-1-21-reg.csv' fits 'data/trials/{{date}}-reg.csv', and "
            "'2026-1-21' is no day: rename it: a day is written YYYY-MM-DD"
        ),
        (
            f"{at} E007 two files are of 2025-11-30: 'data/trials/2025-11-30-reg.csv' and "
            "'data/trials/2025-11-30-reg.csv.gz': keep one"
        ),
    ]
    edit(project / "sources.yaml", r"\{date\}-reg", "{dat}-reg")
    _, problems = read(project)
    assert problems[0].startswith(
        f"{at} E103 path: {{dat}} stands for nothing: did you mean {{date}}?"
    )


def test_nothing_that_says_the_day_is_a_problem(project: Path) -> None:
    """Without a date, a dated file and a day searched to there is no day to speak of."""
    text = (project / "sources.yaml").read_text("utf-8")
    text = text.replace("as_of: 2026-02-01\n", "").replace(", searched_to: 2026-01-31", "")
    text = text.replace("    searched_to: 2026-01-31\n", "").replace("{date}-reg", "full-reg")
    (project / "sources.yaml").write_text(
        text.replace("{date}-labels", "2026-01-20-labels"), "utf-8"
    )
    records, problems = read(project)
    assert records is None
    assert problems[0].startswith("sources.yaml:1:1 E102 'as_of' is missing")


def test_a_packed_file_is_opened_within_bounds(project: Path) -> None:
    """What is no gzip, or is cut off, is a problem of that file, and nothing is read of it."""
    path = project / "data/trials/2025-11-30-reg.csv.gz"
    whole = path.read_bytes()
    for raw in (whole[:-9], b"id,sponsor\n", whole[:12] + b"\xff" * 9 + whole[21:]):
        path.write_bytes(raw)
        records, problems = read(project, as_of="2025-12-01")
        assert records is not None
        assert not records.trials
        assert [p.split(":")[0] for p in problems] == [
            "data/trials/2025-11-30-reg.csv.gz E005 the file is not gzipped"
        ]
