"""What LibreOffice prints, once for all tests: most of the time that it takes is its start."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import override_settings

from tests.documents.printed import NAMES, Printed, word_file
from thuctien.documents.pdf import to_pdfs


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Printed]:
    """One document of each shipped template as PDF, by the name of the template."""
    with override_settings(RESULTS=tmp_path_factory.mktemp("printed")):
        pdfs = to_pdfs([word_file(name) for name in NAMES])
    return {name: Printed(pdf) for name, pdf in zip(NAMES, pdfs, strict=True)}
