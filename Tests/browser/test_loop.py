"""One report by phone becomes a closed incident: four roles, by keyboard alone on the board."""

import re
import time

from playwright.sync_api import expect

from conftest import PHONE, WAIT_MILLISECONDS
from staging import PLACE, Desk

# No scenario floods this town, so the report becomes an alert of its own; the time keeps two runs on one server apart.
TITLE = f"澄江低洼处积水 {time.strftime('%H%M%S')}"
TASK = f"到场抽排 {TITLE[-6:]}"
POLL_SECONDS = 0.2


def api(page, path):
    answer = page.context.request.get(page.url.split("/#")[0].rstrip("/").removesuffix("/field") + path)
    assert answer.ok, f"{path}: {answer.status} {answer.text()}"
    return answer.json()


def until(page, path, test):
    """Asks the server until it says so; every wait ends."""
    end = time.monotonic() + WAIT_MILLISECONDS / 1000
    while time.monotonic() < end:
        found = api(page, path)
        if test(found):
            return found
        time.sleep(POLL_SECONDS)
    raise AssertionError(f"{path} never came to the state that was waited for")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def board_ready(page):
    expect(page.locator(".queue-head")).to_be_visible()


def walk_to(page, title):
    """Finds a row with the search field, then walks to it with J."""
    press(page, "/")
    page.keyboard.type(title)
    press(page, "Enter")
    expect(page.locator(".row").first).to_contain_text(title)
    press(page, "j")
    expect(page.locator(".row[aria-current=true]")).to_contain_text(title)


def answer_dialog(page, words=None, field=None):
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    if words:
        box = dialog.locator(f"[name={field}]")
        box.focus()
        page.keyboard.type(words)
    press(page, "Enter")
    expect(dialog).to_be_hidden()


def choose(page, name, value):
    """Walks a list with the arrow keys until it stands on the value."""
    listing = page.locator(f"dialog[open] select[name={name}]")
    listing.press("Home")
    for _ in range(listing.locator("option").count()):
        if listing.input_value() == value:
            return
        listing.press("ArrowDown")
    assert listing.input_value() == value, f"{name} has no {value}"


def press_button(page, locator):
    """A button reached with Tab and pressed with Enter: the focus is set, the key does the rest."""
    expect(locator).to_be_visible()
    locator.focus()
    press(page, "Enter")


def report_and_confirm(page):
    board_ready(page)
    press(page, "p")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.type(TITLE)
    page.locator("dialog[open] [name=township]").focus()
    page.keyboard.type("北碚 澄江")
    expect(page.locator("dialog[open] [role=option]").first).to_be_visible()
    press(page, "Enter")
    expect(page.locator("dialog[open] [name=latitude]")).not_to_have_value("")
    choose(page, "kind", "flood")
    page.locator("dialog[open] [name=title]").focus()
    press(page, "Enter")
    expect(page.locator("dialog[open]")).to_be_hidden()
    walk_to(page, TITLE)
    stages = page.locator(".rail .stage-here")
    expect(stages).to_have_text("待确认")
    press(page, "a")
    expect(stages).to_have_text("已确认")
    press(page, "v")
    expect(page.locator("dialog[open]")).to_be_visible()
    choose(page, "means", "grid-worker")
    answer_dialog(page)
    expect(stages).to_have_text("核实中")
    press(page, "c")
    answer_dialog(page, "网格员到场属实", "note")
    board = until(page, "/api/board", lambda board: find_incident(board))
    # The alert has left the queue; the board goes on with what came of it.
    expect(page).to_have_url(re.compile(f"#/board/incident/{find_incident(board)}"))
    return find_incident(board)


def find_incident(board):
    return next((one["id"] for one in board["incidents"] if one["title"]["zh"] == TITLE), None)


def dispatch_team(page, team):
    press(page, "d")
    dialog = page.locator("dialog[open]")
    choice = dialog.locator(f"input[value='{team}']")
    expect(choice).to_be_attached()
    choose(page, "task", "new")
    dialog.locator("input[name=title]").focus()
    page.keyboard.type(TASK)
    choice.focus()
    press(page, "Space", "Enter")
    expect(dialog).to_be_hidden()


def task_for_transport(page, incident):
    path = f"/api/incidents/{incident}"
    mine = [task for task in api(page, path)["tasks"] if task.get("department") == "transport" and task["center"] == "500109"]
    if mine:
        return
    press_button(page, page.locator("[data-command=createTask]"))
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=title]").focus()
    page.keyboard.type("封控道路")
    choose(page, "department", "transport")
    choose(page, "center", "500109")
    dialog.locator("[name=title]").focus()
    press(page, "Enter")
    expect(dialog).to_be_hidden()


def accept_as_liaison(page, incident):
    page.goto(page.url.split("/#")[0] + f"#/incident/incident/{incident}")
    accept = page.locator("[data-command=accept]").first
    press_button(page, accept)
    until(page, f"/api/incidents/{incident}", lambda one: any(t.get("department") == "transport" and t["state"] == "accepted" for t in one["tasks"]))


