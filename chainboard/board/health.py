"""How the board is, told to who keeps the machine: /healthz for a watcher, /metrics for figures.

Both are answered to a program on this machine alone, whichever way the board runs.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from chainboard import recorded, way
from chainboard.board import metrics
from chainboard.board.gate import is_loopback
from chainboard.packs import Pack, pack_of
from chainboard.queries import Damaged, ask
from chainboard.store import audit, editions, selfcheck
from chainboard.store.city import desk
from chainboard.store.faults import NoSpace, Stop
from chainboard.store.place import var_folder
from chainboard.view import View

LOW = 2**30  # bytes free: below it somebody should make room
PASSED_ON = ("forwarded", "via", "x-real-ip")  # by a proxy, as is all that begins x-forwarded

Said = Mapping[str, str]  # a code for programs, and the words in both languages


def routes() -> list[Route]:
    """Both addresses."""
    return [Route("/healthz", _health), Route("/metrics", _metrics)]


def is_of_this_machine(request: Request) -> bool:
    """Whether a program on this machine asks, and not a proxy on it for somebody else."""
    ends = (request.scope.get("server"), request.scope.get("client"))
    names = request.headers.keys()
    is_passed_on = any(name in PASSED_ON or name.startswith("x-forwarded") for name in names)
    return all(is_loopback(end) for end in ends) and not is_passed_on


async def _health(request: Request) -> Response:
    if not is_of_this_machine(request):
        return PlainTextResponse(status_code=404)
    told = await run_in_threadpool(health)
    content = json.dumps(told, ensure_ascii=False, indent=1)
    status = 503 if told["status"] == "fault" else 200
    return Response(content, status, {"Cache-Control": "no-store"}, "application/json")


async def _metrics(request: Request) -> Response:
    if not is_of_this_machine(request):
        return PlainTextResponse(status_code=404)
    content = await run_in_threadpool(metrics.text)
    return Response(content, media_type=metrics.MEDIA, headers={"Cache-Control": "no-store"})


def health() -> dict[str, Any]:
    """What /healthz says: status ok, warning or fault, and why.

    A fault is what people notice or what is lost if nobody acts: no edition can be read, files
    are refused for want of room, the self-check found something, the audit was changed.
    """
    faults: list[Said] = []
    warnings: list[Said] = []
    shown = {pack.name: _edition(pack, faults) for pack in way.current().packs.values()}
    if not any(shown.values()) and not faults:
        faults.append(_said("no_edition", "还没有任何版次。", "There is no edition at all."))
    free = _disk(faults, warnings)
    checked = _selfcheck(faults, warnings)
    if any(pack_of(name).is_sent for name, edition in shown.items() if edition):
        faults += audit_faults()
    return {
        "status": "fault" if faults else "warning" if warnings else "ok",
        "way": way.current().name,
        "version": metrics.version(),
        "uptime_seconds": round(metrics.uptime()),
        "packs": shown,
        "free_mb": free,
        "selfcheck": checked,
        "faults": faults,
        "warnings": warnings,
    }


def _edition(pack: Pack, faults: list[Said]) -> dict[str, Any] | None:
    """The current edition of a pack and how old what it says is; None where there is none."""
    try:
        number = editions.current(pack.name)
        if number is None:
            return None
        (stamp,) = ask(View(pack=pack, edition=number), "editions.stamp")
    except Damaged:
        told = f"python -m chainboard verify --pack {pack.name}"
        zh, en = f"版次读取失败，请运行 {told}。", f"The edition cannot be read; run {told}."
        faults.append(_said("edition", zh, en))
        return None
    except Stop as stop:
        faults.append(_said("edition", stop.zh, stop.en))
        return None
    days = (audit.now().date() - stamp.as_of).days
    return {"edition": number, "as_of": stamp.as_of.isoformat(), "age_days": days}


def _disk(faults: list[Said], warnings: list[Said]) -> int:
    """How many MB are free where the packs are."""
    try:
        if any(pack.is_sent for pack in way.current().packs.values()):
            desk.check_space(0, desk.DESK)
    except NoSpace as stop:
        faults.append(_said("disk", stop.zh, stop.en))
    except OSError:  # no office has sent anything: nothing is going to be loaded yet
        pass
    free = shutil.disk_usage(var_folder()).free
    if free < LOW:
        zh, en = f"磁盘只剩 {free >> 20:,} MB。", f"{free >> 20:,} MB are left on the disk."
        warnings.append(_said("disk", zh, en))
    return free >> 20


def _selfcheck(faults: list[Said], warnings: list[Said]) -> dict[str, Any] | None:
    """The last self-check; that it is old, or was never made, is a warning."""
    done = selfcheck.last()
    if done is None:
        how = "python -m chainboard selfcheck"
        zh, en = f"还没有自检过（{how}）。", f"There was no self-check yet ({how})."
        warnings.append(_said("selfcheck", zh, en))
        return None
    if done.is_stale(audit.now()):
        zh, en = "上次自检已超过 36 小时。", "The last self-check is more than 36 hours old."
        warnings.append(_said("selfcheck", zh, en))
    shown = way.current().packs
    for pack, found in done.faults.items():
        faults += [_said("selfcheck", zh, en) for zh, en in found if pack in shown]
    return {"at": done.at.isoformat(), "is_whole": done.is_whole}


def audit_faults() -> list[Said]:
    """Where the chain of the audit breaks; nothing where it is whole."""
    file = audit.log_file()
    if not file.exists():
        return [_said("audit", "审计文件不见了。", "The file of the audit is gone.")]
    state = recorded.state()
    return [] if state.is_whole else [_said("audit", state.zh, state.en)]


def _said(code: str, zh: str, en: str) -> Said:
    return {"code": code, "zh": zh, "en": en}
