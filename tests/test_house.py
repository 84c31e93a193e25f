"""The rules of CONTRIBUTING.md that a machine can hold. test_house_sql.py holds the queries'."""

from __future__ import annotations

import ast
import csv
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from chainboard.navigation import addresses

ROOT = Path(__file__).parents[1]
TEXTS = {".py", ".sql", ".md", ".toml", ".txt", ".sh", ".js", ".css", ".bat", ".yml", ".po"}
NOT_OURS = {".git", ".venv", ".venv-spark", "var", "shots", "__pycache__"}
PURE = [f"chainboard/{room}" for room in ("words", "analysis", "panels", "view.py", "page.py")]


def files(*places: str, ending: str = ".py") -> list[Path]:
    """Every file of that ending in these folders (or the file itself), none of which may lack."""
    found: list[Path] = []
    for place in places:
        path = ROOT / place
        assert path.exists(), f"{place} is missing"
        found += [path] if path.is_file() else sorted(path.rglob(f"*{ending}"))
    assert found, f"no {ending} file in {', '.join(places)}"
    return found


def product() -> list[Path]:
    return files("chainboard", "pages", "dashboard.py", "scripts")


def all_python() -> list[Path]:
    return [path for path in everything() if path.suffix == ".py"]


def everything() -> list[Path]:
    """Every text file that is ours, hidden folders but .git and .venv included."""
    named = {"Makefile", "LICENSE", "run"}
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
        and (path.suffix in TEXTS or path.name in named)
        and not NOT_OURS & set(path.relative_to(ROOT).parts)
        and not any(part.endswith("_cache") for part in path.relative_to(ROOT).parts)
    ]


OF_ALL_PACKS = [
    *sorted((ROOT / "chainboard" / "panels").rglob("*.py")),
    *sorted((ROOT / "chainboard" / "analysis").rglob("*.py")),
    *sorted((ROOT / "pages").glob("*.py")),
]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), str(path))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body, the docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def imports(node: ast.AST) -> Iterator[str]:
    """Full names of all that a tree imports, inside functions too."""
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            yield from (alias.name for alias in part.names)
        elif isinstance(part, ast.ImportFrom) and part.module:
            yield part.module
            yield from (f"{part.module}.{alias.name}" for alias in part.names)


def importers(of: str, paths: list[Path]) -> list[str]:
    return [
        name(path)
        for path in paths
        if any(found == of or found.startswith(f"{of}.") for found in imports(tree(path)))
    ]


