"""The house rules that can be measured, on the whole package."""

from __future__ import annotations

import subprocess
from pathlib import Path

import grimp
import pytest

from tests import house_rules as rules
from tests.house_rules import Source

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"

# Written so that this file does not match itself.
OWN_FOLDER = r"(?<![\w.])/(?:home|root|work|Users)/[\w.-]+|[A-Z]:\\Users\\"
UNFINISHED = r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|(?i:lorem +ipsum)"
REGISTRY = r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|(?:deb|archive)\.(?:debian|ubuntu)\."
ADDRESS = r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host| @ "


def _sources(pattern: str = "thuctien/**/*.py") -> list[Source]:
    return [
        Source.of(str(path.relative_to(SRC)), path.read_text(encoding="utf-8"))
        for path in sorted(SRC.glob(pattern))
        if "migrations" not in path.parts
    ]


@pytest.fixture(scope="module")
def package() -> list[Source]:
    """Every file of the package but the migrations, which Django writes."""
    return _sources()


@pytest.fixture(scope="module")
def engine() -> list[Source]:
    """Every file of the engine."""
    return _sources("thuctien/engine/**/*.py")


@pytest.fixture(scope="module")
def committed() -> dict[str, str]:
    """The text of every file under version control."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    texts = {}
    for name in listed.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and b"\0" not in (data := path.read_bytes()):
            texts[name] = data.decode("utf-8", errors="replace")
    return texts


def _none(places: list[str], rule: str) -> None:
    assert not places, f"{rule}:\n  " + "\n  ".join(places)


def test_files_are_short(package: list[Source]) -> None:
    """A file longer than 350 lines has more than one topic."""
    _none(rules.long_files(package), f"over {rules.FILE_LINES} lines, split by topic")


def test_functions_are_short(package: list[Source]) -> None:
    """No function is longer than 60 lines, nor 95 of 100 longer than 40."""
    _none(rules.long_functions(package), f"over {rules.FUNCTION_LINES} lines")
    assert rules.percentile_95(package) <= rules.FUNCTION_LINES_95


def test_imports_stand_at_the_top(package: list[Source]) -> None:
    """An import inside a function hides a dependency."""
    _none(rules.late_imports(package), "move to the top of the file")


def test_modules_import_in_one_direction() -> None:
    """No ring of modules that import one another, not even for types."""
    graph = grimp.build_graph("thuctien", cache_dir=None)
    imports = {m: sorted(graph.find_modules_directly_imported_by(m)) for m in graph.modules}
    _none(rules.import_cycle(imports), "import cycle")


def test_everything_is_annotated(package: list[Source]) -> None:
    """Every parameter and every result has its type."""
    _none(rules.unannotated(package), "parameter or result without a type")


def test_the_public_face_is_documented(engine: list[Source], package: list[Source]) -> None:
    """Docstrings on the engine, and on what rooms offer to write and to read."""
    drawers = [s for s in package if "/services" in s.path or "/selectors" in s.path]
    _none(rules.undocumented([*engine, *drawers]), "public without a docstring")


def test_no_signals(package: list[Source]) -> None:
    """Rules are called by name; nobody has to search for who listens."""
    _none(rules.imports_of(package, r"^django\.dispatch|\.signals(\.|$)"), "signal")


def test_the_engine_stands_alone(engine: list[Source]) -> None:
    """The engine runs without Django (and without asking a network)."""
    forbidden = r"^(django|requests|httpx|urllib\.request|http\.client|socket)(\.|$)"
    _none(rules.imports_of(engine, forbidden), "not in the engine")


def test_the_engine_reads_no_clock(engine: list[Source]) -> None:
    """The date is an input, or the same workbook would answer differently tomorrow."""
    _none(rules.clock_readings(engine), "take the date as a parameter")


def test_lock_files_name_no_host() -> None:
    """A lock names packages and their hashes, so that any mirror will do."""
    locks = {p.name: p.read_text() for p in sorted((ROOT / "requirements").glob("*.txt"))}
    assert locks
    _none(rules.matching_lines(locks, ADDRESS), "an address in a lock file")


def test_nothing_of_one_machine_is_committed(committed: dict[str, str]) -> None:
    """No folder of a person or of one machine, no package mirror."""
    _none(rules.matching_lines(committed, OWN_FOLDER), "a folder of one machine")
    _none(rules.matching_lines(committed, REGISTRY), "a package registry")


def test_nothing_unfinished_is_committed(committed: dict[str, str]) -> None:
    """What is left to do belongs to an issue."""
    _none(rules.matching_lines(committed, UNFINISHED), "unfinished")
