"""A dock with a drone in it, in the shapes of the DJI Cloud API over a real broker. Synthetic; it flies as fast as a test wants."""

import json
import pathlib
import subprocess
import threading
import time
import uuid

import paho.mqtt.client as mqtt

MOSQUITTO = next((path for path in ("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto") if pathlib.Path(path).exists()), None)


class Broker:
    """A mosquitto of the test's own."""

    def __init__(self, folder, port, password=None, extra=()):
        self.folder, self.port, self.process = folder, port, None
        self.settings = folder / "mosquitto.conf"
        lines = [f"listener {port} 127.0.0.1", "persistence false", "log_dest none"]
        if password:
            passwords = folder / "passwords"
            passwords.touch(mode=0o600)
            subprocess.run(["mosquitto_passwd", "-b", str(passwords), *password], check=True, capture_output=True)
            # Started by root it becomes another user, who must be able to read this.
            passwords.chmod(0o644)
            folder.chmod(0o755)
            lines += [f"password_file {passwords}", "allow_anonymous false", "user root"]
        else:
            lines += ["allow_anonymous true"]
        lines += extra
        self.settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.start()

    def start(self):
        self.process = subprocess.Popen([MOSQUITTO, "-c", str(self.settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=10)


class Dock:
    """Answers orders, flies there in `seconds`, stays, and comes home when it is called."""

    def __init__(self, port, dock, aircraft, home, seconds=1.0, hold=0.0, login=None, authority=None):
        self.dock, self.aircraft, self.home, self.seconds, self.hold = dock, aircraft, home, seconds, hold
        self.position, self.height, self.battery, self.mode = dict(home), 0.0, 95, 0
        self.speed = 11.9
        # What the dock says of the drone lags behind by one message: it reports for itself.
        self.told_in_dock = True
        self.in_dock, self.wind, self.mission, self.target, self.way = True, 3.0, None, None, None
        # What a test changes: no answer, an answer that is a no, and no word of the aircraft.
        self.mute, self.result, self.dark, self.silent = False, 0, False, False
        # Answers to what it is told of its picture, one by one; then all are a yes.
        self.picture_results = []
        self.heard, self.events_replies, self.status_replies = [], [], []
        self.running = True
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=f"dock-{uuid.uuid4().hex[:12]}")
        self.client.reconnect_delay_set(1, 1)
        if login:
            self.client.username_pw_set(*login)
        self.client.on_connect = self.connected
        self.client.on_message = self.came
        if authority:
            self.client.tls_set(str(authority))
        self.client.connect_async("localhost" if authority else "127.0.0.1", port, keepalive=10)
        self.client.loop_start()
        self.thread = threading.Thread(target=self.live, daemon=True)
        self.thread.start()

    def stop(self):
        self.running = False
        self.thread.join(timeout=5)
        self.client.loop_stop()
        self.client.disconnect()

    def connected(self, client, *_):
        client.subscribe([(f"thing/product/{self.dock}/{kind}", 1) for kind in ("services", "events_reply")])
        client.subscribe(f"sys/product/{self.dock}/status_reply", 1)

    def say(self, topic, data, method=None, bid=None, **more):
        message = {"tid": str(uuid.uuid4()), "bid": bid or str(uuid.uuid4()), "timestamp": int(time.time() * 1000), "gateway": self.dock, "data": data}
        self.client.publish(topic, json.dumps(message | ({"method": method} if method else {}) | more), qos=1)

    def came(self, _client, _userdata, message):
        told = json.loads(message.payload)
        if message.topic.endswith("events_reply"):
            return self.events_replies.append(told)
        if message.topic.endswith("status_reply"):
            return self.status_replies.append(told)
        self.heard.append(told)
        if self.mute:
            return None
        result = self.picture_results.pop(0) if told["method"].startswith("live_") and self.picture_results else self.result
        self.say(f"thing/product/{self.dock}/services_reply", {"result": result}, told["method"], bid=told["bid"])
        if self.result == 0 and told["method"] == "takeoff_to_point":
            self.mission, self.target = told["data"]["flight_id"], told["data"]
            threading.Thread(target=self.fly, daemon=True).start()
        if self.result == 0 and told["method"].startswith("fly_to_point"):
            threading.Thread(target=self.go_on, args=(told,), daemon=True).start()
        if self.result == 0 and told["method"] == "return_home":
            threading.Thread(target=self.come_home, daemon=True).start()
        return None

    def progress(self, status, result=0):
        data = {"flight_id": self.mission, "status": status, "result": result, "remaining_distance": 0, "remaining_time": 0, "way_point_index": 0}
        self.say(f"thing/product/{self.dock}/events", data, "takeoff_to_point_progress", bid=self.mission, need_reply=1)

    def fly(self):
        self.progress("task_ready")
        time.sleep(self.hold)
        self.in_dock, self.mode, self.speed = False, 4, 11.9
        start, steps = dict(self.position), 10
        for step in range(1, steps + 1):
            time.sleep(self.seconds / steps)
            for key in ("latitude", "longitude"):
                self.position[key] = start[key] + (self.target[f"target_{key}"] - start[key]) * step / steps
            self.height, self.mode = self.target["commander_flight_height"], 5
            self.tell_aircraft()
            if step == 1:
                self.tell_dock()
        self.speed = 0.1
        self.progress("wayline_ok")

    def go_on(self, told):
        """A new way has a name of its own; a way that is changed keeps the one with which it began."""
        self.way = told["data"].get("fly_to_id", self.way)
        point, self.speed = told["data"]["points"][0], 11.9
        time.sleep(self.seconds)
        self.position, self.height, self.speed = {key: point[key] for key in ("latitude", "longitude")}, point["height"] - 215, 0.1
        self.tell_aircraft()
        data = {"fly_to_id": self.way, "status": "wayline_ok", "result": 0, "remaining_distance": 0, "remaining_time": 0, "way_point_index": 0}
        self.say(f"thing/product/{self.dock}/events", data, "fly_to_point_progress", bid=told["bid"], need_reply=1)

    def come_home(self):
        self.mode = 9
        self.tell_aircraft()
        time.sleep(self.seconds)
        self.position, self.height, self.in_dock, self.mode = dict(self.home), 0.0, True, 0
        self.tell_dock()

    def tell_aircraft(self):
        if self.dark or self.silent:
            return
        data = {
            "mode_code": self.mode, "latitude": self.position["latitude"], "longitude": self.position["longitude"],
            "height": 215 + self.height, "elevation": self.height, "attitude_head": -45, "horizontal_speed": self.speed, "wind_speed": 31,
            "battery": {"capacity_percent": self.battery, "remain_flight_time": 1500, "return_home_power": 20},
        }  # fmt: skip
        self.say(f"thing/product/{self.aircraft}/osd", data)

    def tell_dock(self):
        if self.silent:
            return
        data = {
            "mode_code": 0 if self.told_in_dock else 4, "drone_in_dock": 1 if self.told_in_dock else 0, "wind_speed": self.wind, "rainfall": 0,
            "emergency_stop_state": 0, "drone_charge_state": {"capacity_percent": self.battery, "state": 0},
        }  # fmt: skip
        self.say(f"thing/product/{self.dock}/osd", data)
        self.told_in_dock = self.in_dock

    def live(self):
        while self.running:
            if not self.status_replies:
                topology = {"domain": "3", "type": 2, "sub_type": 0, "sub_devices": [{"sn": self.aircraft}]}
                self.say(f"sys/product/{self.dock}/status", topology, "update_topo")
            self.tell_dock()
            if not self.in_dock:
                self.tell_aircraft()
            time.sleep(0.3)
