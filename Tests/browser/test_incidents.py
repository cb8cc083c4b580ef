"""The list of incidents page by page, and what the screen says when the server says no or is gone."""

import json
import re

import pytest
from playwright.sync_api import expect

from staging import Desk, press_button

REFUSAL = {"code": "incident.not-owner", "detail": "Incident I-1 is owned by center 500109.", "status": 409}
SAID = [("zh-CN", "这个事件不由您的治理中心主责"), ("en", REFUSAL["detail"])]


def merge_two(desk, title):
    """One incident that took in two others, which are over by that."""
    kept, *others = [desk.open_incident(f"{title} {number}") for number in range(3)]
    for other in others:
        desk.post(f"/api/incidents/{other}/commands", type="mergeInto", incident=kept)
    return others


@pytest.mark.parametrize("language,words", [("zh-CN", "显示更多"), ("en", "Show more")])
def test_the_list_goes_on_page_by_page_with_the_keyboard(open_page, base_url, shoot, language, words):
    desk = Desk(open_page("beibei"), base_url)
    merge_two(desk, f"清单 {language}")
    page = open_page("beibei", language=language)
    # The real server gives one row a page, so that two rows are two pages.
    page.route("**/api/incidents?state=closed*", lambda route: route.continue_(url=re.sub(r"limit=\d+", "limit=1", route.request.url)))
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("3")
    press_button(page, page.locator(".page-head .segments button").nth(1))
    rows, more = page.locator("tbody tr"), page.locator("[data-more]")
    expect(rows).to_have_count(1)
    expect(more).to_have_text(words)
    shoot(page, f"incidents-more-{language}")
    total = len(desk.get("/api/incidents?state=closed&limit=500")["items"])
    assert total >= 2
    for count in range(2, total + 1):
        press_button(page, more)
        expect(rows).to_have_count(count)
    # A full page is known to be the last one only when the next is asked for.
    press_button(page, more)
    expect(more).to_have_count(0)
    expect(rows).to_have_count(total)
    # The button is gone, and the focus has not fallen out of the list with it.
    expect(page.locator(".list-foot [role=status]")).to_be_focused()


def note(page, base_url, answer):
    """Writes a note on an incident whose commands are answered by `answer`."""
    incident = Desk(page, base_url).open_incident("拒绝的说明")
    page.route("**/api/incidents/*/commands", answer)
    page.goto(f"{base_url}/#/incident/incident/{incident}")
    expect(page.locator(".incident-head h1")).to_be_visible()
    page.keyboard.press("n")
    page.locator("dialog textarea").fill("水位下降")
    press_button(page, page.locator("dialog button[type=submit]"))
    return page.locator("dialog .form-failure")


@pytest.mark.parametrize("language,words", SAID)
def test_a_refusal_is_said_in_the_language_of_the_screen(open_page, base_url, shoot, language, words):
    page = open_page("beibei", language=language)
    told = json.dumps(REFUSAL)
    failure = note(page, base_url, lambda route: route.fulfill(status=409, content_type="application/problem+json", body=told))
    expect(failure).to_contain_text(words)
    expect(page.locator(".said-bad")).to_contain_text(words)
    assert (REFUSAL["detail"] in failure.inner_text()) == (language == "en")
    shoot(page, f"refusal-{language}")


@pytest.mark.parametrize("language,words", [("zh-CN", "网络不通"), ("en", "The network is down")])
def test_a_server_that_is_cut_off_is_said_in_whole_sentences(open_page, base_url, language, words):
    page = open_page("beibei", language=language)
    failure = note(page, base_url, lambda route: route.abort())
    expect(failure).to_contain_text(words)
    assert not re.search(r"[.。]\s*[.。]", failure.inner_text()), failure.inner_text()
    assert page.locator("dialog textarea").input_value() == "水位下降"
