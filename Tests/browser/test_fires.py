"""Forests and the page of a fire: the list, the map with its hours and layers, the figures, a line that is drawn, and what is shown where nothing is."""

import json
import re
import struct
import time

import pytest
from conftest import PHONE
from playwright.sync_api import expect
from test_accessibility import assert_clean

# The day of the demonstration brings its fire after about two minutes and a quarter.
FIRE_WAIT_SECONDS = 240
POLL_SECONDS = 2
# Of a raster: where there is nothing to say.
NONE = 65535


def made(page, base_url):
    """The newest fire that has a picture, burning or over, with its picture; waits for the first of the day."""
    end = time.monotonic() + FIRE_WAIT_SECONDS
    while time.monotonic() < end:
        forests = page.request.get(f"{base_url}/api/forests").json()["items"]
        if not forests:
            pytest.skip("this city describes no forest")
        closed = page.request.get(f"{base_url}/api/incidents?state=closed&limit=100").json()["items"]
        ids = [one for forest in forests for one in forest["fires"]] + [one["id"] for one in closed if one["kind"] == "wildfire"]
        for incident in ids:
            answer = page.request.get(f"{base_url}/api/incidents/{incident}/fire")
            if answer.status == 200:
                return incident, answer.json()
        time.sleep(POLL_SECONDS)
    pytest.skip("no fire came within the wait")


@pytest.fixture
def fire(open_page, base_url):
    """A function that opens the page of a fire; `change` makes another picture of the server's own, `status` answers without one."""

    def fire_(change=None, status=200, query="", **look):
        page = open_page("beibei", "/#/fires", **look)
        incident, picture = made(page, base_url)
        if change or status != 200:
            picture = change(picture) if change else {"state": "making"}
            body = json.dumps(picture) if status in (200, 202) else json.dumps({"code": "not-found", "detail": "no forecast"})
            page.route(re.compile(r"/api/incidents/[^/]+/fire$"), lambda route: route.fulfill(status=status, body=body, content_type="application/json"))
            page.route(re.compile(r"/fire/layers/access"), lambda route: route.fulfill(status=200, body=access_of(picture)))
        page.goto(f"{base_url}/#/fire/{incident}{query}")
        return page, incident, picture

    return fire_


