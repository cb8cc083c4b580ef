"""What is told of a fire as it runs, where a user meets it: the forecast of its weather, its edge as measured, its crews, and figures over many.

The fire and the forecast stay with a server for as long as it runs, so these tests have one of their own: others look at the demonstration as it is.
"""

import re
import time
import uuid

import pytest
from conftest import PASSWORD, PHONE, playing, signer
from playwright.sync_api import expect
from staging import Desk
from steward import Steward
from test_accessibility import assert_clean

PLACE = {"latitude": 29.8405, "longitude": 106.3790}
CREW = "beibei-forest-2"
# A debug build takes half a minute for what a release build does in a second.
PICTURE_SECONDS = 150
HEADER = "hour,wind_speed_kmh,wind_from_deg,temperature_c,humidity_pct,rain_mm\n"


def table(hours, wind):
    return HEADER + "".join(f"{hour},{wind},90,34,25,0\n" for hour in range(hours))


def send_forecast(desk, text):
    issued = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    answer = desk.request.post(
        f"{desk.url}/api/forests/jinyun/forecast?issued={issued}&source=office",
        data=text,
        headers={"X-CSRF-Token": desk.me["csrf"], "Content-Type": "text/csv"},
    )
    assert answer.ok, answer.text()


def picture(desk, incident, number=1):
    end = time.monotonic() + PICTURE_SECONDS
    while time.monotonic() < end:
        answer = desk.request.get(f"{desk.url}/api/incidents/{incident}/fire")
        if answer.status == 200 and answer.json()["number"] >= number:
            return answer.json()
        time.sleep(0.3)
    raise AssertionError(f"no picture {number} of {incident}")


@pytest.fixture(scope="module")
def base_url(tmp_path_factory):
    with playing(tmp_path_factory.mktemp("fires"), log_name="server-fires.log") as started:
        yield started[0]


@pytest.fixture(scope="module")
def sign_in(base_url):
    return signer(base_url)


@pytest.fixture(scope="module")
def steward(base_url):
    return Steward(base_url, PASSWORD)


@pytest.fixture(scope="module")
def told(browser, base_url, sign_in):
    """A fire of this test's own under a forecast of five days, with a team at it."""
    context = browser.new_context()
    sign_in(context, "beibei")
    page = context.new_page()
    desk = Desk(page, base_url)
    send_forecast(desk, table(121, 38))
    draft = {"kind": "wildfire", "grade": "III", "title": {"zh": "实测林火", "en": "Measured fire"}, "point": PLACE}
    incident = desk.post("/api/incidents", **draft)["incident"]
    desk.command(incident, "createTask", title={"zh": "扑火", "en": "Attack"}, department="forestry", team=CREW, center="500109")
    picture(desk, incident)
    yield desk, incident
    context.close()


def test_the_list_shows_the_danger_of_days_that_are_forecast_and_who_forecasts(told, open_page, shoot):
    page = open_page("beibei", "/#/fires")
    forest = page.locator("[data-forest=jinyun]")
    expect(forest.locator("[data-coming] li")).to_have_count(5)
    expect(forest.locator("[data-coming] li").first).to_contain_text(re.compile("[一二三四五]级.*FWI", re.S))
    expect(forest.locator("[data-forecast=current]")).to_contain_text("office")
    expect(page.locator("[data-forest=nanshan] [data-forecast=none]")).to_be_visible()
    shoot(page, "fires-forecast-zh")
    assert_clean(page, "fires with a forecast")


def test_the_map_shows_the_danger_of_a_day_that_is_forecast(told, open_page, shoot):
    page = open_page("beibei", "/#/map")
    choice = page.locator("select[name=danger-day]")
    expect(choice.locator("option")).to_have_count(6)
    choice.select_option(index=2)
    page.locator("input[name=flames]").check()
    with page.expect_response(re.compile(r"/flames\?day=\d{4}-\d\d-\d\d")) as answer:
        choice.select_option(index=3)
    assert answer.value.status == 200
    shoot(page, "map-danger-day-zh")


def test_the_slider_bears_the_wind_of_the_coming_hours_and_the_page_says_where_figures_are_from(told, open_page, shoot):
    _, incident = told
    page = open_page("beibei", f"/#/fire/{incident}", language="en")
    winds = page.locator(".fire-winds")
    expect(winds).to_have_attribute("data-winds", "13")
    expect(winds.locator("[data-source=forecast]").first).to_contain_text("38")
    expect(page.locator(".fire-wind")).to_have_attribute("data-source", "now")
    page.locator("input[data-hours]").focus()
    for _ in range(6):
        page.keyboard.press("PageUp")
    expect(page.locator(".fire-wind")).to_have_attribute("data-source", "forecast")
    expect(page.locator("[data-part=weather] [data-forecast=current]")).to_contain_text("office")
    shoot(page, "fire-winds-en")
    assert_clean(page, "fire with a forecast")


