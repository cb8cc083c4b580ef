"""The field page in the rain: roll calls, no line, and somebody else who was faster."""

import re
import time

import pytest
from playwright.sync_api import expect

from conftest import PHONE
from staging import Desk, press_button

WORDS = "积水已抽排"
LATE_LIST_MILLISECONDS = 600
# Keeps every state that the sheet has shown, in order.
WATCH_STATES = """(task) => {
  const now = () => document.querySelector(`[data-task='${task}']`)?.dataset.state;
  const seen = window.seenStates = [now()];
  const look = () => now() !== seen[seen.length - 1] && seen.push(now());
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""


@pytest.fixture
def scene(open_page, base_url):
    """An incident with a task for the field team, and the team's phone that shows it."""
    made = []

    def scene_(name, steps=(), **look):
        title = f"{name} {time.monotonic_ns() % 10**9}"
        commander = Desk(open_page("chengjiang"), base_url)
        phone = open_page("field", "/field/", viewport=PHONE, **look)
        field = Desk(phone, base_url)
        incident = commander.open_incident(title)
        task = commander.task_for(incident, field.me["team"], title)
        made.append((commander, incident, task))
        for step in steps:
            field.task_command(incident, task, step)
        sheet = phone.locator(f"[data-task='{task}']", has_text=title)
        expect(sheet).to_be_visible()
        return commander, field, phone, sheet, incident, task

    yield scene_
    for commander, incident, task in made:
        # The team must be free for the next test.
        if commander.state_of(incident, task) not in ("closed", "cancelled"):
            commander.task_command(incident, task, "cancel", reason="测试结束")


def test_a_roll_call_is_answered_with_one_press(scene, open_page, base_url, shoot):
    commander, field, phone, sheet, incident, _ = scene("点名", steps=("accept", "depart", "arrive"))
    expect(sheet).to_have_attribute("data-state", "onScene")
    commander.command(incident, "askTeams")
    call = phone.locator(".roll-call")
    expect(call).to_contain_text("你们平安吗")
    shoot(phone, "field-roll-call")
    press_button(phone, call.get_by_role("button", name="平安"))
    expect(call).to_be_hidden()
    commander.until(f"/api/incidents/{incident}", lambda one: one["personnel"].get("pending") is None)
    assert commander.told(incident, "RollCallAnswered") == 1
    board = open_page("chengjiang", f"/#/incident/incident/{incident}")
    # It is over for the server, and still to be read: who answered, what, and when.
    over = board.locator("[data-duty=rollcall]")
    expect(over).to_contain_text("全部队伍已应答")
    answer = over.locator(f"[data-team='{field.me['team']}']")
    expect(answer).to_contain_text("平安")
    expect(answer.locator("small")).to_have_text(re.compile(r"^\d\d:\d\d(:\d\d)? 应答$"))


def test_a_task_finished_without_a_line_is_sent_once(scene, shoot):
    commander, field, phone, sheet, incident, task = scene("离线", steps=("accept", "depart", "arrive"))
    expect(sheet).to_have_attribute("data-state", "onScene")
    phone.context.set_offline(True)
    press_button(phone, sheet.locator("[data-command=finish]"))
    sheet.locator("textarea").focus()
    phone.keyboard.type(WORDS)
    press_button(phone, sheet.locator("button[type=submit]"))
    expect(phone.locator(".field-line")).to_contain_text("待发送 1")
    shoot(phone, "field-offline")
    assert commander.state_of(incident, task) == "onScene"
    phone.context.set_offline(False)
    commander.until(f"/api/incidents/{incident}", lambda one: any(t["id"] == task and t["state"] == "done" for t in one["tasks"]))
    expect(phone.locator(".field-line")).not_to_contain_text("待发送")
    phone.reload()
    expect(phone.locator(".field-main")).to_be_visible()
    assert commander.told(incident, "TaskFinished") == 1


def test_what_waits_outlives_a_restart_of_the_phone(scene):
    commander, field, phone, sheet, incident, task = scene("重启")
    phone.context.set_offline(True)
    press_button(phone, sheet.locator("[data-command=accept]"))
    expect(phone.locator(".field-line")).to_contain_text("待发送 1")
    phone.close()
    phone.context.set_offline(False)
    again = phone.context.new_page()
    again.goto(field.url + "/field/")
    expect(again.locator(f"[data-task='{task}']")).to_have_attribute("data-state", "accepted")
    commander.until(f"/api/incidents/{incident}", lambda one: any(t["id"] == task and t["state"] == "accepted" for t in one["tasks"]))
    assert commander.told(incident, "TaskAccepted") == 1


def test_mine_and_theirs_are_shown_and_theirs_can_be_kept(scene, shoot):
    commander, field, phone, sheet, incident, task = scene("合并", steps=("accept", "depart", "arrive"))
    expect(sheet).to_have_attribute("data-state", "onScene")
    phone.context.set_offline(True)
    press_button(phone, sheet.locator("[data-command=finish]"))
    sheet.locator("textarea").focus()
    phone.keyboard.type(WORDS)
    press_button(phone, sheet.locator("button[type=submit]"))
    expect(phone.locator(".field-line")).to_contain_text("待发送 1")
    commander.task_command(incident, task, "cancel", reason="险情已排除")
    phone.context.set_offline(False)
    merge = phone.locator(f"[data-merge='{task}']")
    expect(merge).to_contain_text("任务已被他人更改")
    expect(merge).to_contain_text(WORDS)
    # Why the server said no, in the language of the screen.
    expect(merge).to_contain_text("别人刚刚更新了这个事件")
    expect(merge).to_contain_text("已不在你的任务中")
    expect(merge.locator("[data-choice=mine]")).to_have_count(0)
    expect(merge.locator("h2 + p")).not_to_have_text(task)
    shoot(phone, "field-merge")
    press_button(phone, merge.locator("[data-choice=note]"))
    expect(merge).to_be_hidden()
    commander.until(f"/api/incidents/{incident}/timeline", lambda told: WORDS in str(told))
    assert commander.state_of(incident, task) == "cancelled"


