import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { scratchInMemory } from "../support/scratch.ts";

scratchInMemory();
const support = join(import.meta.dirname, "..", "support");

/** The long variants of tests, started by `run.ts`. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, "..", ".."),
    env: { TZ: "UTC" },
    include: ["test/soak/**/*.soak.ts"],
    testTimeout: 172_800_000,
    hookTimeout: 120_000,
    // One after the other: each takes the machine, and their progress is read.
    fileParallelism: false,
    disableConsoleIntercept: true,
    globalSetup: [join(support, "before-all.ts"), join(support, "global-setup.ts")],
  },
});
