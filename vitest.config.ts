import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Servers that tests share are started once, and stopped once, by the global setup.
const globalSetup = ["test/support/built.ts", "test/support/global-setup.ts"].filter((file) =>
  existsSync(join(import.meta.dirname, file)),
);

// Hang guards: each is at least ten times what the slowest test needs.
export default defineConfig({
  test: {
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
          exclude: ["test/unit/**"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup,
        },
      },
    ],
  },
});
