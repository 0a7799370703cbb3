"""Which wording a customer gets: the most specific that an admin wrote, in their language where there is one."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

from pydantic import Field, ValidationError, field_validator

from bot.workspace.part import Part
from bot.workspace.texts import TextsConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When something is said: who has it, whose channel it is, what it is about, and the customer's language."""

    team: str = ""
    tier: str = ""
    channel: str = ""
    topic: str = ""
    language: str = ""


class TextsForConfig(Part):
    """Texts for some occasions only: those of a team, a tier, a channel, a topic, a language (`de`)."""

    team: str = ""
    tier: str = ""
    channel: str = ""
    topic: str = ""
    language: str = ""
    texts: dict[str, str] = Field(min_length=1)

    @field_validator("texts")
    @classmethod
    def _are_texts(cls, texts: dict[str, str]) -> dict[str, str]:
        try:
            TextsConfig(**texts)
        except ValidationError as error:
            faults = "; ".join(f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors())
            raise ValueError(faults) from None
        return texts

    @property
    def named(self) -> dict[str, str]:
        """The conditions that it names."""
        given = {one.name: str(getattr(self, one.name)) for one in fields(Occasion)}
        return {name: value for name, value in given.items() if value}

    def fits(self, occasion: Occasion) -> bool:
        """Whether all of them hold."""
        return all(getattr(occasion, name) == value for name, value in self.named.items())


def texts_in(own: TextsConfig, some: Iterable[TextsForConfig], occasion: Occasion) -> TextsConfig:
    """Shipped English, the shipped language, `[texts]`, then `[[texts_for]]`: each overrides what stands before it.

    Of those, one that names more conditions overrides one that names fewer; of equals, the later.
    """
    fitting = sorted((one for one in some if one.fits(occasion)), key=lambda one: len(one.named))
    written = {name: getattr(own, name) for name in own.model_fields_set}
    for one in fitting:
        written |= one.texts
    return own.model_copy(update={**shipped(occasion.language), **written})


@cache
def shipped(language: str) -> Mapping[str, str]:
    """The texts that Baton ships in this language; none where it has none."""
    file = resources.files("bot.workspace.languages").joinpath(f"{language}.toml")
    if not (language.isalpha() and file.is_file()):
        return {}
    return tomllib.loads(file.read_text(encoding="utf-8"))
