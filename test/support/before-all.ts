import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Tests of whole commands run the bundle, so it is brought up to date first. A failing build is told, and does not hide the other tests. */
export function setup(): void {
  const script = join(import.meta.dirname, "..", "..", "scripts", "bootstrap.mjs");
  const done = spawnSync(process.execPath, [script], { stdio: ["ignore", "inherit", "inherit"] });
  if (done.status !== 0) console.error("The bundle is out of date: tests of whole commands may fail for that reason.");
}
