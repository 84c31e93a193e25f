"""What a page prints round its panels: title, path, selector, stamp, foot, and the buttons."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from chainboard.board import address, scene
from chainboard.navigation import pages, questions
from chainboard.page import AXES, Axis, Page
from chainboard.panels.tokens import TOKENS
from chainboard.queries import ask
from chainboard.sheet.stamps import area_name, own_stamp, stamp, warning
from chainboard.sheet.titles import capital
from chainboard.sheet.tools import tools
from chainboard.store import audit, editions, selfcheck
from chainboard.view import Row, View
from chainboard.words import Words, pack_name, texts
from chainboard.words.panel_names import panel_name

EVERYWHERE = "county=all&park=all"  # what a way to all places lets go of


def of_page(page: Page, now: scene.Scene, session: str = "", clicks: int = 0) -> dict[str, Any]:
    """Everything the board needs that is not a panel.

    session  names the run of Streamlit that this goes to; "" in the first answer, before any
    clicks   how many clicks on the page's own selector that run has heard of
    """
    say = now.view.say
    view = now.view
    is_demo = view.pack.is_synthetic
    same = address.parameters(view)
    same.pop(page.switch, None)
    content = editions.mark(view.pack.name, view.edition)
    content += view.ledger_mark[:16] if page.of_ledger else ""
    return {
        "key": f"{page.address}?{'&'.join('='.join(pair) for pair in same.items())}#{content}",
        "n": clicks,
        "session": session,
        "page": page.address,
        "pages": now.pages,
        "widths": page.widths,
        "groups": _groups(page, view),
        "lang": view.lang,
        "theme": view.theme,
        "slides": list(now.slides),
        "names": _panel_names(page, view.lang),
        "switch": page.switch,
        "selected": selected(page, view),
        "picked": now.is_picked,
        "options": options(page, now),
        "options_label": say(AXES[page.switch].choose) if page.switch else "",
        "address": same,
        "edition": _edition(page, view),
        "stamp": stamp(view, page),
        "product": say("产业链看板"),
        "watermark": warning(view),
        "watermark_mark": say("演示数据") if is_demo else "",
        "tokens": TOKENS[view.theme],
        "search": names_address(view),
        "messages": list(now.messages),
        "kept": _selfcheck(page, now),
        "briefs": _briefs(page, view),
        "words": _words(view.lang),
    }


def _briefs(page: Page, view: View) -> list[tuple[str, str]]:
    """What of a page can be taken along as a file, each with what it is called."""
    say = view.say
    if page.is_internal or page.takes_files:
        return []
    subjects = {"page": say("本页"), "city": say("全市简报")}
    own = {"chain": say("本链简报"), "county": say("本县（区）简报")}
    subjects |= {page.switch: own[page.switch]} if page.switch in own else {}
    return list(subjects.items())


def _groups(page: Page, view: View) -> list[tuple[str, list[str]]]:
    """The headings of a page, each with the panels below it."""
    names = [question.__name__ for question in questions(page)] if page.groups else []
    starts = [names.index(group.first) for group in page.groups]
    return [
        (group.zh if view.lang == "zh" else group.en, names[start:end])
        for group, (start, end) in zip(page.groups, pairwise([*starts, len(names)]), strict=True)
    ]


def _edition(page: Page, view: View) -> str:
    """What the file of a picture says it is of."""
    return page.address if own_stamp(view, page) else f"{view.pack.name}-{view.edition:06d}"


def has_filters(page: Page, theme: str) -> bool:
    """Whether a row of selectors stands above the board."""
    return bool(page.filters) and theme != "projector"


def names_address(view: View) -> str:
    """Where the search box gets its names: an address of this content alone, since browsers keep
    what came from it for a year."""
    pack, number = view.pack.name, view.edition
    return f"./board/search/{pack}/{number}/{editions.mark(pack, number)}/{view.lang}"


def selected(page: Page, view: View) -> str:
    """What the page's own selector shows: the id of a chain, county or park, or all."""
    return str(getattr(view, page.switch)) if page.switch else "all"


def options(page: Page, now: scene.Scene) -> list[dict[str, Any]]:
    """The buttons of the page's own selector; one of a part of another says so as parent."""
    if not page.switch:
        return []
    say, axis = now.view.say, AXES[page.switch]
    whole = [_option(axis.default, say(axis.whole))] if page.has_all else []
    named = [
        _option(row[axis.ids], say.of(row, axis.on_button), row.get("parent_id") is not None)
        for row in now.choices.rows[axis.name]
    ]
    return [*whole, *named]


def _option(choice: str, label: str, is_sub: bool = False) -> dict[str, Any]:
    return {"id": choice, "label": label, "parent": is_sub}


def _panel_names(page: Page, lang: str) -> dict[str, str]:
    """What the panels of a page are called in short."""
    asked = [question.__name__ for question in questions(page)]
    return {name: panel_name(lang, page.address, name) for name in asked}


