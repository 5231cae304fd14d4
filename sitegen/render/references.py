"""The files of the theme that a template names, as far as it names them between quotes. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from sitegen.render.theme_files import ASSETS

_NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


@dataclass(frozen=True, slots=True)
class Reference:
    """Files named in one place of a template; none where an expression names them. `optional` ones may be absent."""

    names: tuple[str, ...]
    line: int
    optional: bool = False


def references(tree: nodes.Template) -> tuple[Reference, ...]:
    """Everything that a parsed template names, in the order of kinds: templates, parts, assets."""
    return tuple(_references(tree))


def _references(tree: nodes.Template) -> Iterator[Reference]:
    for node in tree.find_all(_NAMING):
        yield Reference(_named(node.template), node.lineno, _is_optional(node))  # type: ignore[attr-defined]
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "part":
            yield Reference(_named(call.args[0] if call.args else call), call.lineno)
    for asset in tree.find_all(nodes.Filter):
        if asset.name == "asset" and asset.node:
            yield Reference(tuple(ASSETS + name for name in _named(asset.node)), asset.lineno)


def _is_optional(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Include) and (node.ignore_missing or not isinstance(node.template, nodes.Const))


def _named(expression: nodes.Node) -> tuple[str, ...]:
    """The names that a constant expression says; pages could not tell what they depend on by any other."""
    try:
        said = expression.as_const() if isinstance(expression, nodes.Expr) else None
    except nodes.Impossible:
        return ()
    if isinstance(said, str):
        return (said,)
    if isinstance(said, list | tuple) and all(isinstance(item, str) for item in said):
        return tuple(said)
    return ()
