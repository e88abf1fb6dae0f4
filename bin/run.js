#!/usr/bin/env node
// Runs on any Node: an older one only finds the project's own Node and hands over.
import module from "node:module";
import { isNewEnough, oldestNode, unsuitable } from "./machine.js";

// Node's own modules by require: an import of one loads what stands behind each of its exports, and git waits for hooks.
const require = module.createRequire(import.meta.url);
const { existsSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { fileURLToPath } = require("node:url");

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);

if (words[0] === "--version") {
  process.stdout.write(`v7 ${require("../package.json").version}\n`);
} else if (unsuitable() !== undefined) {
  stop(`v7: ${unsuitable()}`);
} else if (isNewEnough()) {
  await start();
} else {
  handOver();
}

async function start() {
  // Timestamps and dates mean UTC everywhere in v7, whatever the machine is set to.
  process.env.TZ = "UTC";
  module.enableCompileCache(join(root, "dist", ".cache"));
  const entry = join(root, "dist", isHook() ? "hook/hook.js" : "main.js");
  if (!existsSync(entry)) return stop("v7 is not built yet: npm run build");
  const { main } = await import(entry);
  await main(words);
}

// `v7 hook NAME`, which only git calls.
function isHook() {
  return words[0] === "hook" && words.length > 1 && !words[1].startsWith("-");
}

function handOver() {
  const { spawn } = require("node:child_process");
  const { constants } = require("node:os");
  const node = join(root, "node_modules", ".bin", "node");
  if (!existsSync(node)) return stop(`v7 needs Node ${oldestNode}; this is ${process.version}. Run: npm run build`);
  const child = spawn(node, [fileURLToPath(import.meta.url), ...words], { stdio: "inherit" });
  // The child decides how to end. From a terminal it hears Ctrl-C twice, which it knows.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
