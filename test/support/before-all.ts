import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { missingLines } from "./optional.ts";

/** Once a run: says what will be skipped, and brings the bundle up to date. */
export function setup({ config }: TestProject): void {
  for (const line of missingLines(config.env["V7_TEST_TIER"] === "all" ? "all" : "test")) console.warn(line);
  build();
}

/** Tests of whole commands run the bundle. A failing build is told, and does not hide the other tests. */
function build(): void {
  const script = join(import.meta.dirname, "..", "..", "scripts", "bootstrap.mjs");
  const done = spawnSync(process.execPath, [script], { stdio: ["ignore", "inherit", "inherit"] });
  if (done.status !== 0) console.error("The bundle is out of date: tests of whole commands may fail for that reason.");
}
