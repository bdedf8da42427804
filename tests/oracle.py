"""The oracle of the authorisation matrix: what docs/explanation/access.md says, written from it and not from the code.

Nothing here may import ontschot. A route that is not here fails the matrix: give it its place.
"""

from __future__ import annotations

from dataclasses import dataclass

MUNICIPAL = {"access_worker", "generalist", "team_leader"}
PROFESSIONAL = MUNICIPAL | {"partner"}

# access.md, 1: what each role may do.
ROLES_OF: dict[str, set[str]] = {
    **dict.fromkeys(("view_work", "search", "view_household", "report_request", "contribute"), PROFESSIONAL),
    **dict.fromkeys(
        (
            "identify",
            "triage",
            "hold_conversation",
            "write_letter",
            "correct_household",
            "make_plan",
            "involve",
            "appoint_coordinator",
        ),
        MUNICIPAL,
    ),
    **{key: {"generalist", "team_leader"} for key in ("coordinate", "record_agreement")},
    "safeguard": {"generalist", "team_leader"},
    "manage_team": {"team_leader"},
    "own_plan": {"resident"},
    "steer": {"policy_officer"},
    "read_log": {"privacy_officer"},
    "view_reference": {"policy_officer", "administrator"},
    "administer": {"administrator"},
    "judge_messages": {"access_worker", "administrator"},
    "take_tour": PROFESSIONAL | {"policy_officer", "privacy_officer", "administrator"},
}

# access.md, 4: who opens what of the household, by the names of tests/scene.py. "all" is every life domain.
RELATIONS: dict[str, tuple[str, str]] = {  # name -> (role, what is open)
    "access_worker": ("access_worker", "none"),  # took the request in; triage ended that
    "team": ("generalist", "all"),
    "team_leader": ("team_leader", "all"),
    "coordinator": ("generalist", "all"),
    "former_coordinator": ("generalist", "none"),
    "other_generalist": ("generalist", "none"),
    "other_leader": ("team_leader", "none"),
    "partner": ("partner", "scope"),
    "former_partner": ("partner", "none"),
    "other_partner": ("partner", "none"),
    "policy_officer": ("policy_officer", "none"),
    "privacy_officer": ("privacy_officer", "none"),
    "administrator": ("administrator", "none"),
    "resident": ("resident", "own"),
    "stranger": ("resident", "none"),
    "father": ("resident", "child"),
}

# Open to everyone; the second group sends who is not logged in to the login page, or has steps of its own.
OPEN = {"home", "health", "set_language", "personas", "help", "account_login", "account_logout", "account_inactive"} | {
    "mfa_login_webauthn",
    "mfa_authenticate",
    "workplace:calendar_ics",  # by a token in the address; times only
    "portal:ask",
    "portal:ask_thanks",
    "web:gallery",
    "lead",  # a shortened address: to the page above, which asks who may see it
    "lead_number",
    "help:words",
    "help:topic",
    "help:news",
    "help:own_page",
    "portal:guide",
    "portal:guide_pdf",
}
OWN_ACCOUNT = {
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
}


@dataclass(frozen=True)
class Route:
    """What a screen needs: a capability, and something that must be open.

    ``open``: '' (nothing in particular), 'basis' (seen with any open relation), 'scope' (lies in ``education``: with
    any), 'all' (lies outside the scope of the partner), 'own' (the resident's own), 'led' (of a worker of a team that
    one leads), 'arranged' (the absence of oneself, or of such a worker), 'written' (of who wrote it alone). ``aside``
    names the URL argument of which a second thing, out of scope, is asked as well.
    """

    needs: str
    open: str = ""
    aside: str = ""
    seats: dict[str, str] | None = None  # URL argument -> name in the scene, when they differ


def _many(needs: str, what: str, *names: str, aside: str = "") -> dict[str, Route]:
    return {f"workplace:{name}": Route(needs, what, aside) for name in names}


