"""What can be wrong with a pack or an edition, said so that a person can mend it."""

from __future__ import annotations

import errno
from pathlib import Path

# Why the system refuses to open or write a file, in both languages: its own words come in its
# own language.
WHY = {
    errno.ENOENT: ("没有这个文件夹", "there is no such folder"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.EISDIR: ("这是一个文件夹", "it is a folder"),
    errno.EEXIST: ("已有同名文件", "a file of this name is there"),
    errno.EACCES: ("没有权限", "there is no permission"),
    errno.EPERM: ("没有权限", "there is no permission"),
    errno.EROFS: ("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: ("磁盘已满", "the disk is full"),
    errno.EMFILE: ("打开的文件过多", "too many files are open"),
    errno.ENAMETOOLONG: ("名称太长", "the name is too long"),
}


NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
NOT_OURS = (errno.EACCES, errno.EPERM, errno.EROFS)
NO_ROOM_SAID = ("No space left on device", "Disk quota exceeded")  # by DuckDB


def reason(error: OSError) -> tuple[str, str]:
    """Why the system refused, in Chinese and English; its number where there are no words."""
    number = error.errno or 0
    return WHY.get(number, (f"系统错误 {number}", f"system error {number}"))


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


class Stop(Exception):
    """A reason not to go on, in plain words.

    zh, en  what happened and what to do; code  what the process should exit with
    """

    code = 1

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en

    def words(self, lang: str) -> str:
        """The message for the person at the desk."""
        return self.zh if lang == "zh" else self.en


class Unwritable(Stop):
    """A file or folder that cannot be written."""

    def __init__(self, file: object, error: OSError) -> None:
        zh, en = reason(error)
        super().__init__(f"无法写出 {file}：{zh}。", f"{file} cannot be written: {en}.")


class Busy(Stop):
    """Another process is writing this pack; code 75: try again later."""

    code = 75

    def __init__(self, pack: str, holder: str = "") -> None:
        who = f" ({holder})" if holder else ""
        super().__init__(
            f"另一个进程正在写入 {pack}{who}，请稍后再试。",
            f"Another process is writing {pack}{who}; try again later.",
        )
        self.pack, self.holder = pack, holder


class Unrecorded(Stop):
    """The audit cannot be written, so that nothing is done; code 75: try again."""

    code = 75

    def __init__(self, error: OSError | None = None) -> None:
        """error  of the system; None where another process held the audit too long"""
        held = ("另一个进程正在写", "another process is writing it")
        zh, en = reason(error) if error else held
        super().__init__(
            f"审计写不进去（{zh}），写不进去就不执行；请处理后再试。",
            f"The audit cannot be written ({en}), and nothing is done without it; mend that and "
            "try again.",
        )


class Unlogged(Stop):
    """What was done stands in the ledger and not yet in the audit; the next opening adds it."""

    code = 75

    def __init__(self, stop: Unrecorded) -> None:
        super().__init__(
            f"已生效，但还没有记入 audit.jsonl，下次打开时补上。{stop.zh}",
            f"It is done and not yet in audit.jsonl; the next opening adds it. {stop.en}",
        )


class NoSpace(Stop):
    """Not enough room on the disk; what stood is unchanged."""


def refused_write(error: Exception) -> Stop | None:
    """That the disk is full, or a file may not be written; None where something else is wrong.

    error  of the system, or of DuckDB, which repeats the system's words
    """
    number = error.errno if isinstance(error, OSError) else None
    if number in NO_ROOM or any(said in str(error) for said in NO_ROOM_SAID):
        return NoSpace(
            "磁盘已满，没有写完；已有数据不变。请腾出空间后再试，"
            "例如 python -m chainboard prune --keep 5。",
            "The disk is full and writing has stopped; what stood is unchanged. Make room and "
            "try again, for instance with python -m chainboard prune --keep 5.",
        )
    if isinstance(error, OSError) and number in NOT_OURS:
        where = Path(str(error.filename or "")).parts[-2:]
        return Unwritable("/".join(where) or "var", error)
    return None


class Unfit(Stop):
    """Rows that the tables of the pack refuse; nothing was written."""


class NotFound(Stop):
    """A load, an edition or a backup that is not there."""


class Occupied(Stop):
    """A restore would overwrite what stands; nothing was written."""


class Broken(Stop):
    """A file of the pack or of a backup is damaged and could not be put right here."""


class TooLong(Stop):
    """An answer that took too long and was stopped."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"一个查询超过 {seconds:g} 秒，已停止；"
            "请运行 python -m chainboard verify 检查版次文件。",
            f"A question took more than {seconds:g} seconds and was stopped; check the edition "
            "with python -m chainboard verify.",
        )
        self.seconds = seconds


class WrongRelease(Stop):
    """A main file or an edition was written by a newer release of the board or of DuckDB."""