def _words(lang: str) -> dict[str, str]:
    """The texts of the board: those round panels, and those of its own buttons."""
    _ = texts(lang)
    return tools(Words(lang)) | {
        "csv": _("下载CSV"),
        "txt": _("下载文稿"),
        "png": _("下载图片"),
        "present": _("全屏放映"),
        "copy": _("复制本页地址"),
        "copied": _("已复制"),
        "code_leads": _("在“关于数据”页查看每个数的出处"),
        "workbook": _("本页工作簿"),
        "brief": _("导出"),
        "brief_pptx": _("幻灯片 PPTX"),
        "brief_pdf": _("纸质 PDF"),
        "brief_docx": _("文档 DOCX"),
        "brief_html": _("单个网页"),
        "brief_xlsx": _("工作簿 XLSX"),
        "brief_making": _("正在生成，一般几秒钟…"),
        "brief_made": _("已生成，见浏览器的下载"),
        "brief_failed": _("没有生成，请再试一次。"),
        "search": _("搜索：产业链、县（区）、园区、项目、企业、指标、政策、案例，可用拼音首字母"),
        "slides": _("选择幻灯片"),
        "all_slides": _("全部，按原顺序"),
        "earlier": _("前移"),
        "later": _("后移"),
        "keys": _("翻页：← → 空格 PageDown PageUp · 首末张：Home End · 右下角选择幻灯片"),
        "nothing": _("没有找到"),
        "path": _("所在位置"),
        "skip": _("跳到正文"),
        "unfold": _("展开"),
        "more": _("更多"),
        "loading": _("正在取得名称…"),
        "search_failed": _("名称未能取得，暂时不能搜索。"),
        "again": _("重试"),
        "rows_scroll": _("共 {all} 行，可上下滚动"),
    }


def path(page: Page, view: View) -> list[dict[str, str]]:
    """The way up from here: the place, the page's subject, and what is picked; the last is here."""
    say = view.say
    top = pages()[0].address
    if page.address == top:
        return []
    area = area_name(view)
    up = [_step(area, f"{top}?chain=all&{EVERYWHERE}")]
    if page.has_all:
        whole = say.heading(vars(page), "title" if page.switch else "name")
        up.append(_step(whole.format(area=area), f"{page.address}?{EVERYWHERE}"))
    for place, name in enumerate(page.steps):
        further = "".join(f"&{other}=all" for other in page.steps[place + 1 :])
        up += [
            _step(say.of(row, AXES[name].in_list), f"{page.address}?{name}={choice}{further}")
            for choice, row in _line(AXES[name], view)
        ]
    return [*up[:-1], {**up[-1], "go": ""}]


def foot(page: Page, view: View) -> list[str]:
    """The lines at the foot: what was looked for and not found in public sources, and what is to
    be said of every figure."""
    say = view.say
    if page.foot_zh:
        return [str(say.of(vars(page), "foot"))]
    missing = [str(say.of(row, "words")) for row in ask(view, "pages.not_found", page=page.address)]
    rounding = say("部分数据因四舍五入，分项之和可能不等于总计。")
    if not missing:
        return [rounding]
    joined = say.clauses(missing)
    return [say("公开资料未见：{what}").format(what=joined), rounding]


def _selfcheck(page: Page, now: scene.Scene) -> list[str]:
    """How the last self-check went, and what to do: on the page that says so, and not on a slide,
    for who keeps the machine."""
    is_keeper = now.person.may("system") and now.view.theme != "projector"
    if not (page.tells_of_selfcheck and is_keeper):
        return []
    say = now.view.say
    done = selfcheck.last()
    if done is None:
        return [
            say(
                "还没有自检过。请在机器上运行 python -m chainboard selfcheck，"
                "怎样每夜自动运行，见服务器说明。"
            )
        ]
    local = audit.here(done.at)
    when = {"day": say.day(local.date()), "time": f"{local:%H:%M}"}
    if done.is_whole:
        packs = say.listed([pack_name(say.lang, pack) for pack in done.faults])
        told = say("自检（{day} {time}）：{packs}数据已通读、备份、试恢复并比对，完好。")
        return [told.format(packs=packs, **when)]
    told = say("自检（{day} {time}）：{pack}数据有问题。{fault}")
    found = [(pack, fault) for pack, faults in done.faults.items() for fault in faults]
    return [
        told.format(pack=pack_name(say.lang, pack), fault=zh if say.lang == "zh" else en, **when)
        for pack, (zh, en) in found
    ]


def _step(words: str, go: str) -> dict[str, str]:
    return {"words": capital(words), "go": go}


def _line(axis: Axis, view: View) -> list[tuple[str, Row]]:
    """What is picked on an axis with what it is part of, the largest first; nothing for all."""
    rows = {row[axis.ids]: row for row in ask(view, axis.listed)}
    found: list[tuple[str, Row]] = []
    choice = getattr(view, axis.name)
    while choice in rows:
        found.insert(0, (choice, rows[choice]))
        choice = rows[choice].get("parent_id")
    return found
