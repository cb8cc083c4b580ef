"""The curve beside an alert: drawn from the history, with the limit that was crossed, and old readings said to be old."""

import re

import pytest
from playwright.sync_api import expect

from staging import Desk


def measured(board):
    """The id of an alert that a reading raised."""
    return next((one["id"] for one in board["alerts"] if any(line["source"] == "reading" for line in one["evidence"])), None)


@pytest.mark.parametrize("language,words", [("zh-CN", "限值"), ("en", "limit")])
def test_the_curve_is_there_at_once_with_its_limit_and_time(open_page, base_url, shoot, language, words):
    page = open_page("hub", language=language)
    alert = measured(Desk(page, base_url).until("/api/board", measured))
    page.goto(f"{base_url}/#/board/alert/{alert}")
    curve = page.locator(".rail .curve")
    expect(curve.locator("canvas")).to_be_visible()
    expect(curve).to_contain_text(words)
    expect(curve.locator("time")).to_have_text(re.compile(r"\d\d:\d\d:\d\d"))
    shoot(page, f"curve-{language}")


def test_a_reading_that_is_old_says_so(open_page, base_url):
    page = open_page("hub")
    alert = measured(Desk(page, base_url).until("/api/board", measured))

    def an_hour_ago(route):
        items = [{"datastream": "x", "phenomenonTime": f"2026-01-01T00:0{minute}:00.000Z", "value": 2.5, "quality": "good"} for minute in range(5)]
        route.fulfill(json={"items": items})

    page.route("**/api/datastreams/*/readings*", an_hour_ago)
    page.goto(f"{base_url}/#/board/alert/{alert}")
    expect(page.locator(".rail [data-reading=stale]")).to_contain_text("没有新读数")
