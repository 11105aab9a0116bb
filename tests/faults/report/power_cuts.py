"""Cuts the power of a small file system in mid-save, and looks what is there after it is mounted again; takes root."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import Homes
from tests.faults.app_process import prepare
from tests.faults.killing import ROOT, WRITER
from tests.faults.report.measuring import Row
from tui.core.case.case_file import read_case

# FS_IOC_SHUTDOWN without flushing the log: what is not on the disk is gone.
SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, struct.pack("I", 2)
SIZES = {"ext4": "48M", "xfs": "320M"}


def possible(kind: str) -> bool:
    """Say whether a file system of a kind can be made and mounted here."""
    return os.geteuid() == 0 and sys.platform == "linux" and shutil.which(f"mkfs.{kind}") is not None


def cuts(kind: str, number: int) -> Row:
    """Cut the power this often and count the reported saves that are not there afterwards."""
    what = f"power cuts on {kind}"
    if not possible(kind):
        return Row(what, "0 reported saves lost", 0, f"not tried: no root or no mkfs.{kind}")
    lost = made = 0
    source = random.Random(3)
    for _ in range(number):
        try:
            lost += _one(kind, source)
        except (OSError, subprocess.CalledProcessError) as error:
            return Row(what, "0 reported saves lost", made, f"{lost} lost; stopped: {error}")
        made += 1
    return Row(what, "0 reported saves lost", made, f"{lost} lost")


def _one(kind: str, source: random.Random) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        image, mount = Path(folder) / "image", Path(folder) / "mount"
        mount.mkdir()
        subprocess.run(["truncate", "-s", SIZES[kind], str(image)], check=True)
        subprocess.run([f"mkfs.{kind}", "-q", str(image)], check=True, capture_output=True)
        subprocess.run(["mount", "-o", "loop", str(image), str(mount)], check=True, capture_output=True)
        try:
            prepared = prepare(Homes(mount / "data", mount / "config", Path(folder)))
            reported = _save_until_cut(mount, prepared.case_id, source)
            subprocess.run(["umount", str(mount)], check=True)
            subprocess.run(["mount", "-o", "loop", str(image), str(mount)], check=True, capture_output=True)
            name = read_case(prepared.file)[0].facts.get("store_name", "0")
            return int(str(name)[:9]) < reported
        finally:
            subprocess.run(["umount", "-l", str(mount)], check=False)


def _save_until_cut(mount: Path, case_id: str, source: random.Random) -> int:
    arguments = [str(mount / "data"), case_id, "0", "100"]
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    )
    assert writer.stdout is not None
    reported = int(writer.stdout.readline())
    end = time.monotonic() + source.uniform(0.05, 1.0)
    while time.monotonic() < end:
        reported = int(writer.stdout.readline())
    descriptor = os.open(mount, os.O_RDONLY)
    try:
        fcntl.ioctl(descriptor, SHUTDOWN, NO_LOG_FLUSH)
    finally:
        os.close(descriptor)
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    return reported
