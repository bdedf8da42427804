"""`ontschot messages`: judge, answer, show and write messages of iWmo and iJw 3.2. Needs no database."""

import argparse
import csv
import datetime as dt
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ontschot.config.commands.report import OK, REFUSED, Refused, Report, WrongUse
from ontschot.exchange import iwmo
from ontschot.exchange.iwmo.xml.envelope import Envelope, looks_enveloped, unpack
from ontschot.exchange.iwmo.xml.faults import Refused as NotReadable
from ontschot.exchange.iwmo.xml.kinds import BY_NAME

SHOWN = 200  # faults in words; the JSON summary and the return message hold all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Four commands: check, answer, show and new."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="judge messages: every rule, its return code, the place")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    answer = actions.add_parser("answer", help="write the return message on a message")
    answer.add_argument("file", type=Path, metavar="FILE")
    answer.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write it; never overwrites")
    answer.add_argument("--identification", help="number of the return message, at most 12 characters")
    for action in (check, answer):
        action.add_argument("--context", nargs="+", type=Path, default=None, metavar="FILE", help="earlier messages")
        action.add_argument("--schemas", type=Path, metavar="DIR", help="official schemas, for a second opinion")
        action.add_argument("--municipalities", type=Path, metavar="CSV", help="CBS codes: columns gm_code and jaar")
        action.add_argument("--products", type=Path, metavar="CSV", help="product list: columns category and code")
        action.add_argument("--tariffs", type=Path, metavar="CSV", help="columns provider, code, cents, unit")
        action.add_argument("--date", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="judge as on this day")
    show = actions.add_parser("show", help="a readable page; the BSN is masked")
    show.add_argument("file", type=Path, metavar="FILE")
    show.add_argument("--language", choices=["nl", "en"], default="nl")
    new = actions.add_parser("new", help="write a message from data")
    new.add_argument("kind", metavar="KIND", help="WMO301, JW323...")
    new.add_argument("--from", dest="data_file", type=Path, required=True, metavar="JSON")
    new.add_argument("--out", type=Path, metavar="FILE", help="where to write it; without it: on stdout")
    for action in (answer, new):
        action.add_argument("--stamps", type=Path, metavar="JSON", help="version stamps: base, message, xslt")
    for action in (check, answer, show, new):
        action.add_argument("--code-lists", type=Path, metavar="CSV", help="other code lists than the packaged ones")
        action.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="a summary as JSON")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Exit code 0 when all is valid or written, 1 when something is not, 2 when the call is wrong."""
    actions: dict[str, Callable[[argparse.Namespace, Report], int]] = {
        "check": _check,
        "answer": _answer,
        "show": _show,
        "new": _new,
    }
    return actions[arguments.action](arguments, report)


def _today() -> dt.date:
    """The date in the Netherlands, without Django: this command works where nothing is installed."""
    return dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WrongUse(f"{path} cannot be read: {error.strerror}.") from error


def _message(path: Path) -> bytes:
    """The message in a file: as it is, or taken out of its StUF-GGK envelope. Raises Refused for a fault (Fo01)."""
    data = _bytes(path)
    if not looks_enveloped(data):
        return data
    try:
        found = unpack(data)
    except NotReadable as refusal:
        raise Refused(f"{path}: {refusal.fault.nl} {refusal.fault.en}") from refusal
    if isinstance(found, Envelope):
        return found.payload
    raise Refused(f"{path}: {found.kind} {found.code}: {found.description}")


def _lists(arguments: argparse.Namespace) -> iwmo.CodeLists | None:
    if arguments.code_lists is None:
        return None
    try:
        return iwmo.CodeLists.from_file(arguments.code_lists)
    except (OSError, ValueError, UnicodeDecodeError) as error:
        raise WrongUse(f"{arguments.code_lists} is no table of code lists: {error}.") from error


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongUse(f"{path} cannot be read: {error}.") from error
    if not set(columns) <= set(reader.fieldnames or ()):
        raise WrongUse(f"{path} needs the columns {', '.join(columns)}.")
    return rows


def _municipalities(path: Path) -> Callable[[str, dt.date], bool]:
    """A code holds in the years it is listed for; before and after the years of the file its nearest list holds."""
    known = {(row["gm_code"].removeprefix("GM"), int(row["jaar"])) for row in _rows(path, ("gm_code", "jaar"))}
    years = [year for _, year in known] or [0]
    return lambda code, day: (code, max(min(years), min(day.year, max(years)))) in known


def _products(path: Path) -> Callable[[str, str, dt.date], bool]:
    known = {(row["category"], row["code"]) for row in _rows(path, ("category", "code"))}
    return lambda category, code, day: (category, code) in known


def _tariffs(path: Path) -> Callable[[str, str, dt.date], iwmo.Tariff | None]:
    known = {
        (row["provider"], row["code"]): iwmo.Tariff(int(row["cents"]), row["unit"])
        for row in _rows(path, ("provider", "code", "cents", "unit"))
    }
    return lambda provider, code, day: known.get((provider, code))


def _sources(arguments: argparse.Namespace) -> iwmo.Sources:
    try:
        return iwmo.Sources(
            today=arguments.date or _today(),
            municipality=_municipalities(arguments.municipalities) if arguments.municipalities else None,
            product=_products(arguments.products) if arguments.products else None,
            tariff=_tariffs(arguments.tariffs) if arguments.tariffs else None,
        )
    except ValueError as error:
        raise WrongUse(f"A source holds something that is no number: {error}.") from error


def _context(arguments: argparse.Namespace, lists: iwmo.CodeLists | None) -> iwmo.EarlierMessages | None:
    if arguments.context is None:
        return None
    earlier = iwmo.EarlierMessages()
    for path in arguments.context:
        reading = iwmo.read(_message(path), lists=lists)
        if reading.message is None:
            raise WrongUse(f"{path} is no message that can be read: {reading.faults[0].en}")
        earlier.add(reading.message)
    return earlier


def _judge(path: Path, arguments: argparse.Namespace, report: Report) -> iwmo.Judgement:
    lists = _lists(arguments)
    if arguments.schemas is not None and not arguments.schemas.is_dir():
        raise WrongUse(f"There is no folder {arguments.schemas}.")
    judgement = iwmo.check(
        _message(path),
        context=_context(arguments, lists),
        sources=_sources(arguments),
        lists=lists,
        schemas=arguments.schemas,
    )
    kind = judgement.kind.name if judgement.kind else "?"
    report.say(f"{path}: {kind} {'geldig / valid' if judgement.valid else 'niet geldig / not valid'}")
    for fault in judgement.faults[:SHOWN]:
        code = f" [{fault.return_code or fault.envelope_code}]" if fault.return_code or fault.envelope_code else ""
        line = f" (line {fault.line})" if fault.line else ""
        report.say(f"  {fault.rule}{code} {fault.place}{line}\n    {fault.nl}\n    {fault.en}")
    if len(judgement.faults) > SHOWN:
        report.say(f"  … nog {len(judgement.faults) - SHOWN} / {len(judgement.faults) - SHOWN} more")
    if judgement.not_judged:
        missing = sorted({need for item in judgement.not_judged for need in item.missing})
        rules = ", ".join(item.rule for item in judgement.not_judged)
        report.say(f"  niet beoordeeld / not judged: {rules} (missing: {', '.join(missing)})")
    return judgement


def _check(arguments: argparse.Namespace, report: Report) -> int:
    found: list[dict[str, Any]] = []
    for path in arguments.files:
        judgement = _judge(path, arguments, report)
        found.append({"file": str(path), **judgement.as_dict()})
    report.add(files=found)
    return OK if all(item["valid"] for item in found) else REFUSED


def _write(path: Path, xml: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(xml)
    except FileExistsError as error:
        raise WrongUse(f"{path} exists already; nothing was written.") from error
    except OSError as error:
        raise WrongUse(f"{path} cannot be written: {error.strerror}.") from error


def _answer(arguments: argparse.Namespace, report: Report) -> int:
    judgement = _judge(arguments.file, arguments, report)
    number = arguments.identification or uuid.uuid4().hex[:12]
    day = arguments.date or _today()
    try:
        xml = iwmo.write(iwmo.answer(judgement, identification=number, day=day, stamps=_stamps(arguments)))
    except iwmo.NoAnswer as error:
        raise Refused(f"{error.nl}\n{error.en}") from error
    except iwmo.CannotWrite as error:
        raise WrongUse(str(error)) from error
    _write(arguments.out, xml)
    report.say(f"{arguments.out}: retourbericht geschreven / return message written")
    report.add(judgement=judgement.as_dict(), out=str(arguments.out))
    return OK if judgement.valid else REFUSED


def _show(arguments: argparse.Namespace, report: Report) -> int:
    lists = _lists(arguments)
    reading = iwmo.read(_message(arguments.file), lists=lists)
    if reading.message is None:
        raise Refused("\n".join(f"{fault.place}: {fault.nl} {fault.en}" for fault in reading.faults))
    report.say(iwmo.show(reading.message, language=arguments.language, lists=lists).rstrip())
    report.add(kind=reading.message.kind.name)
    return OK


def _stamps(arguments: argparse.Namespace) -> iwmo.Stamps:
    if arguments.stamps is None:
        return iwmo.Stamps()
    try:
        return iwmo.Stamps.from_file(arguments.stamps)
    except (OSError, ValueError) as error:
        raise WrongUse(f"{arguments.stamps} holds no version stamps: {error}.") from error


def _new(arguments: argparse.Namespace, report: Report) -> int:
    lists = _lists(arguments)
    if arguments.kind.upper() not in BY_NAME:
        raise WrongUse(f"{arguments.kind} is no kind; known: {', '.join(sorted(BY_NAME))}.")
    kind = iwmo.kind_named(arguments.kind)
    try:
        data = json.loads(_bytes(arguments.data_file))
        reading = iwmo.make(
            kind, data if isinstance(data, dict) else {"": data}, stamps=_stamps(arguments), lists=lists
        )
    except (ValueError, RecursionError) as error:
        raise WrongUse(f"{arguments.data_file}: {error}.") from error
    if reading.message is None:
        raise Refused("\n".join(f"{fault.place}: {fault.nl} {fault.en}" for fault in reading.faults))
    xml = iwmo.write(reading.message, lists=lists)
    if arguments.out is not None:
        _write(arguments.out, xml)
    else:
        report.say(xml.decode())
    report.add(kind=kind.name, out=str(arguments.out) if arguments.out else None)
    return OK
