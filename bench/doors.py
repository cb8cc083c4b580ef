"""What comes in by a door: incidents opened over HTTP."""

import pathlib
import re
import subprocess

from server import Server

SECONDS = 10
CLIENTS = 64
# TicketsCAD 4.2.25, measured on two cores: CPU per incident in ms and incidents per second.
TICKETSCAD_MS, TICKETSCAD_PER_SECOND = 12.2, 77.5

LUA = """
local count, thread = 0, 0
function setup(t) t:set("name", thread) thread = thread + 1 end
function request()
  count = count + 1
  local body = string.format('{"id":"bench-%%d-%%d","kind":"other","grade":"IV","title":{"zh":"压测事件","en":"Load test incident"},' ..
    '"point":{"latitude":%%.5f,"longitude":%%.5f}}', name, count, 29.4 + (count %% 400) / 1000, 106.3 + (count %% 500) / 1000)
  return wrk.format("POST", "/api/incidents", {["Content-Type"]="application/json", ["Cookie"]="%s", ["X-CSRF-Token"]="%s"}, body)
end
local answers = {}
function response(status) answers[status] = (answers[status] or 0) + 1 end
"""


def incident_open(folder):
    server = Server(pathlib.Path(folder) / "data", extra=["--rate-limit", "off"])
    try:
        script = pathlib.Path(folder) / "open.lua"
        script.write_text(LUA % (server.cookie, server.csrf))
        before = server.cpu_seconds()
        load = subprocess.run(
            ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "--latency", "-s", str(script), f"http://127.0.0.1:{server.port}"],
            capture_output=True, text=True, check=True,
        ).stdout
        cpu = server.cpu_seconds() - before
        count = int(re.search(r"(\d+) requests in", load).group(1))
        refused = re.search(r"Non-2xx or 3xx responses: (\d+)", load)
        if refused:
            raise SystemExit(f"{refused.group(1)} of {count} openings were not answered with 201:\n{load}")
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", load).group(1))
        per_incident = cpu / count * 1000
        yield "incident-open-cpu", per_incident, "ms/incident", cpu, "TicketsCAD 4.2.25", TICKETSCAD_MS, TICKETSCAD_MS / per_incident
        yield "incident-open-rate", rate, "incidents/s", cpu, "TicketsCAD 4.2.25", TICKETSCAD_PER_SECOND, rate / TICKETSCAD_PER_SECOND
    finally:
        server.stop()
