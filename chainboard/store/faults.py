"""What can be wrong with a pack or an edition, said so that a person can mend it."""

from __future__ import annotations


class BuildError(Exception):
    """A row of an input file that cannot become a figure.

    file  path from the top of the project; line  1-based line in it
    zh, en  what is wrong and what to do, in both languages
    """

    def __init__(self, file: str, line: int, zh: str, en: str) -> None:
        super().__init__(f"{file}:{line}: {en}")
        self.file, self.line, self.zh, self.en = file, line, zh, en

    def words(self, lang: str) -> str:
        """The message for the person at the desk: file, line, what, and the fix."""
        return f"{self.file}:{self.line}: {self.zh if lang == 'zh' else self.en}"