SCREENS: dict[str, Route] = {
    # the workplace, nothing in particular
    **_many("view_work", "", "my_work", "draft"),
    **_many("search", "", "search"),
    **_many("identify", "", "identify"),
    **_many("triage", "", "requests"),
    **_many("report_request", "", "request_new", "request_received"),
    **_many("manage_team", "", "team"),
    **_many("manage_team", "led", "team_worker", "team_hours", "absence_of"),
    **_many("view_work", "", "absence", "bulk_undo", "calendar", "calendar_feed"),
    **_many(
        "correct_household", "", "duplicates", "duplicate", "duplicate_different", "duplicate_merge",
        "duplicate_unmerge", "duplicate_take_back",
    ),
    **_many("view_work", "", "lists", "list", "list_export", "list_look", "list_save", "list_forget", "list_bulk"),
    **_many("view_work", "", "list_files"),
    "workplace:list_file": Route("view_work", "written"),
    **_many("contribute", "", "appointment_choose"),
    **_many("contribute", "basis", "appointment_new", "appointment_edit", "appointment_state", "task_new"),
    **_many("view_work", "basis", "task_snooze"),
    **_many("view_work", "arranged", "absence_change", "absence_back"),
    # one request: it lies in the household's drawer ``dossier``
    **_many(
        "triage", "all", "request", "request_triage", "request_pick_up", "request_answer", "request_withdraw",
        "request_correct", "request_identify",
    ),
    # legal terms: they lie where their request lies
    **_many("triage", "", "terms", "term_rules"),
    **_many(
        "triage", "all", "request_terms", "request_regimes", "term_begin", "term_suspend", "suspension_end",
        "term_delay", "term_meet", "term_stop", "term_resume",
    ),
    # unasked help, and the safety drawer of the household
    **_many("triage", "", "outreach"),
    **_many("identify", "", "arrears", "arrears_check"),
    "workplace:arrears_result": Route("identify", "written", seats={"job_id": "arrears_job_id"}),
    **_many("triage", "all", "visit_new"),
    **_many(
        "safeguard", "all", "safety", "safety_open", "safety_step", "safety_advice", "safety_agree", "safety_measure",
        "safety_close", "safety_condition", "measure_end", "safety_review",
    ),
    # conversations
    **_many(
        "hold_conversation", "basis", "conversation_from_request", "conversation_new", "conversation_conclude",
        "conversation_reopen", "conversation_domain",
    ),
    **_many("hold_conversation", "all", "conversation_result", "preparation_of_request", "paper_plan", "own_plan_file"),
    **_many("hold_conversation", "basis", "preparation", "carer_new", "carer"),
    **_many("hold_conversation", "basis", "report_read", "report_pdf", "report_place"),
    "workplace:report_answer": Route("hold_conversation", "all", seats={"conversation_id": "concluded_id"}),
    **_many("view_household", "all", "conversation", "conversation_print"),
    # letters: each in the drawer ``dossier`` of whom it is for
    **_many("write_letter", "basis", "letters", "letter_new"),
    **_many("write_letter", "all", "letter", "letter_read", "letter_withdraw", "letter_attachment"),
    # one letter to many: of who wrote it alone
    **_many("write_letter", "", "mailings"),
    **_many(
        "write_letter", "written", "mailing", "mailing_check", "mailing_preview", "mailing_preview_pdf",
        "mailing_leave_out", "mailing_place", "mailing_print", "mailing_undo",
    ),
    # the household
    **_many("view_work", "basis", "task_done", "task_undo"),
    **_many("view_household", "basis", "household", "timeline", "person", "journal", "involved"),
    **_many("view_household", "basis", "plan", "plan_print", "plan_editions", "plan_earlier"),
    **_many("view_household", "basis", "evaluations", "evaluation", "conferences", "conference"),
    **_many("view_household", "basis", "parts", "accumulation"),
    **_many(
        "make_plan", "basis", "conference_new", "conference_edit", "conference_guest", "conference_held",
        "conference_agree", "change_settle", "plan_join",
    ),
    "workplace:conference_state": Route("make_plan", "basis", seats={"state": "conference_state"}),
    "workplace:change_take": Route("make_plan", "basis", seats={"change_id": "split_id"}),
    **_many("contribute", "basis", "conference_agenda", "part_new", "fact_new"),
    **_many("contribute", "scope", "agenda_item", aside="item_id"),
    **_many("make_plan", "scope", "agreement_action", aside="agreement_id"),
    **_many("contribute", "scope", "part_edit", aside="part_id"),
    **_many("contribute", "scope", "fact_edit", "fact_withdraw", aside="fact_id"),
    **_many("coordinate", "", "second_line"),
    **_many("make_plan", "basis", "evaluation_new", "evaluation_whole", "evaluation_conclude", "plan_reopen"),
    **_many("contribute", "scope", "evaluation_goal", aside="goal_id"),
    **_many("view_household", "scope", "document", aside="document_id"),
    **_many("contribute", "basis", "contact_new", "document_new", "involvement_end"),
    **_many("contribute", "scope", "contact_edit", aside="contact_id"),
    **_many("contribute", "scope", "document_withdraw", aside="document_id"),
    **_many(
        "correct_household", "basis", "household_edit", "household_split", "member_new", "member_known",
        "member_end", "login_connect", "login_disconnect",
        "contact_details", "relation_new", "relation_edit", "relation_remove",
    ),
    # the plan
    **_many("make_plan", "basis", "plan_new", "plan_motto", "plan_propose", "plan_take_back", "plan_close", "goal_new",
            "review_new"),
    **_many("make_plan", "scope", "goal_edit", "goal_state", "action_new", aside="goal_id"),
    **_many("make_plan", "scope", "action_edit", aside="action_id"),
    **_many("contribute", "scope", "action_progress", aside="action_id"),
    **_many("record_agreement", "basis", "plan_agree"),
    **_many("involve", "basis", "involve"),
    **_many("appoint_coordinator", "basis", "coordinator", "coordination_end", "look_along_end"),
    # residents
    **{
        f"portal:{name}": Route("own_plan")
        for name in ("my_plan", "my_appointments", "who_looked", "my_data", "my_letters", "my_talks")
    },
    **{
        f"portal:{name}": Route("own_plan", "own")
        for name in ("my_letter", "my_letter_read", "my_attachment", "own_plan", "report_answer")
    },
    "portal:move": Route("own_plan", "own"),
    "portal:agree": Route("own_plan", "own"),
    "portal:plan_changed": Route("own_plan", "own"),
    **{f"portal:{name}": Route("own_plan", "own") for name in ("plan_editions", "plan_pdf", "own_plan_file")},
    "portal:evaluation": Route("own_plan", "own"),
    "portal:accumulation": Route("own_plan", "own"),
    "portal:action_state": Route("own_plan", "own", seats={"action_id": "own_action_id"}),
    # steering
    "help:tour": Route("take_tour"),
    "steering:overlap": Route("steer"),
    "steering:overlap_report": Route("steer"),
    **{f"steering:{name}": Route("read_log") for name in ("log", "log_export", "log_seals")},
    **{
        f"steering:{name}": Route("view_reference")
        for name in ("reference", "terms", "hard_words", "result_areas", "standard_letters", "own_texts")
    },
    "steering:messages": Route("judge_messages"),
    **{
        f"steering:{name}": Route("administer")
        for name in (
            "accounts", "account_new", "account", "account_role", "account_close", "account_password",
            "account_second_factor", "account_reopen", "teams", "team_new", "team", "team_change", "team_norm",
            "organisations", "organisation_new", "organisation", "life_domain", "installation", "house_style",
            "house_style_sample", "term_new", "term", "hard_word_new", "hard_word",
            "result_area_new", "result_area", "standard_letter_new", "own_text_new", "own_text",
        )
    },
    "steering:standard_letter": Route("administer", seats={"code": "standard_code"}),
    "steering:team_leave": Route("administer", seats={"membership_id": "seat_id"}),
}  # fmt: skip

