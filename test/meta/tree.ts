import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes files below a folder, by path. */
export function plant(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Adds a line to a file. */
export function touch(root: string, path: string): void {
  appendFileSync(join(root, path), "\n# again\n");
}

/** A project in Python with a test and a README: nothing of it is missing but a scan. */
export function wellKept(name: string): Readonly<Record<string, string>> {
  return {
    [`${name}/pyproject.toml`]: `[project]\nname = "${name.toLowerCase()}"\n`,
    [`${name}/README.md`]: `# ${name}\n\n${"What it is for, and how it is run. ".repeat(40)}\n`,
    [`${name}/src/${name.toLowerCase()}.py`]: `NAME = "${name}"\n\n\ndef greet():\n    return NAME\n`,
    [`${name}/tests/test_greet.py`]: `def test_greet():\n    assert "${name}"\n`,
  };
}

/** A function with so many branches. */
export function branching(name: string, branches: number): string {
  const lines = Array.from({ length: branches }, (_, at) => `    if value == ${at}:\n        return "${at}"`);
  return `def ${name}(value):\n${lines.join("\n")}\n    return None\n`;
}

/** So many lines of source without a branch. */
export function plainLines(count: number): string {
  return Array.from({ length: count }, (_, at) => `row_${at} = ${at}\n`).join("");
}

/** A script that walks a folder, reads what it finds and adds it up. */
export function collectorScript(at: number): string {
  return `import json
import os
from pathlib import Path


def collect_${at}(root):
    found = []
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder) / name
            if name.endswith(".md"):
                found.append({"size": os.stat(path).st_size, "text": path.read_text()})
    return json.dumps(found)
`;
}
