"""Where templates come from, and what a template's mistake looks like.

The first of these that has the file wins: the project's ``templates/``, the brand's folder, the
shipped ones. ``builtin/…`` always means the shipped ones, so that a file may extend the one that
it stands in for. A template sees the briefing and nothing else: no file outside these folders,
no private attribute, no call into Python.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Hashable, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import CodeType

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateNotFound, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.loaders import split_template_path

from cartreport.errors import TemplateError
from cartreport.render.printed import printed
from cartreport.render.sandbox import Sandbox

BUILTIN = "builtin/"
LARGEST = 1_000_000
LOCAL = ("section", "item", "grid", "row", "cell", "head", "text", "loop")
"""Names that the shipped templates give to parts of the briefing."""
_COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
_USES = re.compile(r"{%-?\s*(extends|include|import|from)\s+(['\"])([^'\"]+)\2")


class Chain(BaseLoader):
    """Templates from the first folder that has them. ``folders`` in order, the shipped one last."""

    def __init__(self, folders: Sequence[Path], root: Path) -> None:
        self.folders = [folder.resolve() for folder in folders if folder.is_dir()]
        self.root = root.resolve()

    def get_source(
        self,
        environment: Environment,
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """Jinja's question: text, file name for messages, whether it is still so."""
        path = self.find(template)
        text = self.text(path)
        for line, tag, used in _uses(text):
            if used == template and tag == "extends":
                raise TemplateError(
                    f"{self.shown(path)}:{line} extends itself",
                    f'Write {{% extends "{BUILTIN}{template}" %}}: the shipped file.',
                )
            if tag == "extends":
                self._prove_blocks(environment, path, text, used)
        return text, self.shown(path), lambda: True

    def _prove_blocks(self, environment: Environment, path: Path, text: str, parent: str) -> None:
        """Every block that a template fills stands in those that it extends.

        Jinja passes over a block that nothing shows, so that a misspelt name would change nothing
        and say nothing. Faults of other kinds are left to the rendering, which knows their place.
        """
        known: set[str] = set()
        seen: set[str] = set()
        try:
            tree = environment.parse(text)
            while parent and parent not in seen:
                seen.add(parent)
                source = self.text(self.find(parent))
                known |= {block.name for block in environment.parse(source).find_all(nodes.Block)}
                above = [used for _, tag, used in _uses(source) if tag == "extends"]
                parent = above[0] if above else ""
        except (TemplateSyntaxError, TemplateNotFound):
            return
        for block in (node for node in tree.body if isinstance(node, nodes.Block)):
            if block.name not in known:
                near = get_close_matches(block.name, sorted(known), 1)
                raise TemplateError(
                    f"{self.shown(path)}:{block.lineno} fills a block {block.name!r}, "
                    "which no template that it extends has",
                    f"Did you mean {near[0]!r}?"
                    if near
                    else f"Its blocks: {', '.join(sorted(known)) or 'none'}.",
                )

    def find(self, template: str) -> Path:
        """The file behind a template's name. Raises Jinja's ``TemplateNotFound``."""
        folders, name = self.folders, template
        if template.startswith(BUILTIN):
            folders, name = self.folders[-1:], template.removeprefix(BUILTIN)
        parts = split_template_path(name)
        for folder in folders:
            path = folder.joinpath(*parts)
            if path.is_file():
                if not path.resolve().is_relative_to(folder):
                    raise TemplateError(
                        f"{self.shown(path)} leads out of its folder", "Copy the file instead."
                    )
                return path
        raise TemplateNotFound(template)

    def text(self, path: Path) -> str:
        """A file's text. Raises :class:`TemplateError` for what is no text or far too large."""
        data = path.read_bytes()
        if len(data) > LARGEST:
            raise TemplateError(f"{self.shown(path)} is larger than {LARGEST:,} bytes", "Split it.")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise TemplateError(f"{self.shown(path)} is not UTF-8 text", "Save it so.") from error

    def shown(self, path: Path) -> str:
        """A path as messages print it: relative to the project where it lies in there."""
        if path.is_relative_to(self.root):
            return str(path.relative_to(self.root))
        return str(Path(*path.parts[-3:])) if len(path.parts) > 3 else str(path)

    def list_templates(self) -> list[str]:
        """Every template's name, for listings and suggestions."""
        return sorted(
            {
                path.relative_to(folder).as_posix()
                for folder in self.folders
                for path in folder.rglob("*")
                if path.is_file()
            }
        )