# Screens of which the page shows no resident's data by itself, so that no line about a person is asked of them.
IMPERSONAL = {
    "help:tour",
    "workplace:draft",
    "workplace:request_new",
    "workplace:request_received",
    "workplace:search",  # nothing was asked yet
    "workplace:identify",
    "workplace:absence",  # of colleagues, never of residents
    "workplace:absence_of",
    "workplace:team_hours",
    "workplace:calendar_feed",
    "workplace:absence_change",
    "workplace:term_rules",
    "steering:overlap",  # files that one brings along and a report of groups; no row of them is shown
    "steering:overlap_report",
    "steering:reference",
    "steering:terms",
    "steering:hard_words",
    "steering:result_areas",
    "steering:standard_letters",
    "steering:own_texts",
    "workplace:arrears",  # nothing was brought yet
    "workplace:requests",  # leads to the list
    "workplace:lists",
    "steering:messages",  # a file that one brings along, judged without its values being shown
} | {name for name, route in SCREENS.items() if route.needs == "administer"}

_SEES: dict[str, set[str]] = {
    "all": {"basis", "scope", "all"},
    "scope": {"basis", "scope"},
    "own": {"own"},
    "child": set(),
    "none": set(),
}


def answer(route: str, who: str | None, *, thing: str = "here") -> str:
    """'open', 'login', 'refused', 'hidden' or 'allowed': for this user (None: nobody logged in) and thing.

    ``thing``: 'here' (of the household), 'aside' (of the household, outside the partner's scope) or 'next_door'.
    """
    if route in OPEN:
        return "open"
    if who is None:
        return "login"
    if route in OWN_ACCOUNT:
        return "open"
    screen = SCREENS[route]
    role, opened = RELATIONS[who]
    if role not in ROLES_OF[screen.needs]:
        return "refused"
    if not screen.open:
        return "allowed"
    if screen.open in ("led", "arranged"):  # of the team that one leads; one's own or of the team that one leads
        return "allowed" if who == "team_leader" or (screen.open == "arranged" and who == "team") else "hidden"
    if screen.open == "written":
        return "allowed" if who == {"next_door": "other_generalist"}.get(thing, "team") else "hidden"
    if thing == "next_door":
        opened = {"other_generalist": "all", "other_leader": "all", "stranger": "own"}.get(who, "none")
    wanted = "all" if thing == "aside" else screen.open
    return "allowed" if wanted in _SEES[opened] else "hidden"
