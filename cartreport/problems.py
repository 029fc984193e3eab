"""What is wrong with a project, where, and what would be right.

A problem is a value: every stage collects them and nobody prints them but the command line.
:data:`CODES` is the one table of codes; the reference page of the documentation is made from it
and every code has a folder in ``tests/broken/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How much a problem matters: an error stops the build, a warning is printed in it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Where:
    """A place in a file: path as the user wrote it, relative to the project; 1-based, 0 = whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


MACHINE = Where("this machine")
"""The place of a problem that no file of the project can mend."""


@dataclass(frozen=True)
class Code:
    """One kind of problem: its stable id, level, a title, what it means and what mends it."""

    id: str
    level: Level
    title: str
    meaning: str
    remedy: str


@dataclass(frozen=True, order=True)
class Problem:
    """One finding. ``value`` is what stands there, ``hint`` what would be right."""

    where: Where
    code: str
    message: str
    hint: str = ""
    value: str = field(default="", compare=False)

    @property
    def level(self) -> Level:
        """The level that the table of codes gives this problem."""
        return CODE_BY_ID[self.code].level

    def __str__(self) -> str:
        tail = f": {self.hint}" if self.hint else ""
        return f"{self.where} {self.code} {self.message}{tail}"


class Problems:
    """All problems of a run: appended by every stage, read back sorted and without repeats."""

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self._found = list(found)

    def add(self, where: Where, code: str, message: str, hint: str = "", value: str = "") -> None:
        """Note one problem; an unknown code is our bug and raises ``KeyError``."""
        CODE_BY_ID[code]
        self._found.append(Problem(where, code, message, hint, value))

    def extend(self, found: Iterable[Problem]) -> None:
        """Note many."""
        self._found.extend(found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self._found)))

    def __len__(self) -> int:
        return len(set(self._found))

    @property
    def errors(self) -> list[Problem]:
        """Those that stop a build."""
        return [problem for problem in self if problem.level is Level.ERROR]

    @property
    def warnings(self) -> list[Problem]:
        """Those that a build prints and goes on."""
        return [problem for problem in self if problem.level is Level.WARNING]


def _error(id: str, title: str, meaning: str, remedy: str) -> Code:
    return Code(id, Level.ERROR, title, meaning, remedy)


def _warning(id: str, title: str, meaning: str, remedy: str) -> Code:
    return Code(id, Level.WARNING, title, meaning, remedy)


