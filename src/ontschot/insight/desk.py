"""The studies a policy officer has on the table: files in a folder of their own, run in the background, read, removed.

Each study lies under ``home/<number of the account>/<id>``. What was uploaded is removed as soon as the run is over,
however it ended; the report and study.yaml stay until the officer throws the study away. What its reports showed is
remembered per account, also of studies that are gone: their reports may be out.
"""

import contextlib
import datetime as dt
import json
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ontschot.insight import publish
from ontschot.insight.linkage.contract import LinkageError
from ontschot.insight.runs import STEPS, run_study
from ontschot.insight.runs.telling import faults_told
from ontschot.insight.sources import Fault, Faulty, Limits, Study, parse_study
from ontschot.insight.sources.borders import properties
from ontschot.insight.sources.brought import BORDERS, CONFIG, faults_of
from ontschot.insight.sources.guessing import FileGuess, Top, different, guess, refuse_title
from ontschot.insight.sources.reviewed import Sheet, is_sheet, refuse_sheet, sheet_among
from ontschot.insight.sources.study import MOST_PROVISIONS
from ontschot.insight.sources.workbooks import is_workbook, refuse_large

ID = re.compile(r"^[0-9a-f]{12}$")
MOST_STUDIES = 40
MOST_WORKBOOKS = 64 * 2**20  # bytes of all Excel files together, unpacked: they are read while a page is waited for
SHOWN = "shown.json"
STALE = dt.timedelta(hours=6)  # a run that says nothing for so long has died with its process


@dataclass
class State:
    """Where the study is. `stage`: none, files (to be brought again), columns, values, waiting, running, faulty, done.
    `step` counts from 0 to `steps`. `day`: the reference date, when it was said. `report`: the files are to be brought
    again, and the report is still there."""

    stage: str = "none"
    step: int = 0
    steps: int = len(STEPS)
    name: str = ""
    title: str = ""
    at: str = ""
    begun: str = ""
    day: str = ""
    faults: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[dict[str, Any]] = field(default_factory=list)
    report: bool = False


def studies(home: Path, owner: int) -> list["Desk"]:
    """The studies of an account, the newest first."""
    folder = home / str(owner)
    found = (
        [Desk(home, owner, path.name) for path in folder.iterdir() if ID.match(path.name)] if folder.is_dir() else []
    )
    return sorted(found, key=lambda desk: desk.state().begun, reverse=True)


def new_id() -> str:
    """A name for a new study."""
    return secrets.token_hex(6)


class _AsTyped(yaml.SafeLoader):
    """YAML in which only 12 is a number: 0345 is the code of an area, not an octal number, and 1:20 no sixties."""

    def whole(self, node: yaml.ScalarNode) -> int | str:
        """A number that is written as one, else its text."""
        text = str(self.construct_scalar(node))
        return int(text) if text.isdecimal() and str(int(text)) == text else text


_AsTyped.add_constructor("tag:yaml.org,2002:int", _AsTyped.whole)


