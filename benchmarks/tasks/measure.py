#!/usr/bin/env python3
"""How many changes of tasks several agents make at once, and how many are refused or lost, side by side.

  measure.py [--seconds 5] [--processes 1,2,4,8,16] [--cache DIR] [--workflow 'workflow'] [--no-memory]

Each agent is a thread here with a process of its own: an MCP server where the tool has one (ours, Backlog.md), a command line where it
has not (OpenSpec has no command that changes a task: its agents edit tasks.md, which is what is done here, and then ask `openspec list`).
Once each agent has a task of its own, once all change the same one. Every answer is counted: made, refused, or failed. At the end the
tasks are read again, and what was acknowledged and is not there is lost; that is told only where each has its own. The contestants
take turns, and the load is printed before and after. Then the memory of our three servers beside `mcp all`.

Packages are installed once into --cache. Linux, Python 3.9 or later, Node 20 or later, git.
"""
import argparse
import json
import os
import pathlib
import re
import shlex
import shutil
import statistics
import subprocess
import tempfile
import threading
import time

PACKAGES = ["backlog.md@1.52.0", "@fission-ai/openspec@1.13.2"]
INITIALIZE = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "measure", "version": "1"}}
PATIENCE = 60
WARM_UP = 20


class Server:
    """An MCP server over stdio, asked one question at a time."""

    def __init__(self, command, folder):
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.last = 0
        self.ask("initialize", INITIALIZE)
        self.send({"method": "notifications/initialized"})

    def send(self, message):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        self.process.stdin.flush()

    def ask(self, method, params):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError("the server ended")
            answer = json.loads(line)
            if answer.get("id") == self.last:
                return answer

    def call(self, tool, arguments):
        """The result; None if the tool refused."""
        answer = self.ask("tools/call", {"name": tool, "arguments": arguments})
        result = answer.get("result")
        return None if result is None or result.get("isError") else result

    def memory(self):
        """Its resident memory and that of all that it started, in MiB: proportional shares, so that what is shared counts once."""
        total = 0
        for line in pathlib.Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
        return total / 1024

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Ours:
    name = "ours, a server each"

    def __init__(self, options, folder, tasks):
        self.command = [*shlex.split(options.workflow), "mcp", "task-executor", "--toolsets", "edit", "--project", str(folder)]
        self.folder = folder
        server = self.agent()
        made = server.call(
            "create_workflow", {"name": "bench", "tasks": [{"description": f"Task {i}"} for i in range(1, tasks + 1)]}
        )
        assert made, "the workflow was not created"
        server.close()

    def agent(self):
        return Server(self.command, self.folder)

    def change(self, agent, task, note):
        return agent.call("edit_task", {"workflowName": "bench", "taskId": str(task), "notes": note}) is not None

    def read(self):
        text = (self.folder / ".ai-planning/tasks/bench.json").read_text()
        return [item["fields"].get("notes", "") for item in json.loads(text)["items"]["task"].values()]


class Backlog:
    name = "Backlog.md, a server each"

    def __init__(self, options, folder, tasks):
        self.program = str(options.cache / "node_modules/.bin/backlog")
        self.folder = folder
        run(["git", "init", "-q", "."], folder)
        run([self.program, "init", "bench", "--defaults"], folder)
        run([self.program, "config", "set", "remoteOperations", "false"], folder)
        for i in range(1, tasks + 1):
            run([self.program, "task", "create", f"Task {i}"], folder)

    def agent(self):
        return Server([self.program, "mcp", "start"], self.folder)

    def change(self, agent, task, note):
        return agent.call("task_edit", {"id": f"task-{task}", "notesSet": note}) is not None

    def read(self):
        files = (self.folder / "backlog/tasks").glob("*.md")
        return re.findall(r"agent \d+ change \d+", "\n".join(file.read_text() for file in files))


class OpenSpec:
    name = "OpenSpec, tasks.md edited and listed"

    def __init__(self, options, folder, tasks):
        self.program = str(options.cache / "node_modules/.bin/openspec")
        self.folder = folder
        change = folder / "openspec/changes/bench"
        change.mkdir(parents=True)
        (change / "proposal.md").write_text("## Why\nTo measure.\n\n## What Changes\n- tasks\n")
        self.file = change / "tasks.md"
        self.file.write_text("## 1. All\n" + "".join(f"- [ ] 1.{i} Task {i}\n" for i in range(1, tasks + 1)))

    def agent(self):
        return None

    def change(self, agent, task, note):
        text = self.file.read_text()
        self.file.write_text(re.sub(rf"(?m)^- \[.\] 1\.{task} .*$", f"- [x] 1.{task} {note}", text))
        return run([self.program, "list", "--json"], self.folder, check=False).returncode == 0

    def read(self):
        return re.findall(r"agent \d+ change \d+", self.file.read_text())


