"""The texts of what the drawing code puts round panels: the same on the board and in a file."""

from __future__ import annotations

from chainboard.words import Words


def tools(say: Words) -> dict[str, str]:
    """Texts by the names that the drawing code has for them."""
    return {
        "table": say("数据表"),
        "definition": say("定义与来源"),
        "sources": say("来源"),
        "close": say("关闭"),
        "code": say("溯源码"),
        "failed": say("这一板块未能画出，其余板块不受影响。"),
        "fullscreen": say("全屏"),
        "part": say("第{part}张，共{parts}张"),
        "notes_last": say("说明见本板块最后一张。"),
        "narrow": say("按文字筛选"),
        "rows": say("共 {all} 行"),
        "rows_shown": say("共 {all} 行，显示 {shown} 行"),
        "all_rows": say("显示全部 {all} 行"),
        "all_cards": say("显示全部 {all} 个"),
    }
