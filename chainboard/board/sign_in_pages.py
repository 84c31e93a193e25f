"""The small pages of signing in and out, in both languages, and what is said to programs."""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable, Mapping
from hmac import compare_digest
from http.cookies import SimpleCookie
from urllib.parse import quote, unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, QueryParams
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from chainboard.access import accounts, people, sessions
from chainboard.board import provider
from chainboard.board.arrivals import COOKIE, Arrival, Arrivals, cookies, leave_word
from chainboard.board.gate import Message
from chainboard.store.faults import Stop, Unrecorded
from chainboard.way import PROXY, SignIn
from chainboard.words.texts import LANGUAGES, texts

TO = "cb_to"  # the cookie of an address that was asked for before the provider was
NOT_PAGES = ("//", "/\\", "/sign-", "/auth/", "/oauth2callback")  # another host, or a circle
STATUS = {"unknown": 403, "often": 429}
BASIC = 'Basic realm="chainboard", charset="UTF-8"'
PAGE = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>产业链看板</title><style>'
    "body{{font:16px/1.7 'Microsoft YaHei','PingFang SC',sans-serif;color:#1B1F24;"
    "background:#F4F7FA;max-width:34em;margin:12vh auto;padding:0 24px}}"
    "section{{background:#fff;border:1px solid #C9D1D9;border-radius:4px;padding:8px 24px;"
    "margin-bottom:16px}}a{{color:#12436D;margin-right:24px;display:inline-block}}</style></head>"
    "<body>{said}</body></html>"
)
Links = Mapping[str, str]  # what each is called → where it leads


def refusal(scope: Message, arrival: Arrival, limits: SignIn) -> Response:
    """Why nobody is let on, and what to do; to programs at the data door as JSON."""
    status = STATUS.get(arrival.why, 401)
    headers = {"Retry-After": "60"} if status == 429 else {}
    if scope["path"].startswith("/data/"):
        if status == 401:
            headers["WWW-Authenticate"] = BASIC
        said = {"code": arrival.why, "message": _words(arrival, limits, "zh")}
        return JSONResponse({"error": said}, status, headers)
    link = {}
    if arrival.why in ("idle", "old", "ended") or (arrival.why, limits.by) == ("nobody", "oidc"):
        to = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
        link = {"sign-in": f"{_up(scope)}sign-in?{urlencode({'to': to})}"}
    return _page(lambda lang: _words(arrival, limits, lang), link, status, headers)


def failed(stop: Stop) -> Response:
    """That something could not be done, in its own words."""
    return _page(stop.words, {}, 503)


def of(scope: Message, arrivals: Arrivals) -> Awaitable[Response] | None:
    """The page of signing in or out that is asked for; None for any other address."""
    pages = {"/sign-in": _sign_in, "/sign-out": _sign_out}
    if arrivals.limits.by != PROXY and TO in _cookies(scope):
        pages["/"] = _back
    made = pages.get(scope["path"])
    return made(scope, arrivals) if made and scope["method"] == "GET" else None


def cookie(token: str, arrivals: Arrivals, scope: Message) -> str:
    """The cookie of a session: for this server alone, and over https where the page came so."""
    jar: SimpleCookie = SimpleCookie()
    jar[COOKIE] = token
    for name, value in {"path": "/", "httponly": "1", "samesite": "Lax"}.items():
        jar[COOKIE][name] = value
    told = Headers(scope=scope).get("x-forwarded-proto", "") if arrivals.is_proxy(scope) else ""
    if "https" in (scope["scheme"], told):
        jar[COOKIE]["secure"] = "1"
    return jar[COOKIE].OutputString()


async def _sign_in(scope: Message, arrivals: Arrivals) -> Response:
    """Begin a session where the last one is over; with a provider, go there."""
    to = _own_address(QueryParams(scope["query_string"]).get("to", ""))
    arrival = arrivals.of(scope)
    if arrival.account and not arrival.why and not arrival.begins:
        return RedirectResponse(to, 302)
    if arrivals.limits.by != PROXY:
        if not await provider.is_there():
            return _page(_provider_is_down, {}, 503)
        led = RedirectResponse(f"./{provider.way_in()}", 302)
        led.set_cookie(TO, quote(to), max_age=provider.FRESH, httponly=True, samesite="lax")
        return led
    account, now = arrivals.claimed(scope), arrivals.now()
    person = people.person(account, now) if account else None
    if account is None or person is None:
        nobody = Arrival(account, "unknown") if account else Arrival(why="nobody")
        return refusal(scope, nobody, arrivals.limits)
    if not arrivals.may_begin(account):
        return refusal(scope, Arrival(account, "often"), arrivals.limits)
    try:
        token = await run_in_threadpool(sessions.begin, account, person.office, now)
    except Unrecorded as stop:
        return failed(stop)
    headers = {"Set-Cookie": cookie(token or "", arrivals, scope)}
    return RedirectResponse(to, 302, headers)


