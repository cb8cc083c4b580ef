"""A photo of a task: taken without a line, sent when it is back, and seen by the duty officer for a stated purpose."""

import struct
import time
import zlib

import pytest
from playwright.sync_api import expect

from conftest import PHONE
from staging import Desk, press_button

CAPTION = "路基裂缝宽约两指"
SIDE_PIXELS = 2_400
TASK = "拍照"


def synthetic_png(side):
    """Grey stripes, larger than what is sent: nobody's photo."""
    row = b"\x00" + bytes(x // 16 % 2 * 160 for x in range(side))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * side)) + chunk(b"IEND", b"")


@pytest.fixture
def scene(open_page, base_url):
    """An incident with a task for the field team, and the team's phone that shows it."""
    made = []

    def scene_(**look):
        title = f"{TASK} {time.monotonic_ns() % 10**9}"
        commander = Desk(open_page("chengjiang"), base_url)
        phone = open_page("field", "/field/", viewport=PHONE, **look)
        field = Desk(phone, base_url)
        incident = commander.open_incident(title)
        task = commander.task_for(incident, field.me["team"], title)
        made.append((commander, incident, task))
        sheet = phone.locator(f"[data-task='{task}']", has_text=title)
        expect(sheet).to_be_visible()
        return commander, phone, sheet, incident, task

    yield scene_
    for commander, incident, task in made:
        # The team must be free for the next test.
        if commander.state_of(incident, task) not in ("closed", "cancelled"):
            commander.task_command(incident, task, "cancel", reason="测试结束")


def take(sheet, picture=None):
    chosen = {"name": "synthetic.png", "mimeType": "image/png", "buffer": picture or synthetic_png(SIDE_PIXELS)}
    sheet.locator("input[type=file]").set_input_files(chosen)


def test_a_photo_taken_without_a_line_is_found_on_the_incident_page(scene, open_page, shoot):
    commander, phone, sheet, incident, task = scene()
    # The form of the photo comes from the kept shell, as everything else of the page.
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.context.set_offline(True)
    box = sheet.locator("[data-photo-button]").bounding_box()
    assert box["height"] >= 48
    take(sheet)
    sheet.locator(".sheet-photos textarea").fill(CAPTION)
    shoot(phone, "field-photo")
    press_button(phone, sheet.locator("[data-photo-give]"))
    expect(sheet).to_contain_text(f"{CAPTION} · 照片待发送")
    expect(phone.locator(".field-line")).to_contain_text("待发送 1")
    # A step after it goes after it.
    press_button(phone, sheet.locator("[data-command=accept]"))
    expect(phone.locator(".field-line")).to_contain_text("待发送 2")
    # Off and on again, still without a line: the picture is in the phone's own database.
    phone.reload()
    expect(sheet).to_contain_text(f"{CAPTION} · 照片待发送")
    assert commander.get(f"/api/incidents/{incident}")["photos"] == []
    phone.context.set_offline(False)
    whole = commander.until(f"/api/incidents/{incident}", lambda one: one["photos"] and commander.state_of(incident, task) == "accepted")
    expect(phone.locator(".field-line")).not_to_contain_text("待发送")
    expect(sheet.locator(".sheet-sending")).to_have_count(0)
    (photo,) = whole["photos"]
    assert (photo["caption"], photo["task"], photo["mediaType"]) == (CAPTION, task, "image/jpeg")
    told = [one["type"] for one in commander.get(f"/api/incidents/{incident}/timeline")["items"]]
    assert told.index("PhotoAttached") < told.index("TaskAccepted")
    look_at(open_page("chengjiang", f"/#/incident/incident/{incident}"), photo, shoot)


def look_at(page, photo, shoot):
    """Nothing is fetched before a purpose is stated; then the picture is there, no larger than it was to be."""
    asked = []
    page.on("request", lambda request: "/photos/" in request.url and asked.append(request.url))
    line = page.locator(f".timeline [data-photo='{photo['digest']}']")
    card = page.locator(f".task-card [data-photo='{photo['digest']}']")
    expect(line.get_by_role("button")).to_have_text(f"查看照片：{CAPTION}")
    expect(card.get_by_role("button")).to_be_visible()
    press_button(page, line.get_by_role("button"))
    assert asked == []
    line.locator("select").select_option("dispatch")
    picture = line.get_by_role("img", name=CAPTION)
    expect(picture).to_be_visible()
    page.wait_for_function("(image) => image.naturalWidth > 0", arg=picture.element_handle())
    assert picture.evaluate("(image) => [image.naturalWidth, image.naturalHeight]") == [1600, 1600]
    assert len(asked) == 1 and asked[0].endswith("?purpose=dispatch")
    shoot(page, "incident-photo")
    # The purpose was stated for this incident; every look is one of its own all the same.
    press_button(page, card.get_by_role("button"))
    expect(card.get_by_role("img")).to_be_visible()
    assert len(asked) == 2
    press_button(page, line.get_by_role("button", name="收起"))
    expect(line.get_by_role("img")).to_have_count(0)


def test_what_is_no_picture_is_said_on_the_phone_and_nothing_is_sent(scene):
    commander, _, sheet, incident, _ = scene(language="en")
    take(sheet, b"this is no picture")
    expect(sheet.locator(".sheet-photos")).to_contain_text("The phone cannot read this photo. Take it again.")
    expect(sheet.locator("[data-photo-give]")).to_have_count(0)
    assert commander.get(f"/api/incidents/{incident}")["photos"] == []


def test_a_photo_that_the_server_refuses_stays_with_the_reason_and_can_be_sent_again(scene, shoot):
    commander, phone, sheet, incident, _ = scene(language="en")
    problem = '{"code": "photo.cut-off", "detail": "The picture ends before its own end. Send it once more, whole.", "status": 422}'
    phone.route("**/photos?*", lambda route: route.fulfill(status=422, content_type="application/problem+json", body=problem))
    take(sheet)
    press_button(phone, sheet.locator("[data-photo-give]"))
    refused = sheet.locator(".sheet-sending [role=alert]")
    expect(refused).to_contain_text("photo not taken: The picture ends before its own end.")
    shoot(phone, "field-photo-refused")
    phone.unroute_all(behavior="wait")
    press_button(phone, refused.get_by_role("button", name="Send again"))
    # Without words of its own it has the name of the task.
    commander.until(f"/api/incidents/{incident}", lambda one: [photo for photo in one["photos"] if TASK in photo["caption"]])
    expect(sheet.locator(".sheet-sending")).to_have_count(0)
