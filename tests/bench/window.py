"""Measures the window: start page ready, a large case open and searchable, memory with it open.

    python tests/bench/window.py [--pages 20000]

Makes a case of that many made pages first. Prints one figure a line.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

START = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from explorer.app.recent import Memory
from explorer.gui.controller import Controller
from explorer.gui.main_window import MainWindow
from explorer.gui.theme import set_scheme
application = QApplication([])
set_scheme("light")
window = MainWindow()
controller = Controller(window, Memory())
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
window.close()
"""

OPEN = """
import resource, sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from explorer.app.recent import Memory
from explorer.gui.controller import Controller
from explorer.gui.main_window import MainWindow
from explorer.gui.theme import set_scheme

def wait(until):
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: until() and loop.quit())
    timer.start(1)
    loop.exec()

application = QApplication([])
set_scheme("light")
window = MainWindow()
window.resize(1440, 900)
controller = Controller(window, Memory())
window.show()
began = time.perf_counter()
controller.open_case(Path(sys.argv[1]))
opened = time.perf_counter() - began
case = controller.case
case.search(sys.argv[2])
wait(lambda: case.read.hits.rowCount() > 0)
print(f"case open: {opened:.2f} s; first answer on screen: {time.perf_counter() - began:.2f} s")
times = []
for word in sys.argv[3:]:
    case.read.hits.show(())
    began = time.perf_counter()
    case.search(word)
    wait(lambda: case.read.hits.rowCount() > 0)
    times.append((time.perf_counter() - began) * 1000)
middle = sorted(times)[len(times) // 2]
print(f"results repainted after the last key: median {middle:.0f} ms, worst {max(times):.0f} ms")
print(f"memory of the window: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at its peak")
window.close()
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casefile-window-") as name:
        os.environ |= {"CASEFILE_CACHE_DIR": f"{name}/cache", "CASEFILE_CONFIG_DIR": f"{name}/config"}
        times = []
        for _ in range(6):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", START], check=True, stderr=subprocess.DEVNULL)
            times.append(time.perf_counter() - began)
        print(f"start page ready, warm, process start and end included: median {sorted(times[1:])[2]:.2f} s")
        make = (
            "from pathlib import Path\nfrom explorer.app.bench_corpus import make_corpus\n"
            f"make_corpus(Path({name!r}) / 'records', {options.pages})"
        )
        subprocess.run([sys.executable, "-c", make], check=True)
        case = Path(name) / "large.casefile"
        run = [sys.executable, "-W", "ignore", "-m", "explorer"]
        subprocess.run([*run, "new", case], check=True, stdout=subprocess.DEVNULL)
        began = time.perf_counter()
        subprocess.run([*run, "add", case, Path(name) / "records", "--json"], check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - began
        print(f"{options.pages:,} pages added in {seconds:.1f} s: {options.pages / seconds:.0f} pages a second")
        words = ["page777x", "page1234x", "page4321x", "page9999x", "page15000x"]
        subprocess.run([sys.executable, "-W", "ignore", "-c", OPEN, case, "page500x", *words], check=True)
        print(f"peak of any child so far: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
