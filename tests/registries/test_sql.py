"""The ``sql`` import: SQLite always, a real PostgreSQL where its programs are on the machine."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cartreport.cli.group import main

pytest.importorskip("sqlalchemy")

PROJECT = """
title: T
edition: 2026-11
as_of: 2026-11-22
focus: {{country: China, label: China}}
vocabulary: {{}}
briefings: {{}}
sources: []
imports:
  warehouse:
    producer: Our warehouse
    columns: {{id: nct_id, sponsor: sponsor, status: status, start: start_date, enrolment: size, countries: countries}}
    sql:
      url: "{url}"
      query: "{query}"
"""
QUERY = "SELECT nct_id, sponsor, status, start_date, size, countries FROM trials WHERE sponsor <> 'Nobody'"
TRIALS = [
    ("NCT00000001", "X", "Recruiting", "2024-03-01", 19, "China|France"),
    ("NCT00000002", "Y", "COMPLETED", None, 0, None),
    ("NCT00000003", "Nobody", "COMPLETED", None, 0, None),
]
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if os.name == "posix" else []


def project(folder: Path, url: str, query: str = QUERY) -> None:
    (folder / "sources.yaml").write_text(PROJECT.format(url=url, query=query), encoding="utf-8")


def run(folder: Path, **env: str) -> Result:
    args = ["import", "sql", "-o", str(folder / "t.csv"), "-p", str(folder)]
    return CliRunner().invoke(main, args, env=env)


def rows(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "t.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    path = tmp_path / "w.sqlite"
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE trials (nct_id, sponsor, status, start_date, size, countries)")
    base.executemany("INSERT INTO trials VALUES (?, ?, ?, ?, ?, ?)", TRIALS)
    base.commit()
    base.close()
    return f"sqlite:///{path}"


def test_sqlite(sqlite: str, tmp_path: Path) -> None:
    """Rows by the query, filtered in the database; NULL is absent, 0 is a value."""
    project(tmp_path, sqlite)
    shown = run(tmp_path)
    assert shown.exit_code == 0, shown.output
    first, second = rows(tmp_path)
    assert (first["status"], first["enrolment"], first["countries"]) == (
        "RECRUITING",
        "19",
        "China|France",
    )
    assert (second["enrolment"], second["start"], second["countries"]) == ("0", "", "")
    assert "Our warehouse" in (tmp_path / "t.source.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("url", "query", "code", "told"),
    [
        ("postgresql+psycopg://me:secret@nowhere/x", QUERY, 2, "password"),
        ("postgresql+psycopg://me:${NOT_SET_HERE}@nowhere/x", QUERY, 2, "NOT_SET_HERE"),
        ("sqlite:///:memory:", "DROP TABLE trials", 2, "only read"),
        ("sqlite:///:memory:", "SELECT 1; DROP TABLE trials", 2, "only read"),
        ("sqlite:///:memory:", QUERY, 1, "no such table"),
        ("nothing://x", QUERY, 1, "E035"),
    ],
)
def test_what_is_refused(tmp_path: Path, url: str, query: str, code: int, told: str) -> None:
    """A password in the file, a variable that is not set, a query that writes, a broken one."""
    project(tmp_path, url, query)
    shown = run(tmp_path)
    assert shown.exit_code == code
    assert told in shown.output
    assert "secret" not in shown.output
    assert "Traceback" not in shown.output
    assert not (tmp_path / "t.csv").exists()


def test_a_column_that_the_query_does_not_give(sqlite: str, tmp_path: Path) -> None:
    """The missing column and those that are there are named."""
    project(tmp_path, sqlite, QUERY.replace("size,", ""))
    shown = run(tmp_path)
    assert shown.exit_code == 2
    assert "'size'" in shown.output


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[Path]:
    """A server of its own in a folder, on a socket alone; stopped by its own program."""
    pytest.importorskip("psycopg")
    if not PROGRAMS:
        pytest.skip("needs PostgreSQL's programs in /usr/lib/postgresql")
    programs = PROGRAMS[-1]
    socket = Path(subprocess.check_output(["mktemp", "-d", "/tmp/pg.XXXXXX"], text=True).strip())
    data, before = socket / "data", []
    if os.geteuid() == 0:  # the server refuses to be root
        user = "postgres"
        shutil.chown(socket, user)
        before = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
    settings = f"-c listen_addresses= -c unix_socket_directories={socket} -c fsync=off"

    def program(name: str, *args: str) -> None:
        subprocess.run(
            [*before, str(programs / name), *args],
            check=True,
            capture_output=True,
            cwd="/",
            timeout=60,
        )

    password = socket / "password"
    password.write_text("s3cret/x", encoding="utf-8")
    password.chmod(0o644)
    program(
        "initdb",
        "-D",
        str(data),
        "-U",
        "me",
        "-A",
        "scram-sha-256",
        "--pwfile",
        str(password),
        "-N",
    )
    program("pg_ctl", "-D", str(data), "-w", "-l", str(socket / "log"), "-o", settings, "start")
    try:
        yield socket
    finally:
        program("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(socket)


def test_a_real_postgresql(postgres: Path, tmp_path: Path) -> None:
    """Dates, arrays and the filter as the server has them; the password is the environment's."""
    import psycopg

    with psycopg.connect(
        host=str(postgres), user="me", password="s3cret/x", dbname="postgres"
    ) as base:
        base.execute(
            "CREATE TABLE trials (nct_id text, sponsor text, status text, start_date date,"
            " size numeric, countries text[])"
        )
        for id, sponsor, status, start, size, countries in TRIALS:
            base.execute(
                "INSERT INTO trials VALUES (%s, %s, %s, %s, %s, %s)",
                (id, sponsor, status, start, size, countries.split("|") if countries else None),
            )
    project(tmp_path, f"postgresql+psycopg://me:${{TRIALS_PASSWORD}}@/postgres?host={postgres}")
    shown = run(tmp_path, TRIALS_PASSWORD="s3cret/x")
    assert shown.exit_code == 0, shown.output
    first, second = rows(tmp_path)
    assert (first["start"], first["countries"]) == ("2024-03-01", "China|France")
    assert second["enrolment"] == "0"
    shown = run(tmp_path, TRIALS_PASSWORD="wrong")
    assert shown.exit_code == 1
    assert "E035" in shown.output
    assert "wrong" not in shown.output.replace("wrong usage", "")


