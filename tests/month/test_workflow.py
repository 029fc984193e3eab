"""The scheduled job that `init --ci` writes: its own steps, run as they stand in a clean clone.

Three months in a row against a registry on a loopback address: one with an outage, one with a broken
answer, one with nothing new. What needs a forge (`gh`) or a network (`pip`, `apt-get`) is a shim that
notes what it was asked.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from cartreport.cli.group import main

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from registry import Registry, served
from small import edit

from tests.warm import listening

INIT = Path(__file__).resolve().parents[2] / "templates" / "init"
WORKFLOW = INIT / "github" / "dot-github" / "workflows" / "briefing.yml"
GITLAB = INIT / "gitlab" / "dot-gitlab-ci.yml"
SHIM = """#!{python} -S
import os, sys
sys.path.insert(0, {tests!r})
from warm import Asked, ask
before = "from cartreport.registries import ctgov_pages; ctgov_pages.PAUSE = 0.0"
sys.exit(ask({listening!r}, Asked(tuple(sys.argv[1:]), os.getcwd(), before), (0, 1, 2)))
"""
FORGE = """#!/bin/sh
echo "gh $*" >> "$CALLS"
for last; do :; done
case "$last" in
*.md) cat "$last" >> "$CALLS" ;;
*/comments*) [ ! -f "$0.comments" ] || cat "$0.comments" ;;
esac
"""


def git(folder: Path, *args: str) -> str:
    named = ("-c", "user.name=t", "-c", "user.email=t@t.example")
    ran = subprocess.run(
        ["git", *named, *args], cwd=folder, capture_output=True, text=True, check=True
    )
    return ran.stdout


@dataclass
class Forge:
    """A forge with one repository: each run of a job starts from a clean clone of it."""

    root: Path
    registry: Registry
    calls: str = ""
    summary: str = ""
    ran: list[str] = field(default_factory=list)

    def run(self, job: str, day: str, **context: str) -> int:
        """The steps of a job in a fresh clone; the exit code that it ends with."""
        clone = self.root / f"{job}-{day}"
        git(self.root, "clone", "--quiet", "--branch", "main", "origin.git", str(clone))
        return self.steps(job, clone, day, context)

    def steps(self, job: str, clone: Path, day: str, context: dict[str, str]) -> int:
        """Every `run:` of a job, as it stands, by the shell of a runner."""
        told = {name: self.root / f"{clone.name}-{name}" for name in ("calls", "summary", "output")}
        for path in told.values():
            path.write_text("", "utf-8")
        env = {
            **{
                name: text for name, text in os.environ.items() if not name.startswith("CARTREPORT")
            },
            "PATH": f"{self.root / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "CALLS": str(told["calls"]),
            "GITHUB_STEP_SUMMARY": str(told["summary"]),
            "GITHUB_OUTPUT": str(told["output"]),
            "CARTREPORT_MONTH_ON": day,
            "CARTREPORT_STATUS_ON": day,
            "CARTREPORT_MONTH_BASE": self.registry.url,
            "CARTREPORT_MONTH_FORMAT": "html,csv",
        }
        code, self.ran = 0, []
        for step in yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"][job]["steps"]:
            outputs = dict(line.split("=", 1) for line in told["output"].read_text().splitlines())
            known = {**context, **{f"steps.month.outputs.{n}": v for n, v in outputs.items()}}
            if "run" not in step or not holds(step.get("if", "success()"), known, failed=code != 0):
                continue
            more = {name: filled(str(text), known) for name, text in step.get("env", {}).items()}
            shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            ran = subprocess.run(shell, cwd=clone, env={**env, **more}, check=False)
            code = code or ran.returncode
            self.ran.append(step["name"])
        self.calls, self.summary = told["calls"].read_text(), told["summary"].read_text()
        return code


def filled(text: str, known: dict[str, str]) -> str:
    """Expressions by what the run knows; of what it does not know nothing."""
    return re.sub(r"\$\{\{ *(\S+) *\}\}", lambda found: known.get(found[1], ""), text)


def holds(condition: str, known: dict[str, str], *, failed: bool) -> bool:
    """A condition of a step, in the few forms that the workflow has."""
    text = condition.replace("&&", "and").replace("||", "or")
    text = text.replace("failure()", str(failed)).replace("success()", str(not failed))
    text = re.sub(r"[a-z_]+(?:\.[a-z_]+)+", lambda found: repr(known.get(found[0], "")), text)
    plain = not failed or "failure()" in condition
    return bool(plain and eval(text, {"__builtins__": {}}))


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forge]:
    root = tmp_path_factory.mktemp("forge")
    made = CliRunner().invoke(main, ["init", str(root / "first"), "--ci", "github"])
    assert made.exit_code == 0, made.output
    git(root, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    git(root / "first", "init", "--quiet", "--initial-branch=main")
    git(root / "first", "add", "--all")
    git(root / "first", "commit", "--quiet", "-m", "Start")
    git(root / "first", "push", "--quiet", str(root / "origin.git"), "main")
    (root / "bin").mkdir()
    shims = {
        "cartreport": SHIM.format(
            python=sys.executable, tests=str(INIT.parents[1] / "tests"), listening=listening()
        ),
        "gh": FORGE,
        **dict.fromkeys(("pip", "sudo"), "#!/bin/sh\n"),
    }
    for name, text in shims.items():
        (root / "bin" / name).write_text(text, "utf-8")
        (root / "bin" / name).chmod(0o755)
    with served() as registry:
        yield Forge(root, registry)


def published(forge: Forge) -> list[str]:
    """The records of editions in the repository."""
    names = git(forge.root / "origin.git", "ls-tree", "-r", "--name-only", "main").splitlines()
    return [name.removesuffix("/record.json") for name in names if name.endswith("/record.json")]


def test_three_months_in_a_row(forge: Forge) -> None:
    """September; October after an outage (5) and a broken answer (1); November with nothing new.

    A month that failed opens an issue and leaves the repository as it was; each that is made is
    committed, so that the next starts from it.
    """
    assert forge.run("month", "2026-09-01") == 0
    assert forge.ran == ["Install", "Make the edition", "Keep the record"]
    assert published(forge) == ["editions/2026-09/r1"]
    assert "first edition" in forge.summary
    forge.registry.away = True
    assert forge.run("month", "2026-10-01") == 5
    assert forge.ran[-1] == "Tell that it failed"
    assert "gh issue create --title The monthly briefing failed" in forge.calls
    assert "the registry is away: it is tried again tomorrow (exit code 5)" in forge.calls
    forge.registry.away, forge.registry.broken = False, True
    assert forge.run("month", "2026-10-02") == 1
    assert "bad data (exit code 1)" in forge.calls
    assert published(forge) == ["editions/2026-09/r1"]
    forge.registry.broken = False
    assert forge.run("watch", "2026-10-12") == 4
    assert "overdue   edition 2026-10, by 2026-10-05: the newest is 2026-09" in forge.calls
    forge.registry.lines[0] = forge.registry.lines[0].replace("PHASE1", "PHASE2")
    assert forge.run("month", "2026-10-13") == 0
    assert "NCT90000001" in forge.summary
    assert forge.calls == ""
    assert forge.run("month", "2026-11-01") == 0
    assert "No change." in forge.summary
    assert published(forge) == [f"editions/2026-{month}/r1" for month in ("09", "10", "11")]
    assert forge.run("watch", "2026-11-02") == 0


def test_a_pull_request_is_annotated_and_compared(forge: Forge) -> None:
    """What is wrong stands at its line, what changed is one comment, which the next push writes anew;
    nothing is written to the repository.
    """
    clone = forge.root / "pull"
    git(forge.root, "clone", "--quiet", "--branch", "main", "origin.git", str(clone))
    base = git(clone, "rev-parse", "HEAD").strip()
    here = "github.event.pull_request.head.repo.full_name"
    context = {
        "github.event.pull_request.base.sha": base,
        "github.event.pull_request.number": "7",
        here: "a/b",
        "github.repository": "a/b",
    }
    edit(
        clone / "data" / "programmes.csv",
        "phase-2,active,NCT05594797",
        "phase-3,active,NCT05594797",
    )
    assert forge.steps("change", clone, "2026-11-02", context) == 0
    assert "gh pr comment 7" in forge.calls
    assert "hrain-bcma" in forge.calls
    comments = forge.root / "bin" / "gh.comments"
    comments.write_text("41\n57\n", "utf-8")  # of two pages, by the filter of the call
    assert forge.steps("change", clone, "2026-11-02", context) == 0
    comments.unlink()
    assert "gh api --paginate --jq " in forge.calls
    assert '.user.login == "github-actions[bot]" and' in forge.calls
    assert "--method PATCH -F body=@comment.md repos/a/b/issues/comments/41\n" in forge.calls
    assert "gh pr comment" not in forge.calls
    edit(clone / "data" / "programmes.csv", "phase-3,active", "phase-33,active")
    assert forge.steps("change", clone, "2026-11-02", context) == 1
    assert forge.ran[-1] == "Annotate what is wrong"


def jobs() -> dict[str, Any]:
    held: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    return held


def test_least_rights_and_pinned_actions() -> None:
    """No right by default, none but those of a job's own steps; every action by its whole commit."""
    held = jobs()
    assert held["permissions"] == {}
    assert {name: job["permissions"] for name, job in held["jobs"].items()} == {
        "month": {"contents": "write", "issues": "write"},
        "watch": {"contents": "read", "issues": "write"},
        "change": {"contents": "read", "pull-requests": "write"},
    }
    steps = [step for job in held["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert len(used) == 7
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name) for name in used)
    # What comes from outside reaches a script by the environment alone.
    assert not [step["name"] for step in steps if "${{" in step.get("run", "")]


