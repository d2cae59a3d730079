"""The glossary and the state diagrams, printed from the code (ordlista och tillstånd)."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.translation import gettext, override

from stegvis import rules
from stegvis.rules.words import Labelled

SWEDISH = re.compile(r"\(([^()]*)\)\.?$")
GENERATED = "<!-- Printed by `stegvis words`; change the code, not this page. -->"


def rule_modules() -> Iterator[ModuleType]:
    """Every module of the law book, in alphabetical order."""
    for found in sorted(pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."), key=lambda each: each.name):
        yield import_module(found.name)


def glossary() -> str:
    """One page: the tables with their Swedish names, then every key with its Swedish and English word."""
    return "\n".join(
        [
            "# Glossary (ordlista)",
            "",
            GENERATED,
            "",
            "## What is kept",
            "",
            "| in code | på svenska | what it is |",
            "|---|---|---|",
            *_tables(),
            "",
            "## Words with a fixed set of keys",
            *_keys(),
            "",
        ]
    )


def _tables() -> Iterator[str]:
    for model in sorted(apps.get_app_config("stegvis").get_models(), key=lambda each: each.__name__):
        if model.__module__.startswith("stegvis.models.") and not model.__name__.endswith("History"):
            said = (inspect.getdoc(model) or "").split("\n")[0]
            first = said.split(". ")[0].rstrip(".")
            swedish = SWEDISH.search(first) or re.search(r"\(([^()]*)\)", said)
            meaning = re.sub(r"\s*\([^()]*\)", "", first)
            yield f"| {model.__name__} | {swedish.group(1) if swedish else ''} | {meaning} |"


def _keys() -> Iterator[str]:
    seen: set[type[Enum]] = set()
    for module in rule_modules():
        for _name, kind in inspect.getmembers(module, _is_vocabulary):
            if kind not in seen and kind.__module__ == module.__name__:
                seen.add(kind)
                yield from _one_vocabulary(kind)


def _is_vocabulary(value: object) -> bool:
    return inspect.isclass(value) and issubclass(value, Labelled) and value is not Labelled


def _one_vocabulary(kind: type[Labelled]) -> Iterator[str]:
    yield ""
    yield f"### {kind.__name__}"
    yield (inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " ")
    yield ""
    yield "| key | svenska | English |"
    yield "|---|---|---|"
    for member in kind:
        with override("en"):
            english = gettext(member.label)
        yield f"| {member.value} | {member.label} | {english} |"


def states() -> str:
    """One page: each MOVES of the law book as a diagram."""
    parts = ["# States (tillstånd)", "", GENERATED, ""]
    for module in rule_modules():
        moves = vars(module).get("MOVES")
        if isinstance(moves, Mapping) and _is_first_home(moves, module):
            parts += _diagram(moves)
    return "\n".join(parts)


def _is_first_home(moves: Mapping[Labelled, frozenset[Labelled]], module: ModuleType) -> bool:
    return type(next(iter(moves))).__module__ == module.__name__


def _diagram(moves: Mapping[Labelled, frozenset[Labelled]]) -> Iterator[str]:
    kind = type(next(iter(moves)))
    yield f"## {kind.__name__}"
    yield ""
    yield (inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " ")
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in kind:
        yield f'    state "{state.label}" as {state.value}'
    yield f"    [*] --> {next(iter(kind)).value}"
    for state in kind:
        for following in sorted(moves[state], key=list(kind).index):
            yield f"    {state.value} --> {following.value}"
        if not moves[state]:
            yield f"    {state.value} --> [*]"
    yield "```"
    yield ""
