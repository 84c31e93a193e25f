"""What a provider of OpenID Connect has said of who sits at a browser, as Streamlit keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import httpx
from streamlit.auth_util import (
    encode_provider_token,
    get_cookie_with_chunks,
    get_secrets_auth_section,
)
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
)

FRESH = 600  # seconds in which what was said may begin a session
PATIENCE = 5.0  # seconds for the provider's answer
COOKIES = (USER_COOKIE_NAME, TOKENS_COOKIE_NAME)


@dataclass(frozen=True)
class Said:
    """Whom the provider named, and the words as the browser has them."""

    account: str
    proof: str


def said(cookies: Mapping[str, str], claim: str) -> Said | None:
    """What the cookie that Streamlit signed says, if it was signed a moment ago.

    The cookie lasts thirty days and cannot be taken back: it is good for beginning one session,
    soon, and for nothing else.
    """
    secret, days = get_cookie_secret(), FRESH / 86_400

    def part(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, ""), days)

    try:
        told = json.loads(get_cookie_with_chunks(part, USER_COOKIE_NAME) or b"null")
    except ValueError:
        return None
    if not isinstance(told, dict) or told.get("is_logged_in") is not True:
        return None
    account = told.get(claim)
    proof = f"{cookies[USER_COOKIE_NAME]} {json.dumps(told, sort_keys=True)}"
    return Said(account, proof) if isinstance(account, str) else None


async def is_there() -> bool:
    """Whether the provider answers now."""
    try:
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            answer = await client.get(get_secrets_auth_section()["server_metadata_url"])
    except (httpx.HTTPError, KeyError):
        return False
    return answer.status_code == 200


def way_in() -> str:
    """The address, below the board's own, that leads to the provider; for two minutes."""
    return f"auth/login?provider={encode_provider_token('default')}"
