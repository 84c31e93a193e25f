"""A template laid on header rows: which column is which field, and which words are not certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from chainboard.intake.header import Header
from chainboard.intake.headings import Heading, synonym
from chainboard.intake.templates import Template

_OWN, _CERTAIN, _UNCERTAIN = range(3)


def laid(
    template: Template,
    on: Header,
    headings: Mapping[int, Heading],
    meant: Mapping[str, str],
) -> Header:
    """The header with the columns of a template: the first column of each name is the field's.

    on        the header with its sheet and rows, and nothing else yet
    headings  column → what its header says
    meant     a word that may mean a field → the field that it was said to mean, "" for none

    Another word for a field counts where no column has its name, and one that is not certain only
    where it was said to mean it.
    """
    by_name = {field.name: field for field in template.fields}
    columns: dict[str, int] = {}
    units: dict[str, str] = {}
    repeated: list[int] = []
    read_as: dict[str, str] = {}
    asked: dict[int, tuple[str, str]] = {}
    answered: list[tuple[str, str]] = []
    for how, column, named, name in sorted(_readings(template, headings), key=lambda each: each[0]):
        field = by_name[name]
        if field.id in columns:
            repeated += [column] if how == _OWN else []
            continue
        if how == _UNCERTAIN:
            word = named.name
            if word in meant:
                answered.append((word, name))
            else:
                asked[column] = (word, name)
            if meant.get(word) != name:
                continue
        columns[field.id] = column
        if how != _OWN:
            read_as[field.id] = named.name
        if named.unit and field.kind in ("number", "count", "share"):
            units[field.id] = named.unit
    still = {at: each for at, each in asked.items() if by_name[each[1]].id not in columns}
    return replace(
        on, columns=columns, units=units, repeated=tuple(repeated), read_as=read_as, asked=still,
        answered=tuple(answered),
    )  # fmt: skip


def _readings(
    template: Template, headings: Mapping[int, Heading]
) -> Iterator[tuple[int, int, Heading, str]]:
    """How sure, column, its heading, and the name of the field that it may mean."""
    names = {field.name for field in template.fields}
    for column, named in headings.items():
        if named.name in names:
            yield _OWN, column, named, named.name
            continue
        name, is_certain = synonym(named.name, template)
        if name in names:
            yield _CERTAIN if is_certain else _UNCERTAIN, column, named, name
