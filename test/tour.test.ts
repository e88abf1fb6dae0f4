import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packagePath, readPackageFile } from "../src/system/package-file.ts";

// The tour of README.md, typed as it stands there, on the embedded server that a new user gets.
const home = mkdtempSync(join(tmpdir(), "v7-tour-"));
const repository = join(home, "migration");
const outside = /^(V7_|PG|GIT_|DATABASE_URL$|META_DB_PATH$|FORCE_COLOR$)/;
const inherited = Object.entries(process.env).filter(([name]) => !outside.test(name));
const environment = {
  ...Object.fromEntries(inherited),
  HOME: home,
  GIT_CONFIG_NOSYSTEM: "1",
  CI: "true",
  V7: packagePath("."),
};

beforeAll(() => {
  mkdirSync(repository);
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Arthur");
  git("config", "user.email", "arthur@example.org");
  run("v7 init --example");
  git("add", "--all");
  git("commit", "--quiet", "--message", "Declare the seven phases");
});

afterAll(() => {
  run("v7 db down");
  rmSync(home, { recursive: true, force: true });
});

test("README's tour prints what README says", () => {
  const steps = stepsOf(readPackageFile("README.md"));
  expect(steps.length).toBeGreaterThan(10);
  const ids = new Map<string, string>();
  for (const { command, printed } of steps) {
    const seen = run(withRealIds(command, ids));
    if (command.startsWith("v7 ")) {
      const shown = masked(printed);
      expect({ command, printed: shortened(masked(seen), shown) }).toEqual({ command, printed: shown });
    }
    learnIds(printed, seen, ids);
  }
});

test("doctor finds nothing to complain about in a database that v7 made itself", () => {
  run("v7 record");
  const complaints = run("v7 doctor")
    .split("\n")
    .filter((line) => /^(?:warn|fail)/.test(line));
  expect(complaints).toEqual([]);
});

interface Step {
  readonly command: string;
  /** What README shows below it; `…` stands for lines left out. */
  readonly printed: string;
}

function stepsOf(page: string): Step[] {
  const blocks = [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const [command = "", ...lines] = step.split("\n");
        return { command, printed: lines.join("\n").trim() };
      }),
  );
}

/** By a shell, as a person would: `v7` is this checkout's, and nothing is typed into it. */
function run(command: string): string {
  const script = `node() { "${process.execPath}" "$@"; }\nv7() { "${process.execPath}" "${packagePath("bin/run.js")}" "$@"; }\n${command} 2>&1`;
  return spawnSync("sh", ["-c", script], {
    cwd: repository,
    env: environment,
    encoding: "utf8",
    input: "",
  }).stdout.trim();
}

function git(...words: string[]): void {
  execFileSync("git", words, { cwd: repository, env: environment, stdio: ["ignore", "ignore", "inherit"] });
}

const idPattern = /(?<![\w.])[0-9a-f]{6,7}(?!\w|\.\d)/g;

function masked(text: string): string {
  return text
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, "TIME")
    .replace(idPattern, "ID")
    .replace(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}/g, "DATE")
    .replace(/\b\d{2}:\d{2}(?= \w+, \w+)/g, "CLOCK")
    .replace(/just now|\d+ (s|min) ago/g, "AGO");
}

/** What was seen, with the lines left out that README leaves out. */
function shortened(seen: string, printed: string): string {
  const lines = seen.split("\n");
  const kept = printed.split("\n").map((line, index, all) => {
    if (line.trim() !== "…") return lines.shift() ?? "";
    const next = lines.indexOf(all[index + 1] ?? "");
    lines.splice(0, Math.max(next, 0));
    return line;
  });
  return [...kept, ...lines].join("\n").trim();
}

function learnIds(printed: string, seen: string, ids: Map<string, string>): void {
  const real = seen.match(idPattern) ?? [];
  (printed.match(idPattern) ?? []).forEach((id, index) => ids.set(id, real[index] ?? id));
}

function withRealIds(command: string, ids: ReadonlyMap<string, string>): string {
  return command.replace(idPattern, (id) => ids.get(id) ?? id);
}