def test_mine_is_done_all_the_same_from_where_they_left_it(scene, shoot):
    commander, field, phone, sheet, incident, task = scene("各走一步", language="en")
    phone.context.set_offline(True)
    for command, state in [("accept", "accepted"), ("depart", "enRoute"), ("arrive", "onScene")]:
        press_button(phone, sheet.locator(f"[data-command={command}]"))
        expect(sheet).to_have_attribute("data-state", state)
    # The driver's phone has a line and is one step ahead of the server's last word to this one.
    field.task_command(incident, task, "accept")
    phone.context.set_offline(False)
    merge = phone.locator(f"[data-merge='{task}']")
    expect(merge).to_contain_text("How it stands now")
    shoot(phone, "field-merge-en")
    press_button(phone, merge.locator("[data-choice=mine]"))
    expect(merge).to_be_hidden()
    commander.until(f"/api/incidents/{incident}", lambda one: any(t["id"] == task and t["state"] == "onScene" for t in one["tasks"]))
    assert [commander.told(incident, kind) for kind in ("TaskAccepted", "TaskDeparted", "TaskArrived")] == [1, 1, 1]


def test_a_step_taken_is_never_taken_back_on_the_sheet(scene):
    """With a slow list of tasks, the sheet shows the steps in their order and nothing older in between."""
    commander, _, phone, sheet, incident, task = scene("快手")
    phone.evaluate(WATCH_STATES, task)

    def late(route):
        answer = route.fetch()
        # The list is read now and arrives when it is already old.
        phone.wait_for_timeout(LATE_LIST_MILLISECONDS)
        route.fulfill(response=answer)

    phone.route("**/api/tasks", late)
    for command, state in [("accept", "accepted"), ("depart", "enRoute"), ("arrive", "onScene")]:
        press_button(phone, sheet.locator(f"[data-command={command}]"))
        expect(sheet).to_have_attribute("data-state", state)
    commander.until(f"/api/incidents/{incident}", lambda one: any(t["id"] == task and t["state"] == "onScene" for t in one["tasks"]))
    phone.wait_for_timeout(3 * LATE_LIST_MILLISECONDS)
    assert phone.evaluate("window.seenStates") == ["sent", "accepted", "enRoute", "onScene"]
    phone.unroute_all(behavior="wait")


def test_after_one_visit_the_page_opens_without_a_line_and_sends_later(scene, shoot):
    commander, _, phone, sheet, incident, task = scene("断网重开")
    # The worker keeps the shell while it is installed: the first visit itself is enough.
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.context.set_offline(True)
    phone.reload()
    expect(sheet).to_be_visible()
    shoot(phone, "field-opened-offline")
    press_button(phone, sheet.locator("[data-command=accept]"))
    expect(sheet).to_have_attribute("data-state", "accepted")
    expect(phone.locator(".field-line")).to_contain_text("待发送 1")
    # Off and on again, still without a line: the step is in the phone's own database.
    phone.reload()
    expect(phone.locator(".field-line")).to_contain_text("待发送 1")
    assert phone.evaluate("localStorage.getItem('bayu.field.waiting')") is None
    phone.context.set_offline(False)
    commander.until(f"/api/incidents/{incident}", lambda one: any(t["id"] == task and t["state"] == "accepted" for t in one["tasks"]))
    expect(phone.locator(".field-line")).not_to_contain_text("待发送")
    assert commander.told(incident, "TaskAccepted") == 1


def test_what_an_earlier_version_kept_is_sent_too(scene, base_url):
    commander, _, phone, sheet, incident, task = scene("旧存")
    path = f"/api/incidents/{incident}/tasks/{task}/commands"
    old = [{"id": "b1f0c2de-0000-4000-8000-0000000000aa", "path": path, "task": task, "at": 0, "body": {"id": "b1f0c2de-0000-4000-8000-0000000000aa", "type": "accept"}}]
    phone.evaluate("(old) => localStorage.setItem('bayu.field.waiting', JSON.stringify(old))", old)
    phone.reload()
    commander.until(f"/api/incidents/{incident}", lambda one: any(t["id"] == task and t["state"] == "accepted" for t in one["tasks"]))
    expect(sheet).to_have_attribute("data-state", "accepted")
    assert phone.evaluate("localStorage.getItem('bayu.field.waiting')") is None


def test_a_busy_incident_does_not_ask_about_a_step_that_still_fits(scene):
    commander, _, phone, sheet, incident, task = scene("热闹")
    phone.context.set_offline(True)
    press_button(phone, sheet.locator("[data-command=accept]"))
    expect(phone.locator(".field-line")).to_contain_text("待发送 1")
    # The incident's version moves, the task does not.
    commander.command(incident, "note", text="路口已封控")
    phone.context.set_offline(False)
    commander.until(f"/api/incidents/{incident}", lambda one: any(t["id"] == task and t["state"] == "accepted" for t in one["tasks"]))
    expect(phone.locator("[data-merge]")).to_have_count(0)
