"""What a query costs: a tenth of a point a property, a point an object, and all of it for each record of a page."""

import math
from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

from sandbox.vendors.linear.filters import USUAL_PER_PAGE

_PAGES = ("nodes", "edges")


def root_fields(operation: OperationDefinitionNode) -> list[str]:
    """What an operation asks for at its top."""
    return [one.name.value for one in operation.selection_set.selections if isinstance(one, FieldNode)]


def cost(document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> int:
    """The points of an operation, rounded up."""
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    given = {
        one.variable.name.value: one.default_value.value
        for one in operation.variable_definitions or ()
        if isinstance(one.default_value, IntValueNode)
    }
    return max(1, math.ceil(_selection(operation.selection_set, 1, fragments, {**given, **variables})))


def _selection(
    chosen: SelectionSetNode, size: int, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
) -> float:
    """The points of a selection, `size` being how many records the page around it may have."""
    points = 0.0
    for one in chosen.selections:
        if isinstance(one, FragmentSpreadNode):
            points += _selection(fragments[one.name.value].selection_set, size, fragments, variables)
        elif isinstance(one, InlineFragmentNode):
            points += _selection(one.selection_set, size, fragments, variables)
        elif isinstance(one, FieldNode):
            points += _field(one, size, fragments, variables)
    return points


def _field(
    one: FieldNode, size: int, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
) -> float:
    if one.selection_set is None:
        return 0.1
    if one.name.value in _PAGES:
        return size * (1 + _selection(one.selection_set, 1, fragments, variables))
    return 1 + _selection(one.selection_set, _page_size(one, variables), fragments, variables)


def _page_size(one: FieldNode, variables: Mapping[str, Any]) -> int:
    for argument in one.arguments or ():
        if argument.name.value in ("first", "last"):
            value = argument.value
            found = (
                variables.get(value.name.value) if isinstance(value, VariableNode) else getattr(value, "value", None)
            )
            return int(found) if found is not None else USUAL_PER_PAGE
    return USUAL_PER_PAGE