CURL = """#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in
*/user) echo '{"id": 5}' ;;
*" page=2 "*) cat "$OPEN.2" ;;
*" page=3 "*) echo "[]" ;;
*--get*) cat "$OPEN" ;;
esac
"""


def called(folder: Path, job: str, answer: str, **more: str) -> list[str]:
    """The `after_script` of a GitLab job in a folder: what it asks the forge, which gives an answer."""
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / "curl").write_text(CURL, "utf-8")
    (folder / "bin" / "curl").chmod(0o755)
    (step,) = yaml.safe_load(GITLAB.read_text("utf-8"))[job]["after_script"]
    for name, text in {"calls": "", "open": answer}.items():
        (folder / name).write_text(text, "utf-8")
    env = {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "CALLS": str(folder / "calls"),
        "OPEN": str(folder / "open"),
        "CI_API_V4_URL": "https://forge.example/api/v4",
        "CI_PROJECT_ID": "3",
        "ISSUE_TOKEN": "t",
        **more,
    }
    subprocess.run(["bash", "-eo", "pipefail", "-c", step], cwd=folder, env=env, check=True)
    return (folder / "calls").read_text("utf-8").splitlines()


def test_gitlab_tells_with_a_token_that_may(tmp_path: Path) -> None:
    """A failure is an issue, or a note to the one that is open; no token or no failure, nothing."""
    (tmp_path / "note.md").write_text("why it failed\n", "utf-8")

    def told(open_: str, **more: str) -> list[str]:
        held = {"TITLE": "It failed", "CI_JOB_STATUS": "failed", **more}
        return called(tmp_path, "month", open_, **held)

    issues = "https://forge.example/api/v4/projects/3/issues"
    looked, opened = told("[]")
    assert looked.endswith(
        f"--data state=opened --data in=title --data-urlencode search=It failed {issues}"
    )
    assert opened.endswith(
        f"--data-urlencode title=It failed --data-urlencode description@issue.md {issues}"
    )
    assert "why it failed" in (tmp_path / "issue.md").read_text("utf-8")
    _, noted = told('[{"iid": 7}, {"iid": 4}]')
    assert noted.endswith(f"--data-urlencode body@issue.md {issues}/7/notes")
    assert told("[]", ISSUE_TOKEN="") == told("[]", CI_JOB_STATUS="success") == []


