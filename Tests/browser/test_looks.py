"""A look from the air that the plan asks for: proposed on top of the incident's page, ordered by one press, declined, given to a team; nothing flies in an exercise."""

import uuid

import pytest
from conftest import PHONE
from playwright.sync_api import expect
from test_accessibility import assert_clean


@pytest.fixture
def opened(open_page, base_url):
    """A function that opens an incident of the landslide plan at the cliff; synthetic."""

    def opened_(page, exercise=False):
        me = page.request.get(f"{base_url}/api/me").json()
        draft = {
            "id": str(uuid.uuid4()),
            "kind": "landslide",
            "grade": "III",
            "title": {"zh": "合成：崖面掉块", "en": "Synthetic: rocks fall from the face"},
            "point": {"latitude": 29.8790, "longitude": 106.3990},
            "synthetic": True,
            "exercise": exercise,
        }
        answer = page.request.post(f"{base_url}/api/incidents", data=draft, headers={"X-CSRF-Token": me["csrf"]})
        assert answer.status == 201, answer.text()
        return answer.json()["incident"]

    return opened_


def test_the_plan_asks_for_a_look_and_one_press_orders_it(open_page, base_url, dock, opened, shoot):
    page = open_page("beibei", "/#/board")
    incident = opened(page)
    expect(page.locator(".row [data-look]").first).to_be_visible()
    page.goto(f"{base_url}/#/incident/incident/{incident}")
    strip = page.locator("[data-look]").first
    expect(strip).to_contain_text("预案要求空中查看")
    expect(strip.locator("[data-how]")).to_contain_text("北碚一号")
    shoot(page, "look-proposed-zh")
    assert_clean(page, "look proposed")
    phone = open_page("beibei", f"/#/incident/incident/{incident}", language="en", theme="light", viewport=PHONE)
    asked = phone.locator("section[data-look]")
    expect(asked).to_be_in_viewport()
    expect(asked.locator("[data-how]")).to_contain_text("Soonest there: Beibei drone 1")
    shoot(phone, "look-proposed-phone-en")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    asked.locator("[data-command=orderLook]").click()
    expect(phone.locator("[data-flight='1']")).to_have_attribute("data-state", "onStation")
    expect(asked).to_be_hidden()
    expect(page.locator("section[data-look]")).to_be_hidden()
    assert [told["method"] for told in dock.heard] == ["takeoff_to_point"]
    flight = page.locator("[data-flight='1']")
    flight.locator("[data-command=sendOn]").click()
    form = page.locator("[data-onward='1']")
    form.locator("[name=latitude]").fill("29.8750")
    form.locator("[name=longitude]").fill("106.4010")
    shoot(page, "drone-onward-zh")
    form.locator("[data-command=sendOnward]").click()
    expect(page.locator(".timeline")).to_contain_text("转飞另一地点")
    expect(flight).to_have_attribute("data-state", "onStation")
    flight.locator("[data-command=returnHome]").click()
    expect(flight).to_have_attribute("data-outcome", "returned")
    expect(page.locator(".timeline")).to_contain_text("到达现场上空查看，已返航")
    page.goto(f"{base_url}/#/case/incident/{incident}")
    expect(page.locator("[data-case-file]")).to_contain_text("预案要求空中查看「无人机航拍复核」")


def test_where_no_drone_can_fly_the_reason_stands_there_and_the_look_is_declined_or_given_to_a_team(open_page, base_url, opened, shoot):
    page = open_page("beibei", "/#/board")
    incident = opened(page)
    page.goto(f"{base_url}/#/incident/incident/{incident}")
    strip = page.locator("section[data-look]")
    # A dock of the test before counts as there for half a minute, and the page asks again every half a minute.
    expect(strip.locator("[data-how]")).to_contain_text("没有无人机可以飞去", timeout=75_000)
    expect(strip.locator("[data-command=orderLook]")).to_have_count(0)
    shoot(page, "look-none-zh")
    strip.locator("[data-command=lookByTeam]").click()
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("select[name=task]")).to_contain_text("无人机航拍复核")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    strip.locator("[data-command=declineLook]").click()
    dialog.locator("[name=reason]").fill("大雾")
    dialog.locator("button[type=submit]").click()
    expect(strip).to_be_hidden()
    expect(page.locator(".timeline")).to_contain_text("大雾")


def test_in_an_exercise_nothing_flies_and_the_page_says_so(open_page, base_url, dock, opened, shoot):
    page = open_page("beibei", "/#/board")
    incident = opened(page, exercise=True)
    page.goto(f"{base_url}/#/incident/incident/{incident}")
    strip = page.locator("section[data-look]")
    expect(strip.locator("[data-how]")).to_contain_text("演练：无人机不放飞")
    shoot(page, "look-exercise-zh")
    strip.locator("[data-command=acceptLook]").click()
    expect(strip).to_be_hidden()
    assert dock.heard == []


def test_a_line_to_the_drones_that_is_down_is_said_on_the_board_and_so_is_its_end(open_page, broker, shoot):
    if broker is None:
        pytest.skip("drones need mosquitto, and a server of the tests' own")
    page = open_page("beibei", "/#/board")
    expect(page.locator(".rows .row").first).to_be_visible()
    expect(page.locator("[data-drone-line]")).to_have_count(0)
    broker.kill()
    try:
        expect(page.locator("[data-drone-line=down]")).to_contain_text("无人机链路自")
        shoot(page, "drone-line-down-zh")
    finally:
        broker.start()
    expect(page.locator("[data-drone-line=back]")).to_contain_text("恢复", timeout=60_000)
    english = open_page("beibei", "/#/board", language="en", viewport=PHONE)
    expect(english.locator("[data-drone-line]")).to_have_count(0)
