"""What the board promises beside the loop: links, languages, staleness, and speed of the first paint."""

import re

import pytest
from playwright.sync_api import expect

from conftest import PHONE

DRAFT = "半句话"


def test_every_state_is_a_link(open_page):
    page = open_page("hub")
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile(r"#/board/(alert|incident)/"))
    link, title = page.url, page.locator(".rail-title").inner_text()
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".rail-title")).to_have_text(title)


def test_language_and_theme_switch_by_key_and_stay(open_page):
    page = open_page("hub")
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("l")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".nav")).to_contain_text("Duty board")
    page.keyboard.press("t")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_made_up_data_says_so_on_every_screen(open_page):
    page = open_page("hub")
    expect(page.locator(".row").first).to_be_visible()
    for key in ("1", "2", "3", "5", "7", "4"):
        page.keyboard.press(key)
        expect(page.locator(".marking")).to_contain_text("合成演示数据")
        expect(page.locator(".marking")).to_contain_text("Synthetic demonstration data")


def test_a_draft_survives_a_lost_line(open_page):
    page = open_page("hub")
    incident = page.context.request.get(page.url.split("/#")[0].rstrip("/") + "/api/board").json()["incidents"]
    if not incident:
        pytest.skip("the scenario has opened no incident yet")
    page.goto(page.url.split("/#")[0].rstrip("/") + f"/#/incident/incident/{incident[0]['id']}")
    expect(page.locator(".incident-head h1")).to_be_visible()
    page.keyboard.press("n")
    page.locator("dialog[open] textarea").focus()
    page.keyboard.type(DRAFT)
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] .form-failure")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_be_hidden()
    page.context.set_offline(False)
    page.keyboard.press("n")
    expect(page.locator("dialog[open] textarea")).to_have_value(DRAFT)


def test_the_mute_is_timed_and_visible(open_page):
    page = open_page("hub")
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("s")
    expect(page.locator(".bar-button.muted")).to_contain_text(re.compile(r"0[45]:\d\d"))


def test_the_tour_shows_once_and_can_be_skipped(open_page):
    page = open_page("hub", tour_seen=False)
    tour = page.locator("dialog[open]")
    expect(tour).to_contain_text("一分钟导览")
    tour.get_by_role("button", name="跳过导览").focus()
    page.keyboard.press("Enter")
    expect(tour).to_be_hidden()
    page.reload()
    expect(page.locator(".row").first).to_be_visible()
    expect(page.locator("dialog[open]")).to_be_hidden()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_screens_are_kept_as_pictures(open_page, shoot, language):
    page = open_page("hub", language=language)
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".rail-title")).to_be_visible()
    expect(page.locator(".map-canvas canvas")).to_be_visible()
    page.wait_for_timeout(2_500)
    shoot(page, f"board-{language}")
    for key, name in [("2", "map"), ("3", "incidents"), ("5", "notices"), ("7", "system"), ("4", "wall")]:
        page.keyboard.press(key)
        page.wait_for_timeout(800)
        shoot(page, f"{name}-{language}")
    phone = open_page("field", "/field/", language=language, viewport=PHONE)
    expect(phone.locator(".field-main")).to_be_visible()
    shoot(phone, f"field-{language}")
