"""What a step may say, as the fields of a form: one kind of field for each kind of fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import streamlit as st

from chainboard.analysis.steps import MEANT, Step
from chainboard.board.chinese import of_dates, of_uploads
from chainboard.board.scene import Scene
from chainboard.briefs import meeting, outline
from chainboard.ledger import fields, reading, table
from chainboard.navigation import page_at
from chainboard.page import AXES
from chainboard.panels.loop.words import short
from chainboard.queries import ask as answer
from chainboard.store import dictionary
from chainboard.store.place import data_folder
from chainboard.view import Row
from chainboard.words import Words
from chainboard.words.codes import CODES
from chainboard.words.panel_names import panel_name
from chainboard.words.texts import N_

LABELS = {
    "text": N_("内容"),
    "reason": N_("原因"),
    "basis": N_("依据（来函、电话记录、批示）"),
    "title": N_("标题"),
    "firm": N_("企业"),
    "target": N_("目标（写数，如 100%）"),
    "before": N_("之前"),
    "after": N_("之后"),
    "agenda": N_("议程（一行一项，可调顺序）"),
    "chain_id": N_("产业链"),
    "area_code": N_("县（区）"),
    "park_id": N_("园区"),
    "node_id": N_("环节"),
    "project_id": N_("项目"),
    "since": N_("从哪一天开始"),
    "owner": N_("责任单位"),
    "helpers": N_("协办单位"),
    "due": N_("期限"),
    "type": N_("会议类型"),
    "held_on": N_("开会日期"),
    "chair": N_("主持（写职务）"),
    "chains": N_("涉及的产业链"),
    "panels": N_("会上展示的板块，按这个顺序"),
    "present": N_("出席（写职务）"),
    "absent": N_("请假（写职务）"),
    "minutes_number": N_("纪要文号"),
    "issued_on": N_("印发日期"),
    "office": N_("发文机关"),
    "number": N_("文号"),
    "level": N_("级别"),
    "outside": N_("可以对外展示"),
    "demand": N_("哪一条要求"),
    "task": N_("任务"),
    "no_action": N_("还没有落实"),
    "metric_id": N_("用哪个指标检验"),
    "by_date": N_("到哪一天"),
    "problem": N_("来自哪个问题"),
    "policy": N_("来自哪份文件"),
    "figure_id": N_("数的编号"),
    "period": N_("期间"),
    "load_id": N_("更正的是第几次导入"),
    "evidence_kind": N_("依据种类（文件、照片、合同、证照）"),
    "evidence_number": N_("依据编号"),
    "adopted_in": N_("借鉴的县（区）"),
    "adopted_by": N_("借鉴的园区"),
}
LONG = ("text", "reason", "basis", "agenda", "before", "after")
WIDE = (*LONG, "panels")  # fields that have a row of their own
FLAGS = ("outside", "no_action")
AREAS, PARKS = ("area_code", "adopted_in"), ("park_id", "adopted_by")
MATTERS = ("task", "problem", "policy")
# What is shown and frozen when a meeting is prepared: taken from the page, asked of nobody.
FROZEN = ("edition", "ledger")
AGENDA = 176  # pixels of a field that holds the usual five items
FIELD = 300  # pixels: as many in a row as the page has room for
# What is typed stays, also where another step becomes the next one; it is sent with the next click.
KEPT: dict[str, Any] = {"persist_state": "session", "on_change": "ignore"}
# Where a step begins with what stands: what is changed is not typed a second time.
KEEPS = ("prepare", "resend")


@dataclass
class Typed:
    """What a form holds: facts in codes, words, and files as (name, content)."""

    facts: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    files: list[tuple[str, bytes]] = field(default_factory=list)


def ask(step: Step, matter: Row | None, now: Scene, key: str) -> Typed:
    """Draw the fields of a step, what it needs first; gives what stands in them.

    matter  that it belongs to; None for a step that begins one
    key     of the form: what was typed under it is there again whenever it is drawn
    """
    say, typed = now.view.say, Typed()
    names = [name for name in (*step.needs, *step.takes) if name not in (*MEANT, *FROZEN)]
    if not {"text", "reason"} & set(names):
        names.append("text")
    long = [name for name in names if name in WIDE]
    if set(fields.DAYS).intersection(names):
        of_dates(say.lang)
    of = _Of(now, matter, key, step, typed)
    with st.container(horizontal=True):
        _fill([name for name in names if name not in long], of)
    _fill(long, of)
    typed.facts |= {name: getattr(now.view, name) for name in FROZEN if name in step.takes}
    if "evidence_kind" in step.takes:
        of_uploads(say.lang)
        handed = st.file_uploader(
            say("附件（每个不超过 {size} MB）").format(size=fields.LARGEST >> 20),
            accept_multiple_files=True,
            key=f"{key}_files",
            max_upload_size=fields.LARGEST >> 20,
            on_change="ignore",
        )
        typed.files = [(file.name, file.getvalue()) for file in handed]
    return typed


def basis(say: Words) -> str:
    """What is asked of who writes a step down for another office."""
    label = LABELS["basis"]
    return say(label)


def left(key: str, matter: Row, say: Words) -> dict[str, str]:
    """What was written into the fields of a form that is not drawn now, by their labels; nothing
    of what they begin with.

    key  of the form, as ask has it
    """
    typed = {name: st.session_state.get(f"{key}_{name}") for name in LABELS if name in table.WORDS}
    return {
        say(LABELS[name]): text
        for name, text in typed.items()
        if isinstance(text, str) and text.strip() and text not in (matter.get(name), _start(name))
    }


@dataclass(frozen=True)
class _Of:
    """Where a field stands: the scene, the matter, its key, the step, what stands in the fields
    before it, and what it begins with."""

    now: Scene
    matter: Row | None
    key: str
    step: Step
    typed: Typed
    stood: Any = None

    def narrows(self, name: str) -> bool:
        """Whether what is chosen in a field decides what a later one of the form offers."""
        listed = {"chain_id": {"project_id", "node_id"}, "area_code": {"project_id"}}
        return bool(listed.get(name, set()).intersection(self.step.takes))


def _fill(names: Sequence[str], of: _Of) -> None:
    """Draw fields, and take over what stands in them."""
    say, step, typed = of.now.view.say, of.step, of.typed
    for name in names:
        if name in step.needs:
            label = say.bracketed(say(LABELS[name]), say("必填"))
        else:
            label = say("说明") if name == "text" else say(LABELS[name])
        stood = of.matter.get(name) if of.matter and step.step in KEEPS else None
        value = _field(name, label, replace(of, key=f"{of.key}_{name}", stood=stood))
        if value not in (None, "", [], False):
            (typed.words if name in table.WORDS else typed.facts)[name] = value


def _field(name: str, label: str, of: _Of) -> Any:
    """One field, and what stands in it."""
    options = _options(name, of)
    if options is not None:
        return _chosen(name, label, options, of)
    kept: dict[str, Any] = {"key": of.key, **KEPT}
    if name not in LONG:
        kept["width"] = FIELD
    if name in fields.DAYS:
        found = st.date_input(label, _day(of.stood), format="YYYY-MM-DD", **kept)
        return found.isoformat() if isinstance(found, date) else None
    if name in FLAGS:
        return st.checkbox(label, bool(of.stood), **kept)
    if name in ("present", "absent"):
        return _posts(st.text_input(label, "、".join(of.stood or ()), **kept))
    start = str(of.stood or _start(name))
    if name in LONG:
        return st.text_area(label, start, height=AGENDA if name == "agenda" else None, **kept)
    return st.text_input(label, start, **kept)


def _start(name: str) -> str:
    """What a field begins with: the agenda of the news item, in its order."""
    return "\n".join(CODES["agenda"].values()) if name == "agenda" else ""


def _day(stood: Any) -> date | None:
    return date.fromisoformat(stood) if isinstance(stood, str) and stood else None


def _posts(typed: str) -> list[str]:
    return [post.strip() for post in typed.replace(",", "、").split("、") if post.strip()]


def _chosen(name: str, label: str, options: Mapping[str, str], of: _Of) -> Any:
    """A field of choices; offices that are not listed can be written in."""
    told: dict[str, Any] = {
        "key": of.key,
        **KEPT,
        "on_change": "rerun" if of.narrows(name) else "ignore",
        "format_func": lambda one: options.get(one, one),
        "placeholder": of.now.view.say("选择"),
        "width": FIELD,
    }
    if name in ("helpers", "chains", "panels"):
        begun = of.stood or (_usual() if name == "panels" else None)
        more = {**told, "width": "stretch"} if name == "panels" else told
        return st.multiselect(label, options, begun, accept_new_options=name == "helpers", **more)
    listed = list(options)
    begun = of.stood or _about(name, of)
    return st.selectbox(
        label,
        listed,
        listed.index(begun) if begun in listed else None,
        accept_new_options=name == "owner",
        **told,
    )


def _usual() -> list[str]:
    """The panels that a meeting shows where nobody picks others."""
    return [meeting.chosen(item) for item in outline.items(meeting.BRIEF)]


def _about(name: str, of: _Of) -> str | None:
    """The chain, county or park that the page shows: a new matter is about it."""
    view = of.now.view
    return {"chain_id": view.chain_id, "area_code": view.area_code, "park_id": view.park_id}.get(
        name
    )


def _options(name: str, of: _Of) -> Mapping[str, str] | None:
    """What a field chooses from, each with its name; None for one that is written."""
    view, rows = of.now.view, of.now.choices.rows
    say = view.say
    axis = "chain" if name in ("chain_id", "chains") else None
    axis = "county" if name in AREAS else "park" if name in PARKS else axis
    if axis:
        return {row[AXES[axis].ids]: str(say.of(row, AXES[axis].in_list)) for row in rows[axis]}
    if name in ("owner", "helpers"):
        return {key: office.name(say.lang) for key, office in reading.offices_of(view).items()}
    if name == "project_id":
        return _projects(of)
    if name == "node_id":
        return _nodes(of)
    if name in MATTERS:
        listed = reading.of_view(view, name)
        return {row.id: f"{row.id.partition('-')[2]} {short(row, 'text', say)}" for row in listed}
    if name == "demand" and of.matter:
        demands = [one for one in of.matter.standing if one.step == "demand"]
        return {str(one.number): short(Row(one.words), "text", say) for one in demands}
    if name == "metric_id":
        named = dictionary.by_key(data_folder(), "metric")
        return {key: line[f"name_{say.lang}"] for key, line in named.items()}
    if name == "panels":
        return {meeting.chosen(item): _panel(item, say) for item in meeting.choices()}
    coded = {"type": CODES["meeting"], "level": CODES["level"]}
    return {code: say(words) for code, words in coded[name].items()} if name in coded else None


def _projects(of: _Of) -> Mapping[str, str]:
    """The projects of the chain and county that stand in the form, each with its name and code:
    as many as who reads may see."""
    say, above = of.now.view.say, dictionary.parents(data_folder())
    chain, county = of.typed.facts.get("chain_id"), of.typed.facts.get("area_code")
    return {
        row.project_id: say.bracketed(say.name(row), row.project_id)
        for row in answer(of.now.view, "search.projects")
        if chain in (None, row.chain_id, above.get(row.chain_id or ""))
        and county in (None, row.area_code)
    }


def _nodes(of: _Of) -> Mapping[str, str]:
    """The steps of the chain that stands in the form, or of the matter; without one of none."""
    chain = of.typed.facts.get("chain_id") or (of.matter.get("chain_id") if of.matter else None)
    listed = answer(of.now.view, "places.nodes")
    return {row.node_id: str(of.now.view.say.name(row)) for row in listed if row.chain_id == chain}


def _panel(item: outline.Item, say: Words) -> str:
    """A panel as its office picks it: under which item of the agenda, of which page."""
    page = page_at(item.page)
    named = panel_name(say.lang, item.page, item.panel) or item.panel
    heading = item.part_zh if say.lang == "zh" else item.part_en
    return " · ".join((heading, str(say.of(vars(page), "name")), named))
