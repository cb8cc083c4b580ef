"""Zones of an incident: two people order and lift, the case file says so, and a team counts at the doors without a line."""

import re

import pytest
from playwright.sync_api import expect

from conftest import FIELD_TEAM, PHONE
from staging import Desk, press_button

WORDS = {
    "zh-CN": {"title": "转移避险", "order": "转移令", "own": "须由另一人确认", "left": "剩 ", "file": "案卷", "synthetic": "合成数据"},
    "en": {"title": "Evacuation", "order": "Order", "own": "another person must confirm", "left": " left", "file": "Case file", "synthetic": "Synthetic"},
}
REASON = "裂缝加宽"


def zone_command(desk, incident, kind, zone="hand-1", **fields):
    return desk.post(f"/api/incidents/{incident}/evacuations/{zone}/commands", type=kind, **fields)


def lifted(first, second, incident):
    """Two people lift what stands, so that the incident can end."""
    zone_command(first, incident, "proposeLift", reason="测试结束")
    number = first.get(f"/api/incidents/{incident}/evacuations")["items"][0]["proposal"]["number"]
    zone_command(second, incident, "confirm", proposal=number)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_two_people_order_a_zone_and_the_case_file_says_so(open_page, base_url, shoot, language):
    words = WORDS[language]
    page = open_page("beibei", language=language)
    first, second = Desk(page, base_url), Desk(open_page("hub"), base_url)
    incident = first.open_incident(f"转移 {language}")
    first.post(f"/api/incidents/{incident}/evacuations", name="崖脚", households=12)
    page.goto(f"{base_url}/#/incident/incident/{incident}")
    panel = page.locator("[data-panel=evacuation]")
    expect(panel.locator("h2")).to_contain_text(words["title"])
    zone = panel.locator("[data-zone=hand-1]")
    press_button(page, zone.locator("[data-command=proposeOrder]"))
    page.locator("dialog textarea").fill(REASON)
    press_button(page, page.locator("dialog button[type=submit]"))
    expect(zone.locator("[data-own]")).to_contain_text(words["own"])
    expect(zone.locator("[data-command=confirm]")).to_have_count(0)
    press_button(page, zone.locator("[data-command=setTimes]"))
    page.locator("dialog input[name=clearanceMinutes]").fill("45")
    page.locator("dialog input[name=marginMinutes]").fill("15")
    page.locator("dialog input[name=arrivalAt]").fill(page.evaluate("new Date(Date.now() + 7.2e6).toLocaleString('sv').replace(' ', 'T').slice(0, 16)"))
    press_button(page, page.locator("dialog button[type=submit]"))
    expect(zone.locator(".zone-latest")).to_contain_text("45")
    expect(zone.locator(".zone-left")).to_have_text(re.compile(re.escape(words["left"])))
    shoot(page, f"evacuation-proposed-{language}")
    # The other person's confirmation comes over the line, without a reload.
    zone_command(second, incident, "confirm", proposal=1)
    expect(zone).to_have_attribute("data-stage", "order")
    expect(zone.locator(".zone-stage")).to_contain_text(words["order"])
    expect(zone.locator("[data-unreached]")).to_have_attribute("data-unreached", "12")
    zone_command(second, incident, "count", outcome="contacted", households=5)
    expect(zone.locator("[data-unreached]")).to_have_attribute("data-unreached", "7")
    shoot(page, f"evacuation-ordered-{language}")
    press_button(page, page.locator("[data-case]"))
    paper = page.locator(f"[data-case-file='{incident}']")
    expect(paper.locator("h1")).to_contain_text(words["file"])
    expect(paper).to_contain_text(REASON)
    expect(paper.locator(".case-source")).to_have_text(re.compile(r"\b[0-9a-f]{64}\b"))
    page.emulate_media(media="print")
    expect(paper.locator(".case-tools")).to_be_hidden()
    expect(page.locator(".frame > header").first).to_be_hidden()
    expect(page.locator(".markings .marking")).to_be_visible()
    expect(paper.locator(".case-mark")).to_contain_text(words["synthetic"])
    shoot(page, f"case-file-print-{language}")
    lifted(first, second, incident)
    first.command(incident, "close", disposition="false-alarm")


def test_households_counted_without_a_line_are_each_counted_once(open_page, base_url, shoot, steward):
    steward.free(FIELD_TEAM)
    township = Desk(open_page("chengjiang"), base_url)
    incident = township.open_incident("入户计数")
    township.post(f"/api/incidents/{incident}/evacuations", name="崖脚", households=4)
    zone_command(township, incident, "warn")
    phone = open_page("field", "/field/", viewport=PHONE)
    field = Desk(phone, base_url)
    task = township.task_for(incident, field.me["team"], "逐户通知")
    sheet = phone.locator(f"[data-task='{task}'] [data-count-zone=hand-1]")
    expect(sheet).to_be_visible()
    phone.context.set_offline(True)
    contacted = sheet.locator("[data-outcome=contacted]")
    for number in (1, 2, 3):
        press_button(phone, contacted)
        expect(contacted.locator("b")).to_have_text(str(number))
    press_button(phone, sheet.locator("[data-outcome=refused]"))
    expect(phone.locator(".field-line")).to_contain_text("待发送 4")
    expect(sheet).to_contain_text("未通知 1 户")
    shoot(phone, "field-count-offline")
    assert township.told(incident, "HouseholdsCounted") == 0
    phone.context.set_offline(False)
    township.until(f"/api/incidents/{incident}/evacuations", lambda one: one["items"][0]["unreachedHouseholds"] == 1)
    expect(phone.locator(".field-line")).not_to_contain_text("待发送")
    assert township.told(incident, "HouseholdsCounted") == 4
    expect(contacted.locator("b")).to_have_text("3")
    # Two more than live there: the second is refused, and the person is told why.
    press_button(phone, contacted)
    expect(contacted.locator("b")).to_have_text("4")
    press_button(phone, contacted)
    expect(phone.locator("[data-refused-count]")).to_contain_text("重复计数")
    shoot(phone, "field-count-refused")
    township.task_command(incident, task, "cancel", reason="测试结束")
