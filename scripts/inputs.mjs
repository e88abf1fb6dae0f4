import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const buildInputs = [
  "bin",
  "package-lock.json",
  "package.json",
  "rolldown.config.ts",
  "schemas",
  "scripts/build-web.ts",
  "scripts/build.ts",
  "scripts/generate.ts",
  "scripts/generate-validators.ts",
  "scripts/inline-sql.ts",
  "scripts/lean-builtins.ts",
  "sql",
  "src",
  "web",
];
const installInputs = [".npmrc", "package-lock.json", "package.json"];

/** SHA-256 in hex of everything the bundle is made from. Generated sources are left out: they follow from the rest. */
export function buildDigest(root) {
  return digestOf(root, buildInputs);
}

/** SHA-256 in hex of what decides which packages are installed. */
export function installDigest(root) {
  return digestOf(root, installInputs);
}

/** The text of a stamp file, or undefined before its step has finished once. */
export function readStamp(path) {
  return existsSync(path) ? readFileSync(path, "utf8").trim() : undefined;
}

function digestOf(root, paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((path) => filesBelow(root, path))) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

function filesBelow(root, path) {
  if (!existsSync(join(root, path))) return [];
  const entries = listDirectory(join(root, path));
  if (entries === undefined) return [path];
  return entries.filter((name) => name !== "generated").flatMap((name) => filesBelow(root, `${path}/${name}`));
}

function listDirectory(path) {
  try {
    return readdirSync(path).toSorted();
  } catch (error) {
    if (error.code === "ENOTDIR") return undefined;
    throw error;
  }
}
