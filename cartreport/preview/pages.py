"""The pages of one briefing, made again from the stage on that a change reaches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.editions.languages import Languages, language_of, since_earlier
from cartreport.editions.press import Press
from cartreport.errors import CartreportError, RequestError, TemplateError
from cartreport.preview.watched import Stale
from cartreport.problems import Problem, Problems, Where
from cartreport.render.overrides.placed import placed
from cartreport.sources.uncollected import uncollected

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Briefing
    from cartreport.render.formats.rendered import Rendered
    from cartreport.sources.project import Project
    from cartreport.sources.section_plan import BriefingPlan

BUILD = "preview"


@dataclass
class Pages:
    """What a preview knows of a project. ``name`` is a briefing of it, the first where empty;
    ``focus`` what it is about, if not what it declares, ``values`` its parameters.

    ``due`` is the stage from which the next page is made: a stage that failed stays due.
    """

    root: Path
    name: str = ""
    focus: str | None = None
    values: tuple[str, ...] = ()
    due: Stale = Stale.DATA
    press: Press | None = None
    briefing: Briefing | None = None
    page: Rendered | None = None

    @uncollected()
    def refresh(self, reached: Stale) -> bytes:
        """The HTML page. Raises what :func:`cartreport.story.build` would raise."""
        from cartreport.render.formats import html

        self.due = min(self.due, reached)
        if self.due == Stale.DATA or self.press is None:
            self.press = self._counted()
            self.due = Stale.WORDS
        if self.due <= Stale.WORDS or self.briefing is None:
            self.press = replace(self.press)
            self.briefing = self._composed(self.press)
        self.due = Stale.LOOK
        self.page = html.render(self.briefing, replace(self.press).looks[self.briefing.name])
        self.due = Stale.NOTHING
        return self.page.data

    def refused(self) -> Iterator[Problem]:
        """What a build would not publish this page for."""
        from cartreport.render.gates import held
        from cartreport.render.gates.document import documents

        if self.press and self.briefing and self.page:
            faces = self.press.looks[self.briefing.name].brand.faces.files
            for document in documents(self.briefing, [self.page], faces, frozenset()):
                yield from held(document)

    def printed(self) -> bytes:
        """The PDF of the last page. Raises what :func:`cartreport.story.build` would raise."""
        from cartreport.render.formats import pdf

        assert self.press is not None
        assert self.briefing is not None
        pdf.ready()
        return pdf.render(self.briefing, replace(self.press).looks[self.briefing.name]).data

    def _counted(self) -> Press:
        from cartreport.editions import record
        from cartreport.editions.stages import Stages
        from cartreport.landscape import Tables
        from cartreport.landscape.model import landscape_of
        from cartreport.story import Options, read

        before = self.press.languages.records if self.press else None
        asked = Options(values=self.values, tongues=self._tongues)
        records, _ = read(self.root, asked, Stages(), before)
        landscape = landscape_of(records)
        earlier = record.earlier(self.root, records.project.edition)
        landscape, since = since_earlier(records, landscape, earlier)
        languages = Languages(records, (landscape, Tables(landscape)), since)
        chosen = self._chosen(landscape.project)
        made = Press(self.root, {}, languages, chosen, ("html",), lambda _: nullcontext())
        return replace(made, earlier=earlier)

    def _chosen(self, project: Project) -> dict[str, BriefingPlan]:
        """The briefing that is shown, by the name of its file."""
        from cartreport.editions.asked import plans_of

        names = [self.name] if self.name else []
        plans = plans_of(project, names, self.focus, ("html",))
        plans = plans or plans_of(project, list(project.briefings), None, ("html",))
        return dict([next(iter(plans.items()))])

    def _tongues(self, project: Project) -> set[str]:
        """The language in which it is shown."""
        plans = project.briefings
        with suppress(RequestError):  # what is asked for in vain is said after the data's problems
            plans = self._chosen(project)
        return {language_of(plan, project) for plan in plans.values()}

    def _composed(self, press: Press) -> Briefing:
        ((name, plan),) = press.plans.items()
        return press.composed(name, plan, BUILD)


def told(error: CartreportError | OSError) -> list[Problem]:
    """What ended the making of a page, as problems with their places."""
    found: Problems | None = getattr(error, "problems", None)
    if found:
        return list(found.errors or found)
    if isinstance(error, TemplateError):
        return [placed(error)]
    return [Problem(Where(""), "", str(error), getattr(error, "hint", ""))]
