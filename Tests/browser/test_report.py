"""The phone desk: where it happened, and who called."""

import time

from playwright.sync_api import expect

from staging import PLACE, Desk, press_button

TITLE = "街口积水"
CALLER, PHONE_NUMBER = "来电人甲（合成）", "000-0000"


def open_report(page):
    expect(page.locator(".queue-head")).to_be_visible()
    page.keyboard.press("p")
    dialog = page.locator("dialog[open]")
    # No place is guessed: an unread guess would send help to the wrong one.
    expect(dialog.locator("[name=latitude]")).to_have_value("")
    return dialog


def search_township(page, dialog, typed):
    dialog.locator("[name=township]").focus()
    page.keyboard.type(typed)
    expect(dialog.locator("[role=option]").first).to_be_visible()


def type_place(page, dialog, latitude, longitude):
    for name, value in (("latitude", latitude), ("longitude", longitude)):
        dialog.locator(f"[name={name}]").focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(str(value))


def test_a_place_outside_the_city_is_told_and_the_draft_kept(open_page, shoot):
    page = open_page("chengjiang")
    dialog = open_report(page)
    dialog.locator("[name=title]").focus()
    page.keyboard.type(TITLE)
    type_place(page, dialog, 10, 10)
    expect(dialog.locator("[data-where]")).to_contain_text("不在本市范围内")
    dialog.locator("[name=title]").focus()
    page.keyboard.press("Enter")
    expect(dialog.locator("[role=alert]")).to_contain_text("不在本市范围内")
    shoot(page, "report-outside")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("p")
    expect(dialog.locator("[name=title]")).to_have_value(TITLE)
    expect(dialog.locator("[name=latitude]")).to_have_value("10")


def test_without_a_place_nothing_is_sent(open_page):
    page = open_page("chengjiang")
    dialog = open_report(page)
    dialog.locator("[name=title]").focus()
    page.keyboard.type(TITLE)
    page.keyboard.press("Enter")
    expect(dialog.locator("[role=alert]")).to_have_text("请填写：地点")


def test_a_township_is_found_by_name_and_a_second_call_joins_the_first(open_page, shoot):
    page = open_page("chengjiang")
    title = f"{TITLE} {time.monotonic_ns() % 10**9}"
    for told in ("已登记为", "并入已有"):
        dialog = open_report(page)
        dialog.locator("[name=title]").focus()
        page.keyboard.type(title)
        search_township(page, dialog, "北碚 澄江")
        shoot(page, "report-township")
        # Enter chooses here and does not send.
        page.keyboard.press("Enter")
        expect(dialog.locator("[name=township]")).to_have_value("北碚区 · 澄江镇")
        expect(dialog.locator("[data-where]")).to_contain_text("澄江镇")
        page.keyboard.press("Enter")
        expect(dialog).to_be_hidden()
        expect(page.locator(".said-good")).to_contain_text(told)


def test_a_place_is_chosen_on_the_map_by_click_and_by_keys(open_page, shoot):
    page = open_page("chengjiang")
    expect(page.locator(".map-canvas canvas")).to_be_visible()
    dialog = open_report(page)
    latitude = dialog.locator("[name=latitude]")
    before = latitude.input_value()
    press_button(page, dialog.get_by_role("button", name="在地图上点选"))
    canvas = dialog.locator(".place-map canvas")
    expect(canvas).to_be_visible()
    box = canvas.bounding_box()
    canvas.click(position={"x": box["width"] * 0.6, "y": box["height"] * 0.4})
    expect(latitude).not_to_have_value(before)
    expect(dialog.locator("[data-where]")).to_contain_text("·")
    shoot(page, "report-map")
    clicked = latitude.input_value()
    canvas.focus()
    page.keyboard.press("Enter")
    expect(latitude).not_to_have_value(clicked)
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    # The one map of the window is back where it was.
    expect(page.locator(".map-canvas canvas")).to_be_visible()


def test_a_caller_is_shown_only_for_a_stated_purpose(open_page, base_url, shoot):
    page = open_page("chengjiang")
    desk = Desk(page, base_url)
    title = {"zh": "来电反映积水", "en": "A call about water"}
    caller = {"name": CALLER, "phone": PHONE_NUMBER}
    alert = desk.post("/api/reports", kind="other", grade="III", title=title, point=PLACE, caller=caller, text="水到膝盖")["alert"]
    page.goto(f"{base_url}/#/board/alert/{alert}")
    look = page.locator(".rail [data-look]").last
    expect(look).to_be_visible()
    assert CALLER not in page.content()
    press_button(page, look)
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("select")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.locator("[role=alert]")).to_contain_text("用途")
    dialog.locator("select").press("ArrowDown")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    shown = page.locator("[data-looked]").last
    expect(shown).to_contain_text(CALLER)
    expect(shown).to_contain_text("回拨核实")
    shoot(page, "caller")
    press_button(page, shown.get_by_role("button", name="收起"))
    expect(shown).to_be_hidden()
    assert CALLER not in page.content()