def access_of(picture):
    """The west of the ground is reached in four minutes, the rest in twenty, and its last row never."""
    columns, rows = picture["grid"]["columns"], picture["grid"]["rows"]
    row = [40 if column < columns // 2 else 200 for column in range(columns)]
    return b"".join(struct.pack(f"<{columns}H", *(row if number < rows - 1 else [NONE] * columns)) for number in range(rows))


def with_roads(picture):
    """The picture as it would be with a road graph."""
    at = picture["ignition"]
    way = [[at["longitude"] + 0.01, at["latitude"] - 0.01], [at["longitude"] + 0.004, at["latitude"] - 0.002]]
    name = lambda text: {"zh": text, "en": text}
    team = {"skills": [], "isFree": True, "isCutOff": False, "route": []}
    picture["roads"] = {
        "approach": at,
        "teams": [
            {**team, "team": "cut", "name": name("甲队"), "isCutOff": True},
            {**team, "team": "far", "name": name("乙队"), "seconds": 900, "metres": 9000},
            {**team, "team": "near", "name": name("丙队"), "seconds": 270, "metres": 2100, "route": way},
        ],
        "reach": {
            "withinSeconds": 300,
            "roads": [way],
            "share": 0.42,
            "station": {"id": "saddle", "name": name("垭口护林点"), "point": at, "gains": 3.2},
        },
        "cut": [{"way": 7, "minute": 45, "line": way}],
    }
    picture["grid"]["layers"].append({"name": "access", "unit": "min", "scale": 0.1})
    picture["crews"] = [{"team": "near", "name": name("丙队"), "end": "road", "minutes": 8, "marginMinutes": 4, "path": way}]
    picture["notes"] = []
    return picture


def test_forests_show_their_danger_their_weather_and_who_patrols(open_page, base_url, shoot):
    page = open_page("beibei", "/#/board")
    expect(page.locator(".queue-head")).to_be_visible()
    page.keyboard.press("0")
    forest = page.locator("[data-forest=jinyun]")
    expect(forest.locator(".danger-badge")).to_contain_text(re.compile("[一二三四五]级"))
    expect(forest).to_contain_text("FWI")
    expect(forest).to_contain_text("实测")
    expect(forest).to_contain_text("巡护")
    expect(forest.locator(".chip-synthetic")).to_be_visible()
    expect(page.locator(".tab[aria-current=page]")).to_contain_text("林火")
    shoot(page, "fires-zh")
    assert_clean(page, "fires")
    phone = open_page("beibei", "/#/fires", language="en", theme="light", viewport=PHONE)
    expect(phone.locator("[data-forest=jinyun] .danger-badge")).to_contain_text(re.compile("Class [1-5]"))
    shoot(phone, "fires-phone-en")
    assert_clean(phone, "fires phone")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_of_a_fire_shows_where_it_runs_at_any_hour_of_the_day(fire, shoot):
    page, incident, picture = fire()
    ground = page.locator(".fire-canvas")
    expect(ground).to_have_attribute("data-painted", "arrival")
    expect(page.locator("[data-part=areas] tr[data-horizon]")).to_have_count(6)
    expect(page.locator("[data-part=zones] [data-zone]")).to_have_count(len(picture["zones"]))
    expect(page.locator("[data-part=sensors] .bubble")).to_have_text("110")
    expect(page.locator(".fire-made")).to_contain_text("毫秒")
    expect(page.locator(".fire-head .chip-synthetic")).to_be_visible()
    slider = page.locator("[data-hours]")
    slider.focus()
    for key in ("PageUp", "PageUp", "ArrowRight"):
        page.keyboard.press(key)
    expect(ground).to_have_attribute("data-ahead", "130")
    expect(page.locator("[data-at]")).to_contain_text("+2 小时 10 分")
    expect(page).to_have_url(re.compile(r"at=130"))
    page.locator("input[name=fire-raster][value=probability]").check()
    expect(ground).to_have_attribute("data-painted", re.compile(r"probability-\d+"))
    page.keyboard.press("Tab")
    slider.focus()
    page.keyboard.press("End")
    expect(ground).to_have_attribute("data-painted", "probability-24")
    expect(page).to_have_url(re.compile(r"at=1440&layer=probability"))
    shoot(page, "fire-zh")
    assert_clean(page, "fire")
    page.locator("input[name=fire-sensors]").uncheck()
    page.locator("input[name=fire-raster][value=flame]").check()
    expect(ground).to_have_attribute("data-painted", "flame")


def test_a_link_opens_the_same_hour_and_layer_on_a_phone_in_english(fire, shoot):
    page, _, _ = fire(query="?at=360&layer=flame", language="en", theme="light", viewport=PHONE)
    expect(page.locator(".fire-canvas")).to_have_attribute("data-painted", "flame")
    expect(page.locator("[data-at]")).to_contain_text("+6 h")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shoot(page, "fire-phone-en")
    assert_clean(page, "fire phone")
    page.locator("[data-part=zones]").scroll_into_view_if_needed()
    shoot(page, "fire-phone-rail-en")


def test_the_play_goes_on_by_itself_and_stops_where_somebody_takes_the_slider(fire):
    page, _, _ = fire()
    expect(page.locator(".fire-canvas")).to_have_attribute("data-painted", "arrival")
    page.locator(".fire-hours button").click()
    # People who asked for less motion get an hour a step.
    expect(page.locator(".fire-canvas")).to_have_attribute("data-ahead", re.compile("^(60|120|180)$"))
    page.locator("[data-hours]").focus()
    page.keyboard.press("Home")
    expect(page.locator(".fire-hours button")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".fire-canvas")).to_have_attribute("data-ahead", "0")


