"""WHO ICTRP's XML export, and the project XML that ChiCTR itself gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from cartreport.registries.csv_rows import fold
from cartreport.registries.ictrp import row_of
from cartreport.registries.parts import Part, text
from cartreport.registries.reading import Reading
from cartreport.registries.row import Located
from cartreport.registries.xml_records import elements, said

KIND = "ictrp"

# ChiCTR's own name → ICTRP's, folded; the others are the same.
CHICTR = {
    "hcfreetext": "condition",
    "ifreetext": "intervention",
    "country2": "countries",
    "dateenrolment": "dateenrollement",
    "secid": "secondaryid",
    "sponsorname": "secondarysponsor",
    "dateregistration": "lastrefreshedon",
}
_NEVER = ("contact", "contacts")


def recognises(part: Part, head: str) -> bool:  # noqa: ARG001 - the content decides
    """XML of one of the two roots."""
    return head.startswith("<") and ("<Trials_downloaded_from_ICTRP" in head or "<Triall" in head)


def read(parts: Sequence[Part], reading: Reading) -> Iterator[Located]:
    """The trials of all parts."""
    for part in parts:
        with text(part, reading) as file:
            head = part.head().decode("utf-8", "replace")
            tag = "Triall" if "<Triall" in head else "Trial"
            for trial, where in elements(file, part.name, tag, reading):
                found = _own(trial) if tag == "Triall" else _flat(trial)
                row = row_of(found, where, reading)
                if row is not None:
                    yield row


def _flat(trial: Element) -> dict[str, str]:
    return {fold(leaf.tag): said(leaf) for leaf in trial if not fold(leaf.tag).startswith(_NEVER)}


def _own(trial: Element) -> dict[str, str]:
    """ChiCTR's nested form; contacts are passed over whole."""
    found: dict[str, list[str]] = {}
    for group in trial:
        if fold(group.tag) in _NEVER:
            continue
        for leaf in group.iter():
            if len(leaf) == 0 and said(leaf):
                name = fold(leaf.tag)
                found.setdefault(CHICTR.get(name, name), []).append(said(leaf))
    return {name: ";".join(texts) for name, texts in found.items()}
