"""The page of a site: its cloud, its channels and its words, with the register's answers as the contract gives them."""

import datetime
import json
import pathlib
import re

import pytest
from playwright.sync_api import expect

from conftest import PHONE
from test_accessibility import LOOKS, assert_clean

CLOUD = pathlib.Path(__file__).resolve().parents[2] / "cities/chongqing/landslide/clouds/diaozui"
KINDS = [("displacement", "mm"), ("crack", "mm"), ("tilt", "°"), ("rain", "mm")]


def name(zh, en):
    return {"zh": zh, "en": en}


def streams():
    return [
        {"id": f"dz-{number:02}", "name": name(f"测点 {number:02}", f"Channel {number:02}"), "property": kind, "unit": unit, "intervalSeconds": 3600}
        for number in range(46)
        for kind, unit in [KINDS[number % 4]]
    ]


SITE = {
    "id": "diaozui", "kind": "landslide", "name": name("碉嘴危岩", "DiaoZui cliff"), "township": "500109102", "district": "500109", "synthetic": True,
    "point": {"latitude": 29.879, "longitude": 106.3962}, "facts": [{"key": "area", "label": name("面积", "Area"), "value": 28800, "unit": "m²"}],
    "failureType": {"id": "toppling", "name": name("倾倒崩塌", "Toppling")},
    "exposure": {"people": 126, "households": 41, "roadMetres": 900, "shippingLane": True, "scenicArea": True},
    "watchers": [{"id": "w1", "name": "监测员甲（合成）"}], "volunteers": 8, "plan": "landslide",
    "zones": [{"id": "z1", "name": name("坡脚", "Foot of the slope"), "people": 80, "households": 25}], "datastreams": streams(),
}  # fmt: skip


def mocked(page):
    """The register and the readings; the last channel is silent."""
    page.route("**/api/sites/diaozui", lambda route: route.fulfill(json=SITE))
    page.route("**/api/sites/diaozui/cloud", lambda route: route.fulfill(json=json.loads((CLOUD / "index.json").read_text())))
    page.route("**/api/sites/diaozui/cloud/*", lambda route: route.fulfill(body=(CLOUD / f"nodes/{route.request.url.split('/')[-1]}.bin").read_bytes()))
    page.route("**/api/clouds", lambda route: route.fulfill(json={"items": [{"site": "diaozui"}]}))

    def readings(route):
        # An hour between two readings. Nothing is asked of the page here: it may be closing while its last requests are answered.
        now = datetime.datetime.now(datetime.UTC)
        silent = "dz-45" in route.request.url
        times = [] if silent else [now - datetime.timedelta(hours=hour) for hour in range(6, 0, -1)]
        iso = [at.strftime("%Y-%m-%dT%H:%M:%SZ") for at in times]
        route.fulfill(json={"items": [{"phenomenonTime": at, "value": 2 + index % 3} for index, at in enumerate(iso)]})

    page.route("**/api/datastreams/dz-*/readings*", readings)


@pytest.mark.parametrize("language,theme", LOOKS)
def test_the_page_of_a_site_is_whole_and_clean(open_page, shoot, language, theme):
    page = open_page("hub", "/#/site/diaozui", language=language, theme=theme, before=mocked)
    canvas = page.locator(".cloud-canvas")
    expect(canvas).to_have_attribute("data-points", re.compile(r"[1-9]\d{4,}"))
    expect(page.locator("[data-channel]")).to_have_count(46)
    # A chart is drawn when it comes into view, so that forty-six of them cost nothing before.
    page.locator("[data-channel]").first.scroll_into_view_if_needed()
    expect(page.locator(".channel canvas").first).to_be_visible()
    assert page.locator(".channel canvas").count() < 46
    shoot(page, f"site-{language}-{theme}")
    assert_clean(page, "site")
    page.locator("[data-channel=dz-45]").scroll_into_view_if_needed()
    expect(page.locator("[data-channel=dz-45] .channel-empty")).to_be_visible()
    shoot(page, f"site-charts-{language}-{theme}")


