import type { KnipConfig } from "knip";

const config: KnipConfig = {
  entry: [
    "src/commands/**/*.ts",
    "scripts/*.{mjs,ts}",
    "web/main.tsx",
    "bench/{run,forget-sources}.ts",
    "bench/plan-floor.mjs",
    "test/**/*.test.ts",
    "test/support/{at-length,before-all,find-binaries,global-setup,pooler-setup,pull-on-small-disk,start-embedded}.ts",
    "test/support/{without-lancedb,loaded-modules}.mjs",
    "test/{engine/apply,consolidate/execute}-on-demand.ts",
    "test/commands/matrix/run-requests.ts",
    "test/commands/typist/process.ts",
    "test/commands/typist/waiting-process.ts",
    "test/soak/*.ts",
    "test/places/run.ts",
  ],
  project: ["{bin,src,scripts,bench,test}/**/*.{js,mjs,ts}", "web/**/*.{ts,tsx}"],
  ignoreExportsUsedInFile: true,
  // Generated validators call back into the first; the others are published as a whole, whoever needs them today.
  ignore: ["src/documents/validation.ts", "src/model/output/**"],
  // Tools of the system: a full disk is a small file system in a namespace of its own; Node makes no pipes with a name.
  ignoreBinaries: [
    "psql",
    "unshare",
    "mkfifo",
    "setfattr",
    "jdupes",
    "strace",
    "mount",
    "mkntfs",
    "lowntfs-3g",
    "umount",
    "pg_dump",
  ],
  ignoreDependencies: [
    // The framework's own developer commands, used by hand.
    "oclif",
    // Run by npm scripts and CI through the bootstrap.
    "oxfmt",
    // Started by a test as the program that editors start.
    "yaml-language-server",
    // A second source of test databases where Docker answers.
    "testcontainers",
  ],
};

export default config;
