"""A new landscape: the shipped starter put into a folder, so that it builds at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from cartreport.errors import ProjectError, RequestError
from cartreport.problems import Problems
from cartreport.shipped import shipped

LOCK = "requirements.txt"
NEED = re.compile(r"([\w.-]+)(?:\[([^\]]*)\])?")
EXTRA = re.compile(r"extra == ['\"]([\w.-]+)['\"]")
SUBJECT = "subject.txt"
"""The file of the starter that says what its records are of: where no subject is named."""


def start(folder: Path, subject: str | None, forge: str | None) -> list[Path]:
    """Write a landscape to an empty folder, and the job of a forge; gives the files.

    A folder that is a landscape already gets the job alone. Raises :class:`RequestError` where a
    file of the name is there, and writes nothing then.
    """
    told = subject or (shipped() / "init" / SUBJECT).read_text("utf-8").strip()
    texts: dict[Path, str] = {}
    if not (folder / "sources.yaml").exists():
        texts = _texts("project", folder)
    if forge:
        texts |= _texts(forge, folder)
        if not (folder / LOCK).exists():  # the job of another forge installs the same
            texts[folder / LOCK] = "\n".join(_pinned()) + "\n"
    if not texts:
        raise RequestError(f"{folder} is a landscape already", "with --ci it gets a monthly job")
    if there := sorted(path for path in texts if path.exists()):
        raise RequestError(f"{there[0]} is there already", "nothing was written; name a new folder")
    places = {
        "@NAME@": f"{told} landscape",
        "@TITLE@": json.dumps(f"{told} landscape", ensure_ascii=False),
        "@SUBJECT@": json.dumps(told, ensure_ascii=False),
        "@QUERY@": json.dumps(told, ensure_ascii=False),
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_filled(text, places), encoding="utf-8", newline="")
    return [*texts, *(_labelled(folder) if folder / "sources.yaml" in texts else [])]


def _texts(part: str, folder: Path) -> dict[Path, str]:
    """The files of a part of the starter, by the place that they go to: `dot-x` is `.x`."""
    root = shipped() / "init" / part
    found = {}
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        parts = [re.sub(r"^dot-", ".", name) for name in path.relative_to(root).parts]
        found[folder.joinpath(*parts)] = path.read_bytes().decode("utf-8")
    return found


def _filled(text: str, places: Mapping[str, str]) -> str:
    for place, value in places.items():
        text = text.replace(place, value)
    return text


def _labelled(folder: Path) -> Iterator[Path]:
    """The labels of the sample's trials, made by the rules of this program."""
    from cartreport.classify.run import classify
    from cartreport.classify.table import write
    from cartreport.sources.load import load_records

    trials = next((folder / "data" / "trials").glob("*-ctgov.csv"))
    labels = trials.with_name(trials.name.replace("-ctgov", "-labels"))
    problems = Problems()
    records = load_records(folder, problems, None, labels)
    if records is None or problems.errors:
        raise ProjectError(problems)
    write(labels, classify(records).labels, records)
    yield labels


def _pinned() -> list[str]:
    """The program and all that it stands on, as they are installed here: the job's lock."""
    found: dict[str, str] = {}
    waiting, seen = [("cartreport", "")], set()
    while waiting:
        name, extra = wanted = waiting.pop()
        if wanted in seen:
            continue
        seen.add(wanted)
        try:
            held = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # a need of another system
            continue
        found[name] = held.version
        waiting += [need for text in held.requires or () for need in _needs(text, extra)]
    own, version = metadata.distribution("cartreport"), found.pop("cartreport")
    others = [f"{name}=={held}" for name, held in sorted(found.items())]
    return [*program(version, own.read_text("direct_url.json")), *others]


def program(version: str, origin: str | None) -> list[str]:
    """The lines by which a job installs this program, by where it was installed from.

    ``origin``: what pip noted of it (PEP 610); ``None``: an index of packages, which has it again.
    What came from this machine's disk is named as a wheel in the landscape's folder.
    """
    told = json.loads(origin or "{}")
    url, commit = str(told.get("url", "")), told.get("vcs_info", {})
    if not url:
        return [f"cartreport=={version}"]
    if commit:
        return [f"cartreport @ {commit['vcs']}+{url}@{commit['commit_id']}"]
    if not url.startswith("file:"):
        return [f"cartreport @ {url}"]
    wheel = f"cartreport-{version}-py3-none-any.whl"
    return [
        "# cartreport was installed from this machine's disk, not from an index of packages. Put",
        "# its wheel beside this file, into git: `pip wheel --no-deps --wheel-dir HERE FOLDER`,",
        "# where FOLDER is cartreport's own. Or write in place of the next line where the job",
        "# finds it: cartreport @ git+https://HOST/NAME@COMMIT",
        f"./{wheel}",
    ]


def _needs(text: str, extra: str) -> Iterator[tuple[str, str]]:
    """What a requirement asks for: a name, and again with each of its extras.

    One of an extra is asked for by this extra alone.
    """
    named, of = NEED.match(text), EXTRA.search(text)
    if named is None or (of is not None and of[1] != extra):
        return
    name = named[1].lower().replace("_", "-")
    yield name, ""
    yield from ((name, part.strip()) for part in (named[2] or "").split(",") if part.strip())