def test_with_roads_the_page_says_who_is_there_when_and_where_the_next_engine_belongs(fire, shoot):
    page, _, _ = fire(change=with_roads, query="?layer=access")
    expect(page.locator(".fire-canvas")).to_have_attribute("data-painted", "access")
    teams = page.locator("[data-part=teams] [data-team]")
    assert [one.get_attribute("data-team") for one in teams.all()] == ["near", "far", "cut"]
    expect(teams.last).to_contain_text("道路已断")
    ring = page.locator("[data-part=ring]")
    expect(ring).to_contain_text("42 %")
    expect(ring).to_contain_text("垭口护林点")
    expect(page.locator("[data-part=cut] li")).to_have_count(1)
    expect(page.locator("[data-crew=near]")).to_have_class("fire-tight")
    shoot(page, "fire-roads-zh")
    assert_clean(page, "fire with roads")


def test_a_picture_that_was_not_made_anew_is_said_to_be_old(fire, shoot):
    def old(picture):
        picture["madeAt"] = "2026-01-01T00:00:00Z"
        picture["attack"] = [one for one in picture["attack"] if one["step"] in ("detected", "confirmed")]
        return picture

    page, incident, _ = fire(change=old)
    stale = page.locator(".fire-made")
    closed = page.request.get(f"{page.url.split('/#')[0]}/api/incidents/{incident}").json()["state"] in ("closed", "merged")
    if closed:
        # What is over does not grow old.
        expect(stale).not_to_have_attribute("data-stale", "true")
    else:
        expect(stale).to_have_attribute("data-stale", "true")
        expect(stale).to_contain_text("未更新")
    shoot(page, "fire-stale-zh")


@pytest.mark.parametrize("status,words", [(202, "正在推算火势"), (404, "没有火势推算"), (500, "重试")])
def test_where_there_is_no_picture_the_page_says_why(fire, shoot, status, words):
    page, _, _ = fire(status=status)
    expect(page.locator(".fire-waiting")).to_contain_text(words)
    shoot(page, f"fire-{status}-zh")
    assert_clean(page, f"fire {status}")


def test_a_picture_stays_when_the_next_answer_fails(fire):
    page, _, _ = fire()
    expect(page.locator(".fire-canvas")).to_have_attribute("data-painted", "arrival")
    page.route(re.compile(r"/api/incidents/[^/]+/fire$"), lambda route: route.abort())
    expect(page.locator(".fire-failed")).to_be_visible()
    expect(page.locator("[data-part=areas] tr[data-horizon]")).to_have_count(6)
    page.unroute(re.compile(r"/api/incidents/[^/]+/fire$"))
    page.locator(".fire-failed button").click()
    expect(page.locator(".fire-failed")).to_have_count(0)


def test_a_line_is_drawn_by_keys_or_typed_and_the_answer_stands_in_words(fire, shoot):
    page, _, picture = fire()
    expect(page.locator(".fire-canvas")).to_have_attribute("data-painted", "arrival")
    expect(page.locator(".fire-canvas canvas")).to_be_visible()
    panel = page.locator("[data-part=line]")
    panel.locator("[data-draw=toggle]").press("Enter")
    page.locator("[data-draw=here]").press("Enter")
    expect(panel).to_contain_text("已有 1 点")
    expect(panel.locator("[type=submit]")).to_be_disabled()
    at = picture["ignition"]
    points = panel.locator("textarea")
    points.fill("29.8, 106.4\nnowhere")
    expect(panel.locator("[role=alert]")).to_contain_text("不是")
    points.fill(f"{at['latitude'] + 0.004}, {at['longitude'] - 0.003}\n{at['latitude'] + 0.004}, {at['longitude'] + 0.003}")
    panel.locator("[name=people]").fill("60")
    panel.locator("[type=submit]").click()
    answer = panel.locator("[data-verdict]")
    expect(answer).to_have_attribute("data-verdict", re.compile("holds|tooHot|late|notReached"))
    expect(answer).to_contain_text(re.compile(r"长 [\d,]+ m"))
    answer.scroll_into_view_if_needed()
    shoot(page, "fire-line-zh")
    assert_clean(page, "fire line")
    # Far away there is no ground; the words typed stay.
    points.fill("30.9, 107.0\n30.91, 107.0")
    panel.locator("[type=submit]").click()
    expect(panel.locator("[role=alert]")).to_be_visible()
    expect(points).to_have_value(re.compile("30.9"))
    panel.locator("[data-draw=clear]").click()
    expect(points).to_have_value("")


