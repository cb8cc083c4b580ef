"""What a person sets: keys of their own, and who outside the city's desks is told."""

import time

import pytest
from playwright.sync_api import expect

from staging import press_button
from test_accessibility import LOOKS, assert_clean

NAME = f"值班短信 {time.strftime('%H%M%S')}"


def open_keys(page):
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("?")
    dialog = page.locator("dialog[open]")
    press_button(page, dialog.get_by_role("button", name="改键"))
    return dialog


def test_a_key_is_changed_kept_over_a_reload_and_set_back(open_page, shoot):
    page = open_page("beibei")
    dialog = open_keys(page)
    press_button(page, dialog.locator("[data-act=theme]"))
    page.keyboard.press("j")
    expect(dialog.locator("[data-told]")).to_contain_text("已用于")
    page.keyboard.press("7")
    expect(dialog.locator("[data-told]")).to_contain_text("不能用作快捷键")
    page.keyboard.press("q")
    expect(dialog.locator("[data-told]")).to_contain_text("已改为 Q")
    shoot(page, "keys-zh-CN")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("t")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("q")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.keyboard.press("?")
    press_button(page, dialog.get_by_role("button", name="恢复默认键"))
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_escape_ends_the_waiting_for_a_key_and_not_the_help(open_page):
    page = open_page("beibei")
    dialog = open_keys(page)
    button = dialog.locator("[data-act=theme]")
    press_button(page, button)
    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(dialog).to_be_visible()


@pytest.mark.parametrize("language,theme", LOOKS)
def test_the_administrator_adds_and_removes_a_webhook(open_page, shoot, language, theme):
    name = f"{NAME} {language} {theme}"
    page = open_page("admin", "/#/admin", language=language, theme=theme)
    form = page.locator("form")
    page.locator("details.more summary").focus()
    page.keyboard.press("Enter")
    expect(form).to_be_visible()
    for field, words in (("name", name), ("address", "http://example.org/hook"), ("secret", "0123456789abcdef")):
        form.locator(f"[name={field}]").focus()
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(form.locator("[role=alert]")).to_contain_text("address")
    assert_clean(page, "webhook refused")
    address = form.locator("[name=address]")
    address.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("http://127.0.0.1:9/hook")
    page.keyboard.press("Enter")
    line = page.locator(f"[data-subscription='{name}']")
    expect(line).to_be_visible()
    assert_clean(page, "webhooks")
    shoot(page, f"admin-{language}-{theme}")
    press_button(page, line.locator("button"))
    press_button(page, line.locator(".button-danger"))
    expect(line).to_be_hidden()
