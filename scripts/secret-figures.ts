import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { secretsInText } from "../src/secrets/find-secrets.ts";
import { type Example, readExamples } from "../test/fixtures/secrets/corpus.ts";
import { type Figures, figuresOf } from "../test/fixtures/secrets/figures.ts";

// Prints how well v7 tells secrets from what only looks like one, and gitleaks beside it where it is installed:
// its path in GITLEAKS, else `gitleaks` in the PATH. With --lines also what each got wrong.

const gitleaks = process.env["GITLEAKS"] ?? "gitleaks";
const showsLines = process.argv.includes("--lines");

const sets = [
  { title: "tuned on", positives: "positives.txt", negatives: "negatives.txt" },
  { title: "kept aside", positives: "kept-positives.txt", negatives: "kept-negatives.txt" },
  { title: "written later", positives: "later-positives.txt", negatives: "later-negatives.txt" },
] as const;

for (const { title, positives, negatives } of sets) {
  const examples = { positives: readExamples(positives), negatives: readExamples(negatives) };
  show(`v7, ${title}`, await figuresOf(examples, isFoundByV7));
  const found = foundByGitleaks([...examples.positives, ...examples.negatives]);
  if (found !== undefined) show(`gitleaks, ${title}`, await figuresOf(examples, (example) => found.has(example)));
}
if (!isInstalled()) console.log("SKIPPED: gitleaks beside it. Needs gitleaks: GITLEAKS=/path/to/gitleaks");

function show(name: string, { positives, negatives, precision, recall, missed, alarms }: Figures): void {
  const sizes = `${positives} secrets, ${negatives} others`;
  console.log(`${name.padEnd(22)} precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  (${sizes})`);
  if (!showsLines) return;
  for (const line of missed) console.log(`  missed  ${line}`);
  for (const line of alarms) console.log(`  alarm   ${line}`);
}

async function isFoundByV7({ file, text }: Example): Promise<boolean> {
  return (await secretsInText(file, text)).length > 0;
}

function isInstalled(): boolean {
  return spawnSync(gitleaks, ["version"], { stdio: "ignore" }).status === 0;
}

/** The examples in which gitleaks finds anything, each a file in a folder of its own; undefined where it is not installed. */
function foundByGitleaks(examples: readonly Example[]): ReadonlySet<Example> | undefined {
  if (!isInstalled()) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "v7-secrets-"));
  try {
    for (const [at, { file, text }] of examples.entries()) {
      const path = join(folder, String(at), file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const report = join(folder, "report.json");
    spawnSync(gitleaks, [
      "dir",
      folder,
      "--no-banner",
      "--exit-code",
      "0",
      "--report-format",
      "json",
      "--report-path",
      report,
    ]);
    const leaks = JSON.parse(readFileSync(report, "utf8")) as readonly { readonly File: string }[];
    const places = leaks.map(({ File }) => Number(File.slice(folder.length + 1).split("/")[0]));
    return new Set(places.flatMap((at) => examples[at] ?? []));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