def test_the_server_lets_nothing_be_written(postgres: Path, tmp_path: Path) -> None:
    """A WITH that deletes looks like reading and is refused by the server: the session reads."""
    import psycopg

    with psycopg.connect(
        host=str(postgres), user="me", password="s3cret/x", dbname="postgres"
    ) as base:
        base.execute("CREATE TABLE trials (nct_id text)")
        base.execute("INSERT INTO trials VALUES ('NCT00000001')")
    query = "WITH gone AS (DELETE FROM trials RETURNING nct_id) SELECT nct_id FROM gone"
    project(tmp_path, "${TRIALS_URL}", query)
    url = f"postgresql+psycopg://me:s3cret%2Fx@/postgres?host={postgres}"
    shown = run(tmp_path, TRIALS_URL=url)
    assert shown.exit_code == 1
    assert "E035" in shown.output
    assert "s3cret" not in shown.output
    with psycopg.connect(
        host=str(postgres), user="me", password="s3cret/x", dbname="postgres"
    ) as base:
        assert base.execute("SELECT count(*) FROM trials").fetchone() == (1,)


@pytest.mark.parametrize(
    "query",
    [
        "WITH kept AS (SELECT 1) DELETE FROM trials RETURNING nct_id, sponsor, status, start_date, size, countries",
        "WITH x AS (SELECT 1) INSERT INTO trials SELECT * FROM trials RETURNING nct_id, sponsor, status, start_date, size, countries",
        "WITH x AS (SELECT 1) UPDATE trials SET sponsor = 'Nobody' RETURNING nct_id, sponsor, status, start_date, size, countries",
    ],
    ids=["delete", "insert", "update"],
)
def test_sqlite_lets_nothing_be_written(sqlite: str, tmp_path: Path, query: str) -> None:
    """What begins like reading and writes is refused by the database: it is open to be read."""
    project(tmp_path, sqlite, query)
    before = (tmp_path / "w.sqlite").read_bytes()
    shown = run(tmp_path)
    assert (shown.exit_code, "E035" in shown.output) == (1, True)
    assert (tmp_path / "w.sqlite").read_bytes() == before
    assert not (tmp_path / "t.csv").exists()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT 1; COMMIT; DROP TABLE trials", 2),
        ("SELECT E'a\\\\'' ; COMMIT; DROP TABLE trials --'", 2),
        ("SELECT nct_id AS id -- a ; in a comment\\n FROM trials;", 2),
        (QUERY.replace("'Nobody'", "'a;b'") + " ; ", 0),
    ],
)
def test_one_statement(sqlite: str, tmp_path: Path, query: str, code: int) -> None:
    """A second statement is refused however it hides; a semicolon in a text is none."""
    project(tmp_path, sqlite, query)
    assert run(tmp_path).exit_code == code


