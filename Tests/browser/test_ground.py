"""Sensors in the cloud and the ground in section, as the real server tells them."""

import re

import pytest
from conftest import PHONE
from playwright.sync_api import expect
from test_accessibility import LOOKS, assert_clean

POINTS = re.compile(r"[1-9]\d{4,}")


@pytest.mark.parametrize("language,theme", LOOKS)
def test_sensors_stand_in_the_cloud_and_lead_to_their_charts(open_page, shoot, language, theme):
    page = open_page("hub", "/#/site/diaozui", language=language, theme=theme)
    expect(page.locator(".cloud-canvas")).to_have_attribute("data-points", POINTS)
    marks = page.locator(".cloud-mark:not([data-state=camera])")
    expect(marks).to_have_count(42)
    expect(page.locator(".cloud-tally")).to_contain_text("46")
    # They stand on different places of the picture, inside it.
    frame = page.locator(".cloud-picture").bounding_box()
    page.wait_for_function("new Set([...document.querySelectorAll('.cloud-mark')].map((one) => one.style.transform)).size > 30")
    boxes = [box for box in (marks.nth(index).bounding_box() for index in range(42)) if box]
    within = [0 <= box["x"] - frame["x"] <= frame["width"] and 0 <= box["y"] - frame["y"] <= frame["height"] for box in boxes]
    assert sum(within) >= 40
    shoot(page, f"ground-marks-{language}-{theme}")
    assert_clean(page, "site")
    page.locator("[data-mark=dz-crack-05]").evaluate("(mark) => mark.click()")
    expect(page.locator("[data-channel=dz-crack-05]")).to_be_focused()
    expect(page.locator("[data-channel=dz-crack-05]")).to_be_in_viewport()
    page.locator("[data-look=diaozui-foot]").click()
    expect(page.locator(".cloud-canvas")).to_be_visible()
    shoot(page, f"ground-look-{language}-{theme}")


@pytest.mark.parametrize("language,theme", LOOKS)
def test_the_ground_is_cut_along_two_picked_points_and_versions_say_what_moved(open_page, shoot, language, theme):
    page = open_page("hub", "/#/site/diaozui", language=language, theme=theme)
    panel = page.locator(".geology")
    section = panel.locator(".section svg")
    expect(section).to_have_attribute("data-version", "2")
    expect(panel.locator(".section-layer")).to_have_count(4)
    expect(panel.locator(".chip-synthetic").first).to_be_visible()
    weak = {"zh-CN": "软弱夹层", "en": "Weak layer"}[language]
    expect(panel.locator(".geology-difference").first).to_contain_text(f"{weak}")
    expect(panel.locator(".geology-difference").first).to_contain_text("-2.39")
    expect(panel.locator(".geology-difference").first).to_contain_text("ZK4")
    plan = panel.locator(".plan svg")
    plan.scroll_into_view_if_needed()
    box = plan.bounding_box()
    plan.click(position={"x": 2, "y": box["height"] * 0.6})
    expect(plan).to_have_attribute("data-begun", "yes")
    plan.click(position={"x": box["width"] - 3, "y": box["height"] * 0.5})
    expect(section).to_have_attribute("data-boreholes", re.compile("[3-5]"))
    shoot(page, f"ground-section-{language}-{theme}")
    assert_clean(page, "geology")
    panel.locator("[data-model='1']").click()
    expect(section).to_have_attribute("data-version", "1")
    panel.locator(".plan-ends input").first.fill("900")
    panel.locator(".plan-ends input").nth(2).fill("950")
    panel.locator(".plan-ends button").click()
    expect(panel.locator(".section svg")).to_have_count(0)
    expect(panel.locator(".nothing")).to_be_visible()


def test_a_phone_shows_the_section(open_page, shoot):
    page = open_page("hub", "/#/site/diaozui", viewport=PHONE)
    expect(page.locator(".section svg")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".geology").scroll_into_view_if_needed()
    shoot(page, "ground-phone")
