"""Problems as a JUnit report, which build servers show beside their tests: a case a problem."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from cartreport.problems import CODE_BY_ID, Level

if TYPE_CHECKING:
    from cartreport.problems import Problem, Problems

SUITE = "cartreport check"


def junit(found: Problems, project: Path) -> str:
    """One suite; an error fails its case, a warning stands in the case's output."""
    problems = list(found)
    told = {"name": SUITE, "tests": str(len(problems) or 1), "failures": str(len(found.errors))}
    suite = Xml.Element("testsuite", told)
    for problem in problems:
        suite.append(_case(problem, project))
    if not problems:
        Xml.SubElement(suite, "testcase", {"classname": SUITE, "name": "no problem"})
    Xml.indent(suite)
    return Xml.tostring(suite, encoding="unicode", xml_declaration=True)


def _case(problem: Problem, project: Path) -> Xml.Element:
    where = problem.where
    place = (project / where.file).as_posix()
    name = f"{problem.code} {CODE_BY_ID[problem.code].title}"
    case = Xml.Element("testcase", {"classname": place, "name": f"{name}: {where}", "file": place})
    if where.line:
        case.set("line", str(where.line))
    text = _printable(str(problem))
    if problem.level is Level.ERROR:
        Xml.SubElement(case, "failure", {"message": _printable(problem.message)}).text = text
    else:
        Xml.SubElement(case, "system-out").text = text
    return case


def _printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(char if char in "\t\n" or char.isprintable() else "\ufffd" for char in text)
