"""Numbers as people in Vietnam write them: dots between thousands, a comma before decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

_SPACE = r"[ \u00a0\u2009\u202f]"
_NUMBER = re.compile(
    r"(?P<sign>[-+\u2212]?)\s*(?P<body>\d[\d.,' \u00a0\u2009\u202f]*?)\s*(?P<per>%?)"
)
_PLAIN = re.compile(r"\d+")
_THOUSANDS = re.compile(rf"\d{{1,3}}(?:(?P<mark>[.,']|{_SPACE})\d{{3}})(?:(?P=mark)\d{{3}})*")
_DECIMAL = re.compile(r"\d+[.,]\d+")


class NumberFault(StrEnum):
    """Why a cell is not a number."""

    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS = "ambiguous_number"
    """Could be thousands in one country and decimals in another («14,000»)."""
    NOT_WHOLE = "not_whole"


class UnreadableNumberError(ValueError):
    """A value that is no number; ``fault`` says why."""

    def __init__(self, fault: NumberFault, value: object) -> None:
        super().__init__(f"{fault}: {value!r}")
        self.fault = fault


def parse_number(text: str) -> Decimal:
    """Return the number that ``text`` means.

    «14.000» and «14 000» are fourteen thousand, «8,5» and «8.5» eight and a half, «1.234,5» and
    «1,234.5» the same, «15%» is 0.15. A single comma before three digits is refused as ambiguous
    unless a zero stands before it. Raises :class:`UnreadableNumberError`.
    """
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        raise UnreadableNumberError(NumberFault.NOT_A_NUMBER, text)
    number = _unsigned(found["body"], text)
    if found["sign"] in {"-", "\u2212"}:
        number = -number
    return number / 100 if found["per"] else number


def parse_integer(text: str) -> int:
    """Return the whole number that ``text`` means; raises :class:`UnreadableNumberError`."""
    number = parse_number(text)
    if number != number.to_integral_value():
        raise UnreadableNumberError(NumberFault.NOT_WHOLE, text)
    return int(number)


def _unsigned(body: str, text: str) -> Decimal:
    if _PLAIN.fullmatch(body):
        return Decimal(body)
    if grouped := _THOUSANDS.fullmatch(body):
        return _grouped(body, grouped["mark"], text)
    if _DECIMAL.fullmatch(body):
        return Decimal(body.replace(",", "."))
    whole, mark, decimals = _split_at_last_mark(body)
    grouped = _THOUSANDS.fullmatch(whole)
    if grouped and decimals.isdecimal() and grouped["mark"] != mark:
        return Decimal(f"{_digits(whole)}.{decimals}")
    raise UnreadableNumberError(NumberFault.NOT_A_NUMBER, text)


def _grouped(body: str, mark: str, text: str) -> Decimal:
    """Return a number in groups of three digits, where that can mean only one thing."""
    groups = body.count(mark)
    if body.startswith("0"):
        if groups == 1 and mark in {".", ","} and body[1] == mark:
            return Decimal(body.replace(",", "."))
        raise UnreadableNumberError(NumberFault.NOT_A_NUMBER, text)
    if mark == "," and groups == 1:
        raise UnreadableNumberError(NumberFault.AMBIGUOUS, text)
    return Decimal(_digits(body))


def _split_at_last_mark(body: str) -> tuple[str, str, str]:
    place = max(body.rfind("."), body.rfind(","))
    return body[:place], body[place : place + 1], body[place + 1 :]


def _digits(body: str) -> str:
    return re.sub(r"\D", "", body)
