"""Proof that a request comes from the owner of the home folder: the token that only they can read."""

import secrets
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from web.errors import ExpectedError
from web.messages import message

_bearer = HTTPBearer(auto_error=False, description="The token in server.json in the home folder.")
Sent = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def shows(token: str, sent: HTTPAuthorizationCredentials | None) -> bool:
    """Whether the token was sent along."""
    return sent is not None and secrets.compare_digest(sent.credentials.encode(), token.encode())


def owner(token: str) -> Callable[[Sent], None]:
    """A dependency that refuses whoever does not show the token."""

    def check(sent: Sent) -> None:
        if not shows(token, sent):
            raise ExpectedError("token_needed", message("token_needed", "da"), 401)

    return check
