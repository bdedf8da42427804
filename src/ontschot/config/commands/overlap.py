"""`ontschot overlap FILES... --config study.yaml --out DIR`: who uses what together, from files alone."""

import argparse
import datetime as dt
import os
import re
import secrets
from pathlib import Path
from zoneinfo import ZoneInfo

from ontschot.config.commands.link import refuse_absent
from ontschot.config.commands.report import OK, EnvironmentProblem, Refused, Report, WrongUse
from ontschot.insight import publish
from ontschot.insight.linkage.contract import LinkageError
from ontschot.insight.runs import run_study
from ontschot.insight.sources import Faulty, Limits, Study, read_study
from ontschot.insight.sources.limits import GIB

LABELS = {
    "read": "reading the files",
    "link": "linking the rows",
    "count": "counting",
    "compare": "counting at other thresholds",
    "protect": "protecting small numbers",
}
KEY_BYTES = 32
LEAST_MEMORY = 200  # MB; with less, reading a file may fail


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, which study, where to."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the registrations, or their folder")
    parser.add_argument("--config", type=Path, required=True, metavar="FILE", help="study.yaml; see docs/reference")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the report comes")
    parser.add_argument("--language", choices=["nl", "en"], help="of the report (default: as study.yaml says, else nl)")
    parser.add_argument("--key", type=Path, metavar="FILE", help="the study's key; made beside study.yaml at first use")
    parser.add_argument("--largest", type=int, default=20, metavar="GIB", help="the largest file that is read (20)")
    parser.add_argument(
        "--memory", default="", metavar="SIZE", help="memory that may be used, such as 2GB; more spills to disk"
    )
    parser.add_argument("--quick", action="store_true", help="do not compute what other linkage thresholds would give")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Exit code 0 with a report, 1 when something in the files or the study stands in the way."""
    _judge(arguments)
    try:
        study = read_study(arguments.config)
        _judge_out(arguments.out)
        if study.database:
            raise WrongUse("database: yes is for the page in the product. Here: ontschot extract, and name its files.")
        today = dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date()
        key_file = arguments.key or arguments.config.with_suffix(".key")
        key, made = _key(key_file)
        before = _shown(key_file.with_suffix(".shown"), key)
        outcome = run_study(
            study,
            _files(arguments.files, study),
            key=key,
            today=today,
            settings_name=arguments.config.name,
            limits=Limits(file=arguments.largest * GIB),
            memory=arguments.memory,
            progress=lambda done, total, step: report.progress(done, total, LABELS.get(step, step)),
            compare=not arguments.quick,
            shown=before,
        )
    except Faulty as error:
        report.add(faults=[fault.as_dict() for fault in error.faults])
        count = len(error.faults)
        raise Refused(
            f"{error.text()}\nNothing was computed: {count} fault{'s' if count > 1 else ''} to solve."
        ) from error
    except publish.Unsolved as error:
        raise Refused(
            f"Nobody could work out whether this report is safe, so it was not made; take fewer areas. {error}"
        ) from error
    except publish.NotPublishable as error:
        raise Refused(f"The study is too small to publish anything safely. {error}") from error
    except LinkageError as error:
        raise Refused(str(error)) from error
    if made:
        _keep(key_file, key)
    for notice in outcome.notices:
        report.note(f"Remark: {notice.text()}")
    try:
        before.save(key_file.with_suffix(".shown"))  # first: what is out must be known to the next report
        written = publish.write(outcome.published, arguments.out, arguments.language or study.language)
    except publish.Overtaken as error:
        raise EnvironmentProblem(
            "Another report of this study was made meanwhile, and two reports must know of each other. Nothing was "
            "written; run it again."
        ) from error
    except OSError as error:
        raise EnvironmentProblem(f"{arguments.out} cannot be written: {error.strerror}.") from error
    page, *numbers = written
    report.say(f"The report is in {page}; its numbers are in {', '.join(path.name for path in numbers)}.")
    report.add(
        files=[str(path) for path in written],
        figures=len(outcome.published.figures),
        closed=sum(figure.closed for figure in outcome.published.figures),
        left_out=outcome.published.left_out,
        seconds=outcome.seconds,
        remarks=[notice.as_dict() for notice in outcome.notices],
    )
    return OK


def _judge(arguments: argparse.Namespace) -> None:
    """What can be known before anything is read. Raises WrongUse."""
    refuse_absent([arguments.config])
    refuse_absent(arguments.files, folders=True)
    if arguments.largest < 1:
        raise WrongUse("--largest is a whole number of GiB, 1 or more.")
    size = re.fullmatch(r"(\d{1,6})(MB|GB)", arguments.memory.strip(), re.IGNORECASE)
    least = size and int(size[1]) * (1000 if size[2].upper() == "GB" else 1) >= LEAST_MEMORY
    if arguments.memory and not least:
        raise WrongUse(f"--memory is a number with MB or GB, such as 2GB; at least {LEAST_MEMORY}MB.")
    if arguments.key and not arguments.key.absolute().parent.is_dir():
        raise WrongUse(f"There is no folder {arguments.key.absolute().parent}.")


def _judge_out(folder: Path) -> None:
    """Nothing but an earlier report is written over. Raises WrongUse."""
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{folder} is a file; name a folder with --out.")
    place = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if not os.access(place, os.W_OK | os.X_OK):  # known before hours of work, and before anything is remembered
        raise EnvironmentProblem(f"{place} cannot be written in. Name another folder with --out.")
    there = [name for name in publish.FILES if (folder / name).exists()]
    if there and not publish.is_report(folder):
        raise WrongUse(f"{folder} holds {', '.join(there)} that is no report of ours. Name another folder with --out.")


def _files(given: list[Path], study: Study) -> list[Path]:
    """The files themselves, and of a folder those that the study names."""
    names = [
        *(source.file for source in study.sources),
        *([study.reviewed] if study.reviewed else []),
        *([study.borders[0]] if study.borders else []),
    ]
    found: list[Path] = []
    for path in given:
        found.extend([path / name for name in names if (path / name).exists()] if path.is_dir() else [path])
    return list({path.resolve(): path for path in found}.values())


def _shown(path: Path, key: bytes) -> publish.Shown:
    """What earlier reports with this key showed."""
    try:
        return publish.Shown.load(path, key)
    except (ValueError, KeyError, TypeError) as error:
        raise WrongUse(
            f"{path} should hold what earlier reports of this study showed, and cannot be read. Put back a copy; or "
            "take it away when no report of this study was ever given to anybody."
        ) from error


def _key(path: Path) -> tuple[bytes, bool]:
    """The key of the study, and whether it is new: with the same one, the same people are the same number."""
    try:
        if not path.exists():
            return secrets.token_bytes(KEY_BYTES), True
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (ValueError, UnicodeDecodeError) as error:
        raise WrongUse(f"{path} is no key of a study. Give another file with --key, or take it away.") from error
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be read: {error.strerror}. Choose another with --key.") from error
    if len(key) < 16:
        raise WrongUse(f"{path} is no key of a study. Give another file with --key, or take it away.")
    return key, False


def _keep(path: Path, key: bytes) -> None:
    """Write a new key, readable to its owner only; a study that was refused leaves none."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key.hex() + "\n")
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be made: {error.strerror}. Choose another with --key.") from error
