"""``thuctien why``: why a person is sent, or not yet, from the workbook of a plan alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import polars as pl
from python_calamine import CalamineError

from thuctien.engine.cli.described import UNCONFIRMED, localised
from thuctien.engine.cli.options import FILE, common_options
from thuctien.engine.cli.output import CommandError, Output, Rows
from thuctien.engine.cli.plan_sheets import ANSWER_WORDS, ANSWERS, OUTCOME_WORDS, PEOPLE
from thuctien.engine.needs import gap_text
from thuctien.engine.needs.wording import FORCES
from thuctien.engine.planning.reasons import answer_texts
from thuctien.engine.text.folding import fold, folded
from thuctien.engine.wording import Language, Wording, shown
from thuctien.engine.workbook import read_tables

MOST_LISTED = 50

_NO_PLAN = Wording(
    "{path}: không phải là tệp kế hoạch do «thuctien plan» ghi ra.",
    "{path}: no plan written by “thuctien plan”.",
)
_NOBODY = Wording("Không tìm thấy ai là «{person}».", "Nobody is found by “{person}”.")
_SEVERAL = Wording(
    "Có {count} người khớp với «{person}»; hãy dùng mã nhân sự:",
    "{count} people match “{person}”; name the person's code:",
)
_HEADERS = (
    Wording("Mã nhân sự", "Person"),
    Wording("Họ và tên", "Full name"),
    Wording("Đơn vị", "Unit"),
    Wording("Vị trí", "Post"),
)
_LINES = {
    "gap": Wording("Còn thiếu", "Gap"),
    "asked_by": Wording("Yêu cầu", "Asked by"),
    "due": Wording("Hạn", "Due"),
    "outcome": Wording("Trả lời", "Answer"),
    "why": Wording("Vì sao", "Why"),
    "change": Wording("Điều gì sẽ thay đổi", "What would change it"),
}


@click.command()
@click.argument("plan_file", type=FILE, metavar="PLAN.xlsx")
@click.argument("person", metavar="PERSON")
@common_options
def why(output: Output, plan_file: Path, person: str) -> None:
    """Vì sao được cử, hoặc chưa được cử. / Why a person is sent, or not yet.

    PERSON: mã nhân sự, hoặc tên (có dấu hay không). / A code, or a name with or without marks.
    """
    people, answers = read_plan(plan_file)
    row = _one_person(people, person, output)
    told = [
        _told(answer, output.language)
        for answer in answers.filter(pl.col("person_id") == row["person_id"]).to_dicts()
    ]
    answer = output.words(ANSWER_WORDS[row["answer"]]) if row["answer"] else ""
    figures = {name: row[name] for name in ("person_id", "full_name", "unit", "post", "turns")}
    output.result(
        {**figures, "answer": row["answer"], "answer_text": answer, "needs": told},
        " · ".join(part for part in (row["full_name"], row["person_id"], row["post"], row["unit"])
                   if part),
        answer,
        *(part for need in told for part in _shown(need, output)),
    )  # fmt: skip


def read_plan(path: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the sheets of people and of answers, written in whichever language.

    Raises :class:`CommandError` where the file has not both.
    """
    for language in Language:
        titles = [sheet.title.render(language, {}) for sheet in (PEOPLE, ANSWERS)]
        wanted = {
            title: (sheet.headers(language), sheet.schema())
            for title, sheet in zip(titles, (PEOPLE, ANSWERS), strict=True)
        }
        try:
            frames = read_tables(path, wanted)
        except KeyError:
            continue
        except (OSError, CalamineError, pl.exceptions.PolarsError) as error:
            raise CommandError(_NO_PLAN, {"path": str(path)}) from error
        return frames[titles[0]], frames[titles[1]]
    raise CommandError(_NO_PLAN, {"path": str(path)})


def find_people(people: pl.DataFrame, wanted: str) -> pl.DataFrame:
    """Return the person with that code, else everybody whose name has all the words, marks aside.

    Where somebody's name is exactly those words with their marks, only such people are returned.
    """
    by_code = people.filter(pl.col("person_id").str.to_lowercase() == wanted.strip().lower())
    if by_code.height:
        return by_code
    exact = people.filter(pl.col("full_name").str.to_lowercase() == wanted.strip().lower())
    if exact.height:
        return exact
    names = pl.concat_str(pl.lit(" "), folded(pl.col("full_name")), pl.lit(" "))
    words = [names.str.contains(f" {word} ", literal=True) for word in fold(wanted).split()]
    return people.filter(*words) if words else people.clear()


def _one_person(people: pl.DataFrame, wanted: str, output: Output) -> dict[str, Any]:
    found = find_people(people, wanted)
    if found.is_empty():
        raise CommandError(_NOBODY, {"person": wanted})
    if found.height == 1:
        return found.row(0, named=True)
    listed = found.select("person_id", "full_name", "unit", "post")
    rows = [[cell or "" for cell in row] for row in listed.head(MOST_LISTED).iter_rows()]
    raise CommandError(
        _SEVERAL,
        {"count": found.height, "person": wanted},
        details={"matches": listed.to_dicts()},
        rows=Rows([output.words(header) for header in _HEADERS], rows),
    )


def _told(answer: dict[str, str], language: Language) -> dict[str, object]:
    """Return one answer in ``language``, from its codes and figures."""
    figures = json.loads(answer["need_figures"])
    values = localised(figures, language)
    reason, change = answer_texts(answer["reason"], answer["figures"], language)
    return {
        "need_id": answer["need_id"],
        "needed": values["qualification"],
        "gap": gap_text(answer["gap"], values, language),
        "asked_by": values["asked_by"],
        "document": values["document"],
        "confirmed": values["confirmed"],
        "force": answer["force"],
        "due_on": figures["due_on"],
        "outcome": answer["outcome"],
        "class_id": answer["class_id"],
        "why": reason,
        "change": change,
    }


def _shown(need: dict[str, object], output: Output) -> list[str | list[tuple[str, str]]]:
    """Return one answer for readers: what is needed, and lines about it."""
    asked = [str(need["asked_by"])]
    if need["document"]:
        asked.append(f"({need['document']})")
    if not need["confirmed"]:
        asked.append(f"[{output.words(UNCONFIRMED)}]")
    due = localised({"due_on": need["due_on"]}, output.language)["due_on"]
    force = output.words(next(w for f, w in FORCES.items() if f == need["force"]))
    lines = {
        "gap": str(need["gap"]),
        "asked_by": " ".join(asked),
        "due": f"{shown(due, output.language)} – {force}",
        "outcome": output.words(OUTCOME_WORDS[str(need["outcome"])]),
        "why": str(need["why"]),
        "change": str(need["change"]),
    }
    return [
        f"\n• {need['needed']}",
        [(f"  {output.words(_LINES[key])}", line) for key, line in lines.items()],
    ]
