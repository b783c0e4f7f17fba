"""Keep a province: the one door through which a workbook or a sample becomes rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.files import sha256_of, whole_file
from thuctien.base.rows import refresh_statistics
from thuctien.catalogue.models import Parameter
from thuctien.engine.model import Province
from thuctien.engine.workbook import write_province
from thuctien.needs.models import NeedsRun
from thuctien.people.models import Person
from thuctien.people.services import refresh_current_posts, refresh_unit_paths
from thuctien.sending.bridge import MODELS, Changes, load_province, replace_tables, update_tables
from thuctien.sending.models import Plan
from thuctien.sending.services.rounds.removing import remove_rounds

PROVINCE_CODE = "province_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the rows come from: the name of a file with its SHA-256 and size, or of a sample."""

    name: str
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class StoredProvince:
    """What storing did: rows by table, whether all was replaced, and where the old one is kept."""

    changes: Mapping[str, Changes]
    replaced: bool
    kept: str

    def as_json(self) -> dict[str, Any]:
        """Return the counts as a job and the audit trail keep them."""
        counts = {name: change.counts() for name, change in self.changes.items()}
        return {"tables": counts, "replaced": self.replaced, "kept": self.kept}


def must_replace(province: Province) -> bool:
    """Say whether ``province`` is another province than the stored one, by its code."""
    stored = Parameter.objects.filter(key=PROVINCE_CODE).values_list("value", flat=True).first()
    return stored is not None and stored != province_code(province)


def keep_present_province(*, today: date | None = None) -> str:
    """Write the stored province as a workbook and return its path, or "" where nothing is stored.

    Done before a replacement, so that nothing that somebody entered is lost. The file is named by
    the day and its content: keeping the same province twice on a day keeps one file.
    """
    if not Person.objects.exists():
        return ""
    day = today or timezone.localdate()
    with transaction.atomic():
        province = load_province(with_identities=True)
    with whole_file(settings.KEPT) as (handle, finish):
        write_province(province, handle.name)
        digest = sha256_of(Path(handle.name))
        return str(finish(f"province-{day:%Y-%m-%d}-{digest[:12]}.xlsx"))


def store_province(
    province: Province,
    *,
    acting_user: ActingUser,
    source: Source,
    replace: bool = False,
    kept: str = "",
    today: date | None = None,
) -> StoredProvince:
    """Store a province in one transaction: wholly, or not at all.

    The same province is brought up to date: new rows come in, rows that differ change, no row
    goes. Another province (by its code), or ``replace``, takes the place of everything, computed
    needs, plans and rounds included; the present one is first kept as a workbook, unless ``kept``
    names the file in which it is already. Raises ``PermissionDenied``, or ``IntegrityError`` where
    the rows contradict each other or what is stored.
    """
    replacing = replace or must_replace(province)
    require(acting_user, Action.REPLACE_PROVINCE if replacing else Action.IMPORT_PROVINCE)
    if replacing and not kept:
        kept = keep_present_province(today=today)
    with transaction.atomic():
        computed = _delete_computed() if replacing else {}
        changes = replace_tables(province) if replacing else update_tables(province)
        refresh_unit_paths()
        refresh_current_posts(on=today or timezone.localdate())
        refresh_statistics(*MODELS.values())
        stored = StoredProvince(changes, replacing, kept)
        record(
            "sending.province.store",
            acting_user=acting_user,
            object_type="sending.province",
            object_key=province_code(province),
            before=computed,
            after={"source": asdict(source), **stored.as_json()},
            changes=chain.from_iterable(change.trail for change in changes.values()),
        )
    return stored


def _delete_computed() -> dict[str, list[int]]:
    """Delete rounds, plans and needs of a province that goes, and return their keys."""
    gone = {
        "rounds": remove_rounds(),
        "plans": list(Plan.objects.order_by("pk").values_list("pk", flat=True)),
        "needs_runs": list(NeedsRun.objects.order_by("pk").values_list("pk", flat=True)),
    }
    Plan.objects.all().delete()
    NeedsRun.objects.all().delete()
    return gone


def province_code(province: Province) -> str:
    """Return the code of a province from its parameters, or "" where it has none."""
    codes = province.parameters.filter(pl.col("key") == PROVINCE_CODE)["value"].to_list()
    return str(codes[-1]) if codes else ""