def test_the_cloud_is_moved_by_keys_and_a_patch_is_flown_to(open_page, shoot):
    page = open_page("hub", "/#/site/diaozui", before=mocked)
    canvas = page.locator(".cloud-canvas")
    expect(canvas).to_have_attribute("data-points", re.compile(r"[1-9]\d{4,}"))
    canvas.focus()
    for key in ("ArrowLeft", "+", "Home"):
        page.keyboard.press(key)
    expect(canvas).to_be_focused()
    patch = page.locator("[data-patch=P1]")
    expect(patch).to_contain_text("+5.0 mm")
    patch.focus()
    page.keyboard.press("Enter")
    expect(patch).to_have_attribute("aria-pressed", "true")
    shoot(page, "site-patch")


def test_a_phone_shows_the_site(open_page, shoot):
    page = open_page("hub", "/#/site/diaozui", viewport=PHONE, before=mocked)
    expect(page.locator(".cloud-canvas")).to_have_attribute("data-points", re.compile(r"[1-9]\d{4,}"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shoot(page, "site-phone")


@pytest.mark.parametrize("language,theme", LOOKS)
def test_the_list_of_sites_finds_one_by_a_word(open_page, shoot, language, theme):
    page = open_page("hub", "/#/sites", language=language, theme=theme)
    expect(page.locator("tbody tr").first).to_be_visible()
    assert_clean(page, "sites")
    page.locator("input[type=search]").fill("DiaoZui")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody a")).to_have_attribute("href", "#/site/diaozui")
    shoot(page, f"sites-{language}-{theme}")


@pytest.mark.parametrize("language,theme", [("zh-CN", "dark"), ("en", "light")])
def test_a_slope_of_the_register_shows_what_is_known_and_a_commander_sets_its_grade(open_page, shoot, language, theme):
    number = 5 if language == "en" else 6
    page = open_page("hub", f"/#/site/cq-{number:04}", language=language, theme=theme)
    expect(page.locator("[data-channel]")).to_have_count(46)
    expect(page.locator(".site-zones li")).to_have_count(1)
    word = page.locator("section", has=page.get_by_role("heading", name={"zh-CN": "人工核定等级", "en": "Grade by a person's word"}[language]))
    word.get_by_role("button").click()
    word.locator("select").first.select_option("II")
    word.locator("textarea").fill("合成：后缘裂缝加宽 synthetic")
    assert_clean(page, "site-word")
    word.locator("button[type=submit]").click()
    expect(word.locator(".site-word")).to_contain_text("后缘裂缝加宽")
    expect(page.locator(".site-matters li").first).to_be_visible()
    expect(page.locator(".site-head .grade-badge")).to_be_visible()
    shoot(page, f"site-word-{language}")
    # The slope is given back as it was found: other tests read the board.
    word.get_by_role("button").click()
    word.locator("textarea").fill("复测无变化 measured again")
    word.locator("button[type=button]").first.click()
    expect(word.locator(".site-word")).to_have_count(0)


def test_the_list_of_sites_is_narrowed_to_a_district_and_ordered_by_people_at_risk(open_page):
    page = open_page("hub", "/#/sites")
    selects = page.locator(".sites-order select")
    selects.first.select_option("500237")
    selects.nth(1).select_option("people")
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length > 20 && document.querySelectorAll('tbody tr').length < 200")
    people = [int(text.replace(",", "")) for text in page.locator("tbody td:nth-child(4)").all_inner_texts()]
    assert people == sorted(people, reverse=True)


def test_a_phone_shows_the_sites_of_the_viewers_own_district_without_scrolling_sideways(open_page, shoot):
    page = open_page("beibei", "/#/sites", language="en", viewport=PHONE)
    expect(page.locator(".sites-order select").first).to_have_value("500109")
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length > 1 && document.querySelectorAll('tbody tr').length < 20")
    assert page.evaluate("() => Math.max(...[...document.querySelectorAll('.page, .page *')].map((one) => one.getBoundingClientRect().right))") <= PHONE["width"] + 1
    shoot(page, "sites-phone")
