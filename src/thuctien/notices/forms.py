"""How somebody wants to be told."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from thuctien.engine.wording import Language
from thuctien.notices.choices import Way
from thuctien.notices.kinds import Kind
from thuctien.notices.models import Preference
from thuctien.ui.forms import StyledForm, style_fields


class PreferenceForm(StyledForm):
    """The language of letters, and a way for each kind of notice."""

    language = forms.ChoiceField(label=_("Language of letters"), choices=settings.LANGUAGES)

    def __init__(
        self,
        data: object,
        *,
        preference: Preference,
        kinds: list[Kind],
        shown_in: Language,
    ) -> None:
        super().__init__(data, initial={"language": preference.language})
        self._kinds = {f"way-{number}": kind for number, kind in enumerate(kinds)}
        for name, kind in self._kinds.items():
            self.fields[name] = forms.ChoiceField(
                label=kind.title.render(shown_in, {}),
                choices=Way.choices,
                initial=preference.ways.get(kind.code, kind.way),
            )
        style_fields(self)

    def wanted_language(self) -> Language:
        """Return the language that was chosen."""
        return Language(self.cleaned_data["language"])

    def wanted_ways(self) -> dict[str, Way]:
        """Return the way that was chosen for each kind."""
        return {kind.code: Way(self.cleaned_data[name]) for name, kind in self._kinds.items()}