async def _back(scope: Message, arrivals: Arrivals) -> Response:
    """From the provider, which knows of the board's first page only, to the address asked for."""
    to = _own_address(unquote(_cookies(scope)[TO]))
    led = RedirectResponse(f".{to}", 302)
    led.delete_cookie(TO, httponly=True, samesite="lax")
    return led


async def _sign_out(scope: Message, arrivals: Arrivals) -> Response:
    """Ask where to sign out; with the word of the session, which only its own page has, do it."""
    asked, arrival = QueryParams(scope["query_string"]), arrivals.of(scope)
    token = _cookies(scope).get(COOKIE, "")
    if arrival.why or arrival.begins or not token:
        return refusal(scope, Arrival(why="ended"), arrivals.limits)
    word = leave_word(token)
    if not compare_digest(asked.get("of", "").encode(), word.encode()):
        here, all_ = urlencode({"of": word}), urlencode({"of": word, "everywhere": 1})
        links = {"here": f"./sign-out?{here}", "everywhere": f"./sign-out?{all_}", "back": "./"}
        return _page(lambda lang: f"{arrival.office} · {arrival.account}", links)
    now = arrivals.now()
    try:
        if "everywhere" in asked:
            await run_in_threadpool(accounts.sign_out, arrival.account, now)
        else:
            given = token, arrival.office, arrival.account, now
            await run_in_threadpool(sessions.end, *given)
    except Unrecorded as stop:
        return failed(stop)
    home = {**scope, "path": "/", "query_string": b""}
    gone = refusal(home, Arrival(why="ended"), arrivals.limits)
    gone.status_code = 200
    for name in provider.COOKIES:
        gone.delete_cookie(name)
    return gone


def _own_address(to: str) -> str:
    """Where a link within the board leads; its first page for any other."""
    is_own = to.startswith("/") and not to.startswith(NOT_PAGES) and to.isprintable()
    return to if is_own else "/"


def _cookies(scope: Message) -> dict[str, str]:
    return cookies(Headers(scope=scope))


def _up(scope: Message) -> str:
    """From a page to the board's own address, wherever the board stands below its host."""
    return "../" * (scope["path"].count("/") - 1) or "./"


def _page(
    said: Callable[[str], str], links: Links, status: int = 200, headers: Links | None = None
) -> Response:
    parts = [
        f'<section lang="{lang}"><p>{html.escape(said(lang))}</p>'
        f"<p>{_links(links, lang)}</p></section>"
        for lang in LANGUAGES
    ]
    return HTMLResponse(PAGE.format(said="".join(parts)), status, dict(headers or {}))


def _links(links: Links, lang: str) -> str:
    _ = texts(lang)
    called = {
        "sign-in": _("登录"),
        "here": _("退出这个浏览器"),
        "everywhere": _("在所有地方退出"),
        "back": _("返回"),
    }
    return "".join(
        f'<a href="{html.escape(to)}">{html.escape(called[name])}</a>' for name, to in links.items()
    )


def _words(arrival: Arrival, limits: SignIn, lang: str) -> str:
    _ = texts(lang)
    if arrival.why == "unknown":
        said = _("账户 {account} 没有开通看板，或已停用。请向安全管理员申请开通。")
        return said.format(account=arrival.account)
    if arrival.why == "idle":
        said = _("{minutes} 分钟没有操作，已退出。请重新登录。")
        return said.format(minutes=limits.idle // 60)
    if arrival.why == "old":
        return _("登录已满 {hours} 小时，请重新登录。").format(hours=limits.absolute // 3600)
    if arrival.why == "ended":
        return _("已退出。")
    if arrival.why == "wrong_key":
        return _("账户或密钥不对，或密钥已过期、已撤销。")
    if arrival.why == "often":
        return _("尝试过多，请一分钟后再试。")
    if limits.by == PROXY:
        return _(
            "没有登录：登录代理没有说出账户。请从看板的正式地址打开；仍不行，请告诉系统管理员。"
        )
    return _("请先登录。")


def _provider_is_down(lang: str) -> str:
    _ = texts(lang)
    return _(
        "统一身份认证现在连不上，暂时不能登录。已登录的人可以继续使用；请稍后再试，"
        "或告诉系统管理员。"
    )
