"""A folder of messy files: each with its truth as JSON, and the province that they are about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thuctien.engine.model import Province
from thuctien.engine.sample.draw import stream
from thuctien.engine.sample.messy.agencies import MessyFile, agency_files
from thuctien.engine.sample.messy.members import by_unit, members_of
from thuctien.engine.sheets.vocabulary import Vocabulary

TRUTH_SUFFIX = ".truth.json"
FEWEST_FOR_MESSY = 1_000
"""People of the smallest province that fills every messy file."""


@dataclass(frozen=True, slots=True)
class MessySample:
    """Messy files about a province; ``as_of`` is the day by which ages in them are judged."""

    vocabulary: Vocabulary
    as_of: date
    files: tuple[MessyFile, ...]


def messy_sample(province: Province, seed: int, as_of: date) -> MessySample:
    """Return files drawn from the people in post on ``as_of``; the same input, the same files."""
    vocabulary = Vocabulary.of_province(province, as_of)
    members = members_of(province, as_of, stream(seed, "messy.members"))
    units = {unit: people for unit, people in by_unit(members).items() if len(people) >= 2}
    return MessySample(vocabulary, as_of, tuple(agency_files(units, vocabulary)))


def write_messy(folder: Path | str, sample: MessySample) -> list[Path]:
    """Write every file of ``sample`` into ``folder`` and ``<file>.truth.json`` beside it.

    Returns the paths of the files without their truths. Raises ``OSError`` where the folder cannot
    be written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for file in sample.files:
        path = folder / file.name
        file.write(path, [sheet.grid for sheet in file.sheets])
        truth = {
            "file": file.name,
            "as_of": sample.as_of.isoformat(),
            "sheets": [sheet.truth.to_json() for sheet in file.sheets],
        }
        text = json.dumps(truth, ensure_ascii=False, indent=1)
        (folder / f"{file.name}{TRUTH_SUFFIX}").write_text(text + "\n", encoding="utf-8")
        paths.append(path)
    return paths
