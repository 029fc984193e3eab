"""A database's address and query, held against what an import may do: read, and within bounds.

A password stands in no file, in whatever spelling; an SQLite file lies in the project and is opened
for reading alone; a query is one statement, and the server is told that the session only reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from cartreport.errors import RequestError
from cartreport.sources.project import Database

PLACE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_READS = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(?:select|with)\b", re.IGNORECASE | re.DOTALL)
_TOKENS = re.compile(
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\$(\w*)\$.*?\$\1\$|--[^\n]*|/\*.*?\*/|(;)",
    re.DOTALL,
)
"""Texts, names and comments of SQL, in which a semicolon ends nothing; and one that does."""
_SECRET = re.compile(
    r"(?:pass(?:wo?r?d)?|pwd|secret|token|api_?key|sslpassword|passfile)", re.IGNORECASE
)
READ_ONLY = {
    "mysql": "SET SESSION TRANSACTION READ ONLY",
    "mariadb": "SET SESSION TRANSACTION READ ONLY",
}
"""What other servers are told before anything is asked of them."""


def address(name: str, database: Database, environment: Mapping[str, str]) -> str:
    """The address with its variables filled in from the environment.

    Raises :class:`RequestError` for a password in the file and for a variable that is not set.
    """
    if _holds_secret(database.url):
        hint = "write ${NAME} in its place and set that variable"
        raise RequestError(f"imports.{name}: the address holds a password", hint)
    for variable in PLACE.findall(database.url):
        if variable not in environment:
            hint = f"set it: export {variable}=…"
            raise RequestError(f"imports.{name}: the variable {variable} is not set", hint)
    whole = PLACE.fullmatch(database.url.strip())
    if whole:  # the variable is the address itself
        return environment[whole[1]]
    return PLACE.sub(lambda match: quote(environment[match[1]], safe=""), database.url)


def _holds_secret(url: str) -> bool:
    """Whether a password stands in an address: before the @, in the query, in libpq's words."""
    bare = PLACE.sub("", url)
    head = re.match(r"[^/]*://([^?#]*)@", bare)
    if head and ":" in head[1] and head[1].partition(":")[2].strip():
        return True
    rest = unquote(unquote(bare))
    for found in re.finditer(r"[?&;\s]([\w.-]+)\s*=\s*([^&;\s]*)", rest):
        if _SECRET.search(found[1]) and found[2].strip("'\""):
            return True
    return False


def one_reading_statement(name: str, query: str) -> str:
    """The query without its end; :class:`RequestError` where it is more, or other than reading."""
    bare = _TOKENS.sub(lambda token: ";" if token[2] else " x ", query)
    said = f"imports.{name}: the query does not only read"
    if not _READS.match(query) or ";" in bare.strip().rstrip("; \n\t"):
        raise RequestError(said, "one SELECT, or one WITH … SELECT")
    if "\\'" in query:  # servers differ in whether the text ends there
        raise RequestError(f"imports.{name}: the query holds \\'", "write '' for a quote in a text")
    return query.strip().rstrip("; \n\t")


def opened(name: str, url: str, root: Path) -> Any:
    """An engine whose connections can't write. Raises :class:`RequestError` where none can be had,
    and for a path outside the project.
    """
    import sqlalchemy

    parsed = sqlalchemy.make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite(name, parsed, root)
    if backend == "postgresql":
        return sqlalchemy.create_engine(url, execution_options={"postgresql_readonly": True})
    engine = sqlalchemy.create_engine(url)
    if backend not in READ_ONLY:
        said = f"imports.{name}: {backend} can't be opened for reading alone"
        raise RequestError(said, "use PostgreSQL, SQLite or MySQL, or export the table")

    def tell(connection: Any, _: object) -> None:
        connection.cursor().execute(READ_ONLY[backend])

    sqlalchemy.event.listen(engine, "connect", tell)
    return engine


def _sqlite(name: str, parsed: Any, root: Path) -> Any:
    """SQLite: the file within the project, opened read-only, and told to change nothing."""
    import sqlite3

    import sqlalchemy

    if parsed.query or (parsed.database or "").startswith("file:"):
        raise RequestError(f"imports.{name}: an SQLite address has no settings", "give a path")
    given = parsed.database or ":memory:"
    memory = given == ":memory:"
    path = given if memory else _within(name, given, root).as_uri() + "?mode=ro"

    def connect() -> sqlite3.Connection:
        base = sqlite3.connect(path, uri=not memory, check_same_thread=False)
        base.text_factory = lambda raw: raw.decode("utf-8", "replace")
        base.execute("PRAGMA query_only = ON")
        return base

    return sqlalchemy.create_engine("sqlite://", creator=connect)


def _within(name: str, given: str, root: Path) -> Path:
    """A database file of the project; a link is followed first."""
    path = (root / given).resolve()
    if not path.is_relative_to(root.resolve()):
        said = f"imports.{name}: the database {given!r} lies outside the project"
        raise RequestError(said, "copy it into the project, or give --project its folder")
    return path
