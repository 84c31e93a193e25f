"""The rules for statements: question, grain, sort, no clock, and that Spark could read them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from chainboard.store.statements import Statement, read

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "queries").glob("*.sql"))


def statements() -> dict[str, Statement]:
    """Every statement by topic.name; there must be some."""
    found = {
        f"{file.stem}.{name}": statement for file in FILES for name, statement in read(file).items()
    }
    assert found, "queries/ has no statements"
    return found


def parsed() -> dict[str, exp.Query]:
    found = {name: sqlglot.parse_one(s.sql, dialect="duckdb") for name, s in statements().items()}
    assert [name for name, query in found.items() if not isinstance(query, exp.Query)] == []
    return found


def sources() -> list[ast.Module]:
    paths = [*(ROOT / "chainboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in paths]


def test_every_file_opens_with_its_subject():
    assert [file.name for file in FILES if file.read_text(encoding="utf-8")[:3] != "-- "] == []


def test_every_statement_has_a_name():
    ends = re.compile(r"^(?!--).*;\s*$", re.MULTILINE)
    texts = {file.name: file.read_text(encoding="utf-8") for file in FILES}

    assert [
        f for f, text in texts.items() if len(ends.findall(text)) != text.count("-- name: ")
    ] == []


def test_every_statement_opens_with_its_question():
    asked = {name: statement.question for name, statement in statements().items()}

    assert {name: question for name, question in asked.items() if not question.endswith("?")} == {}


def test_every_statement_says_its_grain():
    silent = [
        name for name, s in statements().items() if not re.search("^Grain: ", s.comment, re.M)
    ]

    assert silent == []


def test_every_statement_is_sorted():
    assert [name for name, query in parsed().items() if not query.args.get("order")] == []


def test_every_statement_sorts_last_by_a_key_so_that_rows_never_change_places():
    last = {
        name: query.args["order"].expressions[-1].this
        for name, query in parsed().items()
        if query.args.get("order")
    }
    keys = re.compile(
        r"(_id|_code|_end|_on|sort|number|version|alias|role|holder_zh|words_zh|absence)$"
    )

    assert {name: key.sql() for name, key in last.items() if not keys.search(key.name)} == {}


def test_no_statement_ends_with_select_star():
    assert [name for name, query in parsed().items() if query.is_star] == []


def test_no_statement_carries_the_cell_of_a_figure():
    """A sheet looks it up by figure_id."""
    carrying = [
        name
        for name, query in parsed().items()
        if {"figure_id", "cell"} <= set(query.named_selects)
    ]

    assert carrying == ["sources.of_figures"]


def test_group_by_names_its_columns():
    numbered = [
        name
        for name, query in parsed().items()
        for group in query.find_all(exp.Group)
        if group.args.get("all") or any(isinstance(e, exp.Literal) for e in group.expressions)
    ]

    assert numbered == []


def test_tables_keep_their_names_and_steps_are_named_for_their_rows():
    vague = re.compile(r"^(\w{1,2}|cte\d*|tmp|temp|final|t\d+)$")
    aliases = {
        name: [a for a in alias_names(query) if vague.match(a)] for name, query in parsed().items()
    }

    assert {name: found for name, found in aliases.items() if found} == {}


def alias_names(query: exp.Query) -> list[str]:
    tables = [table.alias for table in query.find_all(exp.Table) if table.alias]
    return tables + [step.alias for step in query.find_all(exp.CTE)]


PLAIN_COLUMN = re.compile(r"\s+\w+\.\w+(::\w+)?( as \w+)?,?")


def test_a_statement_is_under_40_lines_besides_its_plain_columns_and_a_file_under_250():
    """One column a line: a wide answer is long to write and short to read."""
    long = {
        name: sum(1 for line in s.sql.splitlines() if not PLAIN_COLUMN.fullmatch(line))
        for name, s in statements().items()
    }
    files = {file.name: file.read_text(encoding="utf-8").count("\n") for file in FILES}

    assert {name: lines for name, lines in long.items() if lines >= 40} == {}
    assert {name: lines for name, lines in files.items() if lines >= 250} == {}


def test_every_statement_can_be_carried_to_spark():
    """Syntax only: that the answer is the same there is for a Spark engine to show."""
    failed = {}
    for name, statement in statements().items():
        try:
            sqlglot.transpile(
                statement.sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE
            )
        except sqlglot.errors.SqlglotError as error:
            failed[name] = str(error)

    assert failed == {}


def test_no_statement_and_no_view_reads_the_clock():
    clock = re.compile(
        r"\b(current_date|current_time|current_timestamp|localtime|localtimestamp)\b"
        r"|\b(now|today|get_current_time\w*|transaction_timestamp)\s*\(",
        re.IGNORECASE,
    )
    files = [*FILES, ROOT / "data" / "schema.sql"]

    assert [f.name for f in files if clock.search(f.read_text(encoding="utf-8"))] == []


def test_every_statement_is_asked_somewhere():
    said = {
        node.value
        for source in sources()
        for node in ast.walk(source)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert sorted(set(statements()) - said) == []


def test_every_question_that_is_asked_has_a_statement():
    asked = {
        node.args[1].value
        for source in sources()
        for node in ast.walk(source)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("ask", "queries.ask")
        and len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
    }

    assert sorted(asked - set(statements())) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_statement_names_a_pack(file):
    """What a pack allows comes in as its traits: $is_lit, $is_aged. Compared is edition.pack."""
    sql = file.read_text(encoding="utf-8")

    assert re.findall(r"edition\.pack\s*(?:=|<>|in)", sql) == []
    assert re.findall(r"'(?:published|demo|city)' in \(select edition", sql) == []


def test_every_connection_to_duckdb_is_told_what_it_may_do():
    calls = (
        node for module in sources() for node in ast.walk(module) if isinstance(node, ast.Call)
    )
    opened = [call for call in calls if ast.unparse(call.func) == "duckdb.connect"]

    assert len(opened) > 5
    assert [
        ast.unparse(call)
        for call in opened
        if "config" not in {keyword.arg for keyword in call.keywords}
    ] == []
