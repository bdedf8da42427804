"""Two people edited the same: both versions are shown, and the choice comes back as an ordinary form."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation

from ontschot.foundation.versions import Conflict
from ontschot.web.components import conflicts
from ontschot.web.components.fields import NativeDate, PartsDateField


class GoalForm(forms.Form):
    """One field of every kind that two people can edit."""

    title = forms.CharField()
    story = forms.CharField(widget=forms.Textarea)
    due = forms.DateField(widget=NativeDate, required=False)
    born = PartsDateField(required=False)
    shared = forms.BooleanField(required=False)
    state = forms.ChoiceField(choices=[("open", "Open"), ("done", "Gedaan")])
    not_in_the_record = forms.CharField(required=False)


def collision(**theirs: Any) -> Conflict:
    """A refused change; ``theirs`` is what stands in the database."""
    values = {
        "title": "Werk",
        "story": "Zij",
        "due": dt.date(2027, 2, 1),
        "born": dt.date(1985, 3, 27),
        "shared": True,
        "state": "done",
    }
    refused = Conflict.__new__(Conflict)
    refused.current, refused.yours = SimpleNamespace(pk=1, version=5, **(values | theirs)), {}  # type: ignore[assignment]
    return refused


SENT = "title=Werk&story=Ik&due=2027-03-01&born_day=1&born_month=4&born_year=1985&state=open&not_in_the_record=reden"


def view() -> conflicts.View:
    """Both versions, as the page gets them."""
    form = GoalForm(QueryDict(SENT))
    assert form.is_valid()
    with translation.override("nl"):
        return conflicts.compare(form, collision(), who="Een collega", action="/hier/")


def test_shows_what_differs_and_carries_what_does_not() -> None:
    """Equal fields travel along; a field outside the record (a reason) does too."""
    shown = view()
    assert [field.name for field in shown.fields] == ["story", "due", "born", "shared", "state"]
    assert {("title", "Werk"), ("not_in_the_record", "reden")} <= set(shown.hidden)
    assert shown.version == 5
    reads = {field.name: (field.theirs_text, field.yours_text) for field in shown.fields}
    assert reads["due"] == ("1 februari 2027", "1 maart 2027")
    assert reads["born"] == ("27 maart 1985", "1 april 1985")
    assert reads["shared"] == ("ja", "nee")
    assert reads["state"] == ("Gedaan", "Open")
    assert shown.fields[0].both == "Zij\n\nIk"


def test_the_page_escapes_what_people_wrote() -> None:
    """Markup in either version stays text."""
    form = GoalForm(QueryDict("title=<script>x</script>&story=y&state=open"))
    form.is_valid()
    html = render_to_string("components/conflict.html", {"conflict": conflicts.compare(form, collision())})
    assert "<script>x" not in html


def test_every_choice_comes_back_as_a_valid_form() -> None:
    """Theirs, yours or both, for text, dates in one and in three boxes, choices and ticks."""
    shown = view()
    for keep, expected in (("theirs", "Zij"), ("yours", "Ik"), ("both", "Samen")):
        post = QueryDict(mutable=True)
        for name, value in shown.hidden:
            post.appendlist(name, value)
        for field in shown.fields:
            post[f"keep-{field.name}"] = keep if field.is_text or keep != "both" else "theirs"
            post.setlist(f"theirs-{field.name}", field.theirs)
            post.setlist(f"yours-{field.name}", field.yours)
            post[f"both-{field.name}"] = "Samen"
        form = GoalForm(conflicts.chosen(post))
        assert form.is_valid(), form.errors
        assert form.cleaned_data["story"] == expected
        mine = keep == "yours"
        assert form.cleaned_data["born"] == (dt.date(1985, 4, 1) if mine else dt.date(1985, 3, 27))
        assert form.cleaned_data["due"] == (dt.date(2027, 3, 1) if mine else dt.date(2027, 2, 1))
        assert form.cleaned_data["shared"] is not mine
        assert form.cleaned_data["not_in_the_record"] == "reden"


def test_an_ordinary_post_is_left_alone() -> None:
    """Views may always ask."""
    post = QueryDict(SENT)
    assert conflicts.chosen(post) is post


class MomentForm(forms.Form):
    """A moment, as the browser's own field sends it."""

    at = forms.DateTimeField(
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M"), input_formats=["%Y-%m-%dT%H:%M"], required=False
    )


def test_a_stored_moment_is_what_the_browser_sends_back() -> None:
    """The same moment is no difference, and keeping theirs is a valid form."""
    stored = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)  # ten o'clock in Amsterdam
    same, other = MomentForm(QueryDict("at=2026-01-05T10:00")), MomentForm(QueryDict("at=2026-01-06T10:00"))
    assert same.is_valid()
    assert other.is_valid()
    assert conflicts.compare(same, collision(at=stored)).fields == []
    field = conflicts.compare(other, collision(at=stored)).fields[0]
    assert MomentForm({"at": field.theirs[0]}).is_valid()
    assert field.theirs == ["2026-01-05T10:00"]


class TimeForm(forms.Form):
    """A time of day, as the browser's own field sends it."""

    at = forms.TimeField(widget=forms.TimeInput(format="%H:%M"))


def test_a_stored_time_is_what_the_browser_sends_back() -> None:
    """Half past nine is half past nine, with or without its seconds."""
    same, other = TimeForm(QueryDict("at=09:30")), TimeForm(QueryDict("at=10:00"))
    assert same.is_valid()
    assert other.is_valid()
    assert conflicts.compare(same, collision(at=dt.time(9, 30))).fields == []
    assert conflicts.compare(other, collision(at=dt.time(9, 30))).fields[0].theirs == ["09:30"]


def test_nothing_stored_and_an_empty_box_are_the_same() -> None:
    """An empty date that nobody touched is no difference."""
    form = MomentForm(QueryDict("at="))
    assert form.is_valid()
    assert conflicts.compare(form, collision(at=None)).fields == []
