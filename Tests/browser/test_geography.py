"""The map as a map: areas by the nearest township point, in the viewer's own scope, and the wall that shows them."""

import re

from playwright.sync_api import expect

from conftest import PHONE
from test_accessibility import assert_clean

NARROW = [{"width": 1366, "height": 768}, {"width": 1280, "height": 720}]


def test_the_legend_says_that_areas_are_approximate(open_page, shoot):
    for language, words in (("zh-CN", "按最近乡镇点划分，近似"), ("en", "nearest township point: approximate")):
        page = open_page("hub", "/#/map", language=language)
        expect(page.locator(".map-canvas canvas")).to_be_visible()
        expect(page.locator(".legend-note")).to_contain_text(words)
        expect(page.locator(".map-source")).to_contain_text("GeoNames")
        shoot(page, f"geography-{language}")
        page.close()


def test_wall_and_status_line_count_what_the_queue_has(open_page, base_url):
    page = open_page("beibei")
    expect(page.locator(".status-scope")).to_have_text("北碚区")
    expect(page.locator(".rows")).to_be_attached()
    shown = page.locator(".status .figure b").nth(1)
    alerts = page.evaluate("fetch('/api/board').then((answer) => answer.json()).then((board) => board.alerts.length)")
    assert int(shown.inner_text()) <= alerts
    page.goto(f"{base_url}/#/wall")
    expect(page.locator(".wall h1")).to_contain_text("北碚区")
    # With the map drawn, too: its buttons belong to screens that somebody sits at.
    expect(page.locator(".wall .map-canvas canvas")).to_be_visible()
    expect(page.locator(".wall .said-place")).to_have_count(0)
    expect(page.locator(".wall button").filter(visible=True)).to_have_count(0)
    unacknowledged = page.locator(".wall-big .wall-value").first
    expect(unacknowledged).to_have_text(re.compile(r"^\d+$"))


def test_a_silent_line_is_marked_at_the_figures_of_the_wall(open_page, shoot):
    page = open_page("hub", "/#/wall", before=lambda page: page.clock.install())
    expect(page.locator(".wall-line")).to_have_class(re.compile("line-live"))
    # A minute passes in which nothing is heard.
    page.context.set_offline(True)
    page.clock.fast_forward("01:00")
    expect(page.locator(".wall-stale .wall-note").first).to_contain_text("截至")
    shoot(page, "wall-stale")


def test_the_tools_of_a_narrow_bar_are_one_menu_and_the_clock_stays(open_page):
    for viewport in NARROW:
        page = open_page("beibei", language="en", viewport=viewport)
        expect(page.locator(".queue-head")).to_be_visible()
        clock = page.locator(".city-time").bounding_box()
        assert clock["x"] + clock["width"] <= viewport["width"]
        button = page.locator(".bar-menu-button")
        button.focus()
        page.keyboard.press("Enter")
        out = page.get_by_role("button", name="Sign out")
        expect(out).to_be_visible()
        assert_clean(page, "bar menu")
        page.keyboard.press("Escape")
        expect(out).to_be_hidden()
        expect(button).to_be_focused()
        page.close()


def test_incidents_on_a_phone_are_cards(open_page, base_url, shoot):
    page = open_page("hub", "/#/incidents", viewport=PHONE)
    if not page.context.request.get(f"{base_url}/api/board").json()["incidents"]:
        return
    cell = page.locator(".table-cards td[data-label]").nth(2)
    expect(cell).to_be_visible()
    assert cell.bounding_box()["width"] > 100
    shoot(page, "incidents-phone")


def test_silent_sensors_stand_first_and_the_order_can_be_turned(open_page):
    page = open_page("admin", "/#/admin")
    state = page.locator("[data-sort=state]")
    expect(state.locator("xpath=..")).to_have_attribute("aria-sort", "ascending")
    page.locator("[data-sort=value]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("[data-sort=value]").locator("xpath=..")).to_have_attribute("aria-sort", "descending")
