"""The live socket under load: from the page to the answer and back, alone and among a hundred.

Each session sends the frames of a set in real time over its own connection to one running server;
the time of an answer runs from when its frame should have been sent, so that falling behind shows.
The reference is a socket that only sends each frame's length back.

Usage: python -m bench.live [--sessions 100] [--seconds 10]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import tempfile
import time

import msgspec
import numpy as np
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection
from websockets.asyncio.server import serve as serve_socket

from bench.serving import served
from bench.timing import percentile_ms
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.perform import Performance, perform
from rhomboid.web.live.frames import frame_bytes

MOVEMENT = "standing_overhead_reach"
FRAMES_PER_S = 30


class Seen(msgspec.Struct, frozen=True):
    """The answers of one session: how long each took, and the last count."""

    took: list[float]
    total: int


def film(seconds: int, seed: int) -> list[bytes]:
    """Frames of a set that goes on and on."""
    movement = load_knowledge().movements[MOVEMENT]
    how = Performance(pace=Pace(repetitions=seconds // 4 + 2))
    recording = perform(movement, how, np.random.default_rng(seed)).recording
    count = min(len(recording), seconds * FRAMES_PER_S)
    return [frame_bytes(recording.frame(index)) for index in range(count)]


async def session(address: str, headers: dict[str, str], frames: list[bytes], late: float) -> Seen:
    """One page: begins a set, sends its frames in real time, hears every answer."""
    origin = headers.get("Origin")
    others = {name: value for name, value in headers.items() if name != "Origin"}
    took: list[float] = []
    total = 0
    async with connect(
        address,
        origin=origin,  # type: ignore[arg-type] # a plain name of an origin
        additional_headers=others,
        compression=None,
        proxy=None,
    ) as socket:
        begin = {"do": "begin", "set": "bench", "movement": MOVEMENT}
        await socket.send(json.dumps(begin))
        await socket.recv()
        first = time.perf_counter() + late

        async def send() -> None:
            for at, frame in enumerate(frames):
                await asyncio.sleep(max(0.0, first + at / FRAMES_PER_S - time.perf_counter()))
                await socket.send(frame)

        sending = asyncio.create_task(send())
        while len(took) < len(frames):
            message = await socket.recv()
            if '"kind":"part"' in str(message[:20]):
                continue
            took.append(time.perf_counter() - first - len(took) / FRAMES_PER_S)
        await sending
        told = json.loads(message)
        total = told.get("answer", {}).get("total", 0)
    return Seen(took, total)


async def many(address: str, headers: dict[str, str], films: list[list[bytes]]) -> list[Seen]:
    """All sessions at once, begun within one another's frames."""
    step = 1 / FRAMES_PER_S / len(films)
    return await asyncio.gather(
        *(session(address, headers, frames, 0.5 + at * step) for at, frames in enumerate(films))
    )


def busy_s(process: subprocess.Popen[str]) -> float:
    """Seconds of processor time that a process has used."""
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as stat:  # noqa: PTH123 - no file
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def line(name: str, seen: list[Seen], seconds: float, busy: float) -> str:
    """What came of a round, in one line; the last answer may be later than the last frame."""
    seconds += max(0.0, *(session_.took[-1] for session_ in seen))
    took = sorted(one for session_ in seen for one in session_.took)
    cost = f"  server {busy / len(took) * 1000:.2f} ms of processor a frame" if busy else ""
    return (
        f"{name:<16} p50 {percentile_ms(took, 0.5):7.2f} ms"
        f"  p95 {percentile_ms(took, 0.95):7.2f} ms"
        f"  longest {took[-1] * 1000:7.1f} ms  {len(took) / seconds:5.0f} frames a second{cost}"
    )


async def echo(socket: ServerConnection) -> None:
    """The reference: no coach, only the length of each frame."""
    async for message in socket:
        await socket.send(f'{{"kind":"seen","bytes":{len(message)}}}')


async def reference(films: list[list[bytes]]) -> list[Seen]:
    async with serve_socket(echo, "127.0.0.1", 0, compression=None) as server:
        port = server.sockets[0].getsockname()[1]
        return await many(f"ws://127.0.0.1:{port}/", {}, films)


def main() -> None:
    """Print one session, then more and more of them up to as many as asked."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--sessions", type=int, default=100)
    options.add_argument("--seconds", type=int, default=10)
    asked = options.parse_args()
    films = [film(asked.seconds, seed) for seed in range(8)]
    print(line("echo, 1 session", asyncio.run(reference(films[:1])), asked.seconds, 0.0))
    with tempfile.TemporaryDirectory() as data, served(data) as (process, port, cookie):
        headers = {"Cookie": cookie, "Origin": f"http://127.0.0.1:{port}"}
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            count = max(1, round(asked.sessions * share))
            chosen = [films[at % len(films)] for at in range(count)]
            before = busy_s(process)
            seen = asyncio.run(many(f"ws://127.0.0.1:{port}/live/", headers, chosen))
            busy = busy_s(process) - before
            name = "1 session" if count == 1 else f"{count} sessions"
            print(line(name, seen, asked.seconds, busy))
    print(f"load of this machine meanwhile {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
