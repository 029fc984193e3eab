"""What every part of sources.yaml is made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Declared(BaseModel):
    """A part of sources.yaml: no field beyond the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")
