"""A mail server on this machine: speaks SMTP over a socket, keeps what it is given."""

import re
import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy

ADDRESS = re.compile(r"<([^>]*)>")


class Server(socketserver.ThreadingTCPServer):
    """`letters`: (address, message) as received; `refuses`, `drops`: by address."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters, self.refuses, self.drops = [], set(), set()
        self.connections = 0

    @property
    def addresses(self):
        return [address for address, _ in self.letters]


class Conversation(socketserver.StreamRequestHandler):
    """One client: just as much of RFC 5321 as sending takes."""

    def handle(self):
        self.server.connections += 1
        self.to = ""
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if not self.answer(verb, line):
                return

    def answer(self, verb, line):
        """Whether the conversation goes on."""
        if verb == "RCPT":
            self.to = ADDRESS.search(line)[1]
            if self.to in self.server.drops:
                return False
            self.say("550 no" if self.to in self.server.refuses else "250 ok")
        elif verb == "DATA":
            self.take()
        else:
            self.say("221 bye" if verb == "QUIT" else "250 ok")
        return verb != "QUIT"

    def take(self):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line[:2] == b".." else line)
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.letters.append((self.to, message))
        self.say("250 taken")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server():
    """Run one on a port of its own, for as long as the block lasts."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def use(settings, server):
    """Point the settings at it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_TIMEOUT = 5
    settings.SENDS_MAIL = True
    settings.SITE_URL = "https://baocao.tuky.vn"
    settings.DEFAULT_FROM_EMAIL = "baocao@tuky.vn"