CODES: tuple[Code, ...] = (
    # 0: files that cannot be read
    _error(
        "E001",
        "file not found",
        "A path in sources.yaml leads to no file, or its pattern matches none.",
        "Correct the path; paths are relative to the folder that holds sources.yaml.",
    ),
    _error(
        "E002",
        "file not readable",
        "The path is a folder or a device, or the file may not be read.",
        "Give the path of a file, or change its permissions.",
    ),
    _error(
        "E003",
        "path outside the project",
        "A path is absolute, climbs out with '..', or follows a link out of the project.",
        "Move the file into the project and give a relative path.",
    ),
    _error(
        "E004",
        "file too large",
        "The file is larger than the limit for its kind.",
        "Split it; what registries give goes through `cartreport import`, which has no limit.",
    ),
    _error(
        "E005",
        "not UTF-8",
        "The bytes are not UTF-8 text; the likely encoding is named where it can be recognised.",
        "Save the file as UTF-8, or declare its encoding on the source.",
    ),
    _error(
        "E006",
        "control character",
        "The text holds a character that no editor shows, such as ESC or a NUL.",
        "Delete it; the place is given.",
    ),
    _error(
        "E007",
        "dated file unclear",
        "A file fits a path with {date}, but its date is no day, or another file is of that day.",
        "Name it after its day, YYYY-MM-DD; keep one file a day.",
    ),
    _error(
        "E010",
        "not YAML",
        "The text breaks a rule of YAML, such as a tab in the indentation or an open quote.",
        "See the place; quote values that hold ': ' or begin with a special character.",
    ),
    _error(
        "E011",
        "duplicate key",
        "One mapping gives the same key twice, so one of the two values would be lost.",
        "Keep one; both places are named.",
    ),
    _error(
        "E012",
        "YAML feature refused",
        "Tags, several documents in one file, or aliases or nesting beyond the bounds.",
        "Write the data out plainly.",
    ),
    _error(
        "E013",
        "empty file",
        "The file holds no data.",
        "Fill it or take it out of sources.yaml.",
    ),
    _warning(
        "W014",
        "value cut by #",
        "An unquoted value is followed by ' #x': YAML takes the rest of the line for a comment.",
        "Put the value into quotes; write a comment with a blank after the #.",
    ),
    _error(
        "E020",
        "not CSV",
        "A quote is never closed, or the rows cannot be told apart.",
        "See the place; a quote inside a quoted cell is written twice.",
    ),
    _error(
        "E021",
        "ragged row",
        "A row has more or fewer cells than the header.",
        "Complete the row; an empty cell is still a cell.",
    ),
    _error(
        "E022",
        "header wrong",
        "A column name is empty, repeated or unknown, or one that must be there is missing.",
        "Use the names of the reference page for this kind of source.",
    ),
    _warning(
        "W023",
        "read with help",
        "The file was read whole, but not as declared: other encoding or separator, empty columns.",
        "Save it as UTF-8 with commas, or declare encoding and separator on the source.",
    ),
    _error(
        "E024",
        "export differs from its sidecar",
        "The hash or the row count in the sidecar is not that of the file.",
        "Exports are never edited: import again, or put corrections into corrections.yaml.",
    ),
    _warning(
        "W025",
        "file that no source names",
        "A table or a YAML file stands among those of the sources, and nothing reads it. Sidecars, "
        "hidden files and earlier days of a dated path are passed over.",
        "Name it in sources.yaml, correct its name, or keep it in another folder.",
    ),
    # 03: registry exports
    _error(
        "E030",
        "not JSON",
        "The text breaks a rule of JSON, or ends in the middle of a value.",
        "Load the export again; what stands before the place was read.",
    ),
    _error(
        "E031",
        "not a registry export",
        "The content is none that the importer knows: a web page, another table, another object.",
        "Name the files that the registry's download gave, or declare a mapping under `imports`.",
    ),
    _warning(
        "W032",
        "registry's word not known",
        "A phase, status, date, number or country that no rule reads whole: an unknown country is "
        "kept as it stands, all else is left empty. A code is kept, and `check` tells it (W410).",
        "Correct the export, or report the spelling.",
    ),
    _warning(
        "W033",
        "read with a remark",
        "The export was read, but something in it was left out or put together, with its count.",
        "Nothing, if that is what you want.",
    ),
    _error(
        "E034",
        "not XML",
        "The text breaks a rule of XML, or ends before its elements are closed.",
        "Load the export again.",
    ),
    _error(
        "E035",
        "database not readable",
        "The database of an `sql` import refuses the connection or the query.",
        "See its words; the address is under `imports`, secrets are environment variables.",
    ),
    _error(
        "E036",
        "day and month not told apart",
        "A table's dates such as 3/5/2024 may be day first or month first: no other date of it "
        "shows which, or its dates show both. None is guessed.",
        "Import the registry's own file; or declare the table and `dates` under `imports`.",
    ),
    # 1: fields
    _error(
        "E101",
        "unknown field",
        "A field that this kind of record does not have.",
        "Take the spelling that is suggested, or remove the field.",
    ),
    _error(
        "E102",
        "field missing",
        "A field that this kind of record must have.",
        "Add it.",
    ),
    _error(
        "E103",
        "wrong value",
        "The value has the wrong type or form.",
        "Write it in the form that is named.",
    ),
    _error(
        "E104",
        "unknown written out",
        "A value such as 'unknown', 'n/a' or 'tbd' where only a known value may stand.",
        "Leave the field out: what is not known is absent.",
    ),
    # 2: identity and references
    _error(
        "E201",
        "id repeated",
        "Two records, or two sections of a briefing, have the same id.",
        "Rename one, or merge them.",
    ),
    _error(
        "E202",
        "file name is not the id",
        "A file that holds one record is named after its id.",
        "Rename the file or the id.",
    ),
    _error(
        "E203",
        "outside id wrong or held twice",
        "A registry number has the wrong form, or a number or a sponsor's name is held twice.",
        "Correct it; one record holds it, once.",
    ),
    _error(
        "E204",
        "unknown record",
        "A reference to a company, product, programme or trial that does not exist.",
        "Take the spelling that is suggested, or add the record.",
    ),
    _error(
        "E205",
        "unknown term",
        "A term that the vocabulary does not hold.",
        "Take the spelling that is suggested, or add the term with its definition.",
    ),
    _error(
        "E206",
        "orphan reference",
        "A fact cites a reference that is defined nowhere.",
        "Define it in the record or in the references file.",
    ),
    _warning(
        "W207",
        "reference never cited",
        "A reference is defined and nothing cites it.",
        "Cite it or remove it.",
    ),
    _error(
        "E208",
        "reference defined twice",
        "One reference id stands for two different pages.",
        "Give one of them another id.",
    ),
    _warning(
        "W209",
        "likely duplicate",
        "Two records share a name or an alias, or a name differs only in spelling.",
        "Merge them, or say in a note why they differ.",
    ),
    _error(
        "E210",
        "no such section, table, template, brand or axis",
        "sources.yaml names a section, an exhibit, a table, its row, column or axis, a template or "
        "a brand that there is not.",
        "Correct the name; docs/how-to/templates.md lists sections, docs/how-to/tables.md axes.",
    ),
    _warning(
        "W211",
        "role that no term states",
        "A planned section reads facts by the role of their kind, and no term states that role.",
        "State it in the vocabulary, or take the section out of the plan.",
    ),
    _warning(
        "W212",
        "planned section without data",
        "No record was read of what a planned section tells, so that the section is not there.",
        "Declare a source of that kind, or take the section out of the plan.",
    ),
    _warning(
        "W213",
        "country that no trial names",
        "The focus country, or a peer, is among the countries of no trial, while others are named.",
        "Correct its spelling; nothing, where no trial has a site there yet.",
    ),
    # 3: facts and time
    _error(
        "E301",
        "dates out of order",
        "An end before its start, an approval before its filing, or what happened after the as-of "
        "date: it would be on no page. A page may be read, and an export be of, seven days after.",
        "Correct the date.",
    ),
    _error(
        "E302",
        "phase goes back",
        "A later fact gives a lower phase than an earlier one, with no reason.",
        "Correct it, or give a reason.",
    ),
    _error(
        "E303",
        "facts disagree",
        "Two facts state different values for the same thing on the same day.",
        "Keep the better one; put the other under alternates or rejected with a reason.",
    ),
    _error(
        "E304",
        "fact without a source",
        "A fact has no reference and is not marked unverified.",
        "Cite a source, or set its confidence to unverified.",
    ),
    _warning(
        "W305",
        "sources disagree",
        "A fact has alternates: sources that give another value. Both are printed.",
        "Find the primary text.",
    ),
    _error(
        "E306",
        "impossible record",
        "Parts of a record contradict each other, such as an approved product with no approval.",
        "Correct one of them.",
    ),
    # 4: age
    _warning(
        "W401",
        "source past its age limit",
        "The day to which a source was searched, else its newest entry, is older than its limit.",
        "Renew it; the briefing says so until then.",
    ),
    _warning(
        "W402",
        "fact past its age limit",
        "The newest fact of its kind is older than its vocabulary allows.",
        "Look it up again and add a newer fact, or renew `checked`.",
    ),
    _warning(
        "W403",
        "registry id not in the export",
        "A record names a trial, or a sponsor as the registry writes it, that the export lacks.",
        "Correct it; if it is right, leave it: a newer or wider export may hold it.",
    ),
    _warning(
        "W404",
        "correction that no longer fits",
        "A correction expects other labels than the rules give, or an older record.",
        "Look at the trial again, then renew the correction or delete it.",
    ),
    _warning(
        "W405",
        "labels of other trials or rules",
        "The labels were made from another export or by other rules than the project has now.",
        "Run `cartreport classify` again, see docs/explanation/classification.md.",
    ),
    _warning(
        "W406",
        "blanks cluster",
        "A column is empty in one range of numbers or one source far more often than elsewhere.",
        "See whether the table lost what it could not read; import it again if it did.",
    ),
    _warning(
        "W407",
        "unknown city",
        "A trial's site stands in a city that the vocabulary of cities does not know.",
        "Paste the line into the vocabulary, or add the spelling to the aliases of a city.",
    ),
    _warning(
        "W408",
        "searched, and nothing found",
        "A source is said to be searched to a day, yet its newest entry is older than that by more "
        "than its age limit.",
        "Look it through again; put back `searched_to` if it was not, raise the limit if it was.",
    ),
    _warning(
        "W409",
        "newer file not read",
        "A file of a source by date is of a later day than the as_of that sources.yaml states.",
        "State the later day, or leave as_of out: it then follows the newest file.",
    ),
    _warning(
        "W410",
        "registry's code not known",
        "A trial of an imported table has a phase, a status or a class of sponsor that is no term "
        "and no alias. The phase counts as not stated, the status among the unknown, the class as "
        "another type where no record lists the sponsor; the tables that count the trial say so.",
        "Add it to the aliases of its term, or paste the line into the vocabulary.",
    ),
    _warning(
        "W411",
        "entry after the day searched to",
        "A source holds an entry of a later day than the one to which it is said to be searched: "
        "the briefing prints the earlier one.",
        "Renew `searched_to`, if the source was looked through to then; else correct the date.",
    ),
    # 6: how a project makes the briefing its own
    _warning(
        "W601",
        "template stands for nothing",
        "A file in templates/ has the name of no shipped one, and no template names it.",
        "Correct its name; `cartreport templates list` shows what can be replaced.",
    ),
    _error(
        "E602",
        "template cannot be used",
        "A template is not Jinja, leaves an element open, names a template that is not there, or "
        "fills a block of no page.",
        "Correct the line; `cartreport templates eject NAME` copies the shipped part.",
    ),
    _error(
        "E603",
        "template names what nobody gives",
        "A template names a value that the page does not have.",
        "Correct the name; `cartreport templates list --values` shows all that there are.",
    ),
    _warning(
        "W604",
        "flex or grid in print",
        "A sheet or a template that print reads lays out by flex or grid, as print does not.",
        "Use blocks, tables or columns; screen.css may do as it likes.",
    ),
    _error(
        "E605",
        "image without alternative",
        "An image in a template has no alt text: who cannot see it is told nothing.",
        'Say what it shows in alt; write alt="" for an ornament.',
    ),
    _warning(
        "W606",
        "text too light",
        "A colour of text in a template or a sheet has too little contrast on the brand's paper.",
        "Use a token such as var(--ink-2), which every brand keeps legible, or a darker colour.",
    ),
    _warning(
        "W607",
        "shipped part has changed",
        "A part that the project copied is no longer shipped as it was when it was copied.",
        "Look at `cartreport templates diff`, take over what you want, and note the new digits.",
    ),
    _error(
        "E608",
        "picture that the page cannot carry",
        "A template or a sheet names a picture that is abroad, nowhere, or not fit to be printed.",
        "Put a PNG, JPEG or SVG beside the template, into the brand's folder or the project.",
    ),
    _error(
        "E609",
        "rule that print passes over",
        "The print engine cannot read a rule of the project's print sheet, or has no such name.",
        "Correct its spelling, or take it out; `cartreport templates check` reads the sheet.",
    ),
    _error(
        "E610",
        "words are not right",
        "An entry of a words file is unknown, no text, has a brace or a tag astray, or names a "
        "value that nothing computes.",
        "Write a plain text; values stand in braces, strong words between two asterisks.",
    ),
    _warning(
        "W611",
        "words name an unusual value",
        "An entry names a value that the shipped entry of this id does not name. Where nothing "
        "computes it, so that a build would end, it is an error (E610).",
        "Correct the name; one that is computed there is printed.",
    ),
    _error(
        "E612",
        "number contradicts its table",
        "A text of sources.yaml says what stands at an address, and the table says otherwise.",
        "Read the sentence again with the table's number, then write that one.",
    ),
    _warning(
        "W613",
        "number that no table gives",
        "A text states a typed number of something that tables count, and none of them gives it.",
        "Write the number's address in braces, or the number in words if it is another source's.",
    ),
    _error(
        "E614",
        "no words in the language of a briefing",
        "A briefing is asked for in a language that an entry, a term or a title has no words in.",
        "Write them in words.<language>.yaml or sources.<language>.yaml, as the hint says.",
    ),
    # 7: brands
    _error(
        "E701",
        "misspelt key in a brand",
        "`_brand.yml` holds a key that is near one of the brand.yml convention and is none.",
        "Take the spelling that is suggested, or remove the key.",
    ),
    _error(
        "E702",
        "wrong value in a brand",
        "A colour, face, weight or size that is none, or a list where a text should stand.",
        "Write it in the form that is named.",
    ),
    _error(
        "E703",
        "file of a brand not usable",
        "A logo or a face is missing, is damaged, or holds what may not stand in a page.",
        "Do what the message says: most drawing programs can save a plain SVG.",
    ),
    _warning(
        "W704",
        "brand colour moved",
        "A colour cannot be read on its ground, or is too like another; the nearest that passes is "
        "printed.",
        "Write that colour, or another that passes.",
    ),
    _warning(
        "W705",
        "face of a brand not here",
        "Nothing is fetched in a build, and the face is neither in the brand's folder nor "
        "installed; the nearest that ships is set.",
        "Put its file into the brand's folder, or install its font package.",
    ),
    _warning(
        "W706",
        "part of a brand not used",
        "`_brand.yml` holds a key that the brand.yml convention does not have there, or a colour's "
        "role among the names of the palette.",
        "Leave it to the tool that reads it, or move it to where the hint says.",
    ),
    # 8: the page, held by the gates
    _error(
        "E801",
        "print engine complains",
        "WeasyPrint logged a warning: a missing image, a rule it does not know, a font not loaded.",
        "Correct the template or the style sheet; the message names the rule or the file.",
    ),
    _error(
        "E802",
        "outside the page",
        "A text, a table cell or a picture stands beyond the page's edge or runs out of its cell.",
        "Narrow the columns, shorten the text, or set the table on a landscape page.",
    ),
    _error(
        "E803",
        "cut off",
        "A text is longer or taller than the box that hides what does not fit.",
        "Make room for it, or shorten it where it is made so that the cut is visible.",
    ),
    _error(
        "E804",
        "glyph missing",
        "None of the brand's faces can draw a character, so the page would show an empty box. A "
        "name that is printed has it said where the name stands, by `check`.",
        "Write another character, or add a face that has it to the brand.",
    ),
    _error(
        "E805",
        "machine word in the text",
        "A word such as nan, None, 2025.0 or an unfilled brace stands where a reader would see it.",
        "Print the absence in words; a count is a whole number.",
    ),
    _error(
        "E806",
        "dead link",
        "A link leads to no element of the page and to no file that is published with it.",
        "Correct the target or take the link out.",
    ),
    _error(
        "E807",
        "heading stranded",
        "A heading or a table's head is the last thing on its page.",
        "Keep it with what follows: `break-after: avoid`.",
    ),
    _error(
        "E808",
        "text too small",
        "A text on the page or in a drawing is set in less than 6.5 points.",
        "Set it larger, or shorten it and set it larger.",
    ),
    _error(
        "E809",
        "page fetches from outside",
        "The page would load a file, a style or a script that it does not carry.",
        "Put a PNG, JPEG or SVG beside the template, into the brand's folder or the project.",
    ),
    _error(
        "E810",
        "section empty",
        "A section of the plan is not on the page, or holds nothing but its heading.",
        "Set its content in its template, or take it out of the plan in sources.yaml.",
    ),
    _error(
        "E811",
        "anchor repeated",
        "Two elements of a page have the same id, so a link finds only the first.",
        "Make the id of the section's or the exhibit's own id.",
    ),
    _error(
        "E812",
        "machine lacks something",
        "A library that the PDF is made with is missing or too old; the project is not at fault.",
        "Install it with the line given; `cartreport doctor` lists all that is missing.",
    ),
    _error(
        "E813",
        "number is not its table's",
        "A number on the page differs from the cell at its address, or no records stand behind it.",
        "Print it as its table gives it; `cartreport explain ADDRESS` shows what it counts.",
    ),
    _warning(
        "W814",
        "page nearly empty",
        "A page that is not the last is filled to less than a quarter.",
        "Let the next section begin on it, or let what follows part between rows.",
    ),
    _warning(
        "W815",
        "cut although there is room",
        "A table cell ends in “…” while the other columns of its table have room to spare.",
        "Give the column what the others do not need, or let its text take two lines.",
    ),
    _warning(
        "W816",
        "drawing hard to read",
        "A text of a drawing stands on another, on a line of the data, or outside the drawing.",
        "Draw fewer rows or years, or give what it names a shorter label.",
    ),
    _error(
        "E817",
        "exhibits out of step",
        "Exhibits of one unit are shaded by different steps or without a key, or the bars of one "
        "section begin at different places.",
        "Take the steps of the unit, and one width for the names.",
    ),
    _error(
        "E818",
        "picture over a text",
        "A logo or a figure lies over words, so that neither can be read.",
        "Make room for it in the style sheet, or make it smaller.",
    ),
    _error(
        "E819",
        "whole print sheet replaced",
        "The project has its own print.css in the place of the shipped one, and pages have faults.",
        "Copy the shipped sheet by `cartreport templates eject print.css` and change single rules.",
    ),
    _warning(
        "W820",
        "page heavy",
        "An HTML page has more than 2 MB: faces and the records behind its numbers count in.",
        "Print fewer sections or rows in it, or choose faces that draw less.",
    ),
    # 9: editions, published and recorded
    _error(
        "E901",
        "record damaged",
        "A file of `editions/` is not as the build wrote it, or cannot be read.",
        "Take it from git again; a record is never edited.",
    ),
    _error(
        "E902",
        "published file changed",
        "A file of a published edition is gone, changed or foreign to its manifest.",
        "Build the edition again; `verify --rebuild` says whether it comes out the same.",
    ),
    _error(
        "E903",
        "edition comes out otherwise",
        "Built again from the sources of its day, an edition is not what was made then.",
        "The hint names what differs: a source, the rules, the program. To build it is a revision.",
    ),
    _warning(
        "W904",
        "sponsor that is new this month",
        "A lead sponsor that the edition before had no trial of, and that no record lists.",
        "Add its name to the record that it belongs to, or paste the line that is offered.",
    ),
)

CODE_BY_ID: dict[str, Code] = {code.id: code for code in CODES}
