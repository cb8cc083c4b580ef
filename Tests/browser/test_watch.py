"""Keeping watch: an old picture says so, exercises are marked, phones reach everything, and every browser stays live."""

import signal

import pytest
from playwright.sync_api import expect

from conftest import PHONE
from staging import Desk, press_button

WITHOUT_SHARED_WORKER = "delete globalThis.SharedWorker"


def forward(page, seconds):
    page.clock.fast_forward(seconds * 1000)


@pytest.mark.parametrize("path,line", [("/", ".bar .line"), ("/field/", ".field-line")])
def test_a_silent_line_turns_amber_and_then_red(open_page, server, shoot, path, line):
    process = server[1]
    if process is None:
        pytest.skip("the server is not ours to stop")
    page = open_page("beibei", path, before=lambda page: page.clock.install())
    expect(page.locator(line)).to_contain_text("实时连接")
    process.send_signal(signal.SIGSTOP)
    try:
        forward(page, 12)
        expect(page.locator(f"{line}-amber, .line-amber")).to_contain_text("线路静默")
        forward(page, 20)
        expect(page.locator(f"{line}-red, .line-red")).to_contain_text("数据截至")
        if path == "/":
            shoot(page, "board-stale")
    finally:
        process.send_signal(signal.SIGCONT)
    # What piled up while the server stood still comes in, and the page is live again by itself.
    forward(page, 5)
    expect(page.locator(line)).to_contain_text("实时连接")


def test_an_exercise_is_watermarked_and_a_real_matter_beside_it_is_not(open_page, base_url, shoot):
    page = open_page("chengjiang")
    expect(page.locator(".queue-head")).to_be_visible()
    desk = Desk(page, base_url)
    real, drill = desk.open_incident("真实积水"), desk.open_incident("防汛演练", exercise=True)
    expect(page.locator(".drill")).to_contain_text("有演练在进行")
    page.goto(f"{base_url}/#/incident/incident/{drill}")
    expect(page.locator(".incident-head")).to_contain_text("演练")
    expect(page.locator(".watermark")).to_be_visible()
    shoot(page, "exercise")
    page.goto(f"{base_url}/#/incident/incident/{real}")
    expect(page.locator(".incident-head h1")).to_have_text("真实积水")
    expect(page.locator(".watermark")).to_be_hidden()
    expect(page.locator(".drill")).to_be_visible()
    shoot(page, "exercise-beside")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_phone_reaches_everything_without_scrolling_sideways(open_page, shoot, language):
    page = open_page("beibei", language=language, viewport=PHONE)
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".rail .stages")).to_be_visible()
    expect(page.locator(".map-canvas canvas")).to_be_attached()
    shoot(page, f"phone-board-{language}")
    # Nothing is wider than the phone, neither the page nor what scrolls inside it.
    wide = """() => [document.documentElement, ...document.querySelectorAll('body, .frame, .screen, .queue, .rail, .bar, .status')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className || one.tagName)"""
    assert page.evaluate(wide) == []
    controls = page.locator(".bar button, .bar a, .queue button, .queue input, .rail button").all()
    assert len(controls) > 15
    for control in controls:
        if not control.is_visible():
            continue
        control.scroll_into_view_if_needed()
        box = control.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] + 1, control.inner_text()
        assert box["width"] >= 24 and box["height"] >= 24, control.inner_text()
        assert box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"] + 1, control.inner_text()


def test_a_browser_without_shared_workers_is_live_all_the_same(open_page, base_url):
    page = open_page("chengjiang", before=lambda page: page.add_init_script(WITHOUT_SHARED_WORKER))
    assert page.evaluate("typeof SharedWorker") == "undefined"
    expect(page.locator(".bar .line")).to_contain_text("实时连接")
    incident = Desk(page, base_url).open_incident("无共享线程也实时")
    page.keyboard.press("/")
    page.keyboard.type(incident)
    page.keyboard.press("Enter")
    expect(page.locator(".row").first).to_contain_text("无共享线程也实时")


def test_a_hand_over_is_offered_and_accepted_by_the_other_center(open_page, base_url, shoot):
    giver = open_page("chengjiang")
    desk = Desk(giver, base_url)
    incident = desk.open_incident("移交北碚区")
    assert desk.get(f"/api/incidents/{incident}")["owner"] == desk.me["center"]
    giver.goto(f"{base_url}/#/incident/incident/{incident}")
    press_button(giver, giver.locator("[data-command=offerHandOver]"))
    dialog = giver.locator("dialog[open]")
    listing = dialog.locator("select[name=to]")
    expect(listing.locator("option[value='500109']")).to_be_attached()
    listing.press("Home")
    for _ in range(listing.locator("option").count()):
        if listing.input_value() == "500109":
            break
        listing.press("ArrowDown")
    dialog.locator("[name=reason]").focus()
    giver.keyboard.type("超出镇街处置能力")
    giver.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(giver.locator(".panel-warn")).to_contain_text("北碚区")
    taker = open_page("beibei", f"/#/incident/incident/{incident}")
    expect(taker.locator(".panel-warn")).to_contain_text("超出镇街处置能力")
    shoot(taker, "hand-over")
    press_button(taker, taker.locator("[data-command=acceptHandOver]"))
    expect(taker.locator("[data-command=acceptHandOver]")).to_be_hidden()
    assert desk.get(f"/api/incidents/{incident}")["owner"] == "500109"
    expect(giver.locator(".panel-warn")).to_be_hidden()
