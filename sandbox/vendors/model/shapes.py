"""JSON that fits a schema, filled from an answer and from what was said; and the rules of strict schemas."""

from typing import Any

from sandbox.errors import Json
from sandbox.vendors.exchange import InvalidError
from sandbox.vendors.model.composing import Composed, Prompt
from sandbox.vendors.words import stems

_TEXTS = ("answer", "text", "reply", "content", "message", "summary")
_NUMBERS = ("citation", "source", "passage", "cited")


def check_strict(schema: Json, where: str) -> None:
    """Refuse what strict mode refuses: objects with optional or unnamed properties."""
    for path, one in _objects(schema, ()):
        if one.get("additionalProperties") is not False:
            raise InvalidError(
                f"Invalid schema for {where}: In context={path}, 'additionalProperties' is required to be supplied "
                "and to be false."
            )
        if set(one.get("properties", {})) != set(one.get("required", [])):
            raise InvalidError(
                f"Invalid schema for {where}: In context={path}, 'required' is required to be supplied and to be an "
                "array including every key in properties."
            )


def _objects(schema: Any, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], Json]]:
    if isinstance(schema, list):
        return [found for one in schema for found in _objects(one, path)]
    if not isinstance(schema, dict):
        return []
    own = [(path, schema)] if schema.get("type") == "object" else []
    return own + [found for name, one in schema.items() for found in _objects(one, (*path, name))]


class Filler:
    """Fills one schema."""

    def __init__(self, schema: Json, prompt: Prompt, composed: Composed) -> None:
        self._schema = schema
        self._composed = composed
        self._question = prompt.question
        self._words = set(stems(prompt.question))

    def fill(self) -> Any:
        """A value that fits."""
        return self._fill(self._schema, "")

    def _fill(self, schema: Json, name: str) -> Any:
        schema = self._resolved(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._likely(schema["enum"])
        kind = schema.get("type", "object" if "properties" in schema else "string")
        kind = next((one for one in kind if one != "null"), "null") if isinstance(kind, list) else kind
        fill = {
            "object": self._object,
            "array": self._array,
            "string": self._string,
            "integer": self._integer,
            "number": self._number,
            "boolean": self._boolean,
        }.get(kind)
        return fill(schema, name) if fill else None

    def _resolved(self, schema: Json) -> Json:
        while True:
            if "$ref" in schema:
                found: Any = self._schema
                for step in schema["$ref"].removeprefix("#/").split("/"):
                    found = found[step]
                schema = found
            elif options := schema.get("anyOf") or schema.get("oneOf"):
                schema = next((one for one in options if one.get("type") != "null"), options[0])
            else:
                return schema

    def _likely(self, options: list[Any]) -> Any:
        """The option whose words the question has; else the first."""
        scores = [len(self._words & set(stems(str(one).replace("_", " ")))) for one in options]
        return options[scores.index(max(scores))]

    def _object(self, schema: Json, _name: str) -> Json:
        return {key: self._fill(one, key) for key, one in schema.get("properties", {}).items()}

    def _array(self, schema: Json, name: str) -> list[Any]:
        items = schema.get("items", {})
        if items.get("type") == "integer" and any(word in name.lower() for word in _NUMBERS):
            return list(self._composed.cited)
        return [self._fill(items, name) for _ in range(schema.get("minItems", 0))]

    def _string(self, schema: Json, name: str) -> str:
        text = self._composed.text if name.lower() in _TEXTS else self._question
        longest, shortest = int(schema.get("maxLength", len(text))), int(schema.get("minLength", 0))
        return text[:longest].ljust(shortest, ".")

    def _integer(self, schema: Json, _name: str) -> int:
        return int(schema.get("minimum", min(0, schema.get("maximum", 0))))

    def _number(self, schema: Json, name: str) -> float:
        if "confidence" in name.lower():
            return self._composed.confidence
        return float(self._integer(schema, name))

    def _boolean(self, _schema: Json, name: str) -> bool:
        """True when the question has all the words of the name."""
        wanted = set(stems(name.replace("_", " ")))
        return bool(wanted) and wanted <= self._words
