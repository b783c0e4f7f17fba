"""Needs in words: force, gap, and what makes their computation impossible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thuctien.engine.needs.result import Force, Gap
from thuctien.engine.wording import Language, Wording

FORCES: Mapping[Force, Wording] = {
    Force.OVERDUE: Wording("quá hạn", "overdue"),
    Force.DUE: Wording("đến hạn", "due"),
    Force.RECOMMENDED: Wording("khuyến khích", "recommended"),
    Force.LATER: Wording("chưa đến hạn", "later"),
}

GAPS: Mapping[Gap, Wording] = {
    Gap.NEVER_HELD: Wording("Chưa có «{qualification}».", "Has never held “{qualification}”."),
    Gap.LEVEL_BELOW: Wording(
        "Cần «{qualification}», mới có «{held}» (cấp ngày {held_on}).",
        "Needs “{qualification}”, holds only “{held}” (awarded {held_on}).",
    ),
    Gap.EXPIRED: Wording(
        "«{held}» (cấp ngày {held_on}) đã hết hạn ngày {expired_on}.",
        "“{held}” (awarded {held_on}) expired on {expired_on}.",
    ),
    Gap.EXPIRING: Wording(
        "«{held}» (cấp ngày {held_on}) sẽ hết hạn ngày {expired_on}.",
        "“{held}” (awarded {held_on}) expires on {expired_on}.",
    ),
    Gap.RENEWAL_DUE: Wording(
        "«{held}» được cấp lần cuối ngày {held_on}; phải học lại theo định kỳ.",
        "“{held}” was last awarded on {held_on}; it must be renewed.",
    ),
    Gap.HOURS_SHORT: Wording(
        "«{qualification}»: mới có {hours_held} trên {hours_needed} giờ.",
        "“{qualification}”: {hours_held} of {hours_needed} hours.",
    ),
}

_SHARED_CODES = Wording(
    "Các mã sau vừa là mã yêu cầu vừa là mã nhu cầu khác, cần đổi một trong hai: {codes}.",
    "These codes are both of a requirement and of a stated need; change one of them: {codes}.",
)


def gap_text(gap: str, figures: Mapping[str, object], language: Language) -> str:
    """Return why what a person holds is not enough, as a sentence.

    ``figures`` has ``qualification`` and ``held`` (names in ``language``), ``held_on``,
    ``expired_on`` (dates), ``hours_held`` and ``hours_needed``, as far as the gap has them. Raises
    ``ValueError`` for an unknown gap, ``KeyError`` where a figure is missing.
    """
    return GAPS[Gap(gap)].render(language, {k: _plain(v) for k, v in figures.items()})


def _plain(value: object) -> object:
    """Return 40 for 40.0: nobody writes the decimals of whole hours."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class SharedCodesError(ValueError):
    """Requirements and stated needs use the same codes, so that their needs would be one."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(self.text(Language.EN))

    def text(self, language: Language) -> str:
        """Return what is wrong as a sentence."""
        return _SHARED_CODES.render(language, {"codes": ", ".join(self.codes)})
