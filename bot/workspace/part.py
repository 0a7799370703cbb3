"""What every part of the file is: nothing unknown in it, and never changed."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of BATON_CONFIG."""

    model_config = ConfigDict(extra="forbid", frozen=True)
