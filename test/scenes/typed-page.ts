import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { packagePath, readPackageFile } from "../../src/system/package-file.ts";
import { typeAndWait } from "../commands/typist/waiting-typist.ts";

/** A new user's machine: a fresh repository with the example, its embedded server, and a shell. */
export interface Newcomer {
  /** By a shell, as a person would: `v7` is this checkout's, and nothing is typed into it. */
  run(command: string): string;
  /** Types what a page shows in its blocks of console, in order, and compares what it shows of v7's answers. */
  follow(page: string): void;
  leave(): void;
}

/** How somebody types. */
export interface NewcomerOptions {
  /** Commands that need nothing of a shell go into one process, where a page is so long that each would cost a start. */
  readonly inOneProcess?: boolean;
}

/** Whose git knows them as Arthur. */
export function newcomer({ inOneProcess = false }: NewcomerOptions = {}): Newcomer {
  const home = mkdtempSync(join(tmpdir(), "v7-tour-"));
  const repository = join(home, "migration");
  const environment = environmentOf(home);
  const git = (...words: string[]): void => {
    execFileSync("git", words, { cwd: repository, env: environment, stdio: ["ignore", "ignore", "inherit"] });
  };
  const run = (command: string): string => {
    const words = inOneProcess ? wordsOf(command) : undefined;
    if (words !== undefined) {
      const { stdout, stderr } = typeAndWait({ words, folder: repository, environment });
      return `${stdout}${stderr}`.trim();
    }
    const script = `node() { "${process.execPath}" "$@"; }\nv7() { "${process.execPath}" "${packagePath("bin/run.js")}" "$@"; }\n${command} 2>&1`;
    return spawnSync("sh", ["-c", script], {
      cwd: repository,
      env: environment,
      encoding: "utf8",
      input: "",
    }).stdout.trim();
  };
  mkdirSync(repository);
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Arthur");
  git("config", "user.email", "arthur@example.org");
  run("v7 init --example");
  git("add", "--all");
  git("commit", "--quiet", "--message", "Declare the seven phases");
  return {
    run,
    follow: (page) => follow(stepsOf(readPackageFile(page)), run),
    leave: () => {
      run("v7 db down");
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** What is typed after `v7`, where a shell would change nothing of it; undefined for all else. */
function wordsOf(command: string): string[] | undefined {
  if (!/^v7(?: (?:[\w./:=,+#@-]|"[^"$`\\!]*")+)+$/.test(command)) return undefined;
  const [, ...words] = command.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  return words.map((word) => word.replaceAll('"', ""));
}

function environmentOf(home: string): NodeJS.ProcessEnv {
  const outside = /^(V7_|PG|GIT_|DATABASE_URL$|META_DB_PATH$|FORCE_COLOR$)/;
  const inherited = Object.entries(process.env).filter(([name]) => !outside.test(name));
  return { ...Object.fromEntries(inherited), HOME: home, GIT_CONFIG_NOSYSTEM: "1", CI: "true", V7: packagePath(".") };
}

interface Step {
  readonly command: string;
  /** What the page shows below it; `…` stands for lines left out. */
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

function follow(steps: readonly Step[], run: (command: string) => string): void {
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
}

const idPattern = /(?<![\w.])[0-9a-f]{6,7}(?!\w|\.\d)/g;

function masked(text: string): string {
  return text
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, "TIME")
    .replace(idPattern, "ID")
    .replace(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}/g, "DATE")
    .replace(/\d{4}-\d{2}-\d{2}/g, "DAY")
    .replace(/\b\d{2}:\d{2}(?= \w+, \w+)/g, "CLOCK")
    .replace(/just now|\d+ (s|min) ago/g, "AGO");
}

/** What was seen, with the lines left out that the page leaves out; a last `…` stands for all the rest. */
function shortened(seen: string, printed: string): string {
  const lines = seen.split("\n");
  const kept = printed.split("\n").map((line, index, all) => {
    if (line.trim() !== "…") return lines.shift() ?? "";
    const following = all[index + 1];
    const next = following === undefined ? lines.length : lines.indexOf(following);
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
