"""What tests set up and ask through the API, beside the page that is tested."""

import time
import uuid

from conftest import WAIT_MILLISECONDS

POLL_SECONDS = 0.2
# Inside Chengjiang, where the township duty officer and the field team of the demo accounts work.
PLACE = {"latitude": 29.87194, "longitude": 106.38467}


class Desk:
    """One signed-in page's own session, used without its screen."""

    def __init__(self, page, base_url):
        self.request, self.url = page.context.request, base_url
        self.me = self.get("/api/me")

    def get(self, path):
        answer = self.request.get(self.url + path)
        assert answer.ok, f"{path}: {answer.status} {answer.text()}"
        return answer.json()

    def post(self, path, **body):
        answer = self.request.post(self.url + path, data={"id": str(uuid.uuid4()), **body}, headers={"X-CSRF-Token": self.me["csrf"]})
        assert answer.ok, f"{path}: {answer.status} {answer.text()}"
        return answer.json()

    def until(self, path, test):
        """Asks until the server says so; every wait ends."""
        end = time.monotonic() + WAIT_MILLISECONDS / 1000
        while time.monotonic() < end:
            found = self.get(path)
            if test(found):
                return found
            time.sleep(POLL_SECONDS)
        raise AssertionError(f"{path} never came to the state that was waited for")

    def open_incident(self, title, exercise=False, grade="III"):
        draft = {"kind": "flood", "grade": grade, "title": {"zh": title, "en": title}, "point": PLACE}
        return self.post("/api/incidents", exercise=exercise, **draft)["incident"]

    def command(self, incident, kind, **fields):
        return self.post(f"/api/incidents/{incident}/commands", type=kind, **fields)

    def task_command(self, incident, task, kind, **fields):
        return self.post(f"/api/incidents/{incident}/tasks/{task}/commands", type=kind, **fields)

    def task_for(self, incident, team, title):
        self.command(incident, "createTask", title={"zh": title, "en": title}, team=team)
        tasks = self.get(f"/api/incidents/{incident}")["tasks"]
        found = next(task["id"] for task in tasks if task["title"]["zh"] == title)
        # The server sends it on in its own time; until then nobody can accept it.
        self.until(f"/api/incidents/{incident}", lambda _: self.state_of(incident, found) in ("sent", "received"))
        return found

    def state_of(self, incident, task):
        return next(one["state"] for one in self.get(f"/api/incidents/{incident}")["tasks"] if one["id"] == task)

    def told(self, incident, kind):
        """How often the log of the incident tells of this kind of event."""
        items = self.get(f"/api/incidents/{incident}/timeline")["items"]
        return sum(one["type"] == kind for one in items)


def press_button(page, locator):
    """A button reached with Tab and pressed with Enter: the focus is set, the key does the rest."""
    locator.wait_for(state="visible")
    locator.focus()
    page.keyboard.press("Enter")