def test_an_edge_is_typed_refused_in_words_put_on_record_and_the_forecast_runs_on_from_it(told, open_page, shoot):
    desk, incident = told
    page = open_page("beibei", f"/#/fire/{incident}")
    panel = page.locator("[data-part=edge]")
    expect(panel).to_contain_text("还没有实测火线")
    points = panel.locator("textarea[name=edge-points]")
    points.fill("29.8380, 106.3760\n29.8430, 106.3820\n29.8380, 106.3820\n29.8430, 106.3760")
    panel.locator("button[type=submit]").click()
    expect(panel.get_by_role("alert")).to_contain_text("自相交")
    points.fill("29.8380, 106.3760\n29.8380, 106.3820\n29.8430, 106.3820\n29.8430, 106.3760")
    panel.locator("input[name=edge-note]").fill("无人机")
    panel.locator("button[type=submit]").click()
    expect(panel.get_by_text("已记入时间线")).to_be_visible()
    row = panel.locator("[data-measured]").first
    expect(row).to_contain_text("无人机", timeout=PICTURE_SECONDS * 1000)
    expect(row).to_contain_text("重合")
    expect(row).to_contain_text("当前推演由此开始")
    shoot(page, "fire-edge-zh")
    assert_clean(page, "fire with a measured edge")
    page.goto(f"{desk.url}/#/incident/incident/{incident}")
    expect(page.get_by_text(re.compile("实测边界：.*km²")).first).to_be_visible()


def test_a_team_tells_by_its_phone_where_it_is_and_the_desk_sees_how_old_that_is(told, open_page, base_url, shoot):
    desk, incident = told
    told_at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    answer = desk.request.post(
        f"{desk.url}/api/incidents/{incident}/fire/position",
        data={"team": CREW, "point": PLACE, "at": told_at},
        headers={"X-CSRF-Token": desk.me["csrf"]},
    )
    assert answer.status == 204, answer.text()
    page = open_page("beibei", f"/#/fire/{incident}")
    crew = page.locator(f"[data-crew={CREW}]")
    expect(crew).to_have_attribute("data-place", "told", timeout=PICTURE_SECONDS * 1000)
    expect(crew).to_contain_text("席位在图上标注")
    before = picture(desk, incident)["number"]
    crew.locator("[data-place-crew]").click()
    page.locator("[data-draw=here]").click()
    picture(desk, incident, before + 1)
    shoot(page, "fire-crews-zh")


def test_the_field_page_says_i_am_here_for_a_fire(open_page, told, base_url, shoot):
    desk, _ = told
    field = open_page("field", "/field/", viewport=PHONE)
    team = field.evaluate("fetch('/api/me').then((answer) => answer.json()).then((me) => me.team)")
    home = next(one for one in desk.get("/api/teams?limit=500")["items"] if one["id"] == team)["home"]
    draft = {"kind": "wildfire", "grade": "IV", "title": {"zh": "定位火情", "en": "Place"}, "point": PLACE}
    incident = desk.post("/api/incidents", **draft)["incident"]
    picture(desk, incident)
    task = desk.task_for(incident, team, f"到火场 {uuid.uuid4().hex[:6]}")
    field.context.grant_permissions(["geolocation"], origin=base_url)
    field.context.set_geolocation({"latitude": home["latitude"], "longitude": home["longitude"], "accuracy": 9})
    sheet = field.locator(f"[data-task={task}]")
    while sheet.get_attribute("data-state") != "accepted":
        before = sheet.get_attribute("data-state")
        sheet.locator(".field-primary").click()
        expect(sheet).not_to_have_attribute("data-state", before)
    sheet.locator("[data-position]").click()
    expect(sheet.locator(".sheet-position [role=status]")).to_contain_text("已报位置，精度 9 m")
    shoot(field, "field-position-zh")
    assert_clean(field, "field position")


def test_figures_of_initial_attack_stand_under_the_forests(told, open_page, shoot):
    desk, incident = told
    for step in ("markUnderControl", "markResolved"):
        desk.command(incident, step)
    page = open_page("beibei", "/#/fires", language="en")
    figures = page.locator("[data-figures=real]")
    row = figures.locator("[data-row='all/']")
    expect(row).to_contain_text(re.compile(r"\(\d+\)"))
    expect(figures).to_contain_text("1 ha or less")
    figures.locator("select").select_option("exercise")
    expect(page.locator("[data-figures=exercise]")).to_be_visible()
    shoot(page, "fires-figures-en")
    assert_clean(page, "figures of initial attack")
