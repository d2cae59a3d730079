"""Login (inloggning): the municipality decides who has an account; nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.shortcuts import redirect

NO_ACCOUNT_URL_NAME = "login_without_account"


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
        if user is None:
            raise ImmediateHttpResponse(redirect(NO_ACCOUNT_URL_NAME))
        sociallogin.connect(request, user)


def account_of(sociallogin: SocialLogin) -> Any | None:
    """The one active account with the same user name, or else with the same verified e-mail."""
    users = get_user_model().objects.filter(is_active=True)
    claims = sociallogin.account.extra_data
    claims = claims.get("userinfo") or claims.get("id_token") or claims
    username = claims.get("preferred_username") or ""
    if username and (user := users.filter(username=username).first()):
        return user
    verified = [each.email for each in sociallogin.email_addresses if each.verified]
    found = list(users.filter(email__in=verified)[:2]) if verified else []
    return found[0] if len(found) == 1 else None
