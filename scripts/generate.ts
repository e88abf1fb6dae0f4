import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

// Every generator is a file scripts/generate-NAME.ts that writes into a `generated` folder.
for (const name of readdirSync(import.meta.dirname).toSorted()) {
  if (!/^generate-.+\.ts$/.test(name)) continue;
  const done = spawnSync(process.execPath, [join(import.meta.dirname, name)], { stdio: "inherit" });
  if (done.status !== 0) process.exit(1);
}
