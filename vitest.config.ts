import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";
import { optional } from "./test/support/optional.ts";
import { patience } from "./test/support/patience.ts";
import { scratchInMemory } from "./test/support/scratch.ts";

const beforeAll = "test/support/before-all.ts";
const fuzzAtLength = "test/support/at-length.ts";
// Servers that tests share are started once, and stopped once, by the global setup.
const server = "test/support/global-setup.ts";

/**
 * Whatever applies or plans must do so behind a transaction pooler as well. With two sessions nobody can wait beside a
 * holder: two suites, which touch every message of an apply, show that nothing needs a third.
 */
const poolers = [
  {
    name: "pooler",
    suites: ["apply", "approve*", "drift", "pull", "undo", "lost-commit", "locking", "pooler"],
  },
  { name: "pooler-of-two", suites: ["apply", "lost-commit"] },
];

/** A Mac has shared memory for 32 servers, and a test file may start several. */
const mostWorkers = process.platform === "darwin" ? 8 : Number.POSITIVE_INFINITY;

// Hang guards: each is at least ten times what the slowest test needs.
export default defineConfig(({ mode }) => {
  const tier = mode === "all" ? "all" : "test";
  // Before any server is started: the setups of projects run before that of all.
  scratchInMemory();
  return {
    test: {
      globalSetup: [beforeAll],
      // Tests wait for processes, locks and sockets more than they work.
      maxWorkers: Math.min(availableParallelism() + 1, mostWorkers),
      // There is no module state, so files need no process each.
      isolate: false,
      sequence: { sequencer: LongestFirst },
      env: {
        TZ: "UTC",
        V7_TEST_TIER: tier,
        // Processes that run v7 from its sources compile them once, not once each.
        NODE_COMPILE_CACHE: `${import.meta.dirname}/node_modules/.cache/v7-tests`,
      },
      setupFiles: tier === "all" ? [fuzzAtLength] : [],
      projects: [
        {
          extends: true,
          test: {
            name: "unit",
            include: ["test/unit/**/*.test.ts"],
            testTimeout: (tier === "all" ? 300_000 : 30_000) * patience,
          },
        },
        {
          extends: true,
          test: {
            name: "system",
            include: ["test/**/*.test.ts"],
            exclude: ["test/unit/**", "test/engine/pooler.test.ts"],
            testTimeout: 120_000 * patience,
            hookTimeout: 120_000 * patience,
            globalSetup: [server],
          },
        },
        ...(tier === "all" && optional.pgbouncer.isThere() ? poolers : []).map(({ name, suites }) => ({
          extends: true as const,
          test: {
            name,
            include: suites.map((suite) => `test/engine/${suite}.test.ts`),
            testTimeout: 120_000 * patience,
            hookTimeout: 120_000 * patience,
            globalSetup: ["test/support/pooler-setup.ts"],
          },
        })),
      ],
    },
  };
});