def is_guard(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"


def words_of(path: Path) -> Iterator[str]:
    """Every string of a file that is not a docstring."""
    parsed = tree(path)
    holders = [node for node in ast.walk(parsed) if hasattr(node, "body")]
    docstrings = {
        id(node.body[0].value)
        for node in holders
        if isinstance(node.body, list) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(parsed):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node.value


def test_no_python_file_is_longer_than_400_lines():
    long = {name(path): len(text(path).splitlines()) for path in all_python()}

    assert {path: lines for path, lines in long.items() if lines >= 400} == {}


def test_a_page_is_shorter_than_180_lines():
    assert [name(path) for path in files("pages") if len(text(path).splitlines()) >= 180] == []


def test_no_function_is_longer_than_50_lines_and_half_are_under_10():
    lengths = {
        f"{name(path)}:{function.lineno} {function.name}": body_lines(function)
        for path in product()
        for function in functions(path)
    }

    assert {where: lines for where, lines in lengths.items() if lines > 50} == {}
    assert statistics.median(lengths.values()) < 10


def test_no_file_is_called_utils_helpers_common_or_base():
    vague = {"utils", "util", "helpers", "helper", "common", "base", "misc"}

    assert [name(path) for path in everything() if path.stem in vague] == []


def test_nothing_is_left_to_do_in_a_comment():
    left = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b")
    assert [name(path) for path in everything() if left.search(text(path))] == []


def test_no_path_of_one_machine_stands_in_a_file():
    machine = re.compile(r"(?<![\w.])/(work|home|root|tmp|Users)/\w|[A-Z]:\\(Users|work)")
    ours = [path for path in everything() if path != Path(__file__)]

    assert [name(path) for path in ours if machine.search(text(path))] == []


def test_every_text_file_is_opened_with_its_encoding():
    offenders = [
        f"{name(path)}:{node.lineno}"
        for path in all_python()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and opens_text_without_encoding(node)
    ]

    assert offenders == []


def opens_text_without_encoding(call: ast.Call) -> bool:
    if any(keyword.arg in ("encoding", None) for keyword in call.keywords):
        return False
    if isinstance(call.func, ast.Attribute) and call.func.attr in ("read_text", "write_text"):
        return True
    if not isinstance(call.func, ast.Name) or call.func.id != "open":
        return False
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"] + call.args[1:2]
    return not any(isinstance(mode, ast.Constant) and "b" in str(mode.value) for mode in modes)


def test_only_board_and_dashboard_import_streamlit():
    found = importers("streamlit", files("chainboard", "pages", "scripts"))

    assert [path for path in found if not path.startswith("chainboard/board/")] == []


def test_a_page_imports_board_only_under_its_guard():
    outside = {
        name(path): [
            found
            for node in tree(path).body
            if not is_guard(node)
            for found in imports(node)
            if found.startswith("chainboard.board")
        ]
        for path in files("pages")
    }

    assert {path: found for path, found in outside.items() if found} == {}


def test_panels_of_a_page_are_its_functions_in_reading_order():
    for path in files("pages"):
        module = tree(path)
        defined = [node.name for node in module.body if isinstance(node, ast.FunctionDef)]

        public = [function for function in defined if not function.startswith("_")]
        assert panels(module) == public, name(path)


def panels(module: ast.Module) -> list[str]:
    """The names in PANELS = (…), in order."""
    return [
        ast.unparse(element)
        for node in module.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PANELS"
        if isinstance(node.value, ast.Tuple)
        for element in node.value.elts
    ]


def test_every_function_of_a_page_asks_one_question():
    questions = {
        f"{name(path)} {function.name}": (ast.get_docstring(function) or "").partition("\n")[0]
        for path in files("pages")
        for function in functions(path)
    }

    assert [where for where, question in questions.items() if not question.endswith("?")] == []


def test_a_page_computes_formats_and_catches_nothing():
    busy = (ast.BinOp, ast.JoinedStr, ast.Try, ast.For, ast.While)
    offenders = [
        f"{name(path)}:{node.lineno} {type(node).__name__}"
        for path in files("pages")
        for node in ast.walk(tree(path))
        if isinstance(node, busy) and not isinstance(getattr(node, "op", None), ast.BitOr)
    ]
    marked_up = [
        name(path)
        for path in files("pages")
        if any(re.match(r"#[0-9A-Fa-f]{3,8}$|<\w", word) for word in words_of(path))
    ]

    assert offenders + marked_up == []


def test_plotly_express_is_used_only_where_time_does_not_matter():
    assert importers("plotly.express", product()) == []


def test_no_sql_stands_in_python():
    sql = re.compile(
        r"\bselect\b.+\bfrom\b|\binsert\s+into\b|\bdelete\s+from\b|\bcreate\s+(table|view|or)\b"
        r"|\bupdate\s+\w+\s+set\b|^\s*(attach|copy|pragma)\s",
        re.IGNORECASE | re.DOTALL,
    )
    rooms = files("chainboard", "pages", "dashboard.py")

    assert [name(path) for path in rooms if any(map(sql.search, words_of(path)))] == []


def test_html_from_data_is_never_trusted():
    unsafe = ("unsafe_allow_" + "html", "dangerously" + "SetInnerHTML")

    assert [name(path) for path in product() if any(word in text(path) for word in unsafe)] == []


def test_no_room_between_query_and_page_reads_the_clock():
    clock = re.compile(r"\b(date|datetime|time)\.(now|today|utcnow|time)\(")
    rooms = files("chainboard/queries.py", "pages", *PURE)

    assert [name(path) for path in rooms if clock.search(text(path))] == []


def test_every_page_stands_in_the_table_of_both_readmes():
    others = {path.stem for path in files("pages")} - {"overview"}
    for readme in files("README.md", "README.zh-CN.md"):
        rows = re.findall(r"^\| `/(\w*)` \|", text(readme), re.MULTILINE)

        assert sorted(rows) == sorted(["", *others]), name(readme)


def test_every_page_and_every_panel_of_it_has_a_test():
    tests = {path: text(path) for path in files("tests")}
    lacking = [page for page in addresses() if ROOT / f"tests/pages/test_{page}.py" not in tests]
    unnamed = [
        f"{name(path)} {panel}"
        for path in files("pages")
        for panel in panels(tree(path))
        if not any(re.search(rf"\b{panel}\b", test) for test in tests.values())
    ]

    assert lacking + unnamed == []


def test_the_style_of_the_board_names_no_panel():
    """How a panel stands on its page is said by the page, in PAGE.widths."""
    styles = files("chainboard/board/web", ending=".css")

    assert [name(path) for path in styles if "data-panel" in text(path)] == []


def test_every_test_that_guards_against_a_fault_is_there():
    """docs/faults.md names tests as `folder/file.py::name`, and `::name` of the file before."""
    missing = []
    for row in text(ROOT / "docs/faults.md").splitlines():
        file = ""
        for named, test in re.findall(r"`((?:[\w/]+\.py)?)(?:::(\w+))?`", row):
            file = named.removeprefix("tests/") or file
            if file and f"def test_{test}" not in text(ROOT / "tests" / file):
                missing.append(f"{file}::{test}")
    assert missing == []


def test_every_command_stands_in_the_readme():
    shown = subprocess.run(
        [sys.executable, "-m", "chainboard", "--help"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    commands = re.findall(r"^    ([a-z]+)\b", shown, re.MULTILINE)

    assert {"build", "query", "editions", "verify"} <= set(commands)
    readme = text(ROOT / "README.md")
    assert [c for c in commands if f"python -m chainboard {c}" not in readme] == []


def test_every_metric_says_its_unit_kind_growth_basis_and_definition_in_both_languages():
    required = ("unit", "kind", "growth_basis", "name_zh", "name_en", "owner_zh", "owner_en")
    required += ("definition_zh", "definition_en", "direction", "frequency", "decimals")
    with (ROOT / "data/dictionary/metrics.csv").open(encoding="utf-8-sig", newline="") as file:
        metrics = list(csv.DictReader(file))

    assert metrics
    silent = [(m["metric_id"], key) for m in metrics for key in required if not m[key].strip()]
    assert silent == []


def test_every_requirement_is_pinned_to_one_version():
    lines = [
        line.strip()
        for path in files("requirements.txt", "requirements-scale.txt", "requirements-dev.txt")
        for line in text(path).splitlines()
        if line.strip() and not line.startswith(("#", "-r "))
    ]

    assert [line for line in lines if not re.fullmatch(r"[\w.\[\]-]+==[\w.]+", line)] == []


def test_every_slice_of_the_font_that_the_stylesheet_names_is_there_with_its_licence():
    fonts = ROOT / "static" / "fonts"
    named = set(re.findall(r'url\("([^"]+)"\)', text(fonts / "noto-sans-sc.css")))

    assert named == {path.name for path in fonts.glob("*.woff2")}
    assert "SIL OPEN FONT LICENSE Version 1.1" in text(fonts / "OFL.txt")


def test_the_board_is_served_to_this_machine_only_and_tells_nobody():
    config = tomllib.loads(text(ROOT / ".streamlit" / "config.toml"))

    assert config["server"]["address"] == "127.0.0.1"
    assert "cookieSecret" not in config["server"]
    assert config["browser"] == {"serverAddress": "127.0.0.1", "gatherUsageStats": False}
    assert config["client"]["showErrorDetails"] == "none"
    assert config["runner"]["magicEnabled"] is False


def test_the_board_and_its_queries_never_open_a_main_file():
    """A process that has it open stops the one that loads, and reads what is half written."""
    openers = {"connect", "main_file", "city_desk", "attach_main"}
    rooms = files("chainboard/board", "chainboard/panels", "chainboard/queries.py", "pages")
    offenders = [
        f"{name(path)}:{node.lineno}"
        for path in rooms
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute | ast.Name)
        and (node.attr if isinstance(node, ast.Attribute) else node.id) in openers
    ]

    assert offenders + [name(path) for path in rooms if "main.duckdb" in text(path)] == []


@pytest.mark.parametrize("file", OF_ALL_PACKS, ids=lambda file: file.stem)
def test_no_panel_page_or_analysis_names_a_pack(file):
    """A pack is asked for its traits: view.pack.is_record, never which one it is."""
    named = re.findall(
        r"pack(?:\.name)?\s*(?:==|!=|in|not in)\s|import (?:PUBLISHED|DEMO|CITY)\b", text(file)
    )

    assert named == []
