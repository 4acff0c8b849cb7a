#!/usr/bin/env python3
"""How long MCP servers take from exec to their first answers, and how much memory they hold, side by side.

  measure.py [--runs 15] [--tools 8] [--calls 1000] [--cache DIR] [--json FILE] [--server NAME TOOL ARGUMENTS COMMAND]...

Each --server is a command line with a tool to call and its arguments as JSON. The first contestant is always the
yardstick, a Node server on the TypeScript SDK with --tools tools; its packages are installed once into --cache.
Runs are interleaved (one of each, then again), so that a busy moment of the machine hits all alike; figures are
medians with minima in brackets, ratios are to the yardstick of the same run. Linux, Python 3.9 or later, Node 18 or later.
"""
import argparse
import json
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = ["@modelcontextprotocol/sdk@1.32.2", "zod@3.25.76"]
INITIALIZE = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "measure", "version": "1.0"},
}
FIGURES = [
    ("initialize", "exec to initialize, ms"),
    ("list", "exec to tools/list, ms"),
    ("call", "exec to first call, ms"),
    ("idle", "memory after it, MiB"),
    ("used", "memory after more calls, MiB"),
    ("each", "one further call, ms"),
]


def yardstick(cache, tools):
    """The command of the Node server, its packages installed."""
    if not shutil.which("node") or not shutil.which("npm"):
        sys.exit("node and npm are needed for the yardstick")
    cache.mkdir(parents=True, exist_ok=True)
    if not (cache / "node_modules" / "@modelcontextprotocol" / "sdk").exists():
        subprocess.run(
            ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--silent", "--prefix", str(cache), *PACKAGES],
            check=True,
        )
    shutil.copy(HERE / "node-server.mjs", cache / "node-server.mjs")
    return ["node", str(cache / "node-server.mjs"), str(tools)]


class Server:
    def __init__(self, command):
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.last = 0

    def send(self, method, params=None, id=None):
        message = {"jsonrpc": "2.0", "method": method}
        if params is not None:
            message["params"] = params
        if id is not None:
            message["id"] = id
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()

    def ask(self, method, params=None):
        """The answer, and the time since exec in ms."""
        self.last += 1
        self.send(method, params, self.last)
        while True:
            line = self.process.stdout.readline()
            at = (time.perf_counter() - self.started) * 1000
            if not line:
                raise RuntimeError("the server ended: " + " ".join(map(str, self.process.args)))
            answer = json.loads(line)
            if answer.get("id") == self.last:
                if "error" in answer:
                    raise RuntimeError(json.dumps(answer["error"]))
                return answer["result"], at

    def memory(self):
        """Resident memory of the process and its children in MiB (a launcher may stand in front)."""
        total = 0
        pids = [self.process.pid]
        while pids:
            pid = pids.pop()
            try:
                status = pathlib.Path(f"/proc/{pid}/status").read_text()
                total += next(int(l.split()[1]) for l in status.splitlines() if l.startswith("VmRSS:"))
                pids += map(int, pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
            except (FileNotFoundError, StopIteration):
                pass
        return total / 1024

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


def once(contestant, calls):
    server = Server(contestant["command"])
    try:
        _, initialize = server.ask("initialize", INITIALIZE)
        server.send("notifications/initialized")
        listed, at_list = server.ask("tools/list")
        call = {"name": contestant["tool"], "arguments": contestant["arguments"]}
        first, at_call = server.ask("tools/call", call)
        if first.get("isError"):
            raise RuntimeError(contestant["name"] + ": " + json.dumps(first))
        idle = server.memory()
        before = time.perf_counter()
        for _ in range(calls):
            server.ask("tools/call", call)
        each = (time.perf_counter() - before) * 1000 / max(1, calls)
        contestant["listed"] = len(listed["tools"])
        return {
            "initialize": initialize,
            "list": at_list,
            "call": at_call,
            "idle": idle,
            "used": server.memory(),
            "each": each,
        }
    finally:
        server.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--tools", type=int, default=8)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--cache", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument(
        "--server", nargs=4, action="append", default=[], metavar=("NAME", "TOOL", "ARGUMENTS", "COMMAND")
    )
    options = parser.parse_args()
    cache = options.cache or pathlib.Path(tempfile.gettempdir()) / f"mcp-startup-{os.getuid()}"
    contestants = [
        {
            "name": "node",
            "tool": "echo_1",
            "arguments": {"text": "hello"},
            "command": yardstick(cache, options.tools),
        }
    ]
    for name, tool, arguments, command in options.server:
        contestants.append(
            {"name": name, "tool": tool, "arguments": json.loads(arguments), "command": shlex.split(command)}
        )
    for contestant in contestants:
        contestant["runs"] = []
        once(contestant, 1)  # fills the disk cache, makes archives that are made once
    for _ in range(options.runs):
        for contestant in contestants:
            contestant["runs"].append(once(contestant, options.calls))

    def figure(contestant, key, pick):
        return pick(run[key] for run in contestant["runs"])

    print("| | " + " | ".join(f"{c['name']} ({c['listed']} tools)" for c in contestants) + " |")
    print("|---" * (len(contestants) + 1) + "|")
    for key, words in FIGURES:
        base = figure(contestants[0], key, statistics.median)
        cells = []
        for contestant in contestants:
            median = figure(contestant, key, statistics.median)
            digits = 3 if key == "each" else 0
            cell = f"{median:.{digits}f} ({figure(contestant, key, min):.{digits}f})"
            cells.append(cell if contestant is contestants[0] else f"{cell} = {median / base:.2f}×")
        print(f"| {words} | " + " | ".join(cells) + " |")
    if options.json:
        keep = ("name", "listed", "runs")
        options.json.write_text(json.dumps([{k: c[k] for k in keep} for c in contestants], indent=1) + "\n")


if __name__ == "__main__":
    main()
