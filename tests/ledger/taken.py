"""Steps of the demo's offices, taken in a test."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from chainboard.analysis.days import day_of
from chainboard.analysis.steps import Event
from chainboard.ledger.doing import Moment, do
from chainboard.ledger.fields import Asked
from chainboard.ledger.reading import matters, seen
from chainboard.ledger.refused import Refused
from chainboard.packs import DEMO
from chainboard.view import Row, View

CHAIN_OFFICE, LEADER_OFFICE = "示例市级链长办公室", "示例：市总链长办公室"
SUPERVISION = "示例：市政府督查室"
COUNTY, OTHER_COUNTY = "示例：正宁县链长办公室", "示例：环县链长办公室"
OWNER, HELPER = "示例：市工业和信息化局", "示例：市自然资源局"
MORNING = datetime(2026, 11, 2, 1, 0)  # UTC; a Monday, 9 o'clock in the city


def step(office: str, said: str, matter: str = "", **told: Any) -> Event:
    """Take a step of the demo: said is "problem raise"; text, reason, basis and title are words,
    days after MORNING is `later`, all else facts."""
    kind, name = said.split()
    now = MORNING + timedelta(days=told.pop("later", 0))
    beside = {key: told.pop(key) for key in ("seen", "recorded_by", "files") if key in told}
    words = {key: told.pop(key) for key in ("text", "reason", "basis", "title") if key in told}
    asked = Asked(kind, name, office, matter, told, words, **beside)
    return do("demo", asked, Moment(now, day_of(now)))


def refusal(office: str, said: str, matter: str = "", **told: Any) -> str:
    """The Chinese words with which a step is refused."""
    with pytest.raises(Refused) as refused:
        step(office, said, matter, **told)
    return refused.value.zh


def raised(**told: Any) -> str:
    """A problem of a county on the petrochemical chain, as its name."""
    asked = {"text": "用地指标不足", "chain_id": "petrochem", "area_code": "621025", **told}
    return step(COUNTY, "problem raise", **asked).matter


def assigned(**told: Any) -> str:
    """A problem that its owner has in hand, to be done by 20 November."""
    problem = raised()
    step(CHAIN_OFFICE, "problem accept", problem)
    step(CHAIN_OFFICE, "problem assign", problem, **{"owner": OWNER, "due": "2026-11-20", **told})
    return problem


def shown(kind: str, number: str | None = None, later: int = 0) -> list[Row]:
    """What the demo's ledger has of a kind, so many days after MORNING."""
    today = day_of(MORNING + timedelta(days=later))
    view = seen(View(pack=DEMO, as_of=today), number, today)
    assert view is not None
    return matters(view, kind)