def work_in_the_field(page, shoot):
    sheet = page.locator(".sheet", has_text=TASK)
    expect(sheet).to_be_visible()
    shoot(page, "loop-field-task")
    for command, state in [("accept", "accepted"), ("depart", "enRoute"), ("arrive", "onScene")]:
        press_button(page, sheet.locator(f"[data-command={command}]"))
        expect(sheet).to_have_attribute("data-state", state)
    press_button(page, sheet.locator("[data-command=finish]"))
    sheet.locator("textarea").focus()
    page.keyboard.type("积水已抽排，道路恢复")
    press_button(page, sheet.locator("button[type=submit]"))
    expect(sheet).to_be_hidden()


def check_tasks(page, incident):
    """Checks and closes what is done; cancels, with a reason, what the plan asked for and nobody needs any more."""
    path = f"/api/incidents/{incident}"
    until(page, path, lambda one: any(task["state"] == "done" for task in one["tasks"]))
    for task in api(page, path)["tasks"]:
        card = page.locator(f"[data-task='{task['id']}']")
        if task["state"] == "done":
            press_button(page, card.locator("[data-command=check]"))
            expect(card).to_have_attribute("data-state", "checked")
            press_button(page, card.locator("[data-command=close]"))
            expect(card).to_have_attribute("data-state", "closed")
        elif task["state"] not in ("closed", "cancelled"):
            press_button(page, card.locator("[data-command=cancel]"))
            answer_dialog(page, "险情已排除", "reason")
            expect(card).to_have_attribute("data-state", "cancelled")


def close_incident(page):
    stage = page.locator(".incident-head .stage-here")
    press(page, "u")
    expect(stage).to_have_text("已控制")
    press(page, "u")
    expect(stage).to_have_text("已处置")
    press(page, "u")
    answer_dialog(page, "现场确认无险情", "note")
    expect(stage).to_have_text("现场解除")
    press(page, "u")
    # Enter alone closes nothing: what it was and why is chosen by the person.
    expect(page.locator("dialog[open]")).to_be_visible()
    press(page, "Enter")
    expect(page.locator("dialog[open] .form-failure")).to_contain_text("处置结果")
    choose(page, "disposition", "resolved")
    choose(page, "cause", "rain")
    answer_dialog(page)
    expect(stage).to_have_text("已办结")


def test_a_report_becomes_a_closed_incident(open_page, shoot):
    duty = open_page("chengjiang")
    incident = report_and_confirm(duty)
    shoot(duty, "loop-duty-officer")

    field = open_page("field", "/field/", viewport=PHONE)
    team = api(field, "/api/me")["team"]

    commander = open_page("beibei")
    board_ready(commander)
    walk_to(commander, TITLE)
    press(commander, "Enter")
    expect(commander.locator(".incident-head h1")).to_have_text(TITLE)
    dispatch_team(commander, team)
    task_for_transport(commander, incident)
    shoot(commander, "loop-commander")

    liaison = open_page("transport")
    accept_as_liaison(liaison, incident)
    work_in_the_field(field, shoot)

    check_tasks(commander, incident)
    close_incident(commander)
    shoot(commander, "loop-closed")
    assert api(commander, f"/api/incidents/{incident}")["state"] == "closed"


def test_the_keys_go_on_with_the_incident_after_a_confirmation(open_page, base_url):
    """Without a search: the confirmed alert has left the queue, and the next keys mean its incident."""
    page = open_page("chengjiang")
    board_ready(page)
    point = {**PLACE, "latitude": PLACE["latitude"] + 0.004}
    title = f"护栏倾斜 {time.strftime('%H%M%S')}"
    alert = Desk(page, base_url).post("/api/reports", kind="other", grade="III", title={"zh": title, "en": title}, point=point)["alert"]
    page.goto(f"{base_url}/#/board/alert/{alert}")
    stages = page.locator(".rail .stage-here")
    expect(stages).to_have_text("待确认")
    press(page, "a")
    expect(stages).to_have_text("已确认")
    press(page, "c")
    answer_dialog(page)
    expect(page).to_have_url(re.compile("#/board/incident/"))
    expect(page.locator(".row[aria-current=true]")).to_contain_text(title)
    press(page, "d")
    expect(page.locator("dialog[open]")).to_be_visible()
    press(page, "Escape")
    expect(page.locator("dialog[open]")).to_be_hidden()
    # The address of the alert still leads to its incident.
    page.goto(f"{base_url}/#/board/alert/{alert}")
    expect(page.locator(".rail .stage-here")).to_have_text("已立案")
    page.locator("#content").focus()
    press(page, "Enter")
    expect(page.locator(".incident-head h1")).to_have_text(title)
    assert not page.url.endswith(alert)


def test_the_focus_stays_with_the_task_that_was_acted_on(open_page, base_url):
    page = open_page("chengjiang")
    desk = Desk(page, base_url)
    incident = desk.open_incident("焦点走查")
    page.goto(f"{base_url}/#/incident/incident/{incident}")
    cards = page.locator(".task-cards").first.locator(".task-card")
    expect(cards.first).to_be_visible()
    press(page, ".")
    expect(cards.first).to_be_focused()
    press(page, ".")
    expect(cards.nth(1)).to_be_focused()
    press_button(page, cards.nth(1).locator("[data-command=cancel]"))
    answer_dialog(page, "不需要", "reason")
    expect(page.locator(".finished summary")).to_contain_text("1")
    page.wait_for_function("() => document.activeElement.closest('.task-card')")