def test_gitlab_has_one_comment_a_merge_request(tmp_path: Path) -> None:
    """The first push adds it, each later one writes it anew: known by its first line and its author,
    whoever else has that line and however many notes stand before it; without a token, or where
    nothing was compared, nothing.
    """
    notes = "https://forge.example/api/v4/projects/3/merge_requests/7/notes"

    def told(first: list[dict[str, Any]], *second: dict[str, Any], **more: str) -> list[str]:
        (tmp_path / "open.2").write_text(json.dumps([*second]), "utf-8")
        return called(tmp_path, "change", json.dumps(first), CI_MERGE_REQUEST_IID="7", **more)

    def note(id: int, body: str, author: int = 5) -> dict[str, Any]:
        return {"id": id, "body": body, "author": {"id": author}}

    assert told([]) == []
    (tmp_path / "change.md").write_text("one trial is new\n", "utf-8")
    _, first, _, added = told([note(11, "Nice.")])
    assert first.endswith(f"--get --data sort=asc --data per_page=100 --data page=1 {notes}")
    assert added.endswith(f"--data-urlencode body@comment.md {notes}")
    comment = (tmp_path / "comment.md").read_text("utf-8")
    mark, _, rest = comment.partition("\n\n")
    assert rest == "one trial is new\n"
    others = [note(12, f"> {mark}"), note(13, comment, author=6), note(14, "Nice.")]
    *_, renewed = told(others, note(15, "Nice."), note(16, comment), note(17, comment))
    assert renewed.endswith(f"--request PUT --data-urlencode body@comment.md {notes}/16")
    *_, added = told(others, note(15, "Nice."))
    assert added.endswith(f"--data-urlencode body@comment.md {notes}")
    assert told([], ISSUE_TOKEN="") == []
