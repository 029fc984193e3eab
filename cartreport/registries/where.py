"""``--where``: which rows an import keeps, decided while it reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cartreport.errors import RequestError
from cartreport.registries.country import country
from cartreport.registries.row import COLUMNS, RegistryRow

SINGULAR = {
    "country": "countries",
    "city": "cities",
    "condition": "conditions",
    "intervention": "interventions",
    "keyword": "keywords",
}
TEXT = ("title", "official_title", "summary", "conditions", "interventions", "keywords")
_FORM = re.compile(r"([a-z_]+)\s*(!=|>=|<=|=|~)\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Condition:
    """A field, how it is compared, and with what.

    ``=`` and ``!=``: the value, or one of a list's, case folded. ``~``: a part of it. ``>=`` and
    ``<=``: dates and numbers; an absent value never holds. ``text`` stands for every field in
    words: title, summary, conditions, interventions, keywords.
    """

    field: str
    sign: str
    value: str

    @classmethod
    def read(cls, text: str) -> Condition:
        """A condition as it is written: ``country=France``, ``title~cell``, ``start>=2020``."""
        found = _FORM.fullmatch(text.strip())
        if not found:
            message = f"{text!r} is no condition"
            raise RequestError(
                message, "write FIELD=VALUE, FIELD~PART, FIELD>=VALUE or FIELD!=VALUE"
            )
        name = SINGULAR.get(found[1], found[1])
        if name not in (*COLUMNS, "text"):
            known = ", ".join((*COLUMNS, "text"))
            raise RequestError(f"rows have no field {found[1]!r}", f"there are {known}")
        value = country(found[3]) if name == "countries" else found[3].strip()
        return cls(name, found[2], value)

    def holds(self, row: RegistryRow) -> bool:
        """Whether the row is kept."""
        values = self._values(row)
        wanted = self.value.casefold()
        if self.sign == "=":
            return wanted in values or (not wanted and not values)
        if self.sign == "!=":
            return wanted not in values
        if self.sign == "~":
            return any(wanted in value for value in values)
        return any(self._beyond(value, wanted) for value in values)

    def _values(self, row: RegistryRow) -> list[str]:
        names = TEXT if self.field == "text" else (self.field,)
        found: list[str] = []
        for name in names:
            value = getattr(row, name)
            found.extend(value if isinstance(value, tuple) else [value])
        return [value.casefold() for value in found if value]

    def _beyond(self, value: str, wanted: str) -> bool:
        if self.field == "enrolment":
            if not (value.isdigit() and wanted.isdigit()):
                return False
            pair = (int(value), int(wanted))
            return pair[0] >= pair[1] if self.sign == ">=" else pair[0] <= pair[1]
        if self.sign == ">=":
            return value >= wanted
        return value[: len(wanted)] <= wanted

    def __str__(self) -> str:
        return f"{self.field}{self.sign}{self.value}"
