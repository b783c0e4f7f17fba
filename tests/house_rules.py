"""The budgets of docs/architecture.md as functions over source code; each returns the places."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from statistics import quantiles

FILE_LINES = 350
FUNCTION_LINES = 60
FUNCTION_LINES_95 = 40

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path below ``src``, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        """Parse the text of a file."""
        return cls(path, text, ast.parse(text))

    def place(self, node: ast.stmt | ast.expr, note: str) -> str:
        """Return «path:line note»."""
        return f"{self.path}:{node.lineno} {note}"


def functions(tree: ast.AST) -> Iterator[FunctionNode]:
    """Yield every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, FunctionNode))


def length(function: FunctionNode) -> int:
    """Return the lines from ``def`` to the last one, the docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def long_files(sources: Iterable[Source], limit: int = FILE_LINES) -> list[str]:
    """Return the files over the limit."""
    counted = ((source.path, source.text.count("\n")) for source in sources)
    return [f"{path} has {lines} lines" for path, lines in counted if lines > limit]


def long_functions(sources: Iterable[Source], limit: int = FUNCTION_LINES) -> list[str]:
    """Return the functions over the limit."""
    return [
        source.place(function, f"{function.name} has {length(function)} lines")
        for source in sources
        for function in functions(source.tree)
        if length(function) > limit
    ]


def percentile_95(sources: Iterable[Source]) -> float:
    """Return the length that 95 of 100 functions stay under."""
    lengths = [length(f) for source in sources for f in functions(source.tree)]
    return quantiles(lengths, n=20)[-1]


def late_imports(sources: Iterable[Source]) -> list[str]:
    """Return the imports inside functions, where a cycle of imports may hide."""
    return [
        source.place(node, f"import inside {function.name}")
        for source in sources
        for function in functions(source.tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def unannotated(sources: Iterable[Source]) -> list[str]:
    """Return the functions with a parameter or a result without a type."""
    return [
        source.place(function, function.name)
        for source in sources
        for function in functions(source.tree)
        if function.returns is None or any(_untyped(function))
    ]


def _untyped(function: FunctionNode) -> Iterator[ast.arg]:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    for argument in [*named, *filter(None, (arguments.vararg, arguments.kwarg))]:
        if argument.annotation is None and argument.arg not in {"self", "cls"}:
            yield argument


def undocumented(sources: Iterable[Source]) -> list[str]:
    """Return the public functions, classes and methods without a docstring."""
    return [
        source.place(node, node.name)
        for source in sources
        for node in _public(source.tree.body)
        if not ast.get_docstring(node)
    ]


def _public(body: Iterable[ast.stmt]) -> Iterator[FunctionNode | ast.ClassDef]:
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_") or _overrides(node):
            continue
        yield node
        if isinstance(node, ast.ClassDef):
            yield from _public(node.body)


def _overrides(node: FunctionNode | ast.ClassDef) -> bool:
    """Return whether the docstring stands at what the method overrides."""
    return any(ast.unparse(d).endswith("override") for d in node.decorator_list)


def imported(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each import with the full name of what it imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module or ''}.{alias.name}") for alias in node.names)


def imports_of(sources: Iterable[Source], pattern: str) -> list[str]:
    """Return the imports whose full name matches the regular expression."""
    return [
        source.place(node, name)
        for source in sources
        for node, name in imported(source.tree)
        if re.search(pattern, name)
    ]


def clock_readings(sources: Iterable[Source]) -> list[str]:
    """Return the calls that ask the machine what day or time it is."""
    return [
        source.place(node, ast.unparse(node.func))
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and _reads_clock(ast.unparse(node.func))
    ]


def _reads_clock(function: str) -> bool:
    return function.endswith((".today", ".now", ".utcnow")) or function == "time.time"


def import_cycle(imports: Mapping[str, Iterable[str]]) -> list[str]:
    """Return one ring of modules that import one another, or nothing."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def matching_lines(texts: Mapping[str, str], pattern: str) -> list[str]:
    """Return the lines, with their place, that match the regular expression."""
    expression = re.compile(pattern)
    return [
        f"{path}:{number} {line.strip()[:80]}"
        for path, text in texts.items()
        if expression.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if expression.search(line)
    ]
