import type { KnipConfig } from "knip";

const config: KnipConfig = {
  entry: [
    "src/commands/**/*.ts",
    "scripts/*.{mjs,ts}",
    "bench/{run,soak}.ts",
    "test/**/*.test.ts",
    "test/support/{built,global-setup}.ts",
  ],
  project: ["{bin,src,scripts,bench,test}/**/*.{js,mjs,ts}"],
  ignoreExportsUsedInFile: true,
  ignoreDependencies: [
    // Chosen for the search index, which is not built yet.
    "@lancedb/lancedb",
    "apache-arrow",
    // Chosen for reports and services, which are not built yet.
    "slonik",
    "@slonik/pg-driver",
    // Chosen for commands that talk to other machines, which are not built yet.
    "execa",
    // The framework's own developer commands, used by hand.
    "oclif",
    // A second source of test databases where Docker answers.
    "testcontainers",
  ],
};

export default config;