def test_a_click_on_the_map_adds_a_point(fire):
    page, _, _ = fire()
    expect(page.locator(".fire-canvas")).to_have_attribute("data-painted", "arrival")
    expect(page.locator(".fire-canvas canvas")).to_be_visible()
    panel = page.locator("[data-part=line]")
    panel.locator("[data-draw=toggle]").click()
    box = page.locator(".fire-canvas").bounding_box()
    for shift in (-60, 60):
        page.mouse.click(box["x"] + box["width"] / 2 + shift, box["y"] + box["height"] / 2 - 80)
    expect(panel).to_contain_text("已有 2 点")


def test_the_page_of_the_incident_sums_the_fire_up_and_leads_to_its_page_and_back(fire, base_url, shoot):
    page, incident, _ = fire()
    expect(page.locator("[data-part=zones]")).to_be_visible()
    page.locator("[data-evacuate]").click()
    expect(page).to_have_url(re.compile(f"#/incident/incident/{incident}"))
    summary = page.locator("[data-panel=fire]")
    expect(summary).to_contain_text("km²")
    shoot(page, "fire-summary-zh")
    assert_clean(page, "fire summary")
    summary.locator("[data-fire-page]").click()
    expect(page.locator(".fire[data-fire=ready]")).to_be_visible()
    expect(page.locator(".fire-rail .cameras .camera-row").first).to_be_visible()


def test_the_map_shows_the_danger_of_forests_and_the_flames_on_demand(open_page, shoot):
    page = open_page("beibei", "/#/map")
    flames = page.locator("input[name=flames]")
    expect(flames).to_be_visible()
    with page.expect_response(re.compile("/api/forests/jinyun/flames")) as answer:
        flames.check()
    assert answer.value.ok
    expect(page.locator(".layers [role=alert]")).to_have_count(0)
    shoot(page, "map-danger-zh")
    assert_clean(page, "map with danger")


@pytest.mark.parametrize("language,word", [("zh-CN", "合成"), ("en", "synthetic")])
def test_the_tour_goes_by_the_fire(open_page, base_url, shoot, language, word):
    made(open_page("beibei", "/#/fires"), base_url)
    page = open_page("beibei", "/", language=language, tour_seen=False)
    words = page.locator(".tour-words")
    expect(words).to_be_visible()
    expect(page.locator(".form-hint").last).to_contain_text(re.compile(r"[89]"))
    for _ in range(9):
        if words.get_attribute("data-stop") == "tour.fire.1":
            break
        page.keyboard.press("Enter")
    expect(words).to_contain_text("12:07")
    expect(words).to_contain_text(word)
    expect(page.locator("[data-part=sensors].toured")).to_be_visible()
    page.keyboard.press("Enter")
    expect(words).to_contain_text("12:08")
    expect(page.locator("[data-part=frames].toured")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=ring].toured")).to_be_visible()
    shoot(page, f"tour-fire-{language}")
    page.keyboard.press("Enter")
    expect(words).to_contain_text("12:50")
    page.keyboard.press("Enter")
    expect(words).to_have_count(0)
    expect(page.locator(".queue-head")).to_be_visible()
