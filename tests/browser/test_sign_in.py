"""Signing in through a provider of OpenID Connect, a process of its own, all the way and back."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from chainboard.access import accounts
from tests.access.given import DAY, role
from tests.browser import screen, servers

OFFICE, ACCOUNT = "链办", "chain.office-1"
DRAWN = "[data-panel][data-view]"


@dataclass
class Signing:
    """A board in the office, and the provider that its accounts are known to."""

    board: str
    provider: subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def signing(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Signing]:
    folder = tmp_path_factory.mktemp("signing")
    shutil.copytree(packs / "published", folder / "var" / "published")
    port = servers.free_port()
    config, secrets = folder / "chainboard.toml", folder / "secrets.toml"
    config.write_text(
        'way = "office"\nhosts = ["board.example"]\nsign_in = "oidc"\n', encoding="utf-8"
    )
    secrets.write_text(
        '[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{"0" * 64}"\nclient_id = "board"\nclient_secret = "secret"\n'
        f'server_metadata_url = "http://127.0.0.1:{port}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    provider = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    environment = {"CHAINBOARD_CONFIG": str(config), "STREAMLIT_SECRETS_FILES": str(secrets)}
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CHAINBOARD_VAR", str(folder / "var"))
            accounts.add(ACCOUNT, OFFICE, int(time.time()) - DAY)
            role("chain_office", OFFICE, valid_from=int(time.time()) - DAY)
            with servers.running(folder / "var", **environment) as board:
                _wait_for(port)
                yield Signing(board, provider)
    finally:
        provider.terminate()
        provider.wait()


def _wait_for(port: int) -> None:
    """Until the provider listens."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
    raise AssertionError("the provider did not start")


def new_page(chromium: Browser) -> Page:
    return chromium.new_context(**screen.CLEAN).new_page()


def sign_in(page: Page, board: str, account: str) -> None:
    page.goto(f"{board}/about?lang=zh")
    expect(page.locator("body")).to_contain_text("请先登录")
    through_the_provider(page, board, account)


def through_the_provider(page: Page, board: str, account: str) -> None:
    page.get_by_role("link", name="登录").first.click()
    page.get_by_placeholder("sub").fill(account)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{board}/**")


def test_from_the_board_to_the_provider_and_back_and_out_again(chromium: Browser, signing: Signing):
    page = new_page(chromium)
    sign_in(page, signing.board, ACCOUNT)
    page.wait_for_selector(DRAWN)
    assert page.url == f"{signing.board}/about?lang=zh"  # the address that was asked for
    other = page.context.new_page()  # left open on another screen
    other.clock.install()
    other.goto(f"{signing.board}/about?lang=zh")
    other.wait_for_selector(".cb-who")
    bar = page.locator(".cb-who")
    expect(bar).to_contain_text(f"{OFFICE} · {ACCOUNT}")

    said = {each["name"]: each["value"] for each in page.context.cookies()}
    stolen = {"_streamlit_user": said["_streamlit_user"]}
    headers = {"Accept": "text/html"}

    def thief() -> int:
        return requests.get(signing.board, headers=headers, cookies=stolen, timeout=60).status_code

    assert thief() == 401  # what the provider said has begun its one session
    bar.get_by_role("link").click()
    page.get_by_role("link", name="退出这个浏览器").click()
    expect(page.locator("body")).to_contain_text("已退出")
    assert thief() == 401
    other.clock.fast_forward(16_000)
    expect(other.locator("body")).to_contain_text("已退出")
    assert other.locator(DRAWN).count() == 0
    page.goto(f"{signing.board}/about?lang=zh")
    expect(page.locator("body")).to_contain_text("已退出")
    assert page.locator(DRAWN).count() == 0
    through_the_provider(page, signing.board, ACCOUNT)
    page.wait_for_selector(DRAWN)


def test_an_account_of_the_provider_that_has_no_access_sees_why(
    chromium: Browser, signing: Signing
):
    page = new_page(chromium)
    sign_in(page, signing.board, "stranger")

    expect(page.locator("body")).to_contain_text("账户 stranger 没有开通看板")
    assert page.locator(DRAWN).count() == 0


def test_without_the_provider_who_is_in_goes_on_and_who_is_not_is_told(
    chromium: Browser, signing: Signing
):
    inside, outside = new_page(chromium), new_page(chromium)
    sign_in(inside, signing.board, ACCOUNT)
    inside.wait_for_selector(DRAWN)
    signing.provider.terminate()
    signing.provider.wait()

    inside.goto(f"{signing.board}/about?lang=zh")
    inside.wait_for_selector(DRAWN)
    outside.goto(f"{signing.board}/about")
    outside.get_by_role("link", name="登录").first.click()
    expect(outside.locator("body")).to_contain_text("统一身份认证现在连不上")
    expect(outside.locator("body")).to_contain_text("identity provider cannot be reached")
