import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openWorkspace } from "../src/context.ts";
import { openIndex } from "../src/search/open-index.ts";
import { floor, measure, v7 } from "./measure.ts";
import { type BenchRepository, benchRepository } from "./repository.ts";
import { aligned } from "./table.ts";

/**
 * The search index at 20,000 and 200,000 passages: making it, bringing it up to date, asking it in a long process and
 * as a process of its own, beside git's search for the same words and SHA-256 of the same files.
 */
export async function benchSearch(): Promise<string> {
  return [await searchTable(5_000), await searchTable(50_000)].join("\n\n");
}

/** Each file has four sections of about 200 words: four passages. */
async function searchTable(files: number): Promise<string> {
  const repository = benchRepository();
  try {
    writeDocuments(repository.directory, files, "");
    commitAll(repository.directory);
    repository.run("scan");
    const rows = [
      indexed(repository, `rebuild, ${files * 4} chunks`, "rebuild"),
      indexed(repository, "sync, nothing changed", "sync"),
    ];
    writeDocuments(repository.directory, 100, "revised ");
    rows.push(indexed(repository, "sync, 100 files changed", "sync"));
    rows.push(["query, warm, p50", (await warmQuery(repository)).toFixed(1), ""]);
    rows.push(...(await processes(repository)));
    return aligned([[`${files} documents`, "ms", "peak RSS MB"], ...rows]);
  } finally {
    repository.remove();
  }
}

function indexed({ directory, environment }: BenchRepository, name: string, verb: string): string[] {
  const start = performance.now();
  const done = spawnSync(process.execPath, ["--import", tellMemory, v7, "index", verb], {
    cwd: directory,
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
  if (done.status !== 0) throw new Error(`v7 index ${verb}: ${done.stderr}`);
  const memory = Number(/peak (\d+)/.exec(done.stderr)?.[1]);
  return [name, (performance.now() - start).toFixed(0), (memory / 1_000).toFixed(0)];
}

const tellMemory = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`))',
)}`;

/** The median of a hundred questions to an index that stays open. */
async function warmQuery({ directory, environment }: BenchRepository): Promise<number> {
  const workspace = await openWorkspace({
    directory,
    environment,
    applicationName: "bench",
    signal: new AbortController().signal,
  });
  const index = await openIndex(workspace);
  if (index.kind !== "open") throw new Error(index.because);
  const random = randomNumbers(7);
  const times: number[] = [];
  for (let round = 0; round < 100; round += 1) {
    const query = Array.from({ length: 5 }, () => word(random)).join(" ");
    const start = performance.now();
    await index.search({ query, mode: "hybrid", limit: 10, filter: {} });
    times.push(performance.now() - start);
  }
  index.close();
  return times.toSorted((left, right) => left - right)[50] ?? Number.NaN;
}

async function processes({ directory, environment }: BenchRepository): Promise<string[][]> {
  const random = randomNumbers(9);
  const words = Array.from({ length: 5 }, () => word(random));
  const at = { cwd: directory, env: environment };
  const rows = await measure(
    [
      floor,
      { name: "v7 search, a process", words: [v7, "search", words.join(" ")], ...at },
      {
        name: "git grep of the words",
        program: "git",
        words: ["grep", "-lE", words.join("|")],
        ...at,
        exitCodes: [0, 1],
      },
      { name: "find | xargs -P2 sha256sum", program: "sh", words: ["-c", hashAll], ...at },
    ],
    7,
  );
  return rows.map(({ name, median, failure }) => [name, failure ?? median.toFixed(0), ""]);
}

const hashAll = "find docs -type f -print0 | xargs -0 -P2 -n 2000 sha256sum > /dev/null";

/** Words as often as in natural text: the hundredth most frequent a hundredth as often as the first. */
function writeDocuments(directory: string, count: number, mark: string): void {
  for (let number = 0; number < count; number += 1) {
    const random = randomNumbers(number + 1);
    const folder = join(directory, "docs", `area_${number % 40}`);
    if (number < 40) mkdirSync(folder, { recursive: true });
    const sections = Array.from({ length: 4 }, (_, at) => {
      const text = Array.from({ length: 200 }, () => word(random)).join(" ");
      return `## ${mark}${word(random)} ${at}\n\n${text}\n`;
    });
    writeFileSync(join(folder, `note_${number}.md`), `# ${word(random)} ${number}\n\n${sections.join("\n")}`);
  }
}

const syllables = "ba ce di fo gu ha ke li mo nu pa re si to vu wa xe yi zo".split(" ");

function word(random: () => number): string {
  let rank = Math.floor(vocabulary ** random());
  let text = "";
  do {
    text += syllables[rank % syllables.length] ?? "";
    rank = Math.floor(rank / syllables.length);
  } while (rank > 0);
  return `${text}n`;
}

const vocabulary = 60_000;

function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function commitAll(directory: string): void {
  const identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org"];
  for (const words of [
    ["add", "--all"],
    [...identity, "commit", "--quiet", "--message", "Write the notes"],
  ]) {
    const done = spawnSync("git", words, { cwd: directory, stdio: "ignore" });
    if (done.status !== 0) throw new Error(`git ${words[0]} exited ${done.status}`);
  }
}
