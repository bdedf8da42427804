"""The library's forms with our labels."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "12"}


def _relabel(form: Any, **labels: Any) -> None:
    for name, label in labels.items():
        if name in form.fields:
            form.fields[name].label = label
            form.fields[name].widget.attrs.pop("placeholder", None)


class LoginForm(account.LoginForm):
    """Username and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, login=_("Gebruikersnaam"), password=_("Wachtwoord"))
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"
        self.fields["password"].help_text = ""


class ReauthenticateForm(account.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, password=_("Wachtwoord"))


class ChangePasswordForm(account.ChangePasswordForm):
    """The old one, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(
            self,
            oldpassword=_("Huidig wachtwoord"),
            password1=_("Nieuw wachtwoord"),
            password2=_("Nieuw wachtwoord, nog een keer"),
        )
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = _(
            "Minstens 12 tekens. Een zin van vier woorden is sterk en goed te onthouden."
        )


class _Code:
    """A code from the app, or a recovery code."""

    fields: dict[str, Any]

    def _prepare(self, hint: Any = "") -> None:
        _relabel(self, code=_("Code"))
        self.fields["code"].widget.attrs |= _CODE
        self.fields["code"].help_text = hint


class AuthenticateForm(_Code, mfa.AuthenticateForm):
    """The second step of logging in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare(_("De zes cijfers uit uw app, of een van uw herstelcodes."))


class MfaReauthenticateForm(_Code, mfa.ReauthenticateForm):
    """A code once more, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare(_("De zes cijfers uit uw app, of een van uw herstelcodes."))


class ActivateTotpForm(_Code, totp.ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare(_("De zes cijfers die de app nu laat zien."))


class AddWebAuthnForm(webauthn.AddWebAuthnForm):
    """A passkey: always one that is enough by itself, because it is unlocked by finger, face or PIN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, name=_("Naam van deze sleutel"), passwordless=_("Hiermee ook inloggen zonder wachtwoord"))
        self.fields["name"].help_text = _("Zo herkent u hem later, bijvoorbeeld 'telefoon' of 'blauwe usb-sleutel'.")
        if "passwordless" in self.fields:
            self.fields["passwordless"].help_text = _("De sleutel vraagt dan om uw vinger, gezicht of pincode.")


class EditWebAuthnForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, name=_("Naam van deze sleutel"))
