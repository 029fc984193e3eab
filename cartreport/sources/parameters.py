"""``parameters:`` of sources.yaml: values of a type, that a command may set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from cartreport.errors import RequestError
from cartreport.sources.declared import Declared
from cartreport.sources.fields import Known, Slug, Text, Words, partial_date
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.sources.vocabulary import Vocabulary

Value = str | int | bool
FLAGS = {"true": True, "false": False}


class ParameterPlan(Declared):
    """One value: its type, and what it is where nobody sets it."""

    type: Literal["text", "whole", "date", "choice", "flag", "term"] = "text"
    default: Words | int
    choices: list[Text] = Field([], description="Of a choice: what there is to choose.")
    of: Slug | None = Field(None, description="Of a term: its vocabulary.")
    help: Known | None = Field(None, description="What it is for, in one line.")

    @model_validator(mode="after")
    def _fits(self) -> ParameterPlan:
        if (self.type == "choice") != bool(self.choices) or (self.type == "term") != bool(self.of):
            raise ValueError("a choice has `choices`, a term has `of`, and no other has them")
        self.read(str(self.default))
        return self

    @property
    def value(self) -> Value:
        """The value as its type has it; a term is its id."""
        return self.read(str(self.default))

    def read(self, text: str) -> Value:
        """What was written, as the type has it. Raises ``ValueError`` for what does not fit."""
        if self.type == "whole":
            if not text.removeprefix("-").isdecimal():
                raise ValueError(f"a whole number, such as 12, not {text!r}")
            return int(text)
        if self.type == "flag":
            if text not in FLAGS:
                raise ValueError(f"true or false, not {text!r}")
            return FLAGS[text]
        if self.type == "choice" and text not in self.choices:
            raise ValueError(f"{text!r} is no choice: {did_you_mean(text, self.choices)}")
        return partial_date(text) if self.type == "date" else text


def set_to(
    plans: Mapping[str, ParameterPlan], told: Iterable[str], vocabulary: Vocabulary
) -> dict[str, ParameterPlan]:
    """The parameters with values that a command sets, ``name=value`` each.

    Raises :class:`RequestError` for a name that there is not, and for a value that does not fit.
    """
    found = dict(plans)
    for pair in told:
        name, sign, text = (part.strip() for part in pair.partition("="))
        if not sign:
            raise RequestError(f"{pair!r} sets nothing", "Write NAME=VALUE.")
        plan = found.get(name)
        if plan is None:
            hint = did_you_mean(name, found) or "sources.yaml declares none: `parameters:`"
            raise RequestError(f"there is no parameter {name!r}", hint)
        try:
            plan.read(text)
        except ValueError as error:
            raise RequestError(f"{name} is {error}") from error
        terms = vocabulary.get(plan.of or "")
        if plan.of and terms is not None:
            term = terms.find(text)
            if term is None:
                hint = did_you_mean(text, (one.id for one in terms))
                raise RequestError(f"no {plan.of} is called {text!r}", hint)
            text = term
        found[name] = plan.model_copy(update={"default": text})
    return found
