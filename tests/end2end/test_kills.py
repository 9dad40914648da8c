"""An add that is killed again and again comes to the same end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.helpers.command import casefile
from tests.helpers.files import pdf, saved

KILLS = 4


def test_an_add_killed_many_times_loses_nothing_and_holds_it_against_no_file(tmp_path: Path) -> None:
    folder, case = tmp_path / "received", tmp_path / "made.casefile"
    folder.mkdir()
    for number in range(150):
        saved(folder, f"letter-{number:03}.pdf", pdf(f"Letter {number} of the harbour board.", "Its second page."))
    assert casefile("new", case).code == 0
    order = [sys.executable, "-W", "ignore", "-m", "explorer", "add", str(case), str(folder), "--ocr", "never"]
    for number in range(KILLS):
        quiet = subprocess.DEVNULL
        child = subprocess.Popen(order, stdout=quiet, stderr=quiet, start_new_session=True)
        time.sleep(0.7 + 0.2 * number)  # readers are at work, and most files wait for one
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    added = casefile("add", case, folder, "--ocr", "never", "--json")
    assert added.code == 0, added.out
    assert (added.json["seen"], added.json["read"], added.json["pages"]) == (150, 150, 300)
    assert casefile("verify", case, "--json").json["ok"]
    assert len(casefile("search", case, "harbour", "--limit", 1000, "--json").json["hits"]) == 150