class Desk:
    """The folder of one study. Everything in it is readable to the system's own user only."""

    def __init__(self, home: Path, owner: int, id: str) -> None:
        if not ID.match(id):
            raise ValueError("no study has such a name")
        self.id = id
        self.folder = home / str(owner) / id
        self.files = self.folder / "files"
        self.shown = home / str(owner) / SHOWN

    def state(self) -> State:
        """Where the study is now."""
        try:
            found = State(**json.loads((self.folder / "state.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return State()
        if found.stage in ("waiting", "running"):
            silent = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(found.at)
            if silent > STALE:
                nl = "De berekening is afgebroken. Begin opnieuw."
                fault = Fault(CONFIG, 0, "", "stopped", nl, "The computation broke off. Begin anew.")
                return State("faulty", title=found.title, begun=found.begun, day=found.day, faults=[fault.as_dict()])
        return found

    def keep(self, state: State) -> None:
        """Write the state; whole or not."""
        state.at = dt.datetime.now(dt.UTC).isoformat()
        before = self.state()
        state.begun = state.begun or before.begun or state.at
        state.day = state.day or before.day
        draft = self.folder / ".state.draft"
        draft.write_text(json.dumps(asdict(state), ensure_ascii=False), encoding="utf-8")
        draft.replace(self.folder / "state.json")

    def begin(self, files: Sequence[tuple[str, Iterable[bytes]]]) -> None:
        """A new study from uploaded files (name, blocks), or the files of one that is done again; its study.yaml stays.
        Raises Faulty for wrong names, and for a study.yaml that a run would refuse."""
        faults = faults_of([name for name, _ in files], known=bool(self.config()))
        files = [(name, [b"".join(blocks)] if name == CONFIG else blocks) for name, blocks in files]
        for (data,) in [blocks for name, blocks in files if name == CONFIG]:
            try:
                parse_study(CONFIG, data)
            except Faulty as error:
                faults.extend(error.faults)
        if faults:
            raise Faulty(faults)
        shutil.rmtree(self.files, ignore_errors=True)
        self.files.mkdir(parents=True, mode=0o700)
        os.chmod(self.folder.parent, 0o700)
        os.chmod(self.folder, 0o700)
        for name, blocks in files:
            place = self.folder if name == CONFIG else self.files
            with (place / name).open("wb") as target:
                os.chmod(target.fileno(), 0o600)
                for block in blocks:
                    target.write(block)
        self.keep(State("columns", title=self.state().title))

    def to_files(self) -> None:
        """The files are to be brought (again); study.yaml stays, and so does a report until they come."""
        shutil.rmtree(self.files, ignore_errors=True)
        now = self.state()
        there = now.stage == "done" or now.report
        self.keep(State("files", title=now.title, report=there, remarks=now.remarks if there else []))

    def to_report(self) -> None:
        """Back from bringing files again to the report that is still there."""
        now = self.state()
        if now.stage == "files" and now.report:
            self.keep(State("done", step=now.steps, title=now.title, remarks=now.remarks))

    def clear(self) -> None:
        """Throw the study away, with all files."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def paths(self) -> list[Path]:
        """The uploaded files, in the order of their names."""
        return sorted(self.files.iterdir()) if self.files.is_dir() else []

    def borders(self) -> tuple[str, list[str]] | None:
        """The uploaded file of borders with the properties that may be its codes, likeliest first. Raises Faulty."""
        found = next((path for path in self.paths() if path.suffix.casefold() in BORDERS), None)
        return (found.name, properties(found, found.name)) if found else None

    def sheet(self) -> Sheet | None:
        """The review sheet with judged pairs, when one was brought along. Raises Faulty."""
        return sheet_among(self.paths())

    def guesses(self) -> list[FileGuess]:
        """What each registration (or table of areas) probably holds. Raises Faulty with the faults of all files that
        cannot be read, also of borders and a review sheet."""
        refuse_large([path for path in self.paths() if is_workbook(path)], MOST_WORKBOOKS)
        found, faults = [], []
        tops = self._tops()
        for read in (self.borders, self.sheet):
            try:
                read()
            except Faulty as error:
                faults.extend(error.faults)
        with tempfile.TemporaryDirectory(prefix="ontschot-") as workspace:
            for path in self.paths():
                if path.suffix.casefold() in BORDERS or is_sheet(path):
                    continue
                try:
                    found.append(guess(path, Path(workspace), top=tops.get(path.name)))
                    refuse_sheet(path.name, [column.heading for column in found[-1].columns])
                    refuse_title(found[-1])
                except Faulty as error:
                    faults.extend(error.faults)
        if not (found or faults or self.config()):
            nl = "Een blad met beoordeelde paren is alleen geen onderzoek. Kies ook de registraties."
            en = "A sheet of judged pairs alone is no study. Choose the registrations too."
            faults.append(Fault("", 0, "", "no_registration", nl, en))
        if faults:
            raise Faulty(faults)
        return found

    def _tops(self) -> dict[str, Top]:
        """Where the headings stand in the files of which study.yaml says it."""
        content = self.content()
        named = [one for one in [*(content.get("files") or []), content.get("areas")] if isinstance(one, dict)]
        return {
            str(one["file"]): Top(int(one.get("skip", 0)), str(one.get("sheet", "")))
            for one in named
            if {"skip", "sheet"} & set(one)
        }

    def values(self, file: str, heading: str) -> list[str]:
        """Every different value in a column of provisions. Raises Faulty when there are more than a study can have."""
        if not heading or not (self.files / file).is_file():
            return []
        with tempfile.TemporaryDirectory(prefix="ontschot-") as workspace:
            found = different(self.files / file, heading, Path(workspace), MOST_PROVISIONS, top=self._tops().get(file))
        if len(found) > MOST_PROVISIONS:
            nl = f"Meer dan {MOST_PROVISIONS} verschillende voorzieningen. Is dit de goede kolom?"
            en = f"More than {MOST_PROVISIONS} different provisions. Is this the right column?"
            raise Faulty([Fault(file, 0, heading, "too_many_provisions", nl, en)])
        return found

    def content(self) -> dict[str, Any]:
        """study.yaml as a mapping; empty when there is none, or one with faults."""
        try:
            parse_study(CONFIG, self.config())
        except Faulty:
            return {}
        found: dict[str, Any] = yaml.load(self.config(), _AsTyped)  # noqa: S506  a safe loader with fewer numbers
        return found

    def config(self) -> bytes:
        """study.yaml as it is now; empty when there is none."""
        try:
            return (self.folder / CONFIG).read_bytes()
        except OSError:
            return b""

    def describe(self, content: dict[str, Any] | bytes) -> Study:
        """Keep study.yaml (as a mapping or as text) after reading it as strictly as the command line. Raises Faulty."""
        data = content if isinstance(content, bytes) else _yaml(content)
        study = parse_study(CONFIG, data)
        (self.folder / CONFIG).write_bytes(data)
        return study

    def report(self, name: str) -> bytes | None:
        """A file of the report, or study.yaml; None when it is not there."""
        if name == CONFIG:
            return self.config() or None
        if name not in publish.FILES or self.state().stage != "done":
            return None
        try:
            return (self.folder / "report" / name).read_bytes()
        except OSError:
            return None


def _yaml(content: dict[str, Any]) -> bytes:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120).encode()


def run(
    desk: Desk,
    *,
    key: bytes,
    today: dt.date,
    limits: Limits | None = None,
    extract: Callable[[Study, Path], Study] | None = None,
) -> State:
    """Run the study on the desk and keep where it is; the uploads are gone afterwards, also when it failed.

    `extract` writes what our own database has into a folder and adds it to the study, when study.yaml asks for it.
    """
    before = desk.state()
    state = State("running", title=before.title, begun=before.begun)

    def progress(done: int, total: int, name: str) -> None:
        state.step, state.steps, state.name = done, total, name
        desk.keep(state)

    try:
        study = parse_study(CONFIG, desk.config())
        progress(0, len(STEPS), STEPS[0])
        if study.database and extract is not None:
            desk.files.mkdir(parents=True, exist_ok=True, mode=0o700)
            study = extract(study, desk.files)
        shown = publish.Shown.load(desk.shown, key)
        outcome = run_study(study, desk.paths(), key=key, today=today, limits=limits, progress=progress, shown=shown)
        shown.save(desk.shown)  # first: what is out must be known to the next report
        publish.write(outcome.published, desk.folder / "report", study.language)
        remarks = [notice.as_dict() for notice in outcome.notices]
        state = State("done", begun=state.begun, step=len(STEPS), title=study.title, remarks=remarks)
    except Exception as error:
        state = State(
            "faulty", title=state.title, begun=state.begun, faults=[one.as_dict() for one in faults_told(error, CONFIG)]
        )
        if not isinstance(error, Faulty | publish.NotPublishable | LinkageError):
            raise
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(desk.files, ignore_errors=True)
            desk.keep(state)
    return state
