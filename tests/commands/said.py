"""What a command said, and in which language it said it."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Said:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


def is_in(lang: str, text: str) -> bool:
    """Whether a text is in that language: Chinese has a Chinese character, English none."""
    has_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text)
    return has_chinese if lang == "zh" else not has_chinese
