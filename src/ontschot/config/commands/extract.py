"""`ontschot extract --out FOLDER`: what stands in the plans, as registrations for a study of overlap."""

import argparse
import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from ontschot.config.commands import installation
from ontschot.config.commands.pseudonymise import read_secret
from ontschot.config.commands.report import OK, EnvironmentProblem, Refused, Report, WrongUse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, for which study, and whether names and BSN stay in the house."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="an empty or new folder")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="for which study; stands in the log")
    parser.add_argument("--date", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="reference date (today)")
    parser.add_argument("--language", choices=["nl", "en"], default="nl", help="of the names in study.yaml")
    parser.add_argument(
        "--secret-file", type=Path, metavar="FILE", help="pseudonymise with the secret that all share: no names, no BSN"
    )


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Exit code 0 when written, 1 when there is nothing to write, 2 when the call is wrong."""
    out: Path = arguments.out
    if not arguments.reason.strip():
        raise WrongUse("--reason says for which study; it stands in the log.")
    secret = read_secret(arguments.secret_file) if arguments.secret_file else b""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise WrongUse(f"{out} is not an empty folder. Personal data is not mixed with other files; choose another.")
    with installation.available("extract") as addresses:
        installation.refuse_unsafe_role(addresses)
        installation.start_django(addresses)
        return _extract(arguments, secret, report)


def _extract(arguments: argparse.Namespace, secret: bytes, report: Report) -> int:
    from ontschot.insight import extract
    from ontschot.insight.linkage.contract import LinkageError
    from ontschot.privacy import acting

    today = dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    out: Path = arguments.out
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        with acting.acting(acting.system(origin="ontschot extract", purpose="statistics")):
            found = extract.extract(out, reason=arguments.reason)
            settings = extract.study_yaml(
                found,
                title=arguments.reason,
                day=arguments.date or today,
                language=arguments.language,
                pseudonymised=bool(secret),
            )
        if found and secret:
            extract.pseudonymise(found, secret, today=today)
    except LinkageError as error:
        for one in found:  # names and BSN do not stay behind
            one.path.unlink(missing_ok=True)
        raise Refused(str(error)) from error
    except OSError as error:
        raise EnvironmentProblem(f"{out} cannot be written: {error.strerror}.") from error
    if not found:
        raise Refused("There is nothing in the plans yet that may be counted.")
    (out / "study.yaml").write_text(settings, encoding="utf-8")
    for one in found:
        report.say(f"{one.path}: {one.rows} rows")
    kind = "under pseudonyms" if secret else "with names and BSN"
    report.say(f"{out / 'study.yaml'}: describes them. This is personal data, {kind}: remove it after the study.")
    report.add(files=[str(one.path) for one in found], rows={one.scheme: one.rows for one in found})
    return OK