def run(command, folder, check=True):
    environment = {**os.environ, "CI": "true", "OPENSPEC_TELEMETRY": "0", "DO_NOT_TRACK": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, check=check, timeout=PATIENCE,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )


def cell(contestant, options, processes, own):
    """One contestant with so many agents for so long."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tasks-"))
    try:
        tool = contestant(options, folder, processes)
        agents = [tool.agent() for _ in range(processes)]
        start = threading.Barrier(processes + 1)
        outcomes = [None] * processes

        def work(index):
            task = index + 1 if own else 1
            made = refused = last = 0
            times = []
            for _ in range(WARM_UP if agents[index] else 0):
                tool.change(agents[index], task, "warming up")
            start.wait()
            end = time.monotonic() + options.seconds
            while time.monotonic() < end:
                begun = time.monotonic()
                accepted = tool.change(agents[index], task, f"agent {index} change {made + refused + 1}")
                times.append((time.monotonic() - begun) * 1000)
                if accepted:
                    made += 1
                    last = made + refused
                else:
                    refused += 1
            outcomes[index] = (made, refused, last, times)

        threads = [threading.Thread(target=work, args=(index,)) for index in range(processes)]
        for thread in threads:
            thread.start()
        start.wait()
        for thread in threads:
            thread.join()
        for agent in agents:
            if agent:
                agent.close()
        made = sum(outcome[0] for outcome in outcomes)
        refused = sum(outcome[1] for outcome in outcomes)
        there = set(tool.read())
        lost = sum(f"agent {i} change {outcome[2]}" not in there for i, outcome in enumerate(outcomes) if outcome[2])
        median = statistics.median(time for outcome in outcomes for time in outcome[3])
        return made / options.seconds, refused, made + refused, lost if own else None, median
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def updates(options):
    for own in (True, False):
        print(f"\n### {'A task each' if own else 'The same task'}\n")
        print("| agents | who | changes/s | refused | median ms | agents whose last change is lost |")
        print("|---|---|---|---|---|---|")
        for processes in options.processes:
            for contestant in (Ours, Backlog, OpenSpec):
                rate, refused, tried, lost, median = cell(contestant, options, processes, own)
                share = f"{refused} of {tried}" + (f" ({100 * refused / tried:.0f} %)" if refused else "")
                told = "" if lost is None else f"{lost} of {processes}"
                print(f"| {processes} | {contestant.name} | {rate:.1f} | {share} | {median:.0f} | {told} |", flush=True)


def memory(options):
    print("\n### Memory, MiB (proportional set size after some calls)\n\n| servers | each | together |\n|---|---|---|")
    for names in (["project-management", "spec-driven", "task-executor"], ["all"]):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="tasks-"))
        servers = []
        try:
            for name in names:
                command = [*shlex.split(options.workflow), "mcp", name, "--project", str(folder)]
                servers.append(Server(command, folder))
            servers[0].call("initialize_project_orchestration", {"projectName": "Bench"})
            servers[-1].call("create_workflow", {"name": "bench", "tasks": [{"description": "One"}]})
            for server in servers:
                server.ask("tools/list", {})
                server.call("undo", {"revision": 1_000_000})
            each = [server.memory() for server in servers]
            print(f"| {', '.join(names)} | {', '.join(f'{one:.0f}' for one in each)} | {sum(each):.0f} |")
        finally:
            for server in servers:
                server.close()
            shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--processes", type=lambda text: [int(one) for one in text.split(",")], default=[1, 2, 4, 8, 16])
    parser.add_argument("--cache", type=pathlib.Path, default=pathlib.Path.home() / ".cache/workflow-orchestrator/peers")
    parser.add_argument("--workflow", default=str(pathlib.Path(__file__).resolve().parents[2] / "workflow"))
    parser.add_argument("--no-memory", action="store_true")
    options = parser.parse_args()
    if not (options.cache / "node_modules/.bin/backlog").exists():
        options.cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--silent", "--prefix", str(options.cache), *PACKAGES],
            check=True,
        )
    print(f"load before {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {options.seconds:g} s a cell")
    updates(options)
    if not options.no_memory:
        memory(options)
    print(f"\nload after {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
