import { isJsonObject, type Json } from "../../model/json.ts";
import { canonicalPath } from "./canonical-path.ts";

/** One project's part of an artifact of CodeGraphX: `scan.jsonl`, a row a file. */
export interface ScannedProject {
  /** What it calls the project. */
  readonly name: string;
  /** The project's folder, in its canonical spelling. */
  readonly root: string;
  readonly isWindows: boolean;
  /** Paths from the project's folder, with `/`. */
  readonly paths: readonly string[];
  /** In lower case, without the dot: what the scan looked for, as far as it shows. */
  readonly extensions: readonly string[];
}

export interface ReadScan {
  readonly projects: readonly ScannedProject[];
  /** Its last line breaks off: it was cut while it was written. */
  readonly isTruncated: boolean;
  /** Lines that are no rows, the last one aside. */
  readonly broken: number;
}

/**
 * Reads `scan.jsonl`. Lines end at a line feed alone: other marks that some readers take for ends of lines, U+2028 among them, may stand in
 * names. Rows without a path, and twice the same one, say nothing.
 */
export function readScan(text: string): ReadScan {
  const lines = text.replace(/^\ufeff/, "").split("\n");
  const last = lines.pop() ?? "";
  const found = new Map<
    string,
    { readonly project: Omit<ScannedProject, "paths" | "extensions">; readonly paths: Set<string> }
  >();
  let broken = 0;
  const take = (line: string): boolean => {
    const row = rowOf(line);
    if (row === undefined) return false;
    const key = `${row.name}\0${row.root}`;
    const known = found.get(key) ?? {
      project: { name: row.name, root: row.root, isWindows: row.isWindows },
      paths: new Set(),
    };
    known.paths.add(row.path);
    found.set(key, known);
    return true;
  };
  for (const line of lines) if (line.trim() !== "" && !take(line)) broken += 1;
  const isTruncated = last.trim() !== "" && !take(last);
  return {
    isTruncated,
    broken,
    projects: [...found.values()].map(({ project, paths }) => ({
      ...project,
      paths: [...paths].toSorted(),
      extensions: [...new Set([...paths].map(extensionOf))].toSorted(),
    })),
  };
}

interface Row {
  readonly name: string;
  readonly root: string;
  readonly isWindows: boolean;
  readonly path: string;
}

function rowOf(line: string): Row | undefined {
  const value = parsed(line);
  if (!isJsonObject(value)) return undefined;
  const { project, root, path, rel_path: relative } = value;
  if (typeof relative !== "string" || relative === "") return undefined;
  const inside = canonicalInside(relative);
  const folder = typeof root === "string" && root !== "" ? root : folderAbove(path, relative);
  if (folder === undefined) return undefined;
  const { path: canonical, isWindows } = canonicalPath(folder);
  return { name: typeof project === "string" ? project : "", root: canonical, isWindows, path: inside };
}

function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}

/** A path from a folder keeps its letters: only its slashes may be Windows'. */
function canonicalInside(relative: string): string {
  const slashed = relative.includes("/") ? relative : relative.replaceAll("\\", "/");
  return slashed.replace(/^(?:\.\/)+/, "").normalize("NFC");
}

function folderAbove(path: Json | undefined, relative: string): string | undefined {
  if (typeof path !== "string" || !path.endsWith(relative)) return undefined;
  return path.slice(0, path.length - relative.length).replace(/[\\/]$/, "");
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}
