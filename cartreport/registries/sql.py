"""A database's rows by a query that ``imports`` in sources.yaml declares: the filter runs there.

The address may name environment variables, ``${NAME}``; a password can stand nowhere else. The
query only reads, rows are fetched in blocks, and SQLAlchemy is an extra.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cartreport.errors import ExportError, RequestError
from cartreport.problems import Problem, Problems, Where
from cartreport.registries.csv_rows import TableRow
from cartreport.registries.database import address, one_reading_statement, opened
from cartreport.registries.date_order import DateOrder
from cartreport.registries.reading import Reading
from cartreport.registries.registry_csv import STATE, check, columns_named, row_of
from cartreport.registries.row import LIST, Located
from cartreport.sources.project import Mapped

KIND = "sql"
BLOCK = 1000


def read(
    reading: Reading, environment: Mapping[str, str] = os.environ, root: Path | None = None
) -> Iterator[Located]:
    """The rows of every mapping that has a query; ``root`` is the project's folder."""
    found = {name: mapped for name, mapped in reading.mappings.items() if mapped.sql}
    if not found:
        raise RequestError("sources.yaml declares no import with `sql`", "see the guide to imports")
    for name, mapped in found.items():
        check(name, mapped)
        order = DateOrder(lambda: (), STATE)
        for number, cells in enumerate(_cells(name, mapped, environment, root or reading.root), 1):
            row = TableRow(cells, Where(f"imports.{name}", number))
            made = row_of(row, mapped, {}, reading, order)
            if made is not None:
                yield made


def _cells(
    name: str, mapped: Mapped, environment: Mapping[str, str], root: Path
) -> Iterator[dict[str, str]]:
    """The result's rows as text by column."""
    try:
        import sqlalchemy
    except ImportError as error:
        hint = "install it: pip install 'cartreport[sql]'"
        raise RequestError("reading a database needs SQLAlchemy", hint) from error
    database = mapped.sql
    if database is None:
        return
    query = one_reading_statement(name, database.query)
    url = address(name, database, environment)
    try:
        engine = opened(name, url, root)
        try:
            with engine.connect() as connection:
                rows = connection.execution_options(yield_per=BLOCK).execute(sqlalchemy.text(query))
                there = list(rows.keys())
                named = map(str, columns_named(mapped))
                lacking = [column for column in named if column not in there]
                if lacking:
                    message = f"imports.{name}: the query gives no column {lacking[0]!r}"
                    raise RequestError(message, f"it gives {', '.join(there)}")
                for row in rows.mappings():
                    yield {key: _text(value, mapped.lists) for key, value in row.items()}
        finally:
            engine.dispose()
    except (sqlalchemy.exc.SQLAlchemyError, ImportError) as error:
        raise _failed(name, error) from None


def _failed(name: str, error: Exception) -> ExportError:
    """The database's message without its address, which may hold a secret."""
    told = str(getattr(error, "orig", None) or error).strip().splitlines()
    first = re.sub(r"://[^@\s]*@", "://…@", told[0] if told else type(error).__name__)
    problem = Problem(Where(f"imports.{name}"), "E035", f"the database says: {first}", "see `sql`")
    return ExportError("the database can't be read", "nothing was written", Problems([problem]))


def _text(value: Any, separator: str) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return (separator or LIST).join(str(part) for part in value if part is not None)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value)
