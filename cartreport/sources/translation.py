"""``sources.<language>.yaml``: a project's own words in another language, beside sources.yaml.

What belongs to a record stands in the record (``names: {zh: …}`` of a company, a product, a term);
this file holds what the project declares and the texts of its records, each under the words that
it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from cartreport.problems import Problems, Where
from cartreport.sources.declared import Declared
from cartreport.sources.fields import Known, Slug, Text
from cartreport.sources.files import inside
from cartreport.sources.language import Language
from cartreport.sources.validate import Locate, validated
from cartreport.sources.yaml_text import Document, read_yaml

STEM, END = "sources.", ".yaml"


class TermWords(Declared):
    """A term where its label alone is not enough."""

    label: Text
    short: Text | None = Field(None, description="For narrow columns.")
    definition: Known | None = None
    unit: Known | None = None


class VocabularyWords(Declared):
    """A vocabulary: its title, and a label or more of each term by its id."""

    title: Known | None = None
    terms: dict[Slug, Text | TermWords] = {}


class SourceWords(Declared):
    """A source of sources.yaml."""

    title: Known
    owner: Known | None = None


class Translation(Declared):
    """The whole of sources.<language>.yaml."""

    title: Known | None = Field(None, description="Absent: that of `titles` in sources.yaml.")
    document: Known | None = None
    label: Known | None = None
    independence: Known | None = None
    place: Known | None = Field(None, description="The label of the focus.")
    within: Known | None = Field(None, description="As a sentence says it, where otherwise.")
    peers: dict[Text, Known] = Field({}, description="Label of a peer by its country.")
    terms: dict[Slug, Known] = {}
    families: dict[Slug, Known] = Field({}, description="By kind: `family` of `landscape`.")
    sources: dict[Slug, SourceWords] = Field({}, description="By id.")
    vocabulary: dict[Slug, VocabularyWords] = Field({}, description="By name.")
    texts: dict[Text, Text] = Field({}, description="A text of sources.yaml or of a record → ours.")


@dataclass(frozen=True)
class Translated:
    """A project's words in a language, and ``where`` each of them stands."""

    words: Translation = field(default_factory=Translation)
    where: Locate = lambda _: Where("")


def read_translations(
    root: Path, problems: Problems
) -> tuple[dict[str, Translated], dict[str, str]]:
    """The words of a project by language, and the files that they were read from by hash."""
    found: dict[str, Translated] = {}
    inputs: dict[str, str] = {}
    for path in sorted(root.glob(f"{STEM}*{END}")):
        tag = path.name.removeprefix(STEM).removesuffix(END)
        if not Language(tag).exists:
            continue  # a copy, or another project's: nothing reads it
        if not inside(root, path, Where(path.name), problems):
            continue
        document = read_yaml(path, path.name, problems)
        if document is not None:
            inputs[path.name] = document.sha256
            found |= _read(tag, document, problems)
    return found, inputs


def _read(tag: str, document: Document, problems: Problems) -> dict[str, Translated]:
    made = validated(Translation, document.data, document.where, document.name_of, problems)
    return {tag: Translated(made, document.where)} if made else {}
