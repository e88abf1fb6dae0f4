import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Mutant, mutants } from "./mutant-list.ts";

const root = join(import.meta.dirname, "..");
const wanted = process.argv.slice(2).join(" ");

main();

/** Makes each mistake of the list in a copy of this checkout and runs the tests that must notice; words choose among them by name. */
function main(): void {
  const chosen = mutants.filter(({ name }) => name.includes(wanted));
  const copy = copyCheckout();
  try {
    const sound = chosen.length > 0 && soundTestsPass(copy, chosen);
    const unnoticed = sound ? chosen.filter((mutant) => !isNoticed(copy, mutant)) : chosen;
    console.log(`mutants: ${chosen.length - unnoticed.length} of ${chosen.length} noticed`);
    process.exitCode = chosen.length > 0 && unnoticed.length === 0 ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What git knows or would know, with the generated sources. Tests of whole commands bundle it themselves, mistake and all. */
function copyCheckout(): string {
  const copy = mkdtempSync(join(tmpdir(), "v7-mutants-"));
  const listed = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
  });
  const files = listed.stdout.split("\0").filter((file) => file !== "" && file !== "node_modules");
  for (const file of [...files, "src/documents/generated"])
    cpSync(join(root, file), join(copy, file), { recursive: true, force: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** A mistake is noticed only by tests that pass without it. */
function soundTestsPass(copy: string, chosen: readonly Mutant[]): boolean {
  for (const [project, tests] of testsByProject(chosen)) {
    const report = runTests(copy, project, tests, []);
    if (report.failed.length + report.broken.length === 0 && report.passed > 0) continue;
    console.error(`without any mutant, tests of ${project} fail: ${[...report.failed, ...report.broken].join("; ")}`);
    return false;
  }
  return true;
}

function testsByProject(chosen: readonly Mutant[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { project = "system", tests } of chosen)
    found.set(project, [...new Set([...(found.get(project) ?? []), ...tests])]);
  return found;
}

function isNoticed(copy: string, mutant: Mutant): boolean {
  const file = join(copy, mutant.file);
  const original = readFileSync(file, "utf8");
  const parts = original.split(mutant.from);
  if (parts.length !== 2) return tell(mutant, `its text stands ${parts.length - 1} times in ${mutant.file}`, false);
  writeFileSync(file, parts.join(mutant.to));
  try {
    const { failed, broken } = runTests(copy, mutant.project ?? "system", mutant.tests, ["--bail=1"]);
    // Once one has failed, the files that were not begun look broken.
    if (failed.length > 0) return tell(mutant, `noticed by "${failed[0]}"`, true);
    return tell(mutant, broken.length > 0 ? `is no program: ${broken.join("; ")}` : "NOT NOTICED", false);
  } finally {
    writeFileSync(file, original);
  }
}

function tell({ name }: Mutant, outcome: string, noticed: boolean): boolean {
  console.log(`${noticed ? "ok  " : "FAIL"} ${name}: ${outcome}`);
  return noticed;
}

interface TestReport {
  readonly passed: number;
  /** Names of tests that failed. */
  readonly failed: readonly string[];
  /** Files that did not even load. */
  readonly broken: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function runTests(copy: string, project: string, tests: readonly string[], words: readonly string[]): TestReport {
  const output = join(copy, "report.json");
  const report = ["--reporter=json", `--outputFile=${output}`];
  spawnSync("vitest", ["run", "--mode", "all", "--project", project, ...report, ...words, ...tests], {
    cwd: copy,
    env: { ...process.env, PATH: `${join(root, "node_modules", ".bin")}:${process.env["PATH"] ?? ""}` },
    stdio: "ignore",
  });
  const { numPassedTests, testResults } = JSON.parse(readFileSync(output, "utf8")) as VitestReport;
  rmSync(output);
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: numPassedTests,
    failed: all.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
    broken: testResults
      .filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0)
      .map(({ name }) => name),
  };
}
