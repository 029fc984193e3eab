"""What all records are made of: ids, partial dates, references, and facts with their sources."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

_DATE = re.compile(
    r"(?P<year>[12]\d{3})"
    r"(?:-(?P<part>H[12]|Q[1-4])|-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?",
    re.ASCII,
)
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_ADDRESS = re.compile(r"https?://[^\W_][\w.-]*(?::[0-9]+)?(?:[/?#]\S*)?")
_HIDDEN = {"Cc", "Cf", "Co", "Cs"}
"""Kinds of character without a form: controls, those that turn the line, private ones."""
UNKNOWN = {"unknown", "n/a", "na", "tbd", "tbc", "none", "null", "nan", "-", "?", "n.d."}
"""Words that people write for a value that they don't know."""
FIRST_YEAR, LAST_YEAR = 1800, 2100
LARGEST = 10**15
"""No number of a record is larger: money is in units of its currency."""
MOST_PATIENTS = 10_000_000
FIRST_TRIAL, LAST_TRIAL = 1901, 2075
"""Years of a registry's record: 1900 and 9999 stand there for a day that nobody knows."""


def partial_date(text: str) -> str:
    """The text, if it is a partial date; else ``ValueError``."""
    found = _DATE.fullmatch(text)
    if not found:
        if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", text):
            _within(text, FIRST_YEAR, LAST_YEAR)
        raise ValueError("a date is YYYY, YYYY-MM, YYYY-MM-DD, YYYY-H1 or YYYY-Q2")
    _within(text, FIRST_YEAR, LAST_YEAR)
    if found["day"]:
        import datetime

        datetime.date.fromisoformat(text)
    return text


def _within(text: str, first: int, last: int) -> None:
    if not first <= int(text[:4]) <= last:
        raise ValueError(f"year out of range: from {first} to {last}")


def trial_date(text: str) -> str:
    """The text, if it is a partial date in a year in which trials may be; else ``ValueError``."""
    if re.match(r"\d{4}", text, re.ASCII):
        _within(text, FIRST_TRIAL, LAST_TRIAL)
    return partial_date(text)


def _year(value: object) -> object:
    """A bare year, which YAML reads as a whole number, as the text that it is."""
    return str(value) if type(value) is int else value


def _whole(value: object) -> object:
    """A text only where it is a number as one is written: `0123` and `1_000` are none."""
    if isinstance(value, str) and not _WHOLE.fullmatch(value):
        raise ValueError("a whole number is written in plain digits, such as 1200")
    return value


def _known(text: str) -> str:
    """The text, if it says something and is written as it would be typed; else ``ValueError``."""
    bare = text.strip()
    if bare.casefold() in UNKNOWN:
        raise ValueError("an unknown value is left out, not written")
    if bare != text:
        raise ValueError("it begins or ends with a blank")
    if not text.isascii():
        if "\ufffd" in text:
            raise ValueError("a character was lost where the text came from")
        if not unicodedata.is_normalized("NFC", text):
            raise ValueError("a letter and its accent are two characters (not NFC)")
    if "\n" in text or "\t" in text:
        raise ValueError("it holds a line break or a tab")
    return seen(text)


def seen(text: str) -> str:
    """The text, if each of its characters but a line break is seen; else ``ValueError``."""
    if text.isascii() and text.isprintable():
        return text
    plain = text.replace("\n", " ").replace("\t", " ")
    hidden = next((char for char in plain if unicodedata.category(char) in _HIDDEN), None)
    if hidden:
        raise ValueError(f"it holds a character that nobody sees (U+{ord(hidden):04X})")
    return text


def _block(text: object) -> object:
    """Words of several lines without the line break that ends a folded block; else as `Known`."""
    if not isinstance(text, str):
        return text
    bare = text.strip()
    _known(bare.replace("\n", " ").replace("\t", " "))
    return bare


def _address(text: str) -> str:
    """The text, if it is the address of a page; else ``ValueError``."""
    if not _ADDRESS.fullmatch(text):
        raise ValueError("an address begins with https:// or http:// and names a host")
    return text


def _finite(value: float) -> float:
    """A number that is one: `1e309` is read as infinite, and prints as such."""
    if not math.isfinite(value):
        raise ValueError("a number is finite")
    if abs(value) > LARGEST:
        raise ValueError(f"a number lies within {-LARGEST:.0e} and {LARGEST:.0e}")
    return value


