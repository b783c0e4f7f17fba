"""Takes the reference pictures anew: ``python -m tests.documents.pictures``."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.test import override_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuctien.settings")
django.setup()

from tests.documents.pictures.comparing import PAGES, picture_of, reference  # noqa: E402 - models need Django
from tests.documents.printed import NAMES, Printed, word_file  # noqa: E402
from thuctien.documents.pdf import to_pdfs  # noqa: E402


def main() -> None:
    """Print the samples and keep a picture of each page that is compared."""
    with TemporaryDirectory() as home, override_settings(RESULTS=Path(home)):
        pdfs = to_pdfs([word_file(name) for name in NAMES])
    printed = {name: Printed(pdf) for name, pdf in zip(NAMES, pdfs, strict=True)}
    for name, number in PAGES:
        picture_of(printed[name], number).save(reference(name, number), optimize=True)


if __name__ == "__main__":
    main()
