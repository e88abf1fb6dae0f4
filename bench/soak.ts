import { spawnSync } from "node:child_process";

const rounds = Number(process.argv[2] ?? 5);
const failures: number[] = [];

// Rare failures show only in repetition: crashes, locks, races.
for (let round = 1; round <= rounds; round += 1) {
  const done = spawnSync("vitest", ["run", "--project", "system", "--reporter=dot"], { stdio: "inherit" });
  if (done.status !== 0) failures.push(round);
}
console.log(
  `${rounds - failures.length} of ${rounds} rounds passed${failures.length > 0 ? `; failed: ${failures.join(", ")}` : ""}`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
