"""Who asks: the person of a request, and the person in front of the page that is being run."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from chainboard import way
from chainboard.person import AT_THE_DESK, VISITOR, Person


def of_request(_request: HTTPConnection) -> Person:
    """The person that a request of the board's own routes comes from."""
    return _without_sign_in()


def of_session() -> Person:
    """The person for whom Streamlit runs the script now."""
    return _without_sign_in()


def _without_sign_in() -> Person:
    return VISITOR if way.current().is_read_only else AT_THE_DESK
