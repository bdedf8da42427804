"""A study from beginning to end: read, check, link, count, publish; the same for the command line and for the page.

Words: run (uitvoering), step (stap), workspace (werkmap).
Promises: all or nothing; what was read is thrown away at the end; the same files and the same key give the same report.
May know: all of ``insight``.
Never: keeps a row of a person after the run, or lets a number out other than through ``publish``.
"""

from ontschot.insight.runs.study_run import STEPS, Outcome, run_study

__all__ = ["STEPS", "Outcome", "run_study"]
