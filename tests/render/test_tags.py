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


def test_links_are_printed() -> None:
    """Each link has the print flag: paper and screen show the same."""
    data = weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    links = [item.get_object() for item in pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Annots"]]
    assert [link["/F"] for link in links] == [PRINTED]
