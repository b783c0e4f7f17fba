"""Parameters of the sample: what the province is called, and limits for everybody."""

from __future__ import annotations

from datetime import date

import polars as pl

SAMPLE_SOURCE = "mẫu"


def make_parameters(planning_date: date) -> pl.DataFrame:
    """Return the parameters; all of them are sample values that nobody has confirmed."""
    values = {
        "province_code": "00",
        "province_name": "Tỉnh Mẫu",
        "sample": "có – dữ liệu sinh tự động, không có ai trong đây là người thật",
        "planning_date": f"{planning_date:%d/%m/%Y}",
        "max_turns_per_year": "3",
        "default_away_share": "0,15",
        "use_succession_plans": "1",
    }
    return pl.DataFrame(
        {
            "key": list(values),
            "value": list(values.values()),
            "source": [SAMPLE_SOURCE] * len(values),
        }
    ).with_columns(
        article=pl.lit(None, pl.String),
        confirmed=pl.lit(value=False),
        valid_from=pl.lit(None, pl.Date),
        valid_to=pl.lit(None, pl.Date),
    )
