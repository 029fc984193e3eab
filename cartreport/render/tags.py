"""What a tagged PDF still lacks when WeasyPrint has written it.

A reader's voice announces a cell by its header: each header cell says whether it heads a column or
a row (ISO 14289-1, 7.5). A link is one element with one annotation (7.18.5), printed as it is shown
(7.18.1). A table that goes on over pages is one table, and the heads that are printed again are as
little content as running heads and feet: they are marked as artifacts (7.8), and so is an
ornament. An element without content says nothing and is gone.
"""

from __future__ import annotations

from typing import Any

PRINTED = 4
"""The print flag of an annotation."""
PAGINATION = "<</Type /Pagination>>"
RECURRING = 3
"""On so many pages a head is furniture; a table of two pages stays two, each with its heads."""
ORNAMENT = "\u2060"
"""The alternative that print gives to a picture with an empty one: a word joiner says nothing."""
HOLLOW = {"/Span", "/Div", "/P", "/NonStruct"}
"""What may go where it holds nothing; an empty cell stays."""


def finish(document: Any, pdf: Any) -> None:
    """Complete the structure of a PDF before it is written. A finisher of ``write_pdf``."""
    Structure(document, pdf).finish()


class Structure:
    """The tree of a PDF's tags, and what is painted on its pages."""

    def __init__(self, document: Any, pdf: Any) -> None:
        self.known = {item.reference: item for item in pdf.objects if hasattr(item, "get")}
        self.streams = {
            item.reference: item.stream for item in pdf.objects if hasattr(item, "stream")
        }
        self.root = self.known[pdf.catalog["StructTreeRoot"]]
        self.nums = self.known[self.root["ParentTree"]]["Nums"]
        self.held: set[Any] = set()
        self.doubled: set[Any] = set()
        self.pieces = self._pieces(document)
        self.tables: dict[Any, Any] = {}

    def finish(self) -> None:
        """Put the tree in order, then what hangs on it."""
        self._walk(self.root, "", linked=False)
        for item in self.known.values():
            if item.get("Type") == "/Page":
                self._silence(item)
                self._unlink(item)
            elif item.get("Subtype") == "/Link":
                item["F"] = PRINTED

    def _walk(self, element: Any, part: str, *, linked: bool) -> None:
        """Keep what is heard below an element: no second link within one, nothing hollow.

        ``part`` is the part of a table that it stands in.
        """
        self.held.add(element.reference)
        kind = element.get("S")
        part = kind if kind in {"/THead", "/TBody"} else part
        if kind == "/TH" and "Scope" not in element["A"]:
            element["A"]["Scope"] = "/Column" if part == "/THead" else "/Row"
        elif kind == "/Link" and linked:
            element["S"] = "/Span"
        for kid in list(element.get("K", ())):
            below = self.known.get(kid)
            if below is None:
                continue
            if below.get("Type") == "/OBJR":
                if linked:
                    self.doubled.add(below["Obj"])
                    element["K"].remove(kid)
                linked = True
            elif self._adorns(below):
                element["K"].remove(kid)
            elif kind == "/L" and below["S"] != "/LI" and below["S"] != "/L":
                element["K"].remove(kid)  # the blank between two items
            else:
                self._walk(below, part, linked=linked)
                if (below["S"] == "/Table" and self._goes_on(below)) or self._is_hollow(below):
                    element["K"].remove(kid)

    @staticmethod
    def _adorns(element: Any) -> bool:
        """Whether it is a picture that says nothing: painted, and in no one's reading."""
        return element["S"] == "/Figure" and getattr(element.get("Alt"), "string", "") == ORNAMENT

    @staticmethod
    def _is_hollow(element: Any) -> bool:
        return element["S"] in HOLLOW and not element["K"] and "Alt" not in element

    def _goes_on(self, table: Any) -> bool:
        """Whether it is the rest of a table that began on an earlier page; its rows go there.

        Its heads go; what names them names those of the beginning, whose text is the same object.
        """
        owner = self.pieces.get(table.reference, 0)
        first = self.tables.setdefault(owner, table)
        if first is table or list(self.pieces.values()).count(owner) < RECURRING:
            return False
        for kid in table["K"]:
            part = self.known[kid]
            if part["S"] == "/TBody":
                part["P"] = first.reference
                first["K"].append(kid)
                continue
            self.held -= {item.reference for item in self._below(part)}
            for head, again in zip(self._named(first), self._named(part), strict=False):
                again["ID"].string = head["ID"].string
        return True

    def _named(self, element: Any) -> list[Any]:
        return [cell for cell in self._below(element) if "ID" in cell]

    def _pieces(self, document: Any) -> dict[Any, int]:
        """The tables in the tree, one a page, and which table of the page's markup each is of."""
        found: dict[Any, int] = {}
        waiting = [(page._page_box, 0) for page in document.pages]  # noqa: SLF001 - no other way
        while waiting:
            box, table = waiting.pop()
            box = getattr(box, "_box", box)
            if box.element is not None and box.element_tag == "table":
                table = id(box.element)
            cell = getattr(box, "mark", None)
            if cell is not None:
                row = self.known[cell["P"]]
                found[self.known[row["P"]]["P"]] = table
            waiting += [(child, table) for child in getattr(box, "children", ())]
        return found

    def _below(self, element: Any) -> list[Any]:
        """An element and all elements in it."""
        kids = [self.known[kid] for kid in element.get("K", ()) if kid in self.known]
        return [element, *(item for kid in kids for item in self._below(kid))]

    def _silence(self, page: Any) -> None:
        """Mark as pagination what is painted on a page and belongs to nothing in the tree."""
        owners = self.nums[2 * page["StructParents"] + 1]
        lost = {mark for mark, owner in enumerate(owners) if owner not in self.held}
        painted = self.streams[page["Contents"]]
        for place, part in enumerate(painted):
            if hasattr(part, "get") and part.get("MCID") in lost:
                painted[place - 1 : place + 1] = ["/Artifact", PAGINATION]
        for mark in lost:
            owners[mark] = "null"

    def _unlink(self, page: Any) -> None:
        """Take the second annotations of one link off a page."""
        for place in [at for at in page.get("Annots", ()) if at in self.doubled]:
            page["Annots"].remove(place)
            parent = self.known[place].pop("StructParent")
            at = next(n for n in range(0, len(self.nums), 2) if self.nums[n] == parent)
            del self.nums[at : at + 2]
