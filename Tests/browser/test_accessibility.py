"""axe-core finds nothing on any screen, in both languages and both themes."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import PHONE
from staging import PLACE, Desk, press_button

LOOKS = [(language, theme) for language in ("zh-CN", "en") for theme in ("dark", "light")]
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def assert_clean(page, name):
    found = Axe().run(page, options=OPTIONS).response["violations"]
    told = [f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes']][:4]}" for one in found]
    assert not told, f"{name}:\n" + "\n".join(told)


@pytest.mark.parametrize("language,theme", LOOKS)
def test_every_screen_is_clean(open_page, language, theme):
    page = open_page("beibei", language=language, theme=theme)
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".rail .stages")).to_be_visible()
    assert_clean(page, "board")
    for key, sign in [("2", ".screen-map .layers"), ("3", ".page:not(.page-narrow) h1"), ("5", ".page-narrow h1"), ("7", ".admin-columns"), ("4", ".wall")]:
        page.keyboard.press(key)
        expect(page.locator(sign)).to_be_visible()
        assert_clean(page, sign)


@pytest.mark.parametrize("language,theme", LOOKS)
def test_every_dialog_is_clean(open_page, language, theme):
    page = open_page("beibei", language=language, theme=theme)
    expect(page.locator(".row").first).to_be_visible()
    for key in ("?", "p"):
        page.keyboard.press(key)
        expect(page.locator("dialog[open]")).to_be_visible()
        assert_clean(page, f"dialog {key}")
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_be_hidden()


@pytest.mark.parametrize("language,theme", LOOKS)
def test_an_incident_page_is_clean(open_page, base_url, language, theme):
    page = open_page("hub", language=language, theme=theme)
    incidents = page.context.request.get(f"{base_url}/api/board").json()["incidents"]
    if not incidents:
        pytest.skip("the scenario has opened no incident yet")
    page.goto(f"{base_url}/#/incident/incident/{incidents[0]['id']}")
    expect(page.locator(".incident-head h1")).to_be_visible()
    assert_clean(page, "incident")
    page.keyboard.press("n")
    expect(page.locator("dialog[open]")).to_be_visible()
    assert_clean(page, "note")


@pytest.mark.parametrize("language,theme", LOOKS)
def test_the_doors_are_clean(open_page, language, theme):
    page = open_page(None, language=language, theme=theme)
    expect(page.locator(".login-card")).to_be_visible()
    assert_clean(page, "login")
    phone = open_page("field", "/field/", language=language, theme=theme, viewport=PHONE)
    expect(phone.locator(".field-main")).to_be_visible()
    assert_clean(phone, "field")


@pytest.mark.parametrize("language,theme", LOOKS)
def test_the_map_in_the_report_and_the_keys_being_changed_are_clean(open_page, language, theme):
    page = open_page("chengjiang", language=language, theme=theme)
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("p")
    dialog = page.locator("dialog[open]")
    press_button(page, dialog.locator(".place-picker > button"))
    expect(dialog.locator(".place-map canvas")).to_be_visible()
    assert_clean(page, "map picker")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    press_button(page, dialog.locator("[aria-pressed=false]").first)
    press_button(page, dialog.locator("[data-act=theme]"))
    assert_clean(page, "keys, one waiting")
    page.keyboard.press("j")
    expect(dialog.locator("[data-told]")).to_have_class("form-failure")
    assert_clean(page, "keys, one refused")


@pytest.mark.parametrize("language,theme", LOOKS)
def test_the_purpose_of_a_look_is_clean(open_page, base_url, language, theme):
    page = open_page("chengjiang", language=language, theme=theme)
    title = {"zh": "来电反映积水", "en": "A call about water"}
    caller = {"name": "来电人甲（合成）", "phone": "000-0000"}
    alert = Desk(page, base_url).post("/api/reports", kind="other", grade="III", title=title, point=PLACE, caller=caller, text="水到膝盖")["alert"]
    page.goto(f"{base_url}/#/board/alert/{alert}")
    press_button(page, page.locator(".rail [data-look]").last)
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("select")).to_be_focused()
    assert_clean(page, "purpose")
    page.keyboard.press("Enter")
    expect(dialog.locator("[role=alert]")).to_be_visible()
    assert_clean(page, "purpose missing")
    dialog.locator("select").press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-looked]").last).to_be_visible()
    assert_clean(page, "caller shown")


def held_by_the_phone(task):
    """A conflict as the phone keeps it over a restart: two steps that met somebody else's."""
    command = lambda kind, **fields: {
        "id": kind, "path": "/api/incidents/I-1/tasks/T-1/commands", "task": task, "at": 0, "body": {"id": kind, "type": kind, **fields}
    }
    reason = {"code": "task.wrong-state", "detail": "Task T-1 is cancelled.", "field": None}
    commands = [command("arrive"), command("finish", evidence="积水已抽排")]
    return [{"task": task, "incident": "I-1", "title": {"zh": "抽排积水", "en": "Pump out the water"}, "reason": reason, "commands": commands}]


@pytest.mark.parametrize("language,theme", LOOKS)
def test_the_merge_view_of_the_phone_is_clean(open_page, base_url, language, theme):
    kept = json.dumps(held_by_the_phone("T-1"), ensure_ascii=False)
    remember = f"if (location.origin === '{base_url}') localStorage.setItem('bayu.field.conflicts', {json.dumps(kept)})"
    look = {"language": language, "theme": theme, "viewport": PHONE}
    phone = open_page("field", "/field/", before=lambda page: page.context.add_init_script(remember), **look)
    merge = phone.locator("[data-merge]")
    expect(merge).to_contain_text("这项任务" if language == "zh-CN" else "Task T-1 is cancelled.")
    assert_clean(phone, "merge")
