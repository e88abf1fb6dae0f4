import type { Snippets } from "./snippets.ts";

export const python: Snippets = {
  language: "python",
  ending: "py",
  comment: "#",
  text: (words) => `MESSAGE = "${words}"\n`,
  programs: {
    collector: [
      `import hashlib
import json
import os

def collect(root):
    rows = []
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            info = os.stat(path)
            with open(path, "rb") as handle:
                digest = hashlib.sha256(handle.read()).hexdigest()
            rows.append({"path": path, "size": info.st_size, "sha256": digest})
    return rows
`,
      `from pathlib import Path

def inventory(projects_root: Path):
    for manifest in projects_root.rglob("pyproject.toml"):
        stat = manifest.stat()
        yield {"project": manifest.parent.name, "bytes": stat.st_size, "changed": stat.st_mtime}
`,
      `import psutil
import platform

def node_facts():
    services = [proc.info for proc in psutil.process_iter(["name", "pid"])]
    return {"node": platform.node(), "memory": psutil.virtual_memory().total, "services": services}
`,
      `import requests

def fetch_tasks(base, token):
    page = 1
    while True:
        answer = requests.get(f"{base}/tasks", params={"page": page}, headers={"Authorization": token}, timeout=30)
        rows = answer.json()
        if not rows:
            return
        yield from rows
        page += 1
`,
      `import subprocess

def tracked(repository):
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=repository, capture_output=True, check=True)
    return [{"path": name} for name in listing.stdout.decode().split("\\0") if name]
`,
    ],
    analyzer: [
      `import ast
from collections import Counter

def complexity(source):
    tree = ast.parse(source)
    kinds = Counter(type(node).__name__ for node in ast.walk(tree))
    return kinds["If"] + kinds["For"] + kinds["While"] + 1
`,
      `import statistics
from collections import defaultdict

def velocity(tasks):
    by_phase = defaultdict(list)
    for task in tasks:
        by_phase[task["phase"]].append(task["days"])
    return {phase: {"mean": statistics.mean(days), "spread": statistics.pstdev(days)} for phase, days in by_phase.items()}
`,
      `import difflib

def mirrors(left, right):
    matcher = difflib.SequenceMatcher(None, left, right)
    score = matcher.ratio()
    return {"score": score, "is_mirror": score >= 0.85}
`,
      `import numpy as np

def forecast(velocities, open_tasks, runs=1000):
    samples = np.random.choice(velocities, size=(runs, 60))
    done = np.cumsum(samples, axis=1)
    days = (done >= open_tasks).argmax(axis=1)
    return np.percentile(days, [50, 85, 95])
`,
    ],
    transformer: [
      `import csv
import json

def csv_to_json(source, target):
    with open(source, newline="", encoding="utf-8") as handle:
        rows = [{"node": row["Node"], "ram_gb": int(row["RAM"])} for row in csv.DictReader(handle)]
    with open(target, "w", encoding="utf-8") as out:
        json.dump(rows, out, indent=2)
`,
      `import yaml
import json
from pathlib import Path

def export(folder: Path, target: Path):
    documents = yaml.safe_load((folder / "phase.yaml").read_text())
    target.write_text(json.dumps({"phases": documents}, sort_keys=True))
`,
      `import xml.etree.ElementTree as ET
import csv

def junit_to_rows(report, out):
    writer = csv.writer(out)
    for case in ET.parse(report).getroot().iter("testcase"):
        writer.writerow([case.get("classname"), case.get("name"), case.get("time")])
`,
    ],
    reporter: [
      `from rich.console import Console
from rich.table import Table

def show_gaps(gaps):
    table = Table(title="Gaps")
    table.add_column("Project")
    table.add_column("Severity")
    for gap in gaps:
        table.add_row(gap["project"], gap["severity"])
    Console().print(table)
`,
      `from jinja2 import Environment, FileSystemLoader

def render_dashboard(phases, target):
    environment = Environment(loader=FileSystemLoader("templates"))
    html = environment.get_template("phases.html").render(phases=phases)
    target.write_text(html)
`,
      `def print_status(phases):
    print("PHASE      DONE")
    print("-" * 20)
    for phase in phases:
        print(f"{phase['name']:<10} {phase['done']}%")
    print()
    print(f"{len(phases)} phases")
`,
      `import matplotlib.pyplot as plt

def burndown(days, open_tasks, target):
    figure, axes = plt.subplots()
    axes.plot(days, open_tasks)
    axes.set_title("Open tasks")
    figure.savefig(target)
`,
    ],
    fixer: [
      `import os
import shutil

def archive_orphans(paths, archive):
    for path in paths:
        if os.path.exists(path):
            shutil.move(path, os.path.join(archive, os.path.basename(path)))
`,
      `import re
from pathlib import Path

def rename_enum(root: Path, old, new):
    for source in root.rglob("*.py"):
        text = source.read_text()
        changed = re.sub(rf"\\b{old}\\b", new, text)
        if changed != text:
            source.write_text(changed)
`,
      `import os
import shutil

def clean(root):
    for name in ("build", "dist", ".pytest_cache"):
        shutil.rmtree(os.path.join(root, name), ignore_errors=True)
    os.chmod(root, 0o755)
`,
    ],
    orchestrator: [
      `import argparse
import subprocess
import sys

STEPS = ["scan.py", "extract.py", "load.py"]

def run_step(step):
    return subprocess.run([sys.executable, step], check=False).returncode

def main():
    argparse.ArgumentParser().parse_args()
    for step in STEPS:
        if run_step(step) != 0:
            sys.exit(1)

if __name__ == "__main__":
    main()
`,
      `import time
from concurrent.futures import ThreadPoolExecutor, as_completed

def run_campaign(projects, work):
    with ThreadPoolExecutor(max_workers=4) as pool:
        pending = [pool.submit(work, project) for project in projects]
        for done in as_completed(pending):
            yield done.result()
        time.sleep(1)
`,
      `import schedule
import subprocess
import time

schedule.every().day.at("02:15").do(lambda: subprocess.run(["v7", "daily"], check=True))

while True:
    schedule.run_pending()
    time.sleep(60)
`,
    ],
    none: [
      `from dataclasses import dataclass
from enum import Enum

class Status(str, Enum):
    PENDING = "pending"
    DONE = "done"

@dataclass(frozen=True)
class Phase:
    number: int
    status: Status
`,
      `DEFAULTS = {"timeout": 30, "retries": 3}

def setting(name):
    return DEFAULTS.get(name)
`,
      `class Repository:
    def __init__(self):
        self._phases = {}

    def add(self, phase):
        self._phases[phase.number] = phase

    def get(self, number):
        return self._phases.get(number)
`,
    ],
  },
};
