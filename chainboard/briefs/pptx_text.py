"""Letters on a slide: how wide words are, in how many lines they stand, and their runs as XML.

A slide is laid out in pixels of 1920 × 1080; one pixel is half a point of type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.sax.saxutils import escape

from chainboard.panels.frame import WIDE

LETTER = 0.57  # the width of a letter in heights of the type; a Chinese one is as wide as high
BROAD = frozenset(f"{WIDE}—·×→±≥≤★●▲▼■◆◇◈○")  # as wide as a Chinese letter in a Chinese font
SPACE = 0.32  # what some programs put between a Chinese letter and a digit or Latin one
PITCH = 1.3  # from line to line, in heights of the type
SPARE = 0.97  # of a line's room: what other machines' letters are wider by
LATIN, CHINESE = "Microsoft YaHei", "微软雅黑"
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
CLOSING = frozenset("，。；：、）》”’！？%％…,.;:!?)]}")
OPENING = frozenset("（《“‘([{")
MIXED = re.compile(
    r"(?<=[\u2e80-\uffff])(?=[^\s\u2e80-\uffff])|(?<=[^\s\u2e80-\uffff])(?=[\u2e80-\uffff])"
)
TOKEN = re.compile(r"[^\S\xa0]+|[\u2e80-\uffff]|(?:[^\s\u2e80-\uffff]|\xa0)+")
BREAK = re.compile(r"<br\s*/?>")
MARKUP = re.compile(r"</?[a-z][^<>]*>")
EMPTY = '<a:p><a:endParaRPr sz="800"/></a:p>'  # no higher than any words
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Type:
    """How words are set: size in pixels, colour, weight, alignment (l, ctr, r), and behind them
    the colour of a chip."""

    size: float
    colour: str
    is_bold: bool = False
    align: str = "l"
    chip: str = ""

    def with_(self, **changed: object) -> Type:
        """This type with something else."""
        return replace(self, **changed)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Run:
    """Words in one type."""

    words: str
    type: Type


Paragraph = Sequence[Run]


def plain(words: str) -> str:
    """Words of a label of Plotly as they are read: its pseudo-HTML undone, its breaks as lines."""
    told = MARKUP.sub("", BREAK.sub("\n", words))
    return told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def flat(words: str) -> str:
    """Words of a label in one line."""
    return " ".join(plain(words).split("\n")).strip()


def width(words: str, size: float) -> float:
    """The width of words in one line, in pixels."""
    broad = sum(letter > "\u2e7f" or letter in BROAD for letter in words)
    return size * (broad + LETTER * (len(words) - broad) + SPACE * len(MIXED.findall(words)))


def lines(words: str, size: float, room: float) -> list[str]:
    """Words in lines no wider than the room. A word of Latin letters stays whole, and closing
    marks stay with what they close, unless one line is too narrow for them."""
    told = (_line(line, size, room * SPARE) for line in words.split("\n"))
    return [line for some in told for line in some]


def height(paragraphs: Sequence[Paragraph], room: float) -> float:
    """The height of paragraphs in a room so wide, in pixels."""
    return sum(pitch(runs) * count(runs, room) for runs in paragraphs)


def count(runs: Paragraph, room: float) -> int:
    """In how many lines the runs of a paragraph stand."""
    return _count("".join(run.words for run in runs), largest(runs), room)


@lru_cache(maxsize=4096)
def _count(words: str, size: float, room: float) -> int:
    is_one = "\n" not in words and width(words, size) <= room * SPARE
    return 1 if is_one else len(lines(words, size, room))


def pitch(runs: Paragraph) -> float:
    """From line to line of a paragraph, in pixels."""
    return PITCH * largest(runs)


def largest(runs: Paragraph) -> float:
    """The size of the largest type of a paragraph."""
    return max((run.type.size for run in runs), default=0.0)


def _line(words: str, size: float, room: float) -> list[str]:
    made, line = [], ""
    for token in _tokens(words, size, room):
        if line and width((line + token).rstrip(), size) > room:
            made.append(line.rstrip())
            line = token.lstrip()
        else:
            line += token
    return [*made, line.rstrip()]


def _tokens(words: str, size: float, room: float) -> list[str]:
    """What is not broken: a Chinese letter or a word, with the marks that stand with it."""
    made: list[str] = []
    for token in TOKEN.findall(words):
        holds = made and (token[0] in CLOSING or made[-1][-1] in OPENING)
        if holds and width(made[-1] + token, size) <= room:
            made[-1] += token
        else:
            made += _pieces(token, size, room)
    return made


def _pieces(token: str, size: float, room: float) -> list[str]:
    """A word that is wider than a line, in pieces."""
    made = [""]
    for letter in token:
        if made[-1] and width(made[-1] + letter, size) > room:
            made.append("")
        made[-1] += letter
    return made


def body(
    paragraphs: Sequence[Paragraph],
    lang: str,
    tag: str = "p:txBody",
    anchor: str = "t",
    field: str = "",
) -> str:
    """Paragraphs as the text of a shape: no margins, no fitting, lines at their own pitch."""
    frame = (
        f'<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        "<a:noAutofit/></a:bodyPr><a:lstStyle/>"
    )
    told = "".join(paragraph(runs, lang, field) for runs in paragraphs) or EMPTY
    return f"<{tag}>{frame}{told}</{tag}>"


def paragraph(runs: Paragraph, lang: str, field: str = "") -> str:
    """One paragraph.

    field  what its first run is a field of: slidenum
    """
    align = runs[0].type.align if runs else "l"
    points = round(50 * pitch(runs))
    spaced = f'<a:lnSpc><a:spcPts val="{points}"/></a:lnSpc>' if runs else ""
    told = [_run(run, lang) for run in runs if run.words]
    if not told:
        return EMPTY
    if field and told:
        inner = told[0].removeprefix("<a:r>").removesuffix("</a:r>")
        told[0] = (
            f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="{field}">{inner}</a:fld>'
        )
    return f'<a:p><a:pPr algn="{align}">{spaced}<a:buNone/></a:pPr>{"".join(told)}</a:p>'


def _run(run: Run, lang: str) -> str:
    """A run; its breaks as breaks of the paragraph."""
    set_in = properties("a:rPr", run.type, lang)
    parts = [f"<a:r>{set_in}<a:t>{safe(words)}</a:t></a:r>" for words in run.words.split("\n")]
    return f"<a:br>{set_in}</a:br>".join(parts)


def properties(tag: str, kind: Type, lang: str) -> str:
    """How a run is set, with the font of every script."""
    chip = f'<a:highlight><a:srgbClr val="{rgb(kind.chip)}"/></a:highlight>' if kind.chip else ""
    return (
        f'<{tag} lang="{LANGUAGES[lang]}" sz="{round(50 * kind.size)}" b="{int(kind.is_bold)}">'
        f'<a:solidFill><a:srgbClr val="{rgb(kind.colour)}"/></a:solidFill>{chip}{fonts()}</{tag}>'
    )


def fonts() -> str:
    """The fonts by name, for Latin, Chinese and other letters: a run that names the first alone
    gets another Chinese one in WPS and LibreOffice."""
    return f'<a:latin typeface="{LATIN}"/><a:ea typeface="{CHINESE}"/><a:cs typeface="{LATIN}"/>'


def rgb(colour: str) -> str:
    """A colour as six digits."""
    return colour.lstrip("#")[:6].upper()


def safe(words: str) -> str:
    """Words as XML: signs escaped, what XML cannot hold left out."""
    return escape(FORBIDDEN.sub("", words), {'"': "&quot;"})
