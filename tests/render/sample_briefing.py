"""A small briefing of every kind of section, to render without the pipeline. Its facts are made up."""

from __future__ import annotations

from cartreport.briefing.briefing import (
    Briefing,
    Callout,
    Cell,
    Evidence,
    Exhibit,
    Figure,
    Foot,
    Grid,
    Head,
    KeyFigure,
    Row,
    Section,
    Statement,
    Text,
)
from cartreport.briefing.numbers import stressed
from cartreport.briefing.scene import FULL, Dot, Line, Rect, Scene, Squares, Words
from cartreport.render.page import MARKS

WORDS = {
    "furniture.edition": "Edition {edition}",
    "furniture.data": "data to {date}",
    "furniture.page": "Page",
    "furniture.of": "of",
    "furniture.build": "Build {build}",
    "contents.exhibits": "Exhibits",
    "exhibit.number": "Exhibit {n}",
    "exhibit.source": "Source",
    "exhibit.tables": "{n|Table|Tables}: {names}.",
    "exhibit.included": "Included",
    "exhibit.method": "Method",
    "exhibit.data": "The numbers of this chart",
    "exhibit.shade": "Shade:",
    "evidence.grades": "A regulator, registry · B journal, company · C trade press",
    "screen.skip": "Skip to the briefing",
    "screen.theme": "Light or dark",
    "screen.filter": "Filter rows",
    "screen.filtered": "“{terms}”: {shown} of {all} rows",
    "screen.part": "Filtered print: rows are left out of {exhibits}",
    "screen.rising": "Sorted by {column}, rising",
    "screen.falling": "Sorted by {column}, falling",
    "screen.unsorted": "In the order of the print",
    "screen.copy": "Copy",
    "screen.csv": "CSV",
    "screen.copied": "Rows copied: {rows}",
    "screen.group": "Group",
    "screen.printed": "as printed",
    "nd": "n.d.",
    "nf": "n.f.",
    "none": "n.s.",
    "screen.contents": "Contents",
    "reading.units": "Counting units",
    "reading.rules": "Counting rules",
    "reading.marks": "Marks",
    "reading.grades": "Evidence grades",
    "reading.ladder": "Phase ladder",
    "reading.quality": "How fresh the sources are",
    "summary.sowhat": "So what",
    "list.comma": ", ",
    "list.colon": ": ",
    "evidence.way": "({sign}) {way}",
    "evidence.by": " ({via})",
    "evidence.then": ", ",
    **{f"mark.{name}": name for name in MARKS},
}
FOOT = Foot(
    Text("A registry that does not exist, 22 August 2026."),
    Text("All 40 rows, with the two that name no target.", refs=(1,), grade="A"),
    Text("Counted once, whatever number of sites; a pair counts as the pair."),
)
EVIDENCE = tuple(
    Evidence(
        n,
        "ABC"[n % 3],
        f"Publisher {n}",
        f"Notice {n} of the sample",
        "2026-06-22",
        "2026-08-01",
        f"https://example.org/{n}",
    )
    for n in range(1, 61)
)


def scene(height: float = 120) -> Scene:
    """Bars with labels, a line, dots and Chinese text."""
    bars = [
        Rect(60 + 70 * n, height - 20 - 12 * n, 40, 12 * n, f"hue-{'abcd'[n % 4]}")
        for n in range(1, 6)
    ]
    labels = [
        Words(80 + 70 * n, height - 24 - 12 * n, str(12 * n), weight=700, anchor="middle")
        for n in range(1, 6)
    ]
    return Scene(
        FULL,
        height,
        (
            *bars,
            *labels,
            Line(((60, height - 20), (FULL, height - 20))),
            Dot(20, 20, fill="change"),
            Squares(((30, 30), (36, 30)), 5, "hue-a"),
            Words(0, height - 8, "Sample 中文 labels"),
        ),
    )


