import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Plugin } from "@oclif/core/config";
import { buildDigest } from "./inputs.mjs";

const root = join(import.meta.dirname, "..");
const fresh = join(root, `dist-${process.pid}`);

await build();

/** Builds beside the bundle in use and swaps them: a `v7` that runs meanwhile sees the old one or the new one, whole. */
async function build(): Promise<void> {
  const digest = buildDigest(root);
  try {
    run(join(import.meta.dirname, "generate.ts"), []);
    run(join(root, "node_modules", "rolldown", "bin", "cli.mjs"), [
      "--config",
      "rolldown.config.ts",
      "--logLevel",
      "warn",
    ]);
    run(join(import.meta.dirname, "build-web.ts"), []);
    await writeManifest();
    writeFileSync(join(fresh, "inputs.sha256"), `${digest}\n`);
    swap();
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  run(join(root, "bin", "run.js"), ["--help"], "ignore");
}

/** The manifest spares every start the reading of all commands. Its paths are relative to `dist`. */
async function writeManifest(): Promise<void> {
  const { name, version, oclif } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const pjson = { name, version, type: "module", oclif };
  const plugin = new Plugin({
    root: fresh,
    pjson,
    isRoot: true,
    ignoreManifest: true,
    respectNoCacheDefault: true,
    errorOnManifestCreate: true,
  });
  await plugin.load();
  writeFileSync(join(fresh, "oclif.manifest.json"), JSON.stringify(plugin.manifest));
}

function swap(attempts = 5): void {
  const dist = join(root, "dist");
  const old = `${fresh}-old`;
  try {
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
  } catch (error) {
    // Another build swapped in between.
    if (attempts === 0) throw error;
    return swap(attempts - 1);
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

function run(script: string, words: readonly string[], stdout: "inherit" | "ignore" = "inherit"): void {
  const env = { ...process.env, V7_BUILD_DIRECTORY: fresh };
  const done = spawnSync(process.execPath, [script, ...words], {
    cwd: root,
    env,
    stdio: ["ignore", stdout, "inherit"],
  });
  if (done.status !== 0) throw new Error(`${script} ${words.join(" ")} ended with ${done.status ?? done.signal}`);
}
