"""The press: the files of one edition, made in memory, and held by the gates before they go out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import cartreport
from cartreport.editions.inputs import Inputs, face_inputs, look_inputs, template_folders
from cartreport.editions.manifest import Manifest, Published, build_id, code, versions
from cartreport.editions.record import Earlier, Made
from cartreport.errors import RenderError, TemplateError
from cartreport.landscape.narrowed import AT
from cartreport.landscape.snapshot import snapshot
from cartreport.problems import Problems
from cartreport.sources.files import digest

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Briefing
    from cartreport.briefing.words import Words
    from cartreport.editions.languages import Languages
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table
    from cartreport.render.formats import Format, Rendered
    from cartreport.render.look import Look
    from cartreport.sources.records import Records
    from cartreport.sources.section_plan import BriefingPlan

Stage = Callable[[str], AbstractContextManager[None]]

COUNTED = ("companies", "products", "programmes", "trials", "deals", "policy", "figures")


@dataclass
class Press:
    """A landscape in its languages in; files, pages and closed gates out. One press an edition.

    ``sources`` are the files that were read, by source and path, with their hashes. ``earlier`` is
    the edition that this one is held against; ``None``: it is the first. ``left_out`` names, by
    briefing, the planned sections that the data have nothing for.
    """

    root: Path
    sources: Inputs
    languages: Languages
    plans: Mapping[str, BriefingPlan]
    formats: tuple[str, ...]
    stage: Stage
    earlier: Earlier | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    entries: dict[str, Published] = field(default_factory=dict)
    closed: Problems = field(default_factory=Problems)
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def landscape(self) -> Landscape:
        """What was counted."""
        return self.languages.counted[0]

    @property
    def tables(self) -> Mapping[str, Table]:
        """Its tables, in the words that they are published with."""
        return self.languages.counted[1]

    def run(self, *, strict: bool = False) -> None:
        """Make every file. Raises :class:`RenderError` with all that keeps a gate closed.

        With ``strict`` what is said of a page and stops nothing keeps one closed too.
        """
        from cartreport.render.formats import OF_BRIEFING, named
        from cartreport.sources.uncollected import uncollected

        for format in named(OF_BRIEFING, self.formats):
            format.ready()  # what this machine lacks is said before the work, not after it
        with uncollected():
            written = [self._composed(name, plan) for name, plan in self.plans.items()]
            self._write_tables()
            for briefing in written:
                self._print(briefing)
            self._write_edition()
        self._prove_unchanged()
        if self.closed.errors or (strict and self.closed.warnings):
            raise RenderError(
                "the pages are not fit to be published",
                "Nothing was published; the last edition is as it was.",
                self.closed,
            )

    def manifest(self, warnings: int) -> Manifest:
        """What the edition's manifest says; ``warnings`` is how many the data have."""
        project = self.landscape.project
        return Manifest(
            title=project.title,
            edition=project.edition,
            as_of=project.as_of,
            build=self.build,
            cartreport=cartreport.__version__,
            versions=versions(),
            counts={name: len(getattr(self.landscape, name)) for name in COUNTED},
            warnings=warnings,
            inputs=self.inputs,
            sources={
                str(row["id"]): {key: row[key] for key in ("newest", "searched_to") if row[key]}
                for row in self.landscape.rows("sources")
            },
            code=self.code,
            against=self.earlier.record.name if self.earlier else "",
            files=dict(sorted(self.entries.items())),
        )

    def made(self, records: Records) -> Made:
        """What the record of the edition says; ``records`` are those that it was made from."""
        whole = {name: table for name, table in self.tables.items() if AT not in name}
        return Made(
            snapshot=snapshot(records, self.landscape, whole, self.code),
            title=self.landscape.project.title,
            build=self.build,
            cartreport=cartreport.__version__,
            code=self.code,
            inputs=self.sources,
        )

    @cached_property
    def looks(self) -> dict[str, Look]:
        """The look of each briefing: its brand, its faces, its templates."""
        from cartreport.editions.languages import language_of
        from cartreport.render.look import open_look

        brands = {
            name: plan.brand or self.landscape.project.brand for name, plan in self.plans.items()
        }
        opened = {brand: open_look(self.root, brand) for brand in sorted(set(brands.values()))}
        return {
            name: opened[brand].speaking(language_of(self.plans[name], self.landscape.project))
            for name, brand in brands.items()
        }

    @cached_property
    def inputs(self) -> Inputs:
        """Every file that the edition is made from, with its hash."""
        looks = look_inputs(self.root, self.landscape.project)
        return {**self.sources, **looks, **face_inputs(self.looks.values())}

    @cached_property
    def build(self) -> str:
        """The id of this build, as the page's foot prints it."""
        project = self.landscape.project
        said = {"edition": project.edition, "as of": project.as_of, "code": self.code}
        if self.earlier is not None:
            said["against"] = self.earlier.record.text
        for name, plan in project.parameters.items():
            said[f"parameter {name}"] = str(plan.default)
        return build_id(self.inputs, {"cartreport": cartreport.__version__, **versions(), **said})

    @cached_property
    def code(self) -> str:
        """The hash of the package's own modules."""
        return code()

    def _prove_unchanged(self) -> None:
        """Raise :class:`TemplateError` where a template or a brand is no longer as it was hashed.

        Data are hashed as they are read. Templates, faces and logos are read by others.
        """
        for name, held in look_inputs(self.root, self.landscape.project).items():
            if held != self.inputs[name]:
                raise TemplateError(
                    f"{name} has changed while the briefing was made from it",
                    "Nothing was published. Build again.",
                )

    def words(self, plan: BriefingPlan) -> Words:
        """The words of a plan's template, with those of the project in their place."""
        from cartreport.briefing.wording import words_in

        folders = [(folder, name) for name, folder in reversed(template_folders(self.root, plan))]
        project = self.languages.of(plan)[0].project
        return words_in(folders, project.terms, project.language)

    def composed(self, name: str, plan: BriefingPlan, build: str) -> Briefing:
        """A briefing that says what its sections say, in its language."""
        from cartreport.briefing.compose import compose

        landscape, tables = self.languages.of(plan)
        measure = self.looks[name].measure
        return compose(landscape, tables, name, plan, self.words(plan), measure, build)

    def _write_tables(self) -> None:
        from cartreport.render.formats import OF_TABLE, Rendered, name_of, named

        for format in named(OF_TABLE, self.formats):
            told = self.told
            with self.stage(f"tables as {name_of(format)}"):
                for name, table in told.items():
                    self._keep(format, name, Rendered(format.render(table).encode()))

    @cached_property
    def told(self) -> Mapping[str, Table]:
        """The tables that the project's sources can fill."""
        from cartreport.landscape.told import told_tables

        with self.stage("tables"):
            return told_tables(self.landscape, self.tables)

    def _write_edition(self) -> None:
        from cartreport.render.formats import OF_EDITION, Edition, Rendered, name_of, named

        for format in named(OF_EDITION, self.formats):
            edition = Edition(self.landscape, self.told, self.build)
            with self.stage(name_of(format)):
                self._keep(format, self.landscape.project.edition, Rendered(format.render(edition)))

    def _keep(self, format: Format, name: str, made: Rendered) -> None:
        """A file of the edition, and what the manifest says of it."""
        from cartreport.render.formats import name_of

        path = format.FILE.format(name=name)
        self.files[path] = made.data
        self.entries[path] = Published(
            digest(made.data), len(made.data), made.pages, made.cutter, self.build, name_of(format)
        )

    def _composed(self, name: str, plan: BriefingPlan) -> Briefing:
        """One briefing; the narrowed tables that it reads are among those that are published."""
        with self.stage("compose"):
            briefing = self.composed(name, plan, self.build)
        if briefing.left_out and not plan.focus:
            self.left_out[name] = briefing.left_out
        for table in briefing.tables:
            self.tables[table]
        return briefing

    def _print(self, briefing: Briefing) -> None:
        """Render one briefing, and note what keeps a gate closed."""
        from cartreport.render.formats import OF_BRIEFING, name_of, named
        from cartreport.render.gates import held
        from cartreport.render.gates.document import documents
        from cartreport.render.overrides.cause import traced

        look = self.looks[briefing.name]
        made = []
        for format in named(OF_BRIEFING, self.formats):
            with self.stage(name_of(format)):
                made.append(format.render(briefing, look))
            self._keep(format, briefing.name, made[-1])
        with self.stage("gates"):
            faces = look.brand.faces.files
            for document in documents(briefing, made, faces, frozenset(self.files)):
                held_to = replace(document, texts=self._texts, measure=look.measure)
                self.closed.extend(traced(self.root, briefing.template, held(held_to)))

    def _texts(self) -> frozenset[str]:
        """What the data say, for gates that would take it for a fault."""
        from cartreport.landscape.data_texts import data_texts

        return data_texts(self.landscape)