def heat_grid() -> Grid:
    """A table by phase with groups, shaded cells, bars, a remainder and a total."""
    phases = ("Early 1", "1", "1/2", "2", "3")
    heads = (
        Head("Target", 34),
        Head("Programmes", 36),
        *(Head(p, 12, "centre", group="Programmes by phase") for p in phases),
        Head("Companies", 18, "right"),
        Head("First start", 26),
    )

    def row(name: str, size: int, kind: str = "row") -> Row:
        shade = kind != "total"
        cells = [
            Cell(
                str(n * size % 60) if n * size % 60 else "·",
                step=min(5, n * size % 6) if shade else None,
            )
            for n in range(1, 6)
        ]
        return Row(
            (
                Cell(
                    name,
                    mark="approved" if size > 12 and shade else "",
                    small="2" if size > 12 and shade else "",
                ),
                Cell(str(size), bar=size / 16 if shade else None, tone="strong"),
                *cells,
                Cell(str(size // 2)),
                Cell("2017 Sample Hosp." if shade else "", tone="muted"),
            ),
            kind,  # type: ignore[arg-type]
        )

    rows = [Row((Cell("Mainly blood", small="13 targets, 79 programmes"),), "group")]
    rows += [row(f"CD{n}", 18 - n) for n in range(1, 12)]
    rows += [Row((Cell("Mainly solid", small="9 targets"),), "group")]
    rows += [row(f"GPC{n}", 12 - n) for n in range(1, 9)]
    rows += [row("133 other targets", 9, "remainder"), row("All programmes", 151, "total")]
    return Grid(heads, tuple(rows), table="by-target", style="heat")


def product_grid() -> Grid:
    """Two lines a cell, Chinese under Latin, drawings in cells, marks with tones."""
    price = Scene(
        96,
        24,
        (
            Line(((40, 0), (40, 24)), width=0.6, dash="1 1"),
            Dot(50, 12, 3, "hue-a"),
            Words(58, 15, "1.20", weight=600),
        ),
    )
    heads = (
        Head("Product, brand", 44),
        Head("Company", 34),
        Head("Target", 24),
        Head("Price", 34),
        Head("List", 38),
    )
    rows = tuple(
        Row(
            (
                Cell(f"axi-cel {n}", second=Text("阿基仑赛 奕凯达", lang="zh")),
                Cell("Fosun Kairos", second=Text("复星凯瑞", lang="zh")),
                Cell("CD19", second=Text("LBCL")),
                Cell("", scene=price, title="CNY 1.20 million"),
                Cell("review", mark="up", tone="change", refs=(n,)),
            )
        )
        for n in range(1, 8)
    )
    return Grid(heads, rows, table="products")


def programme_grid(size: int = 151) -> Grid:
    """The long table: one line a row, grouped."""
    widths = (
        ("Programme", 41),
        ("Company", 26),
        ("Partner", 21),
        ("Target", 23),
        ("Cells", 13),
        ("Lead", 22),
        ("Status", 14),
        ("Trials", 9),
        ("", 5),
    )
    heads = tuple(
        Head(label, width, "right" if label == "Trials" else "left") for label, width in widths
    )
    rows: list[Row] = []
    for n in range(size):
        if n % 30 == 0:
            rows.append(Row((Cell(f"Phase {n // 30 + 1}", small="30"),), "group"))
        rows.append(
            Row(
                (
                    Cell(f"CT{n:04}-cel", tone="strong"),
                    Cell("CARsgen"),
                    Cell("·"),
                    Cell("CLDN18.2"),
                    Cell("auto"),
                    Cell("Gastric, GEJ"),
                    Cell("active"),
                    Cell(str(n % 9), sort=n % 9),
                    Cell(refs=(n % 60 + 1,)),
                )
            )
        )
    return Grid(heads, tuple(rows), table="programmes", style="dense")


def exhibits() -> tuple[Exhibit, ...]:
    """One exhibit of each kind."""
    data = Grid(
        (Head("Year", 40), Head("Trials", 40, "right")),
        tuple(Row((Cell(str(2020 + n)), Cell(str(12 * n)))) for n in range(1, 6)),
    )
    return (
        Exhibit(
            "heat",
            1,
            "CD1 leads with 17 programmes, CD2 follows with 16",
            "Programmes by target set and phase, n = 151, 22 August 2026.",
            FOOT,
            grid=heat_grid(),
            heat_key=("1–2", "3–5", "6–11", "12–23", "24+"),
            key=Text("◆ approved products"),
        ),
        Exhibit(
            "bars",
            2,
            "Trials rose to 60 in 2025, the highest year so far",
            "Trials by start year, n = 180.",
            FOOT,
            figure=Figure("bars", scene(), "Five columns rising from 12 to 60.", data),
        ),
        Exhibit(
            "products",
            3,
            "Known prices sit between CNY 0.999 and 1.29 million",
            "Approved products in order of approval.",
            FOOT,
            grid=product_grid(),
        ),
        Exhibit(
            "wide",
            4,
            "A wide matrix stands on a turned page",
            "Everything by everything.",
            FOOT,
            grid=Grid(
                (Head("Row", 55), *(Head(f"C{n}", 20, "right") for n in range(10))),
                tuple(
                    Row((Cell(f"Row {r}"), *(Cell(str(r * n)) for n in range(10))))
                    for r in range(12)
                ),
            ),
            landscape=True,
        ),
    )


def sections(programmes: int = 151) -> tuple[Section, ...]:
    """Every kind of section once."""
    shown = exhibits()
    statements = tuple(
        Statement(
            f"summary.{slot.lower()}",
            slot,
            Text(
                f"**{n}** products approved for **14** uses. The latest, satri-cel in B-ALL on 22 June 2026, is the first for solid tumours.",
                refs=(n,),
                grade="A",
            ),
            mark,
            changed,
        )
        for n, (slot, mark, changed) in enumerate(
            (
                ("Approval", "approved", False),
                ("Pipeline", "new", True),
                ("Share", "up", False),
                ("Crowding", "", False),
                ("Watch", "down", True),
            ),
            1,
        )
    )
    callout = Callout(
        (
            (
                "Reading",
                Text("Of 300 cells, 70 hold an active trial, 10 only unknown or ended ones."),
            ),
            (
                "Why it matters to BD",
                Text("In immune disease, 15 of 16 active cells belong to blood targets."),
            ),
            ("Watch", Text("Emptiness is not opportunity.")),
        ),
        "Rule R-21 (matrix occupancy) · computed 22 August 2026",
    )
    figures = (
        KeyFigure("9", "approved products", "9 last edition · unchanged"),
        KeyFigure("728", "active trials", "of 1,438 with a site in the sample"),
        KeyFigure("151", "programmes", "of 87 companies"),
    )
    status = Grid(
        (Head("", 24), Head("Trials", 16, "right")),
        (
            Row((Cell("Active"), Cell("728"))),
            Row((Cell("Unknown"), Cell("534"))),
            Row((Cell("Total"), Cell("1,262")), "total"),
        ),
        sortable=False,
    )
    quality = Grid(
        (
            Head("Source", 84),
            Head("Complete to", 26),
            Head("Age, days", 20, "right"),
            Head("Limit, days", 20, "right"),
            Head("State", 24),
        ),
        tuple(
            Row(
                (
                    Cell(f"Source {n}"),
                    Cell("2026-08-22"),
                    Cell("92"),
                    Cell("45"),
                    Cell("late", mark="disputed", tone="strong"),
                )
            )
            for n in range(6)
        ),
    )
    pairs = [
        ("Company", Text("the parent as it stands at the as-of date")),
        ("Trial", Text("a registry record, counted once")),
    ]
    return (
        Section(
            "cover",
            "cover",
            "",
            "Cover",
            "",
            figures=figures,
            extra={
                "dek": Text(
                    stressed(
                        "The sample hosts **65%** of the world’s trials that started in 2025: **249** of 381, against 54% of those of 2024."
                    )
                ),
                "figure": Figure("cover-picture", scene(240), "Every trial as one mark."),
                "foot": Text(
                    "**Registry data to 22 August 2026; curated facts to 22 November 2026.** Unit of the picture: a trial with a registered site."
                ),
            },
        ),
        Section("contents", "contents", "", "Contents", "Contents"),
        Section(
            "reading",
            "reading",
            "1",
            "How to read it",
            "Five of six sources are within their age limit",
            lead=Text("Each exhibit counts one unit, named under its title."),
            extra={
                "units": pairs,
                "rules": pairs,
                "marks": [("◆", Text("approved"))],
                "grades": [("A", Text("regulator"))],
                "ladder": ["Preclinical", "Phase 1", "Approved"],
                "advice": ("Independence", "No company paid for this **sample**."),
                "quality": quality,
            },
        ),
        Section(
            "summary",
            "summary",
            "2",
            "Executive summary",
            "Nine products approved, 151 programmes behind them, and 65% of the world’s new trials",
            statements=statements,
            figures=figures,
            callout=callout,
            extra={"status": status, "status_title": "All 1,262 trials by status"},
        ),
        Section(
            "targets",
            "exhibits",
            "3",
            "By target",
            "CD1, CD2 and CD3 hold 43% of programmes with a known target",
            exhibits=shown,
            callout=callout,
        ),
        Section(
            "method",
            "method",
            "4",
            "Method and sources",
            "60 references behind 300 facts",
            lead=Text("Sources are read strictly, checked, linked and counted."),
            exhibits=(
                Exhibit(
                    "rules",
                    5,
                    "Ten tables, each with its rule",
                    "The tables of this briefing.",
                    FOOT,
                    grid=Grid(
                        (
                            Head("Table", 40),
                            Head("Unit", 26),
                            Head("Rule", 94),
                            Head("Rows", 14, "right"),
                        ),
                        tuple(
                            Row(
                                (
                                    Cell(f"by-target {n}"),
                                    Cell("programme"),
                                    Cell(
                                        "A pair counts once, as the pair; a programme counts in every group that it names, so rows add to more than the total, which is distinct."
                                    ),
                                    Cell("151"),
                                )
                            )
                            for n in range(10)
                        ),
                        style="wrap",
                    ),
                ),
            ),
        ),
        Section("evidence", "evidence", "5", "Evidence", "60 sources cited", evidence=EVIDENCE),
        Section(
            "programmes",
            "appendix",
            "A",
            "Programme table",
            "All 151 programmes of 87 companies, by highest phase",
            exhibits=(
                Exhibit(
                    "programmes",
                    6,
                    "151 programmes, 60 of them on strong evidence",
                    "Programmes by highest phase.",
                    FOOT,
                    grid=programme_grid(programmes),
                ),
            ),
        ),
    )


def briefing(**changes: object) -> Briefing:
    """The sample, with fields changed at will."""
    values: dict[str, object] = {
        "name": "sample",
        "template": "briefing",
        "title": "China CAR-T competitive landscape",
        "titles": {"zh": "中国 CAR-T 竞争格局月报"},
        "document": "Monthly briefing",
        "edition": "2026-11",
        "as_of": "2026-11-22",
        "data_to": "2026-08-22",
        "language": "en",
        "label": "",
        "build": "20e96b88",
        "brand": "ledger",
        "sections": sections(),
        "words": WORDS,
    }
    return Briefing(**(values | changes))  # type: ignore[arg-type]
