"""The list of incidents page by page, and what the screen says when the server says no or is gone."""

import datetime
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


def leave(page, dialog):
    """Escape, and the window is gone: a key pressed while it still closes would go to it."""
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def with_alarm(incident):
    """The incident as the server tells it, with a team that is missed and a grade that its source proposes."""

    def answer(route):
        told = route.fetch().json()
        told["personnelAlarm"] = ["a-team"]
        told["regradeProposed"] = {"grade": "I", "alert": "A-1", "at": told["openedAt"]}
        route.fulfill(json=told)

    return f"**/api/incidents/{incident}", answer


@pytest.mark.parametrize("language,alarm,decline", [("zh-CN", "人员警报", "维持原等级"), ("en", "Personnel alarm", "Keep the grade")])
def test_a_personnel_alarm_and_a_proposed_grade_stand_on_top(open_page, base_url, shoot, language, alarm, decline):
    page = open_page("beibei", language=language)
    incident = Desk(page, base_url).open_incident(f"人员与等级 {language}")
    page.route(*with_alarm(incident))
    page.goto(f"{base_url}/#/incident/incident/{incident}")
    expect(page.locator("[data-personnel-alarm]")).to_contain_text(alarm)
    press_button(page, page.locator("[data-command=accountForTeam]"))
    expect(page.locator("dialog[open] [name=note]")).to_be_visible()
    strip, dialog = page.locator("[data-regrade]"), page.locator("dialog[open]")
    leave(page, dialog)
    press_button(page, strip.locator("[data-command=changeGrade]"))
    expect(dialog.locator("select[name=grade]")).to_have_value("I")
    leave(page, dialog)
    press_button(page, strip.locator("[data-command=declineRegrade]"))
    expect(dialog.locator("h2")).to_have_text(decline)
    expect(dialog.locator("[name=reason]")).to_be_visible()
    leave(page, dialog)
    shoot(page, f"incident-strips-{language}")


def test_looking_back_shows_the_minute_and_the_way_to_now(open_page, base_url, shoot):
    page = open_page("beibei")
    desk = Desk(page, base_url)
    incident = desk.open_incident("回看")

    def an_hour_earlier(route):
        told = route.fetch().json()
        first = datetime.datetime.fromisoformat(told["items"][0]["at"].replace("Z", "+00:00")) - datetime.timedelta(hours=1)
        told["items"][0]["at"] = first.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        route.fulfill(json=told)

    page.route(f"**/api/incidents/{incident}/timeline", an_hour_earlier)
    page.goto(f"{base_url}/#/incident/incident/{incident}")
    expect(page.locator("[data-who-knew] tbody tr").first).to_be_visible()
    lines = page.locator(".timeline li")
    expect(lines.nth(1)).to_be_visible()
    page.locator("[data-asof]").focus()
    page.keyboard.press("Home")
    expect(page.locator(".asof-mark")).to_contain_text("截至")
    expect(lines).to_have_count(1)
    shoot(page, "incident-look-back")
    press_button(page, page.locator(".asof .button"))
    expect(page.locator(".asof-mark")).to_have_count(0)
    expect(lines.nth(1)).to_be_visible()


def test_a_liaison_sees_nothing_that_failed_and_no_empty_panel(open_page, base_url):
    incident = Desk(open_page("chengjiang"), base_url).open_incident("联络员看")
    Desk(open_page("chengjiang"), base_url).command(incident, "createTask", title={"zh": "封路", "en": "Close"}, department="transport", center="500109")
    page = open_page("transport")
    page.goto(f"{base_url}/#/incident/incident/{incident}")
    expect(page.locator(".task-card").first).to_be_visible()
    expect(page.locator("[data-who-knew]")).to_be_visible()
    assert page.locator(".failed").count() == 0
    assert "操作" not in page.locator(".panel h2").all_inner_texts()
    expect(page.locator(".task-card [data-command=accept]").first).to_be_visible()


# What the board says stands until the line speaks, which may be a moment later: the page keeps what was said.
KEEP_WHAT_IS_SAID = """
window.saidSoFar = [];
new MutationObserver(() => {
  for (const line of document.querySelectorAll(".said-bad")) window.saidSoFar.push(line.textContent);
}).observe(document, { childList: true, subtree: true, characterData: true });
"""


def test_a_list_that_did_not_come_is_asked_for_again_and_the_complaint_goes(open_page):
    tries, answers = [], []

    def cut_off_at_first(route):
        tries.append(route.request.url)
        return route.abort() if len(tries) <= 5 else route.continue_()

    def prepare(page):
        page.add_init_script(KEEP_WHAT_IS_SAID)
        page.on("response", lambda answer: answers.append(answer) if "/api/teams" in answer.url else None)
        page.route("**/api/teams", cut_off_at_first)

    page = open_page("beibei", before=prepare)
    page.wait_for_function("() => window.saidSoFar.some((line) => line.includes('网络不通'))")
    # Nobody presses anything: the line speaks, and the list is asked for again.
    expect(page.locator(".said-bad")).to_have_count(0)
    page.wait_for_function("() => performance.getEntriesByName(location.origin + '/api/teams').some((it) => it.responseStatus === 200)")
    assert answers and answers[-1].ok and len(tries) > 5
