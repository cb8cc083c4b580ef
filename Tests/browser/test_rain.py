"""Storm mode by hand: a round is begun, a forecast entered, a team sent, and what it saw comes back from a telephone that had no line."""

import re

from conftest import FIELD_TEAM, PHONE
from playwright.sync_api import expect
from test_accessibility import assert_clean

FINDING = "坡脚渗水，新裂缝三毫米（合成）"


def answer(page, words=None, choice=None):
    """Fills the open dialog, sends it, and waits until the server has taken it."""
    dialog = page.locator("[data-rain-ask]")
    if words:
        dialog.locator("textarea").fill(words)
    if choice:
        dialog.locator("select").select_option(choice)
    dialog.locator("[type=submit]").click()
    expect(dialog).to_have_count(0)


def begin(page):
    form = page.locator("form.panel.rain-form")
    form.locator("input").fill("合成强降雨")
    form.locator("button").click()
    expect(page.locator(".rain-round")).to_be_visible()
    page.locator(".rain-waiting summary").first.click()
    forecast = page.locator("[data-rain-forecast]")
    forecast.locator("[name=source]").fill("合成气象台")
    forecast.locator("[name=millimetres]").fill("120")
    forecast.locator(".button-primary").click()
    expect(page.locator("tr[data-site]").first).to_be_visible()


def send_team(page, row):
    row.locator("[data-rain=callOff]").click()
    answer(page, words="改派专业队伍")
    expect(row.locator(".rain-patrol-calledOff")).to_be_visible()
    row.locator("[data-rain=assign]").click()
    answer(page, choice=f"team/{FIELD_TEAM}")
    expect(row.locator(".rain-patrol-assigned")).to_be_visible()


def test_a_team_is_sent_to_a_slope_and_what_it_saw_comes_back_without_a_line(open_page, shoot):
    desk = open_page("beibei", "/#/rain")
    begin(desk)
    site = desk.locator("tr[data-site]").first.get_attribute("data-site")
    row = desk.locator(f"tr[data-site='{site}']")
    send_team(desk, row)
    shoot(desk, "rain-desk")
    assert_clean(desk, "rain")

    phone = open_page("field", "/field/", viewport=PHONE)
    sheet = phone.locator("[data-patrol]")
    expect(sheet).to_have_count(1)
    sheet.locator("[data-command=acknowledgePatrol]").click()
    expect(sheet).to_have_attribute("data-state", "acknowledged")
    expect(row.locator(".rain-patrol-acknowledged")).to_be_visible()
    assert_clean(phone, "patrol")
    phone.context.set_offline(True)
    sheet.locator("[data-command=finishPatrol]").click()
    sheet.locator("textarea").fill(FINDING)
    shoot(phone, "rain-field")
    sheet.locator(".sheet-words [type=submit]").click()
    expect(sheet).to_have_count(0)
    expect(phone.locator(".field-line b")).to_have_text(re.compile("1"))
    phone.context.set_offline(False)
    expect(row).to_contain_text(FINDING)

    # A slope in the list of the ranking, or the word that all are watched; then the round ends over patrols that nobody took on.
    desk.locator(".rain-waiting summary").last.click()
    expect(desk.locator(".rain-find")).to_be_visible()
    desk.locator(".rain-find").fill("没有的名字")
    expect(desk.locator("[data-waiting]")).to_have_count(0)
    end = desk.locator(".rain-round form.rain-form")
    end.locator("input[maxlength]").fill("雨停（合成）")
    expect(end.locator("button")).to_be_disabled()
    end.locator("[name=callOffUntaken]").check()
    end.locator("button").click()
    expect(desk.locator(".rain-state")).to_contain_text("结束")
