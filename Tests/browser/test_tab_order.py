"""The board with nothing but Tab: from the skip link through bar, queue, map and rail, and back."""

import pytest
from playwright.sync_api import expect

from staging import Desk

# More than the controls of one screen; whoever has not left the page by then is trapped.
STOPS_MAX = 250
# Rows of one line stand a little apart: a chip is lower than a heading.
LINE_PIXELS = 12

# What has the focus: where it is, what it is called, and whether a person can see that it has it.
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const region = at.closest(".bar, .queue, .map-place, .rail, .incident-head, .column, .marking, .status, .said-place");
  const area = region?.matches(".column") ? "column " + [...region.parentElement.children].indexOf(region) : region?.classList[0] ?? "skip";
  at.dataset.stop ??= String(Math.random());
  return {
    id: at.dataset.stop, name: (at.getAttribute("aria-label") || at.textContent || at.tagName).trim().slice(0, 40), area,
    x: box.x, y: box.y, width: box.width, height: box.height, seen: ringed || style.boxShadow !== "none",
    onTop: Boolean(middle && (at.contains(middle) || middle.contains(at))),
    inside: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    scrolls: at.closest(".rows, .rail-body, .column, .incident") ? true : false,
  };
}"""


def walk(page, key):
    """Every stop from one end of the page to the other."""
    stops = []
    page.keyboard.press(key)
    # Between the last stop and the first the browser itself has a turn.
    if page.evaluate(STOP) is None:
        page.keyboard.press(key)
    while len(stops) < STOPS_MAX:
        stop = page.evaluate(STOP)
        if stop is None or (stops and stop["id"] == stops[0]["id"]):
            return stops
        assert not stops or stop["id"] != stops[-1]["id"], f"{key} is trapped at {stop['name']}"
        stops.append(stop)
        page.keyboard.press(key)
    raise AssertionError(f"{key} never leaves the page: {[stop['name'] for stop in stops[-5:]]}")


def assert_seen(stops):
    for stop in stops:
        assert stop["seen"], f"{stop['area']}: nothing shows the focus on {stop['name']}"
        assert stop["inside"] and stop["width"] and stop["height"], f"{stop['area']}: {stop['name']} has the focus out of sight: {stop}"
        assert stop["onTop"], f"{stop['area']}: {stop['name']} has the focus under something else"


def assert_read_in_order(stops, areas):
    """Area after area as they stand on the screen, and inside each one line by line."""
    met = [stop["area"] for stop in stops]
    assert list(dict.fromkeys(met)) == areas, list(dict.fromkeys(met))
    for area in areas:
        places = [index for index, one in enumerate(met) if one == area]
        assert places == list(range(places[0], places[-1] + 1)), f"the focus leaves {area} and comes back"
    for before, after in zip(stops, stops[1:]):
        # What scrolls moves under the focus, so that two places cannot be compared.
        if before["area"] != after["area"] or (before["scrolls"] and after["scrolls"]) or before["area"] == "map-place":
            continue
        same_line = abs(before["y"] + before["height"] / 2 - after["y"] - after["height"] / 2) <= LINE_PIXELS
        follows = after["x"] >= before["x"] if same_line else after["y"] >= before["y"]
        assert follows, f"{before['area']}: {after['name']} comes after {before['name']} and stands before it"


def walk_both_ways(page, areas):
    there = walk(page, "Tab")
    assert_seen(there)
    assert_read_in_order(there, areas)
    back = walk(page, "Shift+Tab")
    assert_seen(back)
    # A row may come in on the way; those that were there both times stand in the same order.
    known, met = {stop["id"] for stop in back}, {stop["id"] for stop in there}
    assert len(known & met) >= len(there) - 2, "the way back misses stops"
    assert [s["id"] for s in reversed(back) if s["id"] in met] == [s["id"] for s in there if s["id"] in known], "the way back is another one"
    return there


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_tab_walks_the_board_as_it_is_read(open_page, base_url, shoot, language):
    page = open_page("chengjiang", language=language)
    Desk(page, base_url).open_incident("逐项走查")
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".rail .stages")).to_be_visible()
    # A fresh page begins at its top; the address keeps what was selected.
    page.reload()
    expect(page.locator(".rail .stages")).to_be_visible()
    expect(page.locator(".map-canvas canvas")).to_be_visible()
    stops = walk_both_ways(page, ["skip", "bar", "queue", "map-place", "rail"])
    shoot(page, f"tab-board-{language}")
    assert len(stops) >= 15


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_tab_walks_an_incident_as_it_is_read(open_page, base_url, language):
    page = open_page("chengjiang", language=language)
    desk = Desk(page, base_url)
    incident = desk.open_incident("逐项走查事件")
    desk.command(incident, "createTask", title={"zh": "查看", "en": "Look"}, department="transport")
    page.goto(f"{base_url}/#/incident/incident/{incident}")
    expect(page.locator(".task-card").first).to_be_visible()
    page.reload()
    expect(page.locator(".task-card").first).to_be_visible()
    stops = walk_both_ways(page, ["skip", "bar", "incident-head", "column 0", "column 1", "column 2"])
    assert len(stops) >= 15


def test_the_skip_link_goes_past_the_bar_and_the_next_tab_is_in_the_queue(open_page):
    page = open_page("chengjiang")
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(STOP)["area"] == "queue"
