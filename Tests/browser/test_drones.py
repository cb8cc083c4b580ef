"""A drone is sent from the page of an incident, seen there, and called back: over a real broker, with a simulated dock."""

import uuid

from conftest import PHONE
from playwright.sync_api import expect
from test_accessibility import assert_clean


def test_a_drone_is_sent_stands_above_the_place_and_is_called_home(open_page, base_url, dock, shoot):
    page = open_page("beibei", "/#/board")
    me = page.request.get(f"{base_url}/api/me").json()
    draft = {
        "id": str(uuid.uuid4()),
        "kind": "landslide",
        "grade": "III",
        "title": {"zh": "合成：派飞查看", "en": "Synthetic: fly and look"},
        "point": {"latitude": 29.8790, "longitude": 106.3990},
        "synthetic": True,
    }
    answer = page.request.post(f"{base_url}/api/incidents", data=draft, headers={"X-CSRF-Token": me["csrf"]})
    assert answer.status == 201, answer.text()
    incident = answer.json()["incident"]
    page.goto(f"{base_url}/#/incident/incident/{incident}")
    panel = page.locator("[data-panel=drones]")
    # The others say why they cannot.
    expect(panel.locator("[data-drone=beibei-1]")).not_to_have_class("drone-unable")
    expect(panel.locator("[data-drone=shapingba-1] .chip-warn").first).to_be_visible()
    order = panel.locator("[data-command=orderFlight]")
    expect(order).to_contain_text("北碚一号")
    order.click()
    flight = panel.locator("[data-flight='1']")
    expect(flight).to_have_attribute("data-state", "onStation")
    expect(flight.locator("[data-live]")).to_contain_text("160")
    shoot(page, "drone-on-station")
    assert_clean(page, "drones")
    assert [told["method"] for told in dock.heard] == ["takeoff_to_point"]
    phone = open_page("beibei", f"/#/incident/incident/{incident}", language="en", theme="light", viewport=PHONE)
    expect(phone.locator("[data-flight='1']")).to_contain_text("Above the place")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    flight.locator("[data-command=returnHome]").click()
    expect(flight).to_have_attribute("data-outcome", "returned")
    assert [told["method"] for told in dock.heard] == ["takeoff_to_point", "return_home"]
