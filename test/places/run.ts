import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { type Place, obstacleTo, places, placeNamed } from "./list.ts";
import { readReport } from "./report.ts";

const root = join(import.meta.dirname, "..", "..");

await main(process.argv.slice(2));

/**
 * Runs the tests in places that are unlike this machine, one after the other: `npm run test:places -- busybox test/git`.
 * Words that begin with `test/` choose among the test files, others among the places; `busybox+links` is a place where
 * both hold.
 */
async function main(words: readonly string[]): Promise<void> {
  const suites = words.filter((word) => word.startsWith("test/"));
  const named = words.filter((word) => !suites.includes(word)).map(placeNamed);
  const stopped = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => stopped.abort());
  const outcomes: Outcome[] = [];
  for (const place of named.length === 0 ? places : named) {
    if (!stopped.signal.aborted) outcomes.push(await tryPlace(place, suites, stopped.signal));
  }
  console.log(["", ...outcomes.map(({ line }) => line)].join("\n"));
  process.exitCode = outcomes.every(({ holds }) => holds) && outcomes.some(({ isMade }) => isMade) ? 0 : 1;
}

interface Outcome {
  readonly line: string;
  readonly holds: boolean;
  readonly isMade: boolean;
}

async function tryPlace(place: Place, suites: readonly string[], signal: AbortSignal): Promise<Outcome> {
  const heading = `${place.name.padEnd(14)} ${place.what.padEnd(42)}`;
  const obstacle = obstacleTo(place);
  if (obstacle !== undefined) return { line: `${heading} SKIPPED: needs ${obstacle}`, holds: true, isMade: false };
  console.log(`== ${place.name}: ${place.what}`);
  const yard = makeYard();
  try {
    const wants = await enter(yard, place, suites, signal);
    const { passed, failed, skipped, faults, omissions } = readReport(join(yard, "results"));
    for (const line of [...wants, ...omissions, ...faults]) console.log(`${place.name}: ${line}`);
    const line = `${heading} ${passed} passed, ${failed} failed, ${skipped} skipped`;
    return { line, holds: faults.length === 0 && passed > 0, isMade: true };
  } finally {
    rmSync(yard, { recursive: true, force: true });
  }
}

/** A folder that a place has as /mnt. */
function makeYard(): string {
  const yard = mkdtempSync(join(tmpdir(), "v7-places-"));
  chmodSync(yard, 0o755);
  for (const name of ["home", "results", "v7", "above"]) mkdirSync(join(yard, name));
  chmodSync(join(yard, "results"), 0o1777);
  cpSync(import.meta.dirname, join(yard, "places"), { recursive: true });
  cpSync(join(import.meta.dirname, "..", "support", "mac-ps"), join(yard, "places", "mac-ps"));
  return yard;
}

/**
 * Runs the tests there, and answers why some of them are skipped, a line each. With the namespace go its mounts and
 * whatever is left running in it, also when it is stopped.
 */
async function enter(
  yard: string,
  { scripts }: Place,
  suites: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const namespace = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const tests = ["run", ...suites, "--reporter=default", "--reporter=json", "--outputFile=/mnt/results/tests.json"];
  const words = [...namespace, "sh", join(yard, "places", "enter.sh"), yard, root, scripts.join(" "), ...tests];
  const child = spawn("unshare", words, { stdio: ["inherit", "pipe", "pipe"], env: environment() });
  signal.addEventListener("abort", () => child.kill("SIGKILL"));
  const wants = new Set<string>();
  const keepWant = (line: string): void => void (line.startsWith("SKIPPED: ") && wants.add(line));
  await Promise.all([
    once(child, "exit"),
    passOn(child.stdout, process.stdout, keepWant),
    passOn(child.stderr, process.stderr, keepWant),
  ]);
  return [...wants];
}

async function passOn(from: Readable, to: Writable, see: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: from })) {
    to.write(`${line}\n`);
    see(line);
  }
}

/** Of the person's environment what names programs, and what the tests themselves read. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => name === "PATH" || name.startsWith("V7_TEST_"));
  const path = (process.env["PATH"] ?? "").split(":").filter((folder) => !folder.startsWith(root));
  return { ...Object.fromEntries(kept), PATH: path.join(":"), LANG: "C.UTF-8" };
}
