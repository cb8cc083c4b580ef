"""Keeps the demonstration's field team free for the tests: the day that plays beside them sends it to its own fire."""

import json
import urllib.request
import uuid

# A task in one of these states keeps nobody busy.
LEAVES_TEAM_FREE = ("created", "returned", "checked", "closed", "parked", "cancelled", "moved")
ASK_SECONDS = 20


class Steward:
    """A district commander's own session over plain HTTP."""

    def __init__(self, base_url, password):
        self.url, self.cookie, self.csrf = base_url, "", ""
        with self.send("POST", "/api/session", {"name": "beibei", "password": password}) as answer:
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
            self.csrf = json.load(answer)["csrf"]

    def send(self, method, path, body=None):
        headers = {"Content-Type": "application/json", "Cookie": self.cookie, "X-CSRF-Token": self.csrf}
        data = None if body is None else json.dumps(body).encode()
        return urllib.request.urlopen(urllib.request.Request(self.url + path, data, headers, method=method), timeout=ASK_SECONDS)

    def get(self, path):
        with self.send("GET", path) as answer:
            return json.load(answer)

    def free(self, team):
        """Cancels what the team still has to do, and checks what it has done."""
        for incident in self.get("/api/board")["incidents"]:
            for task in self.get(f"/api/incidents/{incident['id']}")["tasks"]:
                if task.get("team") != team or task["state"] in LEAVES_TEAM_FREE:
                    continue
                order = {"type": "check"} if task["state"] == "done" else {"type": "cancel", "reason": "测试需要这支队伍"}
                path = f"/api/incidents/{incident['id']}/tasks/{task['id']}/commands"
                self.send("POST", path, {"id": str(uuid.uuid4()), **order}).close()
