"""The tags of the PDF: what a screen reader announces."""

from __future__ import annotations

import io

import pypdf
import weasyprint

from cartreport.render.tags import PRINTED, finish

PAGE = """<html lang="en"><title>t</title><body><table>
<thead><tr><th>Name</th><th>Trials</th></tr></thead>
<tbody><tr><th>alpha</th><td>3</td></tr></tbody></table><a href="https://a.example/">a</a></body></html>"""


def test_each_header_cell_says_what_it_heads() -> None:
    """Cells of a table's head carry the scope Column, those that begin a row the scope Row."""
    data = weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    reader = pypdf.PdfReader(io.BytesIO(data))
    scopes = []
    stack = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if not isinstance(node, pypdf.generic.DictionaryObject):
            continue
        if node.get("/S") == "/TH":
            scopes.append(node["/A"]["/Scope"])
        kids = node.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        stack += [kid for kid in reversed(kids) if not isinstance(kid, int)]
    assert scopes == ["/Column", "/Column", "/Row"]


LONG = """<html lang="en"><title>t</title><style>
@page { size: 300px 200px; margin: 40px; @top-left { content: "running head" } }
a { display: block }
</style><body><a href="#t"><span>to</span> <q>it</q> <code>now</code></a><table id="t"><thead><tr>
<th>Name</th><th>Trials</th></tr></thead><tbody>ROWS</tbody></table><p>after <span></span></p></body>"""


def structured() -> tuple[pypdf.PdfReader, list[dict]]:
    """A table over several pages, in a document with running heads, and all its elements."""
    rows = "".join(f"<tr><th scope='row'>row {n}</th><td>{n}</td></tr>" for n in range(12))
    data = weasyprint.HTML(string=LONG.replace("ROWS", rows)).write_pdf(
        pdf_variant="pdf/ua-1", finisher=finish
    )
    reader, found = pypdf.PdfReader(io.BytesIO(data)), []
    stack = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if isinstance(node, pypdf.generic.DictionaryObject):
            found.append(node)
            kids = node.get("/K", [])
            stack += reversed(kids if isinstance(kids, list) else [kids])
    return reader, found


def test_a_table_over_pages_is_one_with_one_head() -> None:
    """All rows are in one table, each as wide as the others; what names a cell is in the tree."""
    reader, found = structured()
    assert len(reader.pages) > 2
    kinds = [node.get("/S") for node in found]
    assert (kinds.count("/Table"), kinds.count("/THead"), kinds.count("/TR")) == (1, 1, 13)
    assert {len(node["/K"]) for node in found if node.get("/S") == "/TR"} == {2}
    names = [node["/ID"] for node in found if "/ID" in node]
    assert len(names) == len(set(names))
    cells = [node for node in found if node.get("/S") == "/TD"]
    assert {len(set(cell["/A"]["/Headers"]) & set(names)) for cell in cells} == {2}


def test_running_heads_are_no_content() -> None:
    """On each page the running head is an artifact, as are the heads of a table that goes on."""
    reader, found = structured()
    for number, page in enumerate(reader.pages):
        painted = page.get_contents().get_data()
        assert painted.count(b"/Artifact\n<</Type /Pagination>>\nBDC") == (3 if number else 1)
    assert not [n for n in found if n.get("/S") == "/Span" and not n.get("/K")]


def test_a_link_is_one_annotation() -> None:
    """Whatever stands in a link, it is one element with one annotation; what is no link stays."""
    reader, found = structured()
    kinds = [node["/S"] for node in found if "/S" in node]
    assert set(kinds[1 : kinds.index("/Table")]) == {"/Link", "/Span", "/NonStruct"}
    assert len(reader.pages[0]["/Annots"]) == 1
    assert [node["/S"] for node in found if node.get("/S") == "/Link"] == ["/Link"]
    assert sum(node.get("/Type") == "/OBJR" for node in found) == 1


def test_links_are_printed() -> None:
    """Each link has the print flag: paper and screen show the same."""
    data = weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    links = [item.get_object() for item in pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Annots"]]
    assert [link["/F"] for link in links] == [PRINTED]
