import { execFileSync } from "node:child_process";
import { benchRepository, type BenchRepository } from "./repository.ts";
import { type CurvePoint, curveTable } from "./table.ts";

/** What it costs to record a history for the first time, as whole processes, beside git printing the same history. */
export function benchRecord(): Promise<string> {
  const histories = [
    { name: "1,000 commits", size: 1_000, stream: commits(1_000) },
    { name: "10,000 commits", size: 10_000, stream: commits(10_000) },
    { name: "a commit of 20,000 files (goal 2000)", size: 20_000, stream: files(20_000) },
  ];
  const lines = histories.map(({ name, size, stream }) => {
    const { recorded, again, logged } = timed(stream);
    const points: CurvePoint[] = [
      { size, total: logged },
      { size, total: recorded },
      { size, total: again },
    ];
    return `${curveTable(name, points)}\ngit log --raw; v7 record, ${(recorded / logged).toFixed(1)} times that; v7 record with nothing new`;
  });
  return Promise.resolve(lines.join("\n"));
}

/** Milliseconds. */
function timed(stream: string): { recorded: number; again: number; logged: number } {
  const repository = benchRepository();
  try {
    execFileSync("git", ["fast-import", "--quiet"], { cwd: repository.directory, input: stream });
    repository.run("db", "up");
    const recorded = repository.run("record");
    return { recorded, again: repository.run("record"), logged: logTime(repository) };
  } finally {
    repository.remove();
  }
}

function logTime({ directory }: BenchRepository): number {
  const start = performance.now();
  execFileSync("git", ["log", "--raw", "--no-abbrev", "main"], { cwd: directory, maxBuffer: 1 << 30 });
  return performance.now() - start;
}

/** Each changes one of a hundred documents. */
function commits(count: number): string {
  return numbers(count)
    .map((number) => `${commitHead(number)}${file(`docs/${number % 100}.md`, `Document as of ${number}\n`)}\n`)
    .join("");
}

/** One commit of files of about 3.5 KB, a hundred a folder. */
function files(count: number): string {
  const text = "Every table with an ENUM is named here. ".repeat(88);
  const all = numbers(count).map((number) =>
    file(`docs/${Math.floor(number / 100)}/${number}.md`, `${number} ${text}`),
  );
  return `${commitHead(1)}${all.join("")}\n`;
}

function commitHead(number: number): string {
  return `commit refs/heads/main\ncommitter Bench <bench@example.org> ${1_754_555_400 + number} +0000\ndata 6\nRecord\n`;
}

function file(path: string, text: string): string {
  return `M 644 inline ${path}\ndata ${text.length}\n${text}\n`;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
