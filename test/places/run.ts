import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTextFile } from "../../src/system/text-file.ts";
import { type Place, places, obstacleTo } from "./list.ts";

const root = join(import.meta.dirname, "..", "..");

await main(process.argv.slice(2));

/**
 * Runs the tests in places that are unlike this machine, one after the other: `npm run test:places -- busybox test/git`.
 * Words that begin with `test/` choose among the test files, others among the places.
 */
async function main(words: readonly string[]): Promise<void> {
  const suites = words.filter((word) => word.startsWith("test/"));
  const names = words.filter((word) => !suites.includes(word));
  const unknown = names.filter((name) => places.every((place) => place.name !== name));
  if (unknown.length > 0) throw new Error(`no such place: ${unknown.join(", ")}`);
  const stopped = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => stopped.abort());
  const outcomes: Outcome[] = [];
  for (const place of places.filter(({ name }) => names.length === 0 || names.includes(name))) {
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
    await enter(yard, place, suites, signal);
    const { passed, failed, skipped, faults } = readReport(yard);
    for (const fault of faults) console.log(`${place.name}: ${fault}`);
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

/** Runs the tests there. With the namespace go its mounts and whatever is left running in it, also when it is stopped. */
async function enter(yard: string, { name }: Place, suites: readonly string[], signal: AbortSignal): Promise<void> {
  const namespace = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const tests = ["run", ...suites, "--reporter=dot", "--reporter=json", "--outputFile=/mnt/results/tests.json"];
  const words = [...namespace, "sh", join(yard, "places", "enter.sh"), yard, root, name, ...tests];
  const child = spawn("unshare", words, { stdio: "inherit", env: environment() });
  signal.addEventListener("abort", () => child.kill("SIGKILL"));
  await once(child, "exit");
}

/** Of the person's environment what names programs, and what the tests themselves read. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => name === "PATH" || name.startsWith("V7_TEST_"));
  const path = (process.env["PATH"] ?? "").split(":").filter((folder) => !folder.startsWith(root));
  return { ...Object.fromEntries(kept), PATH: path.join(":"), LANG: "C.UTF-8" };
}

interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What did not hold there, a line each. */
  readonly faults: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function readReport(yard: string): Report {
  const file = join(yard, "results", "tests.json");
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0, faults: ["no test ran"] };
  const { testResults, ...counts } = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  const left = (readTextFile(join(yard, "results", "left")) ?? "").split("\n");
  return {
    passed: counts.numPassedTests,
    failed: counts.numFailedTests,
    skipped: counts.numPendingTests,
    faults: [...testResults.flatMap(faultsOf), ...left.filter(Boolean).map((line) => `left behind: ${line}`)],
  };
}

function faultsOf({ name, status, assertionResults }: VitestReport["testResults"][number]): readonly string[] {
  if (status !== "failed") return [];
  const failed = assertionResults.filter((result) => result.status === "failed").map(({ fullName }) => fullName);
  const file = name.replace(/^.*\/(?=test\/)/, "");
  return (failed.length > 0 ? failed : ["does not load"]).map((fault) => `failed: ${file} ${fault}`);
}