def patients(number: int) -> int:
    """The number, if people may be so many and it is not the word of registries for none."""
    if not 0 <= number <= MOST_PATIENTS:
        raise ValueError(f"patients are from 0 to {MOST_PATIENTS}")
    if number > 9_999 and set(str(number)) == {"9"}:
        raise ValueError("all nines stand for a number that nobody knows: leave it out")
    return number


Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=60)]
RefId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=60)]
PartialDate = Annotated[str, BeforeValidator(_year), AfterValidator(partial_date)]
"""A date with the precision that the source gives; order is that of its first day."""
FullDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(partial_date)]
"""A whole day."""
TrialDate = Annotated[str, BeforeValidator(_year), AfterValidator(trial_date)]
"""The same of a registry's record, without the years that stand there for none."""
Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number; in a CSV cell or in YAML the same digits. Fields take one with bounds, below."""
Count = Annotated[Whole, Field(ge=0, le=1_000_000_000)]
"""Things that a machine counted, such as the rows of a file."""
Few = Annotated[Whole, Field(ge=0, le=10_000)]
"""A place in an order, or a small number that a person decides."""
Some = Annotated[Whole, Field(ge=1, le=10_000)]
"""The same, at least one."""
Days = Annotated[Whole, Field(ge=1, le=36_500)]
"""A span of days, up to a century."""
Money = Annotated[Whole, Field(ge=0, le=LARGEST)]
"""Units of a currency: never less than none."""
Patients = Annotated[Whole, AfterValidator(patients)]
"""People in a trial, planned or actual."""
Block = Annotated[str, BeforeValidator(_block), Field(min_length=1)]
"""Words of several lines: line breaks and tabs may stand in them, nothing else unseen."""
Known = Annotated[str, Field(min_length=1), AfterValidator(_known)]
Text = Annotated[str, Field(min_length=1), AfterValidator(seen)]
"""Words carried over as they are: a registry's code `UNKNOWN` or `NA` is a value there."""
Words = Annotated[str, AfterValidator(seen)]
"""Words that may be empty or of several lines, with nothing unseen in them."""
Confidence = Literal["high", "medium", "low", "unverified"]
Address = Annotated[Known, AfterValidator(_address)]
"""Where a page stands: http or https, with its host written out."""
Number = Annotated[float, AfterValidator(_finite)]
Amount = Annotated[int, AfterValidator(_finite)]
Value = Words | Amount | Number | dict[str, Words | Amount | Number]


@dataclass(frozen=True)
class Of:
    """Beside a field's type: its words are terms of this vocabulary, which the field so needs.

    ``spelt``: the label or an alias of a term may stand there too, as an export writes it.
    """

    vocabulary: str
    spelt: bool = False


@dataclass(frozen=True)
class Named:
    """Beside a field's type: it holds the id of a record of this kind."""

    kind: str


class Record(BaseModel):
    """What all kinds share: frozen, no field beyond the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, strict=False)


class Reference(Record):
    """A page that was read. The title is in our words, never the page's own sentence."""

    kind: Literal[
        "regulator", "registry", "filing", "paper", "company-report", "congress", "press"
    ] = Field(description="What sort of page; decides the evidence grade printed beside a fact.")
    publisher: Known = Field(description="Who published it.")
    title: Known = Field(description="What it is, in our words.")
    url: Address | None = Field(None, description="Its address; absent if it was not kept.")
    published: PartialDate | None = Field(None, description="The date on the page.")
    accessed: PartialDate = Field(description="The day it was read.")
    via: Words | None = Field(None, description="The copy that was read, if not the page itself.")

    @property
    def grade(self) -> str:
        """A, B or C: the evidence grade of the page's kind."""
        return GRADES[self.kind]


GRADES = {
    "regulator": "A",
    "registry": "A",
    "filing": "A",
    "paper": "B",
    "company-report": "B",
    "congress": "C",
    "press": "C",
}


class OtherValue(Record):
    """A value that another source gives, and why it was not taken."""

    field_: Known | None = Field(None, alias="field", description="The field it is a value of.")
    value: Value
    refs: list[RefId] = []
    reason: Known


class Fact(Record):
    """One statement by a source. Without ``value``: looked for and not found on ``checked``."""

    what: Annotated[Slug, Of("facts")] = Field(
        description="The kind of fact, a term of the `facts` vocabulary."
    )
    value: Value | None = Field(None, description="Text, number or named measures.")
    unit: Words | None = Field(
        None, description="The unit of a number: a currency, or what it counts."
    )
    for_: Words | None = Field(
        None, alias="for", description="What it holds for: a scheme, a trial, a disease."
    )
    since: PartialDate | None = Field(None, description="Known to be true from then on.")
    as_of: PartialDate | None = Field(None, description="When it was true, not the page's date.")
    refs: list[RefId] = Field([], description="The references that say so.")
    says: Words | None = Field(None, description="What the source says, in 25 words of ours.")
    confidence: Confidence
    checked: PartialDate = Field(description="The day somebody last held it against its source.")
    alternates: list[OtherValue] = Field([], description="Open: other sources' values.")
    rejected: list[OtherValue] = Field([], description="Closed: values found to be wrong.")
    note: Words | None = None
