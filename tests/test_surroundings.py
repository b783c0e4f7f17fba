"""What a machine cannot run is named at the end, and is a failure in CI."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TESTS = """
import pytest

@pytest.mark.browser
def test_with_browser(): ...

@pytest.mark.django_db
def test_with_database(): ...

def test_alone(): ...
"""
MARKERS = """
[pytest]
markers =
    browser: needs Chromium
    postgres: needs a PostgreSQL server
    database: touches the database
"""


@pytest.fixture
def bare_machine(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project of three tests on a machine without Chromium, outside CI."""
    pytester.makepyfile(TESTS)
    pytester.makeini(MARKERS)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "django.conf.global_settings")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("THUCTIEN_LEFT_OUT", raising=False)
    return pytester


def _run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess("-p", "tests.surroundings", *arguments)


def test_a_test_left_out_is_named_with_its_reason(
    bare_machine: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a desk the run passes, says what is missing, and keeps it for the summary of all runs."""
    kept = bare_machine.path / "left_out"
    monkeypatch.setenv("THUCTIEN_LEFT_OUT", str(kept))
    result = _run(bare_machine, "-k", "not database")
    assert result.ret == pytest.ExitCode.OK
    assert kept.read_text(encoding="utf-8").endswith(
        "::test_with_browser: no Chromium found (apt-get install chromium)\n"
    )
    result.stdout.fnmatch_lines(["*left out: 1*", "*::test_with_browser: no Chromium found*"])


def test_ci_leaves_nothing_out(
    bare_machine: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same run fails with CI=true, although every test that ran has passed."""
    monkeypatch.setenv("CI", "true")
    result = _run(bare_machine, "-k", "not database")
    result.assert_outcomes(passed=1, skipped=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED


@pytest.mark.parametrize("workers", [[], ["-n", "2"]])
def test_ci_passes_where_nothing_is_left_out(
    bare_machine: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, workers: list[str]
) -> None:
    """CI passes without the browser test, alone and spread over workers."""
    monkeypatch.setenv("CI", "true")
    result = _run(bare_machine, "-k", "alone", *workers)
    result.assert_outcomes(passed=1)
    assert result.ret == pytest.ExitCode.OK


def test_workers_report_what_they_left_out(
    bare_machine: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The marker of a skipped test survives the way from a worker."""
    monkeypatch.setenv("CI", "true")
    result = _run(bare_machine, "-k", "not database", "-n", "2")
    result.assert_outcomes(passed=1, skipped=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_what_touches_the_database_can_be_selected(bare_machine: pytest.Pytester) -> None:
    """``-m database`` is how the same tests run again on PostgreSQL."""
    result = _run(bare_machine, "-m", "database", "--collect-only", "-q")
    result.stdout.fnmatch_lines(["*::test_with_database", "1/3 tests collected*"])
