"""Who is let on in the office, and how long: without an account in force no question is asked."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from chainboard.access import accounts, keys
from chainboard.store import audit
from chainboard.way import SignIn
from tests.access.given import DAY, NOW, account, role
from tests.board.office import AFAR, PAGE, Office, cookie_of

ADDRESSES = (
    "/", "/chain", "/board/first/chain", "/board/search/demo/1/aa/zh", "/data/chain.json",
    "/media/a.csv", "/_stcore/host-config", "/board/geo/counties.geojson", "/nowhere",
    "/_stcore/upload_file/a/b", "/component/x/index.html", "/auth/login", "/oauth2callback",
)  # fmt: skip
FOR_ALL = (
    "/_stcore/health",
    "/app/static/fonts/a.woff2",
    "/static/js/a.js",
    "/board/0123456789ab/a.js",
)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))


@pytest.fixture
def office() -> Office:
    account("desk1")
    account("desk2", "西峰区工业和信息化局")
    role("viewer")
    return Office()


def user(name: str) -> tuple[str, str]:
    return ("x-auth-user", name)


@pytest.mark.parametrize("path", ADDRESSES)
def test_without_an_account_nothing_is_answered_and_nothing_asked(office, path):
    forged = ("x-chainboard-account", "desk1")
    tried = [
        office.get(path, PAGE),
        office.get(path, PAGE, forged),
        office.get(path, PAGE, user("")),
        office.get(path, PAGE, user("desk1"), user("desk1")),
        office.get(path, PAGE, user("desk1"), user("desk2")),
        office.get(path, PAGE, user("desk1, desk2")),
        office.get(path, PAGE, user("desk1"), **AFAR),
        office.get(path, PAGE, user("desk1"), ("x-forwarded-for", "127.0.0.1"), **AFAR),
        office.get(path, PAGE, user("desk1"), ("x-forwarded-for", "a:50000")),
        office.get(path, PAGE, user("desk1"), client=None),
        office.get(path, PAGE, ("cookie", "cb_session=x")),
    ]
    unknown = office.get(path, PAGE, user("stranger"))

    assert {answer.status for answer in tried} == {401} and unknown.status == 403
    assert office.reached == []
    assert not any("set-cookie" in answer.headers for answer in (*tried, unknown))
    assert all(("www-authenticate" in a.headers) == path.startswith("/data/") for a in tried)
    assert all(a.headers["cache-control"] == "private, no-store" for a in (*tried, unknown))


@pytest.mark.parametrize("path", FOR_ALL)
def test_files_that_are_the_same_for_all_need_no_account_and_say_none(office, path):
    forged = ("x-chainboard-account", "desk1")

    answer = office.get(path, user("desk1"), forged)

    assert (answer.status, answer.body, office.reached) == (200, b"[] ", [""])
    assert answer.headers["cache-control"] == "public, max-age=31536000"


def test_a_page_that_refuses_says_in_both_languages_what_to_do(office):
    nobody, unknown = office.get("/", PAGE), office.get("/", PAGE, user("ab"))

    assert "告诉系统管理员" in nobody.body.decode() and "administrator" in nobody.body.decode()
    assert "账户 ab 没有开通" in unknown.body.decode() and "account ab" in unknown.body.decode()
    assert "default-src 'self'" in nobody.headers["content-security-policy"]
    refused = json.loads(office.get("/data/chain.json", ("cookie", "cb_session=x")).body)
    assert refused["error"]["code"] == "nobody"


def test_a_page_begins_a_session_and_what_it_asks_for_is_told_the_account_once(office):
    page = office.get("/chain", PAGE, user("desk1"), ("x-chainboard-account", "desk2"))
    cookie = cookie_of(page)
    more = office.get("/board/first/chain", user("desk1"), ("cookie", cookie))

    assert (page.status, page.body, more.body) == (200, b"['desk1'] ", b"['desk1'] ")
    assert office.reached == ["desk1", "desk1"]
    flags = page.headers["set-cookie"].lower()
    assert "httponly" in flags and "samesite=lax" in flags and "secure" not in flags
    assert "set-cookie" not in more.headers
    assert {page.headers["cache-control"], more.headers["cache-control"]} == {"private, no-store"}
    assert page.headers["etag"] == '"a"'


def test_over_https_the_cookie_stays_there(office):
    https = ("x-forwarded-proto", "https")

    told = office.get("/", PAGE, user("desk1"), https).headers["set-cookie"]
    assert "secure" in told.lower()


def test_what_is_no_page_begins_no_session(office):
    for path in ("/board/first/chain", "/data/chain.json", "/media/a.csv"):
        assert office.get(path, user("desk1")).status == 401, path
    assert office.reached == []


def test_the_session_of_another_account_is_worth_nothing(office):
    theirs = office.opened("desk1")

    page = office.get("/chain", PAGE, user("desk2"), ("cookie", theirs))
    other = office.get("/board/first/chain", user("desk2"), ("cookie", theirs))
    alone = office.get("/chain", PAGE, ("cookie", theirs))

    assert page.body == b"['desk2'] " and cookie_of(page) != theirs
    assert (other.status, alone.status) == (401, 401)


def test_the_data_door_is_open_to_the_browser_that_is_signed_in(office):
    """A proxy passes /data/ without a sign-in of its own."""
    cookie = ("cookie", office.opened("desk1"))

    assert office.get("/data/chain.json", cookie).body == b"['desk1'] "
    assert office.get("/data/chain.json", cookie, basic("desk1", "proxy's")).status == 200
    assert office.get("/data/chain.json", cookie, user("desk2")).status == 401


def test_after_half_an_hour_without_a_deed_one_signs_in_again(office):
    cookie = ("cookie", office.opened("desk1"))
    office.now += 1799
    assert office.get("/chain", PAGE, user("desk1"), cookie).status == 200
    office.now += 1800

    idle = office.get("/chain", PAGE, user("desk1"), cookie, query_string=b"lang=en")
    assert idle.status == 401 and "30 分钟没有操作" in idle.body.decode()
    (link, *_) = re.findall(r'href="([^"]+)"', idle.body.decode())
    assert link == "./sign-in?to=%2Fchain%3Flang%3Den"
    again = office.get("/sign-in", user("desk1"), cookie, query_string=b"to=%2Fchain%3Flang%3Den")
    assert (again.status, again.headers["location"]) == (302, "/chain?lang=en")
    fresh = ("cookie", cookie_of(again))
    assert office.get("/board/first/chain", user("desk1"), fresh).status == 200


def test_the_health_of_the_server_is_no_deed(office):
    cookie = ("cookie", office.opened("desk1"))
    for _ in range(4):
        office.now += 600
        office.get("/_stcore/health", user("desk1"), cookie)
        last = office.get("/_stcore/host-config", user("desk1"), cookie)

    assert last.status == 401


def test_after_twelve_hours_one_signs_in_again_whatever_one_did(office):
    cookie = ("cookie", office.opened("desk1"))
    for _ in range(47):
        office.now += 900
        assert office.get("/chain", PAGE, user("desk1"), cookie).status == 200
    office.now += 900

    old = office.get("/chain", PAGE, user("desk1"), cookie)
    assert old.status == 401 and "12 小时" in old.body.decode()


@pytest.mark.parametrize(
    "to", ["//evil.test", "https://evil.test", "/\\evil.test", "x", "", "/a\nb"]
)
def test_signing_in_leads_to_no_other_site(office, to):
    answer = office.get("/sign-in", user("desk1"), query_string=f"to={to}".encode())

    assert (answer.status, answer.headers["location"]) == (302, "/")


OTHERS = (
    "//evil.test", "https://evil.test", "/\\evil.test", "x", "", "/a\nb", "/sign-in?to=/",
    "/auth/logout", "/oauth2callback",
)  # fmt: skip


@pytest.fixture
def with_provider(office: Office) -> Office:
    return Office(replace(office.limits, by="oidc"))


def test_after_a_provider_one_is_led_to_the_address_asked_for_once(with_provider):
    kept = ("cookie", "cb_to=/chain%3Flang%3Den%26chain%3Dapple; other=1")
    back = with_provider.get("/", PAGE, kept)

    assert (back.status, back.headers["location"]) == (302, "./chain?lang=en&chain=apple")
    assert 'cb_to=""' in back.headers["set-cookie"] and "Max-Age=0" in back.headers["set-cookie"]
    assert "httponly" in back.headers["set-cookie"].lower()
    assert with_provider.get("/", PAGE, ("cookie", "other=1")).status == 401
    assert with_provider.get("/chain", PAGE, kept).status == 401


@pytest.mark.parametrize("to", OTHERS)
def test_after_a_provider_nobody_is_led_to_another_site_or_in_a_circle(with_provider, to):
    back = with_provider.get("/", PAGE, ("cookie", f"cb_to={quote(to, safe='')}"))

    assert (back.status, back.headers["location"]) == (302, "./")


def test_where_a_proxy_signs_in_that_cookie_leads_nowhere(office):
    kept = ("cookie", "cb_to=/chain")

    assert office.get("/", PAGE, user("desk1"), kept).status == 200


@pytest.mark.parametrize("everywhere", [False, True])
def test_signing_out_ends_this_browser_or_all(office, everywhere):
    here, there = ("cookie", office.opened("desk1")), ("cookie", office.opened("desk1"))
    asked = office.get("/sign-out", user("desk1"), here).body.decode()
    links = [each.replace("&amp;", "&") for each in re.findall(r'href="\./(sign-out[^"]+)"', asked)]
    assert office.get("/chain", PAGE, user("desk1"), here).status == 200  # asked, not done

    link = next(each for each in links if ("everywhere" in each) == everywhere)
    done = office.get(
        "/sign-out", user("desk1"), here, query_string=link.partition("?")[2].encode()
    )

    assert done.status == 200 and "已退出" in done.body.decode()
    status = [office.get("/chain", PAGE, user("desk1"), each).status for each in (here, there)]
    assert status == [401, 401 if everywhere else 200]


def test_no_other_site_signs_anybody_out(office):
    cookie = ("cookie", office.opened("desk1"))

    for query in (b"of=", b"of=x&everywhere=1", b"everywhere=1", "of=中".encode()):
        office.get("/sign-out", user("desk1"), cookie, query_string=query)
    assert office.get("/chain", PAGE, user("desk1"), cookie).status == 200


def test_who_is_disabled_is_out_at_the_next_request_and_a_role_counts_at_once(office):
    cookie = ("cookie", office.opened("desk1"))
    put = {"method": "PUT"}
    assert office.get("/_stcore/upload_file/a/b", user("desk1"), cookie, **put).status == 403
    role("chain_office")
    assert office.get("/_stcore/upload_file/a/b", user("desk1"), cookie, **put).status == 200

    accounts.end("desk1", NOW, NOW)
    assert office.get("/chain", PAGE, user("desk1"), cookie).status == 403
    account("desk1")
    assert office.get("/chain", PAGE, user("desk1"), cookie).status == 401  # signs in again


def basic(name: str, key: str) -> tuple[str, str]:
    return ("authorization", f"Basic {base64.b64encode(f'{name}:{key}'.encode()).decode()}")


def test_a_personal_key_opens_the_data_door_and_no_page(office):
    key = basic("desk1", keys.add("desk1", NOW))

    for path in ("/data/chain.csv", "/board/search/demo/1/aa/zh", "/board/first/chain"):
        assert office.get(path, key, **AFAR).body == b"['desk1'] ", path
    for path in ("/", "/chain", "/media/a.csv", "/_stcore/host-config"):
        assert office.get(path, PAGE, key).status == 401, path
    assert office.get("/data/chain.csv", key, method="POST").status == 401


def test_a_key_that_is_wrong_old_or_revoked_opens_nothing(office):
    key = keys.add("desk1", NOW)
    wrong = [basic("desk1", key + "x"), basic("desk2", key), basic("desk1", ""), basic("", key)]
    wrong += [("authorization", "Basic !"), ("authorization", f"Bearer {key}")]

    assert {office.get("/data/chain.csv", each).status for each in wrong} == {401}
    office.now = NOW + 90 * DAY
    assert office.get("/data/chain.csv", basic("desk1", key)).status == 401
    office.now = NOW
    accounts.end("desk1", NOW, NOW)
    assert office.get("/data/chain.csv", basic("desk1", key)).status == 403
    account("desk1")
    keys.revoke(1, NOW)
    refused = office.get("/data/chain.csv", basic("desk1", key))
    assert refused.status == 401 and json.loads(refused.body)["error"]["code"] == "wrong_key"
    assert office.reached == []


def test_who_guesses_keys_is_told_to_wait_and_others_are_not(office):
    key = keys.add("desk1", NOW)
    guesses = [office.get("/data/a.csv", basic("desk1", f"{n}"), **AFAR) for n in range(11)]

    assert [each.status for each in guesses] == [401] * 10 + [429]
    assert guesses[-1].headers["retry-after"] == "60"
    assert office.get("/data/a.csv", basic("desk1", key), **AFAR).status == 429
    assert office.get("/data/a.csv", basic("desk1", key)).status == 200  # from elsewhere
    office.now += 60
    assert office.get("/data/a.csv", basic("desk1", key), **AFAR).status == 200


def test_who_tries_many_accounts_is_told_to_wait_by_the_address_behind_the_proxy(office):
    from_one = ("x-forwarded-for", "198.51.100.1, 203.0.113.9")
    tried = [office.get("/data/a.csv", basic(f"a{n}", "x"), from_one) for n in range(61)]

    assert [each.status for each in tried] == [401] * 60 + [429]
    other = ("x-forwarded-for", "203.0.113.9, 198.51.100.1")
    assert office.get("/data/a.csv", basic("a", "x"), other).status == 401


def test_sessions_without_end_are_not_begun(office):
    tried = [office.get("/", PAGE, user("desk1")).status for _ in range(21)]

    assert tried == [200] * 20 + [429]
    assert office.get("/", PAGE, user("desk2")).status == 200


def test_coming_and_going_is_recorded_and_nobody_comes_in_unrecorded(office):
    cookie = ("cookie", office.opened("desk1"))
    before = len(audit.log_file().read_bytes().splitlines())
    for _ in range(3):
        office.get("/chain", PAGE, user("stranger"))
    lines = audit.log_file().read_bytes().splitlines()
    told = [json.loads(line) for line in lines]
    assert ("sign_in", "desk1") in [(line["kind"], line["account"]) for line in told]
    denied = [(line["kind"], line["account"], line["words"]) for line in told[before:]]
    assert denied == [("denial", "stranger", "/chain")]

    audit.log_file().unlink()
    audit.log_file().mkdir()
    refused = office.get("/", PAGE, user("desk2"))
    assert refused.status == 503 and "审计写不进去" in refused.body.decode()
    assert office.get("/chain", PAGE, user("desk1"), cookie).status == 200


def test_a_header_of_another_name_is_believed_where_it_is_configured(office):
    other = Office(limits=SignIn(user_header="x-seal-user", proxies=("203.0.113.0/24",)))
    seal = ("x-seal-user", "desk1")

    assert other.get("/", PAGE, seal, user("desk2"), **AFAR).body == b"['desk1'] "
    assert other.get("/", PAGE, seal).status == 401
    assert other.get("/", PAGE, user("desk1"), **AFAR).status == 401


def test_a_proxy_on_this_machine_may_name_the_browsers_address(office):
    """The server then has that address, with port 0, in the place of the connection's."""
    renamed = {"client": ("203.0.113.9", 0)}
    elsewhere = Office(limits=SignIn(proxies=("203.0.113.9",)))

    assert office.get("/", PAGE, user("desk1"), **renamed).status == 200
    assert elsewhere.get("/", PAGE, user("desk1"), **renamed).status == 401
