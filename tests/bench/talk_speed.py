"""``python -m tests.bench.talk_speed``: messages a second of our bot and of a stock Rasa project, side by side.

Both answer with the same actions and keep their talks in SQLite, in its write-ahead mode. Ours is asked over the
public API, the stock project over Rasa's REST channel. Our Rasa is asked by itself too, which tells what the edge adds;
what the actions add they tell themselves. They take turns, block by block, so that a busy machine slows down all;
processor time a message is told beside. The stock model is trained once for each state of the corpus.
"""

import asyncio
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from typing import Any

import aiohttp

from bot.launcher.parts import SEALED_PYTHON
from tests.bench.processor_time import milliseconds, parts_of
from tests.bench.stock.endpoints import write_endpoints
from tests.stack import ROOT, Stack, start

QUESTIONS = (
    "em cần xin phiếu lý lịch tư pháp số 2, hồ sơ gồm những gì", "het bao nhieu tien", "đăng ký thường trú mất bao lâu",
    "lam can cuoc cho con can giay to gi", "nộp ở đâu", "còn số 1 thì sao", "đăng ký tạm trú cần giấy tờ gì",
    "lệ phí bao nhiêu",
)  # fmt: skip
"""One talk."""
AT_ONCE = (1, 16)
BLOCKS = int(os.environ.get("BENCH_BLOCKS", "5"))
"""Times that each is asked at each concurrency."""
TALKS = 8
"""Talks of a block."""
MODULES = {"bot.nlu": "rasa", "actions": "actions", "bot.web": "edge"}

Acted = Callable[[], float]
"""Seconds that the action server has worked since it started."""
Talk = Callable[[aiohttp.ClientSession], Awaitable[Callable[[str], Awaitable[list[dict[str, Any]]]]]]
"""Begins a talk; what it gives sends a message and returns the payloads of the reply."""


@dataclass
class Measured:
    """One bot at one concurrency: seconds of each message, of each block, and processor time of each part."""

    taken: list[float] = field(default_factory=list)
    seconds: float = 0.0
    worked: dict[str, float] = field(default_factory=dict)
    acted: float = 0.0
    """Seconds that the action server has worked for it, waiting included."""
    answers: int = 0

    @property
    def per_second(self) -> float:
        """Messages a second."""
        return len(self.taken) / self.seconds

    @property
    def p50(self) -> float:
        """Milliseconds at the median."""
        return 1000 * quantiles(self.taken, n=20)[9]

    @property
    def p95(self) -> float:
        """Milliseconds at the 95th percentile."""
        return 1000 * quantiles(self.taken, n=20)[18]

    @property
    def cpu(self) -> dict[str, float]:
        """Milliseconds of processor time a message, by part."""
        return {part: spent / len(self.taken) for part, spent in self.worked.items()}


def line(what: str, ours: Measured, stock: Measured) -> str:
    """Both at one concurrency, and how they compare."""
    rows = []
    for name, one in (("ours", ours), ("stock", stock)):
        parts = "  ".join(f"{part} {spent:.1f}" for part, spent in one.cpu.items())
        share = 100 * one.answers / len(one.taken)
        rows.append(
            f"{what:<12} {name:<6} {one.per_second:7.1f}/s  p50 {one.p50:7.1f} ms  p95 {one.p95:7.1f} ms  "
            f"processor {sum(one.cpu.values()):5.1f} ms a message ({parts})  answers {share:.0f} %"
        )
    work = sum(stock.cpu.values()) / max(sum(ours.cpu.values()), 1e-9)
    rows.append(
        f"{what:<12} ratio  {ours.per_second / stock.per_second:.2f} × its messages a second, "
        f"{ours.p95 / stock.p95:.2f} of its p95, processor time 1/{work:.1f}"
    )
    return "\n".join(rows)


def held(ours: Measured, stock: Measured, alone: Measured, rasa: Measured) -> dict[str, bool]:
    """What is wanted, and whether it holds. The last two are of one message at once."""
    answers = ours.answers / len(ours.taken)
    return {
        "at least 4 times the stock project's messages a second": ours.per_second >= 4 * stock.per_second,
        "at most a quarter of its p95": ours.p95 <= stock.p95 / 4,
        "edge and actions add at most 10 ms": sum(added(alone, rasa)) <= 10,
        f"answers are answers ({100 * answers:.0f} %)": answers >= 0.8,
    }


def added(ours: Measured, rasa: Measured) -> tuple[float, float]:
    """Milliseconds that edge (between the medians) and actions (at the mean) add to Rasa's own turn, one at once."""
    return ours.p50 - rasa.p50, 1000 * ours.acted / len(ours.taken)


def ours_at(url: str) -> Talk:
    """Talks over the public API."""

    async def begin(http: aiohttp.ClientSession) -> Callable[[str], Awaitable[list[dict[str, Any]]]]:
        async with http.post(f"{url}/api/conversations", json={"lang": "vi"}) as opened:
            talk = await opened.json()
        headers = {"Authorization": f"Bearer {talk['token']}"}

        async def say(text: str) -> list[dict[str, Any]]:
            body = {"client_id": str(uuid.uuid4()), "text": text}
            async with http.post(f"{url}/api/conversations/{talk['id']}/messages", json=body, headers=headers) as reply:
                items = (await reply.json())["items"]
            return [item["payload"] for item in items if item["from"] == "bot"]

        return say

    return begin


