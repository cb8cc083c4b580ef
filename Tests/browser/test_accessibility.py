"""axe-core finds nothing on any screen, in both languages and both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import PHONE

LOOKS = [(language, theme) for language in ("zh-CN", "en") for theme in ("dark", "light")]
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def assert_clean(page, name):
    found = Axe().run(page, options=OPTIONS).response["violations"]
    told = [f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes']][:4]}" for one in found]
    assert not told, f"{name}:\n" + "\n".join(told)


@pytest.mark.parametrize("language,theme", LOOKS)
def test_every_screen_is_clean(open_page, language, theme):
    page = open_page("beibei", language=language, theme=theme)
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".rail .stages")).to_be_visible()
    assert_clean(page, "board")
    for key, sign in [("2", ".screen-map"), ("3", ".page"), ("5", ".page"), ("7", ".admin-columns"), ("4", ".wall")]:
        page.keyboard.press(key)
        expect(page.locator(sign)).to_be_visible()
        assert_clean(page, sign)


@pytest.mark.parametrize("language,theme", LOOKS)
def test_every_dialog_is_clean(open_page, language, theme):
    page = open_page("beibei", language=language, theme=theme)
    expect(page.locator(".row").first).to_be_visible()
    for key in ("?", "p"):
        page.keyboard.press(key)
        expect(page.locator("dialog[open]")).to_be_visible()
        assert_clean(page, f"dialog {key}")
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_be_hidden()


@pytest.mark.parametrize("language,theme", LOOKS)
def test_an_incident_page_is_clean(open_page, base_url, language, theme):
    page = open_page("hub", language=language, theme=theme)
    incidents = page.context.request.get(f"{base_url}/api/board").json()["incidents"]
    if not incidents:
        pytest.skip("the scenario has opened no incident yet")
    page.goto(f"{base_url}/#/incident/incident/{incidents[0]['id']}")
    expect(page.locator(".incident-head h1")).to_be_visible()
    assert_clean(page, "incident")
    page.keyboard.press("n")
    expect(page.locator("dialog[open]")).to_be_visible()
    assert_clean(page, "note")


@pytest.mark.parametrize("language,theme", LOOKS)
def test_the_doors_are_clean(open_page, language, theme):
    page = open_page(None, language=language, theme=theme)
    expect(page.locator(".login-card")).to_be_visible()
    assert_clean(page, "login")
    phone = open_page("field", "/field/", language=language, theme=theme, viewport=PHONE)
    expect(phone.locator(".field-main")).to_be_visible()
    assert_clean(phone, "field")
