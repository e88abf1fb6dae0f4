import { lstatSync, readdirSync, statSync, type Stats } from "node:fs";
import { extname, join, relative, resolve, sep } from "node:path";
import type { Finding } from "../model/finding.ts";
import { isDocumentFile, isLeftover } from "../model/document-names.ts";
import { unreadableFinding, finding, linkFinding } from "./limits.ts";

/** A file of documents and what tells one state of it from the next. */
export interface DocumentFile {
  /** Relative to the root, with `/`. */
  readonly file: string;
  /**
   * Size, modification and change time in milliseconds with their fraction (to a quarter of a microsecond), inode, device:
   * unequal after any change that is not within the clock's last tick.
   */
  readonly stamp: readonly number[];
  /** The later of modification and change, in milliseconds since 1970. */
  readonly changedAt: number;
}

export interface FoundDocumentFiles {
  readonly files: DocumentFile[];
  /** Regular files below the folders that have no document's name. */
  readonly others: string[];
  readonly findings: Finding[];
}

/**
 * Lists the YAML files below `start` in a fixed order, without following links. With `only`, lists just those
 * files and folders. What cannot be listed becomes a finding, and every link that stands where documents could.
 */
export function findFiles(root: string, start: string, only?: readonly string[]): FoundDocumentFiles {
  const found: FoundDocumentFiles = { files: [], others: [], findings: [] };
  const wanted = only ?? [start];
  for (const path of wanted) visit(found, root, path, only !== undefined);
  found.files.sort((left, right) => (left.file < right.file ? -1 : left.file > right.file ? 1 : 0));
  return { ...found, files: withoutRepeats(found.files) };
}

function visit(found: FoundDocumentFiles, root: string, path: string, named: boolean): void {
  const file = relative(root, resolve(root, path)).split(sep).join("/");
  if (file === ".." || file.startsWith("../") || resolve(root, path) !== join(root, file)) {
    found.findings.push(finding(path, "V7-D003", "this path leads outside the repository"));
    return;
  }
  const link = parents(file).find((parent) => isLink(join(root, parent)));
  if (link !== undefined) found.findings.push(linkFinding(link));
  else visitEntry(found, root, file, named);
}

function visitEntry(found: FoundDocumentFiles, root: string, file: string, named: boolean): void {
  const stats = lstatSync(join(root, file), { throwIfNoEntry: false });
  if (stats === undefined) {
    if (named) found.findings.push(finding(file, "V7-D002", "no such file"));
  } else if (stats.isDirectory()) {
    list(found, root, file);
  } else {
    add(found, file, stats);
  }
}

/** Names alone are listed: the state of each file is needed anyway, and tells what it is. */
function list(found: FoundDocumentFiles, root: string, directory: string): void {
  let names: string[];
  try {
    names = readdirSync(join(root, directory));
  } catch (error) {
    found.findings.push(unreadable(directory, error));
    return;
  }
  for (const name of names) {
    // What git keeps of a repository inside is not of this one.
    if (name !== ".git") listEntry(found, root, directory === "" ? name : `${directory}/${name}`);
  }
}

function listEntry(found: FoundDocumentFiles, root: string, file: string): void {
  let stats: Stats;
  try {
    stats = lstatSync(`${root}/${file}`);
  } catch (error) {
    if (isDocumentFile(file)) found.findings.push(unreadable(file, error));
    return;
  }
  if (stats.isDirectory()) list(found, root, file);
  else if (stats.isSymbolicLink()) listLink(found, root, file);
  else if (isDocumentFile(file)) add(found, file, stats);
  else if (stats.isFile()) found.others.push(file);
}

/** A link is named where somebody may take it for documents: by its name, or because folders can hold some. */
function listLink(found: FoundDocumentFiles, root: string, file: string): void {
  if (isLeftover(file)) return;
  if (isDocumentFile(file) || mayBeFolder(join(root, file))) found.findings.push(linkFinding(file));
}

/** What leads nowhere just now may lead to a disk that is not mounted. */
function mayBeFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return extname(path) === "";
  }
}

function add(found: FoundDocumentFiles, file: string, stats: Stats): void {
  if (stats.isFile()) found.files.push(documentFile(file, stats));
  else found.findings.push(finding(file, "V7-D002", "not a regular file"));
}

function documentFile(file: string, { size, mtimeMs, ctimeMs, ino, dev }: Stats): DocumentFile {
  return { file, stamp: [size, mtimeMs, ctimeMs, ino, dev], changedAt: Math.max(mtimeMs, ctimeMs) };
}

/** The finding for a file or folder the system would not let us read. */
export function unreadable(file: string, error: unknown): Finding {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const reasons: { readonly [code: string]: string } = {
    ENOENT: "it is gone",
    EACCES: "permission denied",
    EPERM: "permission denied",
  };
  return unreadableFinding(file, reasons[code] ?? code);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function parents(file: string): string[] {
  const parts = file.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function withoutRepeats(files: readonly DocumentFile[]): DocumentFile[] {
  return files.filter((found, index) => files[index - 1]?.file !== found.file);
}
