"""Cameras on the pages of a site and an incident: for a stated reason, with the time of each picture, and nothing stalled passes for live."""

import contextlib
import os
import pathlib
import re
import signal

import pytest
from playwright.sync_api import expect

from test_accessibility import LOOKS, assert_clean
from test_sites import mocked

OPEN_INCIDENT = """async () => {
    const me = await (await fetch("/api/me")).json();
    const body = { id: crypto.randomUUID(), kind: "landslide", grade: "IV", title: "Synthetic", point: { latitude: 29.879, longitude: 106.3962 } };
    const headers = { "Content-Type": "application/json", "X-CSRF-Token": me.csrf };
    const answer = await fetch("/api/incidents", { method: "POST", headers, body: JSON.stringify(body) });
    return (await answer.json()).incident;
}"""


def programs(process):
    """The ffmpeg processes that the server runs."""
    found = []
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"PPid:\t{process.pid}\n" in (entry / "status").read_text() and "ffmpeg" in (entry / "cmdline").read_text():
                found.append(int(entry.name))
    return found


def loaded(picture):
    expect(picture.locator("img")).to_have_js_property("naturalWidth", 320)


@pytest.mark.parametrize("language,theme", LOOKS)
def test_a_site_shows_its_cameras_for_a_stated_purpose(open_page, shoot, server, language, theme):
    page = open_page("hub", "/#/site/diaozui", language=language, theme=theme, before=mocked)
    row = page.locator(".camera-row[data-camera=diaozui-face]")
    expect(row).to_contain_text("270°")
    expect(row.locator(".chip-synthetic").first).to_be_visible()
    snapshot, live = row.locator(".camera-buttons button").nth(0), row.locator(".camera-buttons button").nth(1)
    expect(snapshot).to_be_disabled()
    page.locator("select[name=camera-purpose]").select_option("patrol")
    snapshot.click()
    picture = row.locator(".camera-picture")
    expect(picture).to_have_attribute("data-state", "snapshot")
    loaded(picture)
    live.click()
    expect(picture).to_have_attribute("data-state", "live")
    loaded(picture)
    first = picture.locator("time").get_attribute("datetime")
    expect(picture.locator("time")).not_to_have_attribute("datetime", first)
    row.scroll_into_view_if_needed()
    shoot(page, f"cameras-site-{language}-{theme}")
    assert_clean(page, "cameras of a site")
    picture.locator("button").first.click()
    expect(picture).to_have_count(0)


def test_a_picture_that_stalls_does_not_look_live(open_page, shoot, server):
    process = server[1]
    if process is None:
        pytest.skip("the server was not started by the tests, so its programs are not theirs to stop")
    page = open_page("hub", "/#/site/diaozui", language="en", before=mocked)
    page.locator("select[name=camera-purpose]").select_option("verification")
    row = page.locator(".camera-row[data-camera=diaozui-foot]")
    row.locator(".camera-buttons button").nth(1).click()
    picture = row.locator(".camera-picture")
    expect(picture).to_have_attribute("data-state", "live")
    loaded(picture)
    (pid,) = programs(process)
    os.kill(pid, signal.SIGSTOP)
    expect(picture).to_have_attribute("data-state", "stalled")
    expect(picture.get_by_role("alert")).to_contain_text(re.compile(r"No picture since \d\d:\d\d:\d\d"))
    row.scroll_into_view_if_needed()
    shoot(page, "cameras-stalled")
    # After ten seconds of nothing the server gives the camera up and says so; the last picture stays, marked.
    expect(picture).to_have_attribute("data-state", "over")
    expect(picture.get_by_role("alert")).to_contain_text("has sent nothing")
    assert programs(process) == []


def test_a_frame_is_kept_on_an_incident(open_page, shoot):
    page = open_page("hub", "/#/incidents", language="en")
    incident = page.evaluate(OPEN_INCIDENT)
    page.evaluate(f"location.hash = '#/incident/incident/{incident}'")
    row = page.locator(".camera-row[data-camera=diaozui-face]")
    row.locator(".camera-buttons button").nth(0).click()
    loaded(row.locator(".camera-picture"))
    row.get_by_role("button", name="Keep this frame").click()
    expect(row.get_by_role("status")).to_contain_text("Kept")
    expect(page.locator("[data-photo]")).to_have_count(1)
    shoot(page, "cameras-incident")


def test_the_cones_are_a_layer_of_the_map(open_page):
    page = open_page("hub", "/#/map", language="en")
    # The page itself asks for them, for every account, once at the start.
    with page.expect_response(re.compile(r"/api/cameras\?limit=")) as answer:
        page.reload()
    assert all(len(camera["cone"]) > 3 for camera in answer.value.json()["items"])
    layer = page.get_by_label("Cameras")
    expect(layer).to_be_checked()
    layer.uncheck()
    expect(layer).not_to_be_checked()
