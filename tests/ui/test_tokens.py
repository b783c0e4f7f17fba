"""The design tokens: both dark blocks equal, and text readable on what it stands on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import thuctien.ui

CSS = Path(thuctien.ui.__file__).parent / "static" / "ui" / "css"
_VALUE = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\s*;")

TEXT_ON = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink-soft", "paper"),
    ("ink-soft", "surface-sunk"),
    ("ink-faint", "paper"),
    ("ink-faint", "surface"),
    ("ink-faint", "surface-sunk"),
    ("accent", "surface"),
    ("accent", "paper"),
    ("on-accent", "accent"),
    ("on-brand", "brand"),
    ("on-brand-soft", "brand"),
    ("on-brand-soft", "brand-deep"),
    ("overdue", "overdue-weak"),
    ("due", "due-weak"),
    ("recommended", "recommended-weak"),
    ("later", "later-weak"),
    ("met", "met-weak"),
    ("due", "surface"),
    ("overdue", "surface"),
    *(("ink", f"heat-{step}") for step in range(1, 5)),
    ("on-heat", "heat-5"),
]
SEEN_ON = [
    ("overdue-fill", "later-weak"),
    ("met-fill", "surface"),
    ("accent", "later-weak"),
    ("focus", "surface"),
    ("line-strong", "surface"),
    ("marker", "surface"),
    *((f"series-{place}", "surface") for place in (1, 2, 4, 5)),
]


def _blocks() -> dict[str, dict[str, str]]:
    text = (CSS / "tokens.css").read_text()
    light, media, chosen = re.split(
        r'@media \(prefers-color-scheme: dark\)|:root\[data-theme="dark"\]', text
    )
    return {
        "light": dict(_VALUE.findall(light)),
        "dark": dict(_VALUE.findall(media)),
        "chosen": dict(_VALUE.findall(chosen)),
    }


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_dark_is_the_same_by_system_and_by_hand() -> None:
    """CSS cannot share the block, so it stands twice."""
    blocks = _blocks()
    assert blocks["dark"] == blocks["chosen"]
    assert blocks["dark"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_is_readable(theme: str, text: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    colours = _blocks()[theme]
    assert _contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), SEEN_ON)
def test_marks_stand_out(theme: str, mark: str, ground: str) -> None:
    """WCAG 2.2, 1.4.11: at least 3 to 1 for what carries meaning without words."""
    colours = _blocks()[theme]
    assert _contrast(colours[mark], colours[ground]) >= 3


def test_only_the_tokens_have_raw_colours() -> None:
    """A page that invents a colour would not follow the theme."""
    for path in CSS.glob("*.css"):
        if path.name not in {"tokens.css", "print.css"}:
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\")", path.read_text()), path.name


def test_every_token_used_exists() -> None:
    """A misspelt name would silently fall back to nothing."""
    defined = set(re.findall(r"--([a-z0-9-]+):", "".join(p.read_text() for p in CSS.glob("*.css"))))
    used = set(
        re.findall(r"var\(--([a-z0-9-]+)", "".join(p.read_text() for p in CSS.glob("*.css")))
    )
    assert used <= defined
