"""Who asks: the person of a request, and the person in front of the page that is being run."""

from __future__ import annotations

import time

from starlette.requests import HTTPConnection

from chainboard import way
from chainboard.access import people
from chainboard.person import AT_THE_DESK, VISITOR, Person

# In which sign_in.py tells the account, to our routes and to Streamlit; what came in by that name
# was taken out before.
ACCOUNT = "x-chainboard-account"
IN_STREAMLIT = "account"  # by which Streamlit knows it


def of_request(request: HTTPConnection) -> Person:
    """The person that a request of the board's own routes comes from."""
    return _person(request.headers.get(ACCOUNT))


def of_session() -> Person:
    """The person for whom Streamlit runs the script now."""
    if way.current().sign_in is None:
        return _person(None)
    import streamlit as st  # a second that commands do without

    account = st.user.get(IN_STREAMLIT)
    return _person(account if isinstance(account, str) else None)


def is_page_of(session: str, account: str) -> bool:
    """Whether an open page of Streamlit's, by the id of its session, is not another account's."""
    from streamlit.runtime import Runtime

    found = Runtime.instance().get_app_session(session) if Runtime.exists() else None
    return found is None or found.matches_user_info({IN_STREAMLIT: account})


def _person(account: str | None) -> Person:
    """As things stand now; a visitor where nobody has signed in."""
    if way.current().sign_in is None:
        return VISITOR if way.current().is_read_only else AT_THE_DESK
    return people.person(account or "", int(time.time())) or VISITOR
