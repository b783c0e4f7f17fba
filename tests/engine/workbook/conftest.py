"""What the tests of the workbook share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.workbook.bench import Workbench


@pytest.fixture
def workbench(tmp_path: Path) -> Workbench:
    """A bench in a folder of its own."""
    return Workbench(tmp_path)
