import { join } from "node:path";
import { defineConfig } from "vitest/config";

const support = join(import.meta.dirname, "..", "support");

/** The long variants of tests: `vitest run --config test/soak/vitest.config.ts`. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, "..", ".."),
    env: { TZ: "UTC" },
    include: ["test/soak/**/*.soak.ts"],
    testTimeout: 7_200_000,
    hookTimeout: 120_000,
    globalSetup: [join(support, "global-setup.ts")],
  },
});
