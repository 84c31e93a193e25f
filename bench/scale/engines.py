"""The engines that are measured: DuckDB in the asking process, and servers of two workers each on
this machine, started here and ended by their own processes."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.ports import free_ports
from chainboard.store.place import ROOT

HERE = "127.0.0.1"
NAMES = ("duckdb", "sail", "spark")
SPARK_ENVIRONMENT = ROOT / ".venv-spark"
WORKERS = 2
PATIENCE = 90.0  # seconds until a server that has not come up is given up
SAIL = {
    "SAIL_MODE": "local-cluster",
    "SAIL_CLUSTER__WORKER_INITIAL_COUNT": str(WORKERS),
    "SAIL_CLUSTER__WORKER_TASK_SLOTS": "2",
}
SPARK = {
    "spark.connect.grpc.binding.address": HERE,
    "spark.driver.bindAddress": HERE,
    "spark.driver.host": HERE,
    "spark.executor.memory": "1500m",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
}
Process = subprocess.Popen[bytes]


class Missing(Exception):
    """What an engine needs is not installed; the message says which command installs it."""


@dataclass(frozen=True)
class Running:
    """An engine that runs: what CHAINBOARD_ENGINE is to say, and its processes by name."""

    address: str
    processes: Mapping[str, Process]


@contextmanager
def running(name: str, folder: Path) -> Iterator[Running]:
    """An engine as long as the block runs; what it says is kept in the folder. Raises Missing."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        yield {"duckdb": _duckdb, "sail": _sail, "spark": _spark}[name](folder, held)


def check(name: str) -> None:
    """Raises Missing where an engine cannot run here."""
    if name == "sail" and not _sail_program().exists():
        raise Missing("Sail is missing: install requirements-dev.lock")
    if name == "spark" and not _spark_home():
        raise Missing("Spark is missing: run scripts/spark.sh")
    if name == "spark" and not shutil.which("java"):
        raise Missing("Java is missing: run scripts/spark.sh")


def kill(process: Process) -> None:
    """End a process and all it has started, at once and without a word to them."""
    try:
        family = [
            psutil.Process(process.pid),
            *psutil.Process(process.pid).children(recursive=True),
        ]
    except psutil.NoSuchProcess:
        family = []
    for each in family:
        try:
            each.kill()
        except psutil.NoSuchProcess:
            continue
    process.wait()


def _duckdb(_folder: Path, _held: ExitStack) -> Running:
    return Running("", {})


def _sail(folder: Path, held: ExitStack) -> Running:
    check("sail")
    (port,) = free_ports(1)
    command = [str(_sail_program()), "spark", "server", "--ip", HERE, "--port", str(port)]
    server = held.enter_context(_process(command, folder / "sail.log", SAIL))
    _until(lambda: _answers(port), server)
    return Running(f"sc://{HERE}:{port}", {"server": server})


def _spark(folder: Path, held: ExitStack) -> Running:
    check("spark")
    port, web, connect = free_ports(3)
    home, master = _spark_home(), f"spark://{HERE}:{port}"
    settings = {
        **SPARK, "spark.connect.grpc.binding.port": connect, "spark.local.dir": folder / "spark",
    }  # fmt: skip
    told = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    program, deployed = str(home / "bin/spark-class"), "org.apache.spark.deploy"
    place = ["--host", HERE]

    def started(name: str, *command: str) -> Process:
        environment = {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": HERE}
        return held.enter_context(_process([*command], folder / f"{name}.log", environment))

    found = {
        "master": started(
            "master", program, f"{deployed}.master.Master", *place, "--port", str(port),
            "--webui-port", str(web),
        )
    }  # fmt: skip
    _until(lambda: _answers(port), found["master"])
    for number in range(1, WORKERS + 1):
        name = f"worker {number}"
        found[name] = started(
            name, program, f"{deployed}.worker.Worker", *place, "--cores", "1", "--memory", "2g",
            "--webui-port", "0", "--work-dir", str(folder / name), master,
        )  # fmt: skip
    _until(lambda: _workers(web) == WORKERS, found["master"])
    found["server"] = started(
        "server", str(home / "bin/spark-submit"), "--class",
        "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", master, *told,
        "spark-internal",
    )  # fmt: skip
    _until(lambda: _answers(connect), found["server"])
    return Running(f"sc://{HERE}:{connect}", found)


@contextmanager
def _process(command: list[str], log: Path, environment: Mapping[str, str]) -> Iterator[Process]:
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=log.parent, env={**os.environ, **environment}, stdout=said, stderr=said
        )
    try:
        yield process
    finally:
        kill(process)


def _until(is_so: Callable[[], bool], process: Process) -> None:
    """Return when something is so. TimeoutError when it is not in time, or the process has ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if is_so():
            return
        time.sleep(0.1)
    raise TimeoutError(f"{process.args} did not come up")


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HERE, port), 1).close()
    except OSError:
        return False
    return True


def _workers(web: int) -> int:
    """How many workers a master of Spark has."""
    try:
        with urllib.request.urlopen(f"http://{HERE}:{web}/json/", timeout=5) as answer:
            return int(json.load(answer)["aliveworkers"])
    except (OSError, ValueError):
        return 0


def _sail_program() -> Path:
    return Path(sys.executable).parent / "sail"


def _spark_home() -> Path | None:
    return next(iter(SPARK_ENVIRONMENT.glob("lib/python3*/site-packages/pyspark")), None)


def spark_version() -> str:
    """Spark's name and number; that there is none."""
    found = next(
        iter(SPARK_ENVIRONMENT.glob("lib/python3*/site-packages/pyspark-*.dist-info")), None
    )
    return f"Spark {found.name.split('-')[1].removesuffix('.dist')}" if found else "no Spark"
