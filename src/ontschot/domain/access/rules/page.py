"""docs/reference/terms.md, made from the configuration by ``python -m ontschot.domain.access.rules.page``."""

from __future__ import annotations

import sys
from pathlib import Path

from ontschot.domain.access.rules.book import Book, Rule, parse
from ontschot.domain.access.rules.terms import Length

HEAD = Path(__file__).with_name("terms_head.md").read_text(encoding="utf-8")

ON_CHANGE = {"stop": "stops", "ask": "asked about", "keep": "goes on"}


def _length(length: Length) -> str:
    if not length.number:
        return "at once"
    unit = length.unit.replace("_", " ")
    return f"{length.number} {unit if length.number > 1 else unit[:-1]}"


def _row(rule: Rule) -> str:
    dates = f"{rule.valid_from}" + (f" until {rule.valid_until}" if rule.valid_until else "")
    delay = "no"
    if rule.delay:
        most = f", at most {_length(rule.delay.at_most)}" if rule.delay.at_most else ""
        delay = f"{rule.delay.article}: {'longer' + most if rule.delay.extends else 'not longer'}"
    whose = "resident" if rule.residents else "municipality"
    cells = (
        f"{rule.name_nl} (`{rule.code}`)", rule.article, dates, _length(rule.length),
        f"{rule.starts.replace('_', ' ')}, {rule.when}", whose if rule.kind == "law" else f"{whose}, own norm",
        ", ".join(rule.suspends) or "no", delay, ", ".join(rule.met_by) or "by hand",
        ", ".join(str(days) for days in rule.remind) or "none",
        f"{ON_CHANGE[rule.on_death]} / {ON_CHANGE[rule.on_move]}", rule.running,
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


TITLES = (
    "term", "article", "valid from", "length", "begins with", "whose", "may stand still on", "notice of delay",
    "met by", "reminds (days before)", "death / move", "when the law changed",
)  # fmt: skip


def written(book: Book) -> str:
    """The whole page."""
    parts = [HEAD]
    for code, regime in book.regimes.items():
        parts.append(
            f"## {regime.name_en}\n\nLife domains that suggest it: {', '.join(regime.life_domains) or 'none'}.\n"
        )
        lines = ["| " + " | ".join(TITLES) + " |", "|" + "---|" * len(TITLES)]
        lines += [_row(rule) for rule in book if rule.regime == code]
        parts.append("\n".join(lines) + "\n")
        parts += [f"- `{r.code}`: {r.remark_en}\n" for r in book if r.regime == code and r.remark_en]
    grounds = [f"| `{one.code}` | {one.article} | {one.name_en} |" for one in book.suspensions.values()]
    parts.append(
        "## Grounds to stand still\n\n| code | article | ground |\n|---|---|---|\n" + "\n".join(grounds) + "\n"
    )
    threats = "\n".join(f"- {one.name_en} (`{one.code}`)" for one in book.threats.values())
    parts.append(f"## What threatens\n\n{threats}\n")
    signals = [f"| `{one.code}` | {one.article} | {one.name_en} | {one.rank} |" for one in book.signals.values()]
    parts.append(
        "## Signals: help that nobody asked for\n\n| code | ground | signal | goes first |\n|---|---|---|---|\n"
        + "\n".join(signals)
        + "\n"
    )
    days = "\n".join(f"- {day}: {article}" for day, article in sorted(book.equated.items()))
    parts.append(f"## Days equated with a general holiday\n\n{days}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(written(parse(Path(__file__).with_name("terms.toml").read_text(encoding="utf-8"))))
