"""Login (inloggning): the municipality decides who has an account; nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.shortcuts import redirect

NO_ACCOUNT_URL_NAME = "login_without_account"
PARTICIPANT_URL_NAME = "own_arrival"
IDENTITY_DIGITS = 12
PROVED = "own_proved"
"""Where the session keeps the identity number that an e-ID has proved, for the one request to the own pages."""


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class MunicipalLoginAdapter(DefaultSocialAccountAdapter):
    """Ties the municipality's sign-in (OIDC) to the account the administrator made, by user name or verified e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect the first time; somebody without an account gets a page that says whom to ask."""
        if sociallogin.is_existing:
            return
        user = account_of(sociallogin)
        if user is not None:
            sociallogin.connect(request, user)
        elif number := proved_number(sociallogin):
            request.session[PROVED] = number
            raise ImmediateHttpResponse(redirect(PARTICIPANT_URL_NAME))
        else:
            raise ImmediateHttpResponse(redirect(NO_ACCOUNT_URL_NAME))


def claims_of(sociallogin: SocialLogin) -> dict[str, Any]:
    """What the sign-in says of who somebody is."""
    claims = sociallogin.account.extra_data
    return claims.get("userinfo") or claims.get("id_token") or claims


def proved_number(sociallogin: SocialLogin) -> str:
    """The identity number that the e-ID proves (the claim `personalIdentityNumber` of OIDC Sweden), digits only."""
    stated = claims_of(sociallogin).get(settings.OIDC_PERSON_CLAIM) if settings.OIDC_PERSON_CLAIM else ""
    digits = "".join(sign for sign in str(stated or "") if sign.isdigit())
    return digits if len(digits) == IDENTITY_DIGITS else ""


def account_of(sociallogin: SocialLogin) -> Any | None:
    """The one active account with the same user name, or else with the same verified e-mail."""
    users = get_user_model().objects.filter(is_active=True)
    claims = claims_of(sociallogin)
    username = claims.get("preferred_username") or ""
    if username and (user := users.filter(username=username).first()):
        return user
    verified = [each.email for each in sociallogin.email_addresses if each.verified]
    found = list(users.filter(email__in=verified)[:2]) if verified else []
    return found[0] if len(found) == 1 else None
