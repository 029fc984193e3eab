"""``cartreport init``: a landscape that is right and builds at once, and nothing of yours is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from unsayable import read, unsayable

from cartreport.cli.group import main
from cartreport.errors import ProjectError
from cartreport.month.run import STAGES
from cartreport.starter import program
from cartreport.story import Options, build, check, load

GUIDE = (Path(__file__).parents[1] / "docs" / "how-to" / "monthly.md").read_text("utf-8")


def init(*args: str) -> tuple[int, str]:
    shown = CliRunner().invoke(main, ["init", *args])
    return shown.exit_code, shown.output


def test_what_init_writes_is_right_and_builds(tmp_path: Path) -> None:
    """No problem at all, not even a warning; the page has the subject's name and every section."""
    demo = tmp_path / "demo"
    code, said = init(str(demo), "--subject", "Obesity drugs: all")
    assert (code, "next: cartreport build" in said) == (0, True), said
    assert [str(problem) for problem in check(demo)] == []
    made = build(demo, Options(out=tmp_path / "out", formats=("html",)))
    page = (made.folder / "landscape.html").read_text("utf-8")
    assert "Obesity drugs: all landscape" in page
    for section in ("summary", "changes", "glance", "sponsors", "trials", "targets", "companies"):
        assert f'id="{section}"' in page
    # Its one page is the registry that the trials are from: nothing is cited, and no list says so.
    assert 'id="evidence"' not in page
    # Its landscape is of the whole world, and it has no products and no sites.
    text = read(page)
    assert unsayable(text) == {}
    words = " ".join(text.split())
    # Planned from the start, for the monthly use: what changed says that nothing could, and of
    # what is to come nothing is known.
    assert "No edition before this one is recorded" in words
    assert 'id="watch-list"' not in page
    assert "7 trials started, by year" in words
    assert "4 programmes from 4 named companies; 1 of 4 with a phase has reached" in words
    assert "Four companies have one programme each" in words
    assert "Programmes of the three target sets by stage, none filed" in words
    assert [
        said for said in ("Approved uses", "approvals", "Cities", "worldwide") if said in words
    ] == []


def test_a_chinese_briefing_of_it_lacks_your_own_words_alone(tmp_path: Path) -> None:
    """The title and the term that the subject gives; until they are there the tables can be
    looked at and the English briefing be built, the Chinese one is refused.
    """
    demo, said = tmp_path / "demo", "  zh: {language: zh-Hans, sections: [cover, summary]}\n"
    assert init(str(demo), "--subject", "Stents")[0] == 0
    with (demo / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(said)
    assert (demo / "README.md").read_text("utf-8").startswith("# Stents landscape\n")
    lacking = [(problem.code, problem.value) for problem in check(demo)]
    assert lacking == [("E614", "Stents landscape"), ("E614", "Stents")]
    english = Options(out=tmp_path / "out", formats=("html",), briefings=("landscape",))
    assert build(demo, english).files.keys() == {"landscape.html"}
    assert len(load(demo).trials) == 9
    for refused in (replace(english, briefings=()), replace(english, briefings=("zh",))):
        with pytest.raises(ProjectError):
            build(demo, refused)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A landscape that is there gets the job alone; a file that is there stays, and nothing is written."""
    demo = tmp_path / "demo"
    demo.mkdir()
    (demo / "README.md").write_text("mine", "utf-8")
    code, said = init(str(demo))
    assert (code, sorted(path.name for path in demo.iterdir())) == (2, ["README.md"]), said
    (demo / "README.md").unlink()
    assert init(str(demo))[0] == 0
    before = {path: path.read_bytes() for path in demo.rglob("*") if path.is_file()}
    assert init(str(demo))[0] == 2
    assert init(str(demo), "--ci", "github")[0] == 0
    assert all(path.read_bytes() == held for path, held in before.items())
    lock = (demo / "requirements.txt").read_text("utf-8").splitlines()
    # The other forge's job is added beside it, and installs from the same file; its own stays.
    with (demo / "requirements.txt").open("a", encoding="utf-8") as file:
        file.write("mine==1\n")
    assert init(str(demo), "--ci", "gitlab")[0] == 0
    assert (demo / ".gitlab-ci.yml").exists()
    assert (demo / "requirements.txt").read_text("utf-8").endswith("\nmine==1\n")
    assert init(str(demo), "--ci", "gitlab")[0] == 2
    names = {line.partition("==")[0] for line in lock}
    # Of an extra that weasyprint asks for, and none that only this project's tests need.
    assert {"weasyprint", "fonttools", "brotli"} <= names
    assert "pytest" not in names


@pytest.mark.parametrize(
    ("origin", "last"),
    [
        (None, "cartreport==1.2"),
        (
            '{"url": "https://host.example/c", "vcs_info": {"vcs": "git", "commit_id": "ab12"}}',
            "cartreport @ git+https://host.example/c@ab12",
        ),
        (
            '{"url": "https://host.example/cartreport-1.2-py3-none-any.whl", "archive_info": {}}',
            "cartreport @ https://host.example/cartreport-1.2-py3-none-any.whl",
        ),
        (
            '{"url": "file:///home/me/cartreport", "dir_info": {"editable": true}}',
            "./cartreport-1.2-py3-none-any.whl",
        ),
    ],
)
def test_a_job_gets_the_program_where_it_was_got_from(origin: str | None, last: str) -> None:
    """An index, a commit, an address; of a folder on one machine the lines say what to put there."""
    lines = program("1.2", origin)
    assert lines[-1] == last
    assert all(line.startswith("#") for line in lines[:-1])
    assert len(lines) == (5 if last.startswith("./") else 1)
    assert "/home/me" not in "".join(lines)


@pytest.mark.parametrize("forge, job", [("github", "briefing.yml"), ("gitlab", ".gitlab-ci.yml")])
def test_each_forge_has_its_job(tmp_path: Path, forge: str, job: str) -> None:
    """The file where the forge looks for it; it runs the commands that there are."""
    assert init(str(tmp_path / "demo"), "--ci", forge)[0] == 0
    (path,) = [path for path in (tmp_path / "demo").rglob("*") if path.name == job]
    text = path.read_text("utf-8")
    assert yaml.safe_load(text)
    assert set(re.findall(r"cartreport (month|status|check|diff)\b", text)) == {
        *("month", "status", "check", "diff")
    }


def test_the_guide_is_right(tmp_path: Path) -> None:
    """The block of docs/how-to/monthly.md is taken as it stands; its table names every stage."""
    demo = tmp_path / "demo"
    assert init(str(demo))[0] == 0
    (block,) = re.findall(r"```yaml\n(month:.*?)```", GUIDE, re.DOTALL)
    path = demo / "sources.yaml"
    own = re.sub(
        r"^month:\n(?: .*\n)+", lambda _: block, path.read_text("utf-8"), flags=re.MULTILINE
    )
    assert block in own
    path.write_text(own, "utf-8")
    assert [str(problem) for problem in check(demo)] == []
    stages = re.findall(r"^\| (\w+) \|", GUIDE, re.MULTILINE)[1:]
    assert stages == ["fetch", "import", *STAGES]
