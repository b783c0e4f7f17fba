"""Every variable that the settings read has its line in docs/settings.md."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'environment\.(?:text|flag|whole|words|safe_address)\(\s*"([A-Z_]+)"')
OWN = re.compile(r'[ =(](?:text|flag|whole|words|safe_address)\("([A-Z_]+)"')


def test_every_setting_is_documented_and_nothing_else() -> None:
    folder = ROOT / "src" / "thuctien" / "settings"
    sources = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    read = {*READ.findall(sources), *OWN.findall(sources), "WORKER"}
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `THUCTIEN_([A-Z_]+)`", text, re.MULTILINE))
    assert {"HOME", "SECRET_KEY", "DATABASE_URL"} <= read
    assert documented == read
