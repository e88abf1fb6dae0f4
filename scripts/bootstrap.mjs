// Makes a fresh clone ready, then runs the rest of its command line on the project's own Node.
// This file and those it imports run on the machine's Node, 20 or newer: nothing of the project is installed yet.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, lstatSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDigest, installDigest, readStamp } from "./inputs.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binaries = join(root, "node_modules", ".bin");
const environment = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ""}` };

main(process.argv.slice(2));

function main(words) {
  const command = words.filter((word, index) => index > 0 || word !== "--no-build");
  installPackages();
  linkCommand();
  if (command.length === words.length) buildBundle();
  if (command.length > 0) runCommand(command);
}

function installPackages() {
  const stamp = join(root, "node_modules", ".v7-installed");
  const digest = installDigest(root);
  if (readStamp(stamp) === digest && existsSync(join(binaries, "node"))) return;
  say("installing packages (once, under a minute)");
  // An npm that knows no allowScripts lets lefthook put hooks into this checkout, except in CI.
  runQuietly("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], { CI: "true" });
  writeFileSync(stamp, `${installDigest(root)}\n`);
}

// npm links a package's commands for those who depend on it, never for itself.
function linkCommand() {
  const link = join(binaries, "v7");
  if (lstatSync(link, { throwIfNoEntry: false }) !== undefined && existsSync(link)) return;
  rmSync(link, { force: true });
  symlinkSync(join("..", "..", "bin", "run.js"), link);
}

function buildBundle() {
  if (readStamp(join(root, "dist", "inputs.sha256")) === buildDigest(root)) return;
  say("building");
  runQuietly(join(binaries, "node"), [join(root, "scripts", "build.ts")]);
}

function runQuietly(command, words, variables = {}) {
  const env = { ...environment, ...variables };
  const done = spawnSync(command, words, { cwd: root, env, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout ?? ""}${done.stderr ?? ""}${done.error?.message ?? ""}\n`);
  say(`${command} ${words.join(" ")} failed`);
  process.exit(1);
}

function runCommand([command, ...words]) {
  const child = spawn(join(binaries, command), words, { cwd: root, env: environment, stdio: "inherit" });
  // The terminal sends SIGINT to the child as well, which decides how to end; SIGTERM reaches only this process.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

function say(text) {
  process.stderr.write(`v7: ${text}\n`);
}
