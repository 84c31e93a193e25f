"""The code of a panel: on paper too, what is needed to find it again. Nothing is stored.

In Crockford's 32 letters (no I, L, O, U), by groups of four:

    1       the format, the pack and the language
    4       of an area's pack: its code
    1 …     the edition
    4       page and panel, a hash of their names
    1 + n   for each choice the number of its axis and the choice: a hash of it, or what it is
    2       letters by which the whole, read as a number, is divisible by 1021

1021 is prime and divides no difference that one wrong letter or two changed neighbours make, so
each of these is found. The order of what is numbered here is for ever: paper does not change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from unicodedata import normalize

from chainboard.packs import is_pack
from chainboard.page import AXES, Page
from chainboard.person import VISITOR
from chainboard.view import View
from chainboard.words.texts import LANGUAGES

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ALIKE = str.maketrans("OIL", "011")
BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
PRIME, BASE = 1021, len(LETTERS)
GROUP, LONGEST = 4, 120  # letters
AREAS = ("", "demo-")  # what stands before the code of an area whose pack it is
PACKS = ("published", "demo", "city", *AREAS)
CHOICES = (
    "chain", "county", "park", "period", "basis", "measure", "node", "light", "stage", "compare",
    "against", "map", "attention", "weights", "cases", "matter",
)  # fmt: skip
LEDGER, DAY = LETTERS[30], LETTERS[31]
SPANS = ("period", "against")  # axes whose choices are said whole: there are too many to hash
NAME, AREA, CHOICE, MARK, CHECK = 4, 4, 3, 2, 2  # letters
EPOCH, FIRST_YEAR = date(2000, 1, 1), 1900


class Mistyped(Exception):
    """What is no code.

    group  which group of four it is in; 0 where that cannot be told
    """

    def __init__(self, group: int = 0) -> None:
        super().__init__(group)
        self.group = group


@dataclass(frozen=True)
class Coded:
    """What a code says.

    panel   of letters_of_panel
    chosen  axis → of letters_of
    ledger  the last step of the work loop, mark the head of its hash; 0 where it reads none
    day     from which dates are judged; None: that from which the edition speaks
    """

    pack: str
    lang: str
    edition: int
    panel: str
    chosen: Mapping[str, str] = field(default_factory=dict)
    ledger: int = 0
    mark: str = ""
    day: date | None = None


def has_codes(page: Page) -> bool:
    """Whether panels of a page have codes: it stands in an edition and is there for every reader,
    so that the same code is the same panel for all of them."""
    return not page.is_internal and page.is_for(VISITOR)


def code(page: Page, panel: str, view: View) -> str:
    """The code of a panel as a view shows it; "" on a page that has none, and for the panel
    that shows what was looked up by one.

    view  as page.seen_by has it
    """
    if not has_codes(page) or panel in AXES["code"].of_panels:
        return ""
    kind = view.pack.name.removesuffix(view.pack.area)
    first = BASE // 2 + PACKS.index(kind) * len(LANGUAGES) + LANGUAGES.index(view.lang)
    area = _written(int(view.pack.area), AREA) if view.pack.area else ""
    said = LETTERS[first] + area + _counted(view.edition) + letters_of_panel(page.address, panel)
    for name, letter in zip(CHOICES, LETTERS, strict=False):
        if getattr(view, name) != AXES[name].default:
            said += letter + letters_of(name, getattr(view, name))
    if view.ledger:
        said += LEDGER + _counted(view.ledger) + letters_of_mark(view.ledger_mark)
    if view.ledger and view.day != view.as_of:
        said += DAY + _written((view.day - EPOCH).days, CHOICE)
    return grouped(said + _written(-_number(said + "0" * CHECK) % PRIME, CHECK))


def read(text: str) -> Coded:
    """What a code says that somebody typed: small letters, blanks, o for 0, i and l for 1 will do.
    Raises Mistyped."""
    said = _plain(text)
    if len(said) < 2 + NAME + CHECK or len(said) > LONGEST or _number(said) % PRIME:
        raise Mistyped
    return _parsed(said[:-CHECK])


def spelled(text: str) -> str:
    """A code that somebody typed as it is printed. Raises Mistyped for letters that none has."""
    return grouped(_plain(text))


def near(text: str) -> list[str]:
    """The codes that one wrong letter, or two changed neighbours, turn into what was typed."""
    said = _plain(text)[:LONGEST]
    missing, found = -_number(said) % PRIME, []
    for at, letter in enumerate(said):
        worth = BASE ** (len(said) - at - 1)
        differs = [(LETTERS.index(each) - LETTERS.index(letter)) * worth for each in LETTERS]
        fits = [each for each, by in zip(LETTERS, differs, strict=True) if by % PRIME == missing]
        found += [said[:at] + each + said[at + 1 :] for each in fits]
        found += [said[:at] + said[at : at + 2][::-1] + said[at + 2 :]]
    return [grouped(each) for each in dict.fromkeys(found) if _is_right(each)]


def grouped(letters: str) -> str:
    """Letters by groups of four, as they are printed."""
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def letters_of_panel(page: str, panel: str) -> str:
    """The letters by which a code names a panel of a page."""
    return _hash(f"{page}/{panel}", NAME)


def letters_of(axis: str, choice: str) -> str:
    """The letters by which a code names a choice of an axis."""
    if axis in SPANS:
        end = View(period=choice).period_end
        assert end is not None
        return _written((end.year - FIRST_YEAR) * 12 + end.month - 1, CHOICE)
    if axis == "matter":
        kind, _, number = choice.rpartition("-")
        return _hash(kind, MARK) + _counted(int(number))
    return _hash(f"{axis}={choice}", CHOICE)


def letters_of_mark(mark: str) -> str:
    """The letters by which a code tells two ledgers with steps of the same number apart."""
    return _hash(mark, MARK)


def _plain(text: str) -> str:
    """The letters alone. Raises Mistyped where one is none of a code's."""
    said = BETWEEN.sub("", normalize("NFKC", text[: 4 * LONGEST])).upper().translate(ALIKE)
    for at, letter in enumerate(said):
        if letter not in LETTERS:
            raise Mistyped(at // GROUP + 1)
    return said


def _parsed(said: str) -> Coded:
    place = LETTERS.index(said[0]) - BASE // 2
    if not 0 <= place < len(PACKS) * len(LANGUAGES):
        raise Mistyped
    pack, lang = divmod(place, len(LANGUAGES))
    name, at = PACKS[pack], 1
    if name in AREAS:
        area, at = _part(said, at, AREA)
        name += f"{_number(area):06d}"
    if not is_pack(name):
        raise Mistyped
    edition, at = _count_at(said, at)
    panel, at = _part(said, at, NAME)
    chosen: dict[str, str] = {}
    ledger, mark, day = 0, "", None
    while at < len(said):
        number, letter, at = LETTERS.index(said[at]), said[at], at + 1
        if letter == LEDGER:
            ledger, at = _count_at(said, at)
            mark, at = _part(said, at, MARK)
        elif letter == DAY:
            days, at = _part(said, at, CHOICE)
            day = EPOCH + timedelta(_number(days))
        elif number < len(CHOICES):
            chosen[CHOICES[number]], at = _choice_at(CHOICES[number], said, at)
        else:
            raise Mistyped
    return Coded(name, LANGUAGES[lang], edition, panel, chosen, ledger, mark, day)


def _choice_at(axis: str, said: str, at: int) -> tuple[str, int]:
    if axis != "matter":
        return _part(said, at, CHOICE)
    kind, after = _part(said, at, MARK)
    number, end = _count_at(said, after)
    return kind + _counted(number), end


def _part(said: str, at: int, long: int) -> tuple[str, int]:
    if at + long > len(said):
        raise Mistyped
    return said[at : at + long], at + long


def _is_right(said: str) -> bool:
    try:
        read(said)
    except Mistyped:
        return False
    return True


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * BASE + LETTERS.index(letter)
    return number


def _written(number: int, long: int) -> str:
    return "".join(LETTERS[number // BASE**place % BASE] for place in reversed(range(long)))


def _hash(words: str, long: int) -> str:
    return _written(int.from_bytes(sha256(words.encode()).digest()), long)


def _counted(number: int) -> str:
    """A number of any size: four bits a letter, of which each but the last says that more come."""
    digits = f"{number:x}"
    return "".join(
        LETTERS[int(digit, 16) + (BASE // 2 if at < len(digits) - 1 else 0)]
        for at, digit in enumerate(digits)
    )


def _count_at(said: str, at: int) -> tuple[int, int]:
    number = 0
    while True:
        letter, at = _part(said, at, 1)
        more, digit = divmod(LETTERS.index(letter), BASE // 2)
        number = number * 16 + digit
        if not more:
            return number, at
