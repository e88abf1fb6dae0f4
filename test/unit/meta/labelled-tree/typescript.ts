import type { Snippets } from "./snippets.ts";

export const typescript: Snippets = {
  language: "typescript",
  ending: "ts",
  comment: "//",
  text: (words) => `export const message = "${words}";\n`,
  programs: {
    collector: [
      `import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

export async function collect(root: string) {
  const rows = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { size, mtimeMs } = await stat(join(entry.parentPath, entry.name));
    rows.push({ path: entry.name, size, mtimeMs });
  }
  return rows;
}
`,
      `import glob from "fast-glob";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

export async function fingerprints(root: string) {
  const paths = await glob("**/*.yaml", { cwd: root });
  return paths.map((path) => ({ path, sha256: createHash("sha256").update(readFileSync(path)).digest("hex") }));
}
`,
      `export async function fetchTasks(base: string) {
  const tasks = [];
  for (let page = 1; ; page += 1) {
    const answer = await fetch(base + "/tasks?page=" + page);
    const rows = await answer.json();
    if (rows.length === 0) return tasks;
    tasks.push(...rows);
  }
}
`,
      `import os from "node:os";
import si from "systeminformation";

export async function facts() {
  const disks = await si.fsSize();
  return { node: os.hostname(), memory: os.totalmem(), cpus: os.cpus().length, disks };
}
`,
    ],
    analyzer: [
      `import ts from "typescript";

export function countBranches(source: string): number {
  const file = ts.createSourceFile("a.ts", source, ts.ScriptTarget.Latest);
  let count = 1;
  const visit = (node: ts.Node): void => {
    if (ts.isIfStatement(node) || ts.isForStatement(node)) count += 1;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return count;
}
`,
      `import { mean, standardDeviation, quantile } from "simple-statistics";

export function velocity(days: readonly number[]) {
  const usual = days.filter((day) => day > 0);
  return { mean: mean(usual), spread: standardDeviation(usual), p85: quantile(usual, 0.85) };
}
`,
      `import Ajv from "ajv";

export function checkDocuments(schema: object, documents: readonly object[]) {
  const validate = new Ajv().compile(schema);
  return documents.filter((document) => !validate(document)).map(() => validate.errors);
}
`,
      `export function coverage(rows: readonly { project: string; covered: number; total: number }[]) {
  const byProject = Map.groupBy(rows, ({ project }) => project);
  return [...byProject].map(([project, files]) => {
    const covered = files.reduce((sum, file) => sum + file.covered, 0);
    const total = files.reduce((sum, file) => sum + file.total, 0);
    return { project, share: Math.round((100 * covered) / Math.max(1, total)) };
  });
}
`,
    ],
    transformer: [
      `import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

export function toJson(source: string, target: string) {
  const phases = parse(readFileSync(source, "utf8"));
  writeFileSync(target, JSON.stringify(phases, null, 2));
}
`,
      `import { parse } from "csv-parse/sync";
import { stringify } from "yaml";

export function nodesFromCsv(text: string): string {
  const rows = parse(text, { columns: true });
  return stringify(rows.map((row) => ({ kind: "Node", metadata: { name: row.node } })));
}
`,
      `import { Transform, pipeline } from "node:stream";
import { createReadStream, createWriteStream } from "node:fs";

export function normalizeLines(source: string, target: string, done: () => void) {
  const upper = new Transform({
    transform: (chunk, _, next) => next(null, JSON.stringify(JSON.parse(String(chunk)))),
  });
  pipeline(createReadStream(source), upper, createWriteStream(target), done);
}
`,
    ],
    reporter: [
      `import Table from "cli-table3";

export function printGaps(gaps: readonly { project: string; severity: string }[]) {
  const table = new Table({ head: ["Project", "Severity"] });
  for (const { project, severity } of gaps) table.push([project, severity]);
  console.log(table.toString());
}
`,
      `import { palette } from "./palette.ts";

export function renderPhases(phases: readonly { name: string; done: number }[]): string {
  return phases
    .map(({ name, done }) => \`\${palette.strong(name.padEnd(12))} \${done.toFixed(1).padStart(6)} %\`)
    .join("\\n");
}
`,
      `import Handlebars from "handlebars";
import { writeFileSync } from "node:fs";

export function writePage(template: string, model: object, target: string) {
  writeFileSync(target, Handlebars.compile(template)(model));
}
`,
      `export function summary(totals: Record<string, number>) {
  console.log("Summary");
  console.log("=======");
  for (const [name, count] of Object.entries(totals)) console.log(name, count);
  console.log("");
  console.log("Done");
}
`,
    ],
    fixer: [
      `import { renameSync, unlinkSync, existsSync } from "node:fs";

export function relocate(moves: readonly { from: string; to: string }[], orphans: readonly string[]) {
  for (const { from, to } of moves) if (existsSync(from)) renameSync(from, to);
  for (const orphan of orphans) unlinkSync(orphan);
}
`,
      `import { readFile, writeFile } from "node:fs/promises";

export async function renameField(files: readonly string[], before: string, after: string) {
  for (const file of files) {
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replaceAll(before, after));
  }
}
`,
      `import { rmSync, chmodSync } from "node:fs";

export function tidy(root: string) {
  for (const folder of ["dist", "coverage"]) rmSync(root + "/" + folder, { recursive: true, force: true });
  chmodSync(root, 0o755);
}
`,
    ],
    orchestrator: [
      `import { spawn } from "node:child_process";
import { once } from "node:events";

export async function runSteps(steps: readonly string[]) {
  for (const step of steps) {
    const child = spawn("v7", [step], { stdio: "inherit" });
    const [status] = await once(child, "exit");
    if (status !== 0) throw new Error(step);
  }
}
`,
      `import { Worker } from "node:worker_threads";
import { availableParallelism } from "node:os";

export async function dispatchAll(files: readonly string[]) {
  const workers = Array.from({ length: availableParallelism() }, () => new Worker("./scan.js"));
  files.forEach((file, index) => workers[index % workers.length]?.postMessage(file));
  await Promise.all(workers.map((worker) => new Promise((done) => worker.on("exit", done))));
}
`,
      `import cron from "node-cron";
import { execa } from "execa";

cron.schedule("15 2 * * *", async () => {
  await execa("v7", ["daily"]);
});
`,
    ],
    none: [
      `export interface Phase {
  readonly number: number;
  readonly status: "pending" | "done";
}

export type Phases = readonly Phase[];
`,
      `export const limits = { retries: 3, seconds: 30 } as const;

export function limit(name: keyof typeof limits): number {
  return limits[name];
}
`,
      `import type { Phase } from "./phase.ts";

export class PhaseStore {
  readonly #phases = new Map<number, Phase>();

  add(phase: Phase): void {
    this.#phases.set(phase.number, phase);
  }

  get(number: number): Phase | undefined {
    return this.#phases.get(number);
  }
}
`,
    ],
  },
};
