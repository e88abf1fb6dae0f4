import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packagePath } from "../src/system/package-file.ts";

// Ten seconds of a tour that tour.test.ts types in full: in the second tier.
test.runIf(process.env["V7_TEST_TIER"] === "all")("a demo of which only the beginning is read leaves nothing", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "v7-read-")));
  try {
    mkdirSync(join(folder, "tmp"));
    const command = `'${process.execPath}' '${packagePath("scripts/demo.mjs")}' 2>/dev/null | head -2`;
    const environment = { ...process.env, TMPDIR: join(folder, "tmp") };
    execFileSync("bash", ["-c", `${command}; wait`], { env: environment });
    expect(readdirSync(join(folder, "tmp")).filter((name) => name.startsWith("v7-demo-"))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
