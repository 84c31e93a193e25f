"""What the address means on this server today: pack, edition, filters, language, and messages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from chainboard.board import address
from chainboard.packs import PACKS
from chainboard.queries import ask
from chainboard.store import editions
from chainboard.view import Row, View
from chainboard.words import texts


@dataclass(frozen=True)
class Scene:
    """One run's view, with what there is to choose from and what the address got wrong."""

    view: View
    choices: Choices
    messages: tuple[str, ...]


@dataclass(frozen=True)
class Choices:
    """The lists of one edition that selectors offer, in their order."""

    chains: tuple[Row, ...]
    counties: tuple[Row, ...]
    parks: tuple[Row, ...]
    periods: tuple[Row, ...]

    @property
    def named(self) -> address.Choices:
        """The ids an address may name."""
        return address.Choices(
            chains=tuple(row.chain_id for row in self.chains),
            counties=tuple(row.area_code for row in self.counties),
            parks=tuple(row.park_id for row in self.parks),
            periods=frozenset((row.period_end.year, row.period_end.month) for row in self.periods),
        )


def language() -> str:
    """zh or en, from the address or the browser."""
    return address.language(st.query_params, st.context.locale)


def theme() -> str:
    """The theme the address names, or the light one."""
    return "projector" if st.query_params.get("theme") == "projector" else "light"


def pack() -> str:
    """The pack the address names, or the published one."""
    asked = st.query_params.get("pack", "published")
    return asked if asked in PACKS else "published"


def read(first_chain: bool) -> Scene:
    """The scene of this run. Raises Damaged when the edition is damaged or gone.

    first_chain  the page shows one chain at a time: without a chain it starts with the first
    """
    lang, chosen = language(), pack()
    number, messages = _edition(chosen, lang)
    choices = choices_of(chosen, number)
    (stamp,) = ask(View(pack=PACKS[chosen], edition=number), "editions.stamp")
    chain = choices.chains[0].chain_id if first_chain else "all"
    start = View(pack=PACKS[chosen], edition=number, chain=chain, lang=lang, as_of=stamp.as_of)
    view, wrong = address.read(st.query_params, start, choices.named)
    if first_chain and view.chain == "all":
        view = start
    return Scene(
        view, choices, (*_unknown(lang), *messages, *_empty(chosen, choices, lang), *wrong)
    )


@lru_cache(maxsize=16)
def choices_of(chosen: str, number: int) -> Choices:
    """The lists of one edition; an edition never changes, so they are read once."""
    view = View(pack=PACKS[chosen], edition=number)
    return Choices(
        chains=tuple(ask(view, "places.chains")),
        counties=tuple(ask(view, "places.counties")),
        parks=tuple(ask(view, "places.parks")),
        periods=tuple(ask(view, "periods.with_figures")),
    )


def _edition(chosen: str, lang: str) -> tuple[int, tuple[str, ...]]:
    standing = editions.current(chosen)
    assert standing is not None, "the frame builds a missing edition first"
    asked = st.query_params.get("edition")
    if asked is None or asked == str(standing):
        return standing, ()
    if asked.isdecimal() and len(asked) < 7 and int(asked) in editions.numbers(chosen):
        _ = texts(lang)
        said = _("正在看较早的版次 {asked}，不是当前版次 {standing}。")
        return int(asked), (said.format(asked=asked, standing=standing),)
    return standing, (address.unknown_value("edition", asked, lang),)


def _empty(chosen: str, choices: Choices, lang: str) -> tuple[str, ...]:
    """What to load first, on a pack that holds no figure yet."""
    if chosen != "city" or choices.periods:
        return ()
    _ = texts(lang)
    return (
        _(
            "本市数据还是空的。请在“导入”页下载“指标”模板，填好后拖入载入；"
            "再载入“目标”，就能看到进度。"
        ),
    )


def _unknown(lang: str) -> tuple[str, ...]:
    asked = {
        "pack": (st.query_params.get("pack"), tuple(PACKS)),
        "lang": (st.query_params.get("lang"), ("zh", "en")),
        "page": (st.query_params.get("page"), ()),
    }
    return tuple(
        address.unknown_value(name, value, lang)
        for name, (value, allowed) in asked.items()
        if value and value not in allowed
    )