class _Compiled(BytecodeCache):
    """What this process has compiled, by name, place, text and the filters that there were.

    The next page compiles nothing anew.
    """

    def __init__(self) -> None:
        self._held: dict[Hashable, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._held.get(self._asked(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._held[self._asked(bucket)] = bucket.code

    @staticmethod
    def _asked(bucket: Bucket) -> Hashable:
        """What the code follows from; what filters make of plain texts is worked out in it."""
        return bucket.key, bucket.checksum, frozenset(bucket.environment.filters.items())


_COMPILED = _Compiled()


class Templates:
    """The templates of one look, rendered by name."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.environment = Sandbox(
            loader=chain,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
            finalize=printed,
        )

    def render(self, name: str, **context: object) -> str:
        """The page. Raises :class:`TemplateError` with file, line and what to write."""
        try:
            return self.environment.get_template(name).render(**context)
        except RecursionError as error:
            raise TemplateError(
                f"{self._place(error)} is reached from itself", "Templates go round in a circle."
            ) from error
        except TemplateNotFound as error:
            raise self._missing(error) from error
        except TemplateSyntaxError as error:
            place = f"{error.filename or error.name}:{error.lineno}"
            raise TemplateError(f"{place} {error.message}", "See Jinja's syntax.") from error
        except UndefinedError as error:
            message, hint = self._undefined(str(error), context)
            raise TemplateError(f"{self._place(error)} {message}", hint) from error
        except SecurityError as error:
            raise TemplateError(
                f"{self._place(error)} {error}", "Templates read the briefing and nothing else."
            ) from error
        except (
            JinjaError,
            TypeError,
            ValueError,
            AttributeError,
            LookupError,
            ArithmeticError,
        ) as error:
            if not self._frames(error):
                raise
            raise TemplateError(
                f"{self._place(error)} {error}", "See the shipped template of this name."
            ) from error
        except TemplateError as error:
            place = self._place(error)
            if place and not re.search(r":\d+", str(error)):
                raise TemplateError(f"{place} {error}", error.hint) from error
            raise

    def source(self, name: str) -> str:
        """A file as it stands, such as a style sheet."""
        try:
            return self.chain.text(self.chain.find(name))
        except TemplateNotFound as error:
            raise self._missing(error) from error

    def shown(self, name: str) -> str:
        """The path of a template's file, as messages print it."""
        return self.chain.shown(self.chain.find(name))

    def _frames(self, error: BaseException) -> list[traceback.FrameSummary]:
        """Where the error passed through templates, the innermost last."""
        known = (".html", ".css", ".svg", ".js")
        frames = traceback.extract_tb(error.__traceback__)
        return [frame for frame in frames if frame.filename.endswith(known)]

    def _place(self, error: BaseException) -> str:
        frames = self._frames(error)
        return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""

    def _missing(self, error: TemplateNotFound) -> TemplateError:
        name = str(error.name or "")
        near = get_close_matches(name, self.chain.list_templates(), 1)
        places = ", ".join(self.chain.shown(folder) for folder in self.chain.folders)
        hint = f"Did you mean {near[0]!r}?" if near else f"Looked in {places}."
        place = self._place(error)
        return TemplateError(f"{place} there is no template {name!r}".strip(), hint)

    def _undefined(self, message: str, context: dict[str, object]) -> tuple[str, str]:
        """Jinja's sentence in plain words, and the nearest name that exists."""
        attribute = re.search(r"'(?:[\w.]+ object|[\w.]+)' has no attribute '(\w+)'", message)
        named = re.search(r"'(\w+)' is undefined", message)
        known: list[str] = sorted({*context, *LOCAL})
        wanted = named[1] if named else ""
        if attribute:
            wanted = attribute[1]
            known = sorted(_fields())
        near = get_close_matches(wanted, known, 1)
        hint = f"Did you mean {near[0]!r}?" if near else "See the reference of template values."
        return message, hint


def _fields() -> set[str]:
    """The names that values of a briefing have."""
    from dataclasses import fields, is_dataclass

    from cartreport.briefing import briefing

    kinds = [kind for kind in vars(briefing).values() if isinstance(kind, type)]
    return {field.name for kind in kinds if is_dataclass(kind) for field in fields(kind)}


def _uses(text: str) -> list[tuple[int, str, str]]:
    """Line, tag and name of every template that a text names outright."""
    bare = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    return [
        (bare.count("\n", 0, found.start()) + 1, found[1], found[3])
        for found in _USES.finditer(bare)
    ]