def rest_at(url: str) -> Talk:
    """Talks over Rasa's REST channel."""

    async def begin(http: aiohttp.ClientSession) -> Callable[[str], Awaitable[list[dict[str, Any]]]]:
        sender = uuid.uuid4().hex

        async def say(text: str) -> list[dict[str, Any]]:
            body = {"sender": sender, "message": text, "metadata": {"lang": "vi", "address": "bench", "turn": ""}}
            async with http.post(f"{url}/webhooks/rest/webhook", json=body) as reply:
                return [each.get("custom") or {} for each in await reply.json()]

        return say

    return begin


async def block(begin: Talk, at_once: int, pids: dict[str, int], into: Measured, acted: Acted) -> None:
    """``TALKS`` talks, as many at once as wanted."""
    left = [QUESTIONS] * max(TALKS, at_once)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as http:

        async def worker() -> None:
            while left:
                questions = left.pop()
                say = await begin(http)
                for question in questions:
                    started = time.perf_counter()
                    payloads = await say(question)
                    into.taken.append(time.perf_counter() - started)
                    into.answers += any(payload.get("outcome") == "answered" for payload in payloads)

        before, acted_before = {part: milliseconds(pid) for part, pid in pids.items()}, acted()
        started = time.perf_counter()
        await asyncio.gather(*(worker() for _ in range(at_once)))
        into.seconds += time.perf_counter() - started
        for part, pid in pids.items():
            into.worked[part] = into.worked.get(part, 0.0) + milliseconds(pid) - before[part]
        into.acted += acted() - acted_before


async def compared(bots: dict[str, tuple[Talk, dict[str, int]]], acted: Acted) -> dict[int, dict[str, Measured]]:
    """Each bot at each concurrency, in turns; a first block only warms up."""
    for begin, pids in bots.values():
        await block(begin, 2, pids, Measured(), acted)
    found = {at_once: {name: Measured() for name in bots} for at_once in AT_ONCE}
    for at_once, _ in zip(cycle(AT_ONCE), range(BLOCKS * len(AT_ONCE)), strict=False):
        for name, (begin, pids) in bots.items():
            await block(begin, at_once, pids, found[at_once][name], acted)
    return found


def acted_at(url: str, token: str) -> Acted:
    """From the action server's own figures."""
    request = urllib.request.Request(f"{url}/metrics", headers={"Authorization": f"Bearer {token}"})

    def acted() -> float:
        with urllib.request.urlopen(request, timeout=10) as reply:
            figures = reply.read().decode().splitlines()
        return sum(float(each.rpartition(" ")[2]) for each in figures if each.startswith("motcua_action_seconds_sum"))

    return acted


def stock_model(stack: Stack) -> Path:
    """The stock project's model, trained where it is missing."""
    models = Path(os.environ.get("MODELS_DIR") or ROOT / "var/models")
    environment = {**os.environ, "NAMES_FILE": str(stack.state / "names.json"), "STATE_DIR": str(stack.state)}
    argv = [SEALED_PYTHON, "-W", "ignore", "-m", "tests.bench.stock.project", str(models)]
    done = subprocess.run(argv, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Path(done.stdout.splitlines()[-1])


def serve_stock(folder: Path, model: Path, stack: Stack, port: int) -> subprocess.Popen[bytes]:
    """Rasa as it comes, with that model; ready when this returns."""
    token = json.loads((stack.state / "secrets.json").read_text("utf-8"))["ACTIONS_TOKEN"]
    write_endpoints(folder, f"http://127.0.0.1:{stack.port + 2}", token)
    argv = [SEALED_PYTHON, "-W", "ignore", "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port)]
    argv += ["--model", str(model), "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "LOG_LEVEL": "ERROR",
        "CUDA_VISIBLE_DEVICES": "-1",
        "TMPDIR": str(folder),
    }
    environment = {**os.environ, **quiet, "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
    process = subprocess.Popen(argv, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/webhooks/rest/", timeout=5).close()
        except OSError:
            time.sleep(1)
        else:
            return process
    process.kill()
    raise RuntimeError("the stock project did not get ready")


def main() -> int:
    """Starts both, measures, prints, stops them; 1 if something wanted does not hold."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "stock").mkdir()
        limits = {f"RATE_{kind}": "1000000/minute" for kind in ("ADDRESS", "CONVERSATION", "NEW_CONVERSATIONS")}
        print("starting our system and a stock Rasa project …", flush=True)
        token = secrets.token_hex(16)
        stack = start(folder, METRICS_TOKEN=token, **limits)
        stock: subprocess.Popen[bytes] | None = None
        try:
            port = stack.port + 4
            stock = serve_stock(folder / "stock", stock_model(stack), stack, port)
            pids = parts_of(stack.process.pid, MODULES)
            theirs = {"rasa": stock.pid, "actions": pids["actions"]}
            bots = {
                "ours": (ours_at(stack.url), pids),
                "stock": (rest_at(f"http://127.0.0.1:{port}"), theirs),
                "rasa": (rest_at(f"http://127.0.0.1:{stack.port + 1}"), pids),
            }
            found = asyncio.run(compared(bots, acted_at(f"http://127.0.0.1:{stack.port + 2}", token)))
        finally:
            if stock is not None:
                stock.terminate()
                stock.wait(60)
            stack.stop()
    for at_once, both in found.items():
        print(line(f"{at_once} at once", both["ours"], both["stock"]))
    alone, rasa = (found[AT_ONCE[0]][name] for name in ("ours", "rasa"))
    edge, actions = added(alone, rasa)
    print(f"added to Rasa: edge {edge:.1f} ms, actions {actions:.1f} ms, together {edge + actions:.1f} ms a message")
    many = found[AT_ONCE[-1]]
    told = held(many["ours"], many["stock"], alone, rasa)
    print("\n".join(f"{'✓' if good else '✗'} {what}" for what, good in told.items()))
    return 0 if all(told.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