def test_a_database_lies_in_the_project(sqlite: str, tmp_path: Path) -> None:
    """A path, a link or SQLite's own form of an address that leads out is refused; others are read."""
    folder = tmp_path / "project"
    (folder / "data").mkdir(parents=True)
    (folder / "link.sqlite").symlink_to(tmp_path / "w.sqlite")
    shutil.copy(tmp_path / "w.sqlite", folder / "data/w.sqlite")
    outside = (
        sqlite,
        "sqlite:///../w.sqlite",
        "sqlite:///link.sqlite",
        f"sqlite:///file:{tmp_path}/w.sqlite?uri=true",
    )
    for url in outside:
        project(folder, url)
        shown = run(folder)
        assert shown.exit_code == 2, url
        assert "outside the project" in shown.output or "no settings" in shown.output
    project(folder, "sqlite:///data/w.sqlite")
    assert run(folder).exit_code == 0
    assert len(rows(folder)) == 2


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://me:secret@host/x",
        "postgresql+psycopg://me:se%63ret@host/x",
        "postgresql+psycopg://me:sec/ret@host/x",
        "postgresql+psycopg://${USER}:secret@host/x",
        "postgresql+psycopg://me:${A}secret@host/x",
        "postgresql+psycopg://me:sec@ret@host/x",
        "postgresql+psycopg://me@host/x?password=secret",
        "postgresql+psycopg://me@host/x?PASSWORD=secret",
        "postgresql+psycopg://me@host/x?sslmode=require&password=secret",
        "postgresql+psycopg://me@host/x?p%61ssword=secret",
        "postgresql+psycopg://me@host/x?options=-c&passfile=secret",
        "postgresql+psycopg:///x?dsn=host%3Dh%20password%3Dsecret",
        "mysql://me@host/x?passwd=secret",
    ],
)
def test_no_spelling_of_a_password(tmp_path: Path, url: str) -> None:
    """A password in the file is refused wherever it stands in the address, and is not printed."""
    project(tmp_path, url)
    shown = run(tmp_path, A="a", USER="u")
    assert shown.exit_code == 2, shown.output
    assert "holds a password" in shown.output
    assert "secret" not in shown.output


def test_a_folded_query_ends_with_its_line_break(sqlite: str, tmp_path: Path) -> None:
    """`query: >` as the guide writes it: the line break at its end is none of its words."""
    text = PROJECT.format(url=sqlite, query=QUERY)
    folded = text.replace(f'query: "{QUERY}"', f"query: >\n        {QUERY}")
    assert folded != text
    (tmp_path / "sources.yaml").write_text(folded, encoding="utf-8")
    shown = run(tmp_path)
    assert shown.exit_code == 0, shown.output
