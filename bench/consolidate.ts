import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type BenchRepository, benchRepository } from "./repository.ts";
import { aligned, type CurvePoint, curveTable, verdict } from "./table.ts";

const groups = ["notebook", "legacy", "collective", "stage1"] as const;

/**
 * A first inventory of four groups, beside SHA-256 of the same files on two cores in the same run, and what follows it. A
 * tenth of the files are duplicates; one in a hundred is empty, a link, or has a name that is no UTF-8.
 */
export async function benchConsolidate(): Promise<string> {
  const tables: string[] = [];
  const curve: CurvePoint[] = [];
  for (const count of [1_000, 10_000, 50_000]) {
    const { table, inventory } = await benchSize(count);
    tables.push(table);
    curve.push({ size: count, total: inventory });
  }
  return [...tables, curveTable("first inventory, files", curve)].join("\n\n");
}

async function benchSize(count: number): Promise<{ readonly table: string; readonly inventory: number }> {
  const folder = mkdtempSync(join(tmpdir(), "v7-sources-"));
  const repository = benchRepository();
  try {
    writeFiles(folder, count);
    declareGroups(repository, folder);
    repository.run("db", "up");
    // Younger files are read once more, because their times cannot be trusted yet.
    await delay(2_500);
    const rounds = Array.from({ length: count > 10_000 ? 3 : 5 }, () => oneRound(repository, folder));
    const inventory = median(rounds.map((round) => round.inventory));
    const peer = median(rounds.map((round) => round.peer));
    const rows = [
      ["find | xargs -P2 sha256sum", peer],
      ["inventory, the first", inventory],
      ["inventory, nothing changed", repository.run("consolidate", "inventory")],
      ["dedup", repository.run("consolidate", "dedup")],
      ...jdupes(folder),
      ["plan of one group", repository.run("consolidate", "plan", groups[0])],
    ] as const;
    const lines = rows.map(([name, total]) => [name, total.toFixed(0), (total / peer).toFixed(2)]);
    const met = verdict("first inventory", inventory / peer, rows[0][0], 2);
    return { table: `${aligned([[`${count} files`, "ms", "x peer"], ...lines])}\n${met}`, inventory };
  } finally {
    repository.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In turns, so that a busy machine slows both alike. */
function oneRound(repository: BenchRepository, folder: string): { readonly inventory: number; readonly peer: number } {
  forget(repository);
  const peer = time(folder, "sh", ["-c", "find . -type f -print0 | xargs -0 -P2 -n 2000 sha256sum > /dev/null"]);
  return { peer, inventory: repository.run("consolidate", "inventory") };
}

/** Empties the table by the one program that speaks to the embedded server: a script beside v7. */
function forget({ directory, environment }: BenchRepository): void {
  const script = join(import.meta.dirname, "forget-sources.ts");
  const done = spawnSync(process.execPath, [script, directory], {
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
  if (done.status !== 0) throw new Error(done.stderr);
}

function jdupes(folder: string): (readonly [string, number])[] {
  if (spawnSync("jdupes", ["--version"], { stdio: "ignore" }).status !== 0) return [];
  return [["jdupes -r", time(folder, "jdupes", ["-r", "-q", "."])]];
}

function time(directory: string, command: string, words: readonly string[]): number {
  const start = performance.now();
  const done = spawnSync(command, words, { cwd: directory, stdio: "ignore" });
  if (done.status !== 0) throw new Error(`${command} exited ${done.status}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function declareGroups(repository: BenchRepository, folder: string): void {
  const documents = groups.map(
    (name) =>
      `apiVersion: v7/v1\nkind: SourceGroup\nmetadata: { name: ${name} }\nspec: { node: ALPHA, paths: [${join(folder, name)}], overrides: [{ match: "*", target: archive/${name} }] }\n`,
  );
  const node = "apiVersion: v7/v1\nkind: Node\nmetadata: { name: ALPHA }\nspec: { role: primary }\n";
  repository.declare(
    new Map([
      ["state/sources.yaml", [node, ...documents].join("---\n")],
      ["v7.yaml", `machines: { ALPHA: "${hostname()}" }\n`],
    ]),
  );
}

function writeFiles(folder: string, count: number): void {
  for (let number = 0; number < count; number += 1) {
    const group = groups[number % 4] ?? "notebook";
    const place = join(folder, group, `area_${(number >> 2) % 40}`, `part_${Math.floor(number / 160) % 25}`);
    mkdirSync(place, { recursive: true });
    const content = number % 10 === 9 ? number - 1 : number;
    const line = createHash("sha256").update(String(content)).digest("hex");
    const text = number % 300 === 0 ? "" : `# Note ${content}\n${`${line}\n`.repeat(54)}`.slice(0, 3_500);
    const name = Buffer.concat([Buffer.from(`${place}/note_${number}`), number % 100 === 1 ? odd : plain]);
    writeFileSync(name, text);
  }
}

const plain = Buffer.from(".md");
const odd = Buffer.from([0xe9, 0x0a, 0x1b]);
