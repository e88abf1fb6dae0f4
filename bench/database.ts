import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { benchRepository, type BenchRepository } from "./repository.ts";
import { floor, measure, v7 } from "./measure.ts";
import { timesTable } from "./table.ts";

/** What the embedded server costs: status with it running and stopped, a first run to a migrated schema, memory at rest. */
export async function benchDatabase(): Promise<string> {
  const repository = benchRepository();
  const fresh = benchRepository();
  try {
    repository.declareTasks(2);
    repository.run("apply", "--approved");
    const at = { cwd: repository.directory, env: repository.environment };
    const rows = await measure(
      [
        floor,
        { name: "v7 status, server up", words: [v7, "status"], ...at, goal: 150 },
        {
          name: "v7 status, server stopped",
          words: [v7, "status"],
          ...at,
          goal: 220,
          before: () => void repository.run("db", "down"),
        },
        {
          name: "v7 db up, first run",
          words: [v7, "db", "up"],
          cwd: fresh.directory,
          env: fresh.environment,
          goal: 1500,
          before: () => forget(fresh),
        },
      ],
      7,
    );
    const idle = idleMegabytes(join(repository.directory, ".git/v7/pg"));
    return `${timesTable(rows, rows[0]?.median ?? Number.NaN)}\nidle server, summed PSS: ${idle.toFixed(1)} MB (goal 25)`;
  } finally {
    repository.remove();
    fresh.remove();
  }
}

function forget(repository: BenchRepository): void {
  repository.run("db", "down");
  rmSync(join(repository.directory, ".git/v7"), { recursive: true, force: true });
}

/** Proportional set size of the server and its children, in MB. Linux only. */
function idleMegabytes(dataDirectory: string): number {
  const root = Number.parseInt(readFileSync(join(dataDirectory, "postmaster.pid"), "utf8"), 10);
  const pids = readdirSync("/proc").filter(
    (name) => /^\d+$/.test(name) && (Number(name) === root || parentOf(name) === root),
  );
  return pids.reduce((sum, pid) => sum + pssKilobytes(pid), 0) / 1024;
}

function parentOf(pid: string): number {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")[1],
    );
  } catch {
    return -1;
  }
}

function pssKilobytes(pid: string): number {
  const match = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
  return Number(match?.[1] ?? Number.NaN);
}
