import { spawnSync } from "node:child_process";

const rounds = Number(process.argv[2] ?? 5);
const system = ["run", "--project", "system", "--reporter=dot"];
const long = ["run", "--config", "test/soak/vitest.config.ts"];

// Rare failures show only in repetition: crashes, locks, races. The long variants come last.
const suites = [
  ...Array.from({ length: rounds }, (_, round) => ({ name: `round ${round + 1}`, words: system })),
  { name: "long variants", words: long },
];
const failed = suites
  .filter(({ words }) => spawnSync("vitest", words, { stdio: "inherit" }).status !== 0)
  .map(({ name }) => name);
console.log(
  `${suites.length - failed.length} of ${suites.length} runs passed${failed.length > 0 ? `; failed: ${failed.join(", ")}` : ""}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
