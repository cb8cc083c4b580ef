"""A camera that speaks as much RTSP (RFC 2326) as a test needs: MPEG-TS over RTP over the connection itself, for whoever knows the password."""

import base64
import contextlib
import socketserver
import struct
import subprocess
import threading
import time

SDP = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=synthetic\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 0 RTP/AVP 33\r\na=control:track0\r\n"
# Seven packets of a transport stream fill one packet of a network.
CHUNK = 7 * 188


def stream():
    """Four seconds of a test picture as a transport stream."""
    made = ["ffmpeg", "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=size=320x180:rate=10:duration=4", "-c:v", "libx264", "-g", "5"]
    return subprocess.run([*made, "-pix_fmt", "yuv420p", "-f", "mpegts", "-"], capture_output=True, check=True, timeout=60).stdout


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        with contextlib.suppress(OSError):
            while (request := self.request_lines()) is not None:
                self.reply(*request)

    def request_lines(self):
        first = self.rfile.readline().decode("latin-1").strip()
        if not first:
            return None
        headers = {}
        while (line := self.rfile.readline().decode("latin-1").strip()) != "":
            name, value = line.split(":", 1)
            headers[name.strip().lower()] = value.strip()
        return first.split()[0], first.split()[1], headers

    def reply(self, method, address, headers):
        self.server.asked.append(method)
        wanted = "Basic " + base64.b64encode(self.server.login.encode()).decode()
        if method != "OPTIONS" and headers.get("authorization") != wanted:
            return self.say(headers, "401 Unauthorized", 'WWW-Authenticate: Basic realm="camera"')
        if method == "OPTIONS":
            return self.say(headers, "200 OK", "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN")
        if method == "DESCRIBE":
            return self.say(headers, "200 OK", "Content-Type: application/sdp", f"Content-Base: {address}/", body=SDP)
        if method == "SETUP":
            return self.say(headers, "200 OK", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1", "Session: 1")
        self.say(headers, "200 OK", "Session: 1")
        if method == "PLAY":
            threading.Thread(target=self.send, daemon=True).start()

    def say(self, headers, status, *lines, body=""):
        head = [f"RTSP/1.0 {status}", f"CSeq: {headers.get('cseq', '0')}", *lines, *([f"Content-Length: {len(body)}"] if body else [])]
        self.wfile.write(("\r\n".join(head) + "\r\n\r\n" + body).encode())

    def send(self):
        number = 0
        with contextlib.suppress(OSError, ValueError):
            while True:
                for start in range(0, len(self.server.pictures), CHUNK):
                    packet = struct.pack("!BBHII", 0x80, 33, number & 0xFFFF, number * 3000 & 0xFFFFFFFF, 7) + self.server.pictures[start : start + CHUNK]
                    self.wfile.write(b"$\x00" + struct.pack("!H", len(packet)) + packet)
                    number += 1
                    time.sleep(0.02)


class Camera(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, login):
        super().__init__(("127.0.0.1", 0), Handler)
        self.login, self.pictures, self.asked = login, stream(), []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]
