"""The address of a view: query parameters in, a View out, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from chainboard.page import AXES, Axis
from chainboard.view import CODE, MATTER, PERIOD, View, period_of
from chainboard.words import texts

LONGEST = 40
MARKED = ("chain", "county", "period")
# What an address may name on one edition: by axis, its ids; of periods the names period_of gives.
Known = Mapping[str, frozenset[str]]


def language(parameters: Mapping[str, str], browser: str | None) -> str:
    """zh or en: what the address says, else what the browser speaks (zh for Chinese, else en)."""
    asked = parameters.get("lang")
    if asked in ("zh", "en"):
        return asked
    return "zh" if (browser or "zh").lower().startswith("zh") else "en"


def read(parameters: Mapping[str, str], start: View, known: Known) -> tuple[View, tuple[str, ...]]:
    """The view that the parameters describe, and a message for each value that nothing has.

    start  the view with pack, edition, language and as-of settled; unknown values leave it as
           it is
    """
    there = (name for name, axis in AXES.items() if not axis.of_acts or name in known)
    given = {name: parameters[name] for name in there if parameters.get(name)}
    chosen = {name: value for name, value in given.items() if _is_known(AXES[name], value, known)}
    unknown = {name: value for name, value in given.items() if name not in chosen}
    messages = tuple(unknown_value(name, value, start.lang) for name, value in unknown.items())
    return replace(start, **chosen), messages  # type: ignore[arg-type]


def slides(asked: str, known: frozenset[str], lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The panels that an address puts on slides, each once and in its order, and a message where
    it names others.

    asked  their names with commas between them
    """
    names = tuple(dict.fromkeys(name.strip() for name in asked.split(",") if name.strip()))
    unknown = ", ".join(name for name in names if name not in known)
    if not unknown:
        return names, ()
    _ = texts(lang)
    said = _("地址中的幻灯片“{names}”不存在，已略去。").format(names=_short(unknown))
    return tuple(name for name in names if name in known), (said,)


def unknown_value(name: str, value: str, lang: str) -> str:
    """The message for a value that nothing has, of an axis or of what stands beside them."""
    _ = texts(lang)
    beside = {
        "pack": _("数据来源"),
        "edition": _("版次"),
        "ledger": _("台账"),
        "lang": _("语言"),
        "page": _("页面"),
    }
    label = _(AXES[name].label) if name in AXES else beside[name]
    return _("地址中的{name}“{value}”不存在，已显示默认视图。").format(
        name=label, value=_short(value)
    )


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"


def parameters(view: View) -> dict[str, str]:
    """Every parameter that is needed to rebuild the view in a clean browser."""
    chosen = {axis.name: getattr(view, axis.name) for axis in AXES.values()}
    return {
        **{name: value for name, value in chosen.items() if value != AXES[name].default},
        "pack": view.pack.name,
        "edition": str(view.edition),
        **({"ledger": str(view.ledger)} if view.is_pinned else {}),
        "lang": view.lang,
    }


def mark(view: View) -> str:
    """The filters a panel shows, as its data-view mark carries them."""
    shown = {name: getattr(view, name) or "latest" for name in MARKED}
    return "&".join(f"{name}={value}" for name, value in shown.items())


def _is_known(axis: Axis, value: str, known: Known) -> bool:
    if axis.values:
        return value in axis.values
    if axis.is_typed:  # so is what is wrong with it
        return CODE.fullmatch(value) is not None
    if axis.of_ledger:  # whether there is such a one is told by the panel that shows it
        return MATTER.fullmatch(value) is not None
    if axis.ids == "period_end":
        return _canonical(value) in known["period"]
    return value == axis.default or value in known[axis.name]


def _canonical(period: str) -> str:
    """The name of a period that period_of gives it: 2024Q3 is 2024-09; "" for no period."""
    end = View(period=period).period_end if PERIOD.fullmatch(period) else None
    return period_of(end) if end else ""
