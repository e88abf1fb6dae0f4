import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { findPgBouncer } from "./test/support/pgbouncer.ts";

// Servers that tests share are started once, and stopped once, by the global setup.
const globalSetup = ["test/support/built.ts", "test/support/global-setup.ts"].filter((file) =>
  existsSync(join(import.meta.dirname, file)),
);

const hasPooler = findPgBouncer() !== undefined;
if (!hasPooler)
  console.warn("PgBouncer is not installed (apt-get install pgbouncer): the tests through a pooler are SKIPPED.");

// Whatever applies or plans must do so behind a transaction pooler as well. With two sessions nobody can wait beside a
// holder: a few suites show that nothing needs a third.
const poolers = [
  {
    name: "pooler",
    suites: ["apply", "approve*", "drift", "pull", "undo", "lost-commit", "locking", "pooler"],
  },
  { name: "pooler-of-two", suites: ["apply", "lost-commit"] },
];

// Hang guards: each is at least ten times what the slowest test needs.
export default defineConfig({
  test: {
    // Tests wait for processes, locks and sockets more than they work.
    maxWorkers: availableParallelism() + 1,
    env: { TZ: "UTC" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          testTimeout: 30_000,
          globalSetup: globalSetup.slice(0, 1),
        },
      },
      {
        extends: true,
        test: {
          name: "system",
          include: ["test/**/*.test.ts"],
          exclude: ["test/unit/**", "test/engine/pooler.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup,
        },
      },
      ...(hasPooler ? poolers : []).map(({ name, suites }) => ({
        extends: true as const,
        test: {
          name,
          include: suites.map((suite) => `test/engine/${suite}.test.ts`),
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: [...globalSetup.slice(0, 1), "test/support/pooler-setup.ts"],
        },
      })),
    ],
  },
});
