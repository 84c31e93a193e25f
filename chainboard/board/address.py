"""The address of a view: query parameters in, a View out, and back again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from chainboard.view import PERIOD, View
from chainboard.words import texts

FIXED = {"basis": ("ytd", "month"), "map": ("shape", "tiles"), "theme": ("light", "projector")}
LONGEST = 40


@dataclass(frozen=True)
class Choices:
    """What an address may name on one edition: ids that exist, and the months with figures.

    periods  (year, months from January) of every period that has a figure
    """

    chains: tuple[str, ...]
    counties: tuple[str, ...]
    parks: tuple[str, ...]
    periods: frozenset[tuple[int, int]]


def language(parameters: Mapping[str, str], browser: str | None) -> str:
    """zh or en: what the address says, else what the browser speaks (zh for Chinese, else en)."""
    asked = parameters.get("lang")
    if asked in ("zh", "en"):
        return asked
    return "zh" if (browser or "zh").lower().startswith("zh") else "en"


def read(
    parameters: Mapping[str, str], start: View, choices: Choices
) -> tuple[View, tuple[str, ...]]:
    """The view that the parameters describe, and a message for each value that nothing has.

    start  the view with pack, edition, language and as-of settled; unknown values leave it as
           it is
    """
    allowed: dict[str, Callable[[str], bool]] = {
        "chain": _one_of(("all", *choices.chains)),
        "county": _one_of(("all", *choices.counties)),
        "park": _one_of(("all", *choices.parks)),
        "period": lambda value: _is_period(value, choices),
        **{name: _one_of(values) for name, values in FIXED.items()},
    }
    given = {name: parameters[name] for name in allowed if parameters.get(name)}
    known = {name: value for name, value in given.items() if allowed[name](value)}
    unknown = {name: value for name, value in given.items() if name not in known}
    messages = tuple(_message(name, value, start.lang) for name, value in unknown.items())
    return replace(start, **known), messages  # type: ignore[arg-type]


def unknown_value(name: str, value: str, lang: str) -> str:
    """The message for a pack, edition, language or page that nothing has."""
    return _message(name, value, lang)


def parameters(view: View) -> dict[str, str]:
    """Every parameter that is needed to rebuild the view in a clean browser."""
    say = view.say
    said = {"pack": view.pack.name, "edition": str(view.edition), "lang": say.lang}
    default = View()
    names = ("chain", "county", "park", "period", "basis", "map", "theme")
    chosen = {name: getattr(view, name) for name in names}
    return {
        **{name: value for name, value in chosen.items() if value != getattr(default, name)},
        **said,
    }


def mark(view: View) -> str:
    """The filters a panel shows, as its data-view mark carries them."""
    return f"chain={view.chain}&county={view.county}&period={view.period or 'latest'}"


def period_of(end: date) -> str:
    """How the address writes the year to the end of a month: 2024 for December, else 2024-09."""
    return f"{end.year}" if end.month == 12 else f"{end.year}-{end.month:02d}"


def _is_period(value: str, choices: Choices) -> bool:
    if not PERIOD.fullmatch(value):
        return False
    asked = View(period=value)
    assert asked.months is not None
    return (int(value[:4]), asked.months) in choices.periods


def _one_of(values: Iterable[str]) -> Callable[[str], bool]:
    allowed = frozenset(values)
    return lambda value: value in allowed


def _message(name: str, value: str, lang: str) -> str:
    _ = texts(lang)
    names = {
        "chain": _("产业链"),
        "county": _("县(区)"),
        "park": _("园区"),
        "period": _("期间"),
        "basis": _("口径"),
        "map": _("地图"),
        "theme": _("主题"),
        "pack": _("数据来源"),
        "edition": _("版次"),
        "lang": _("语言"),
        "page": _("页面"),
    }
    short = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    return _("地址中的{name}“{value}”不存在，已显示默认视图。").format(
        name=names[name], value=short
    )
