import { createHash } from "node:crypto";
import { join } from "node:path";
import { documentsDigest } from "../../documents/generated/digest.js";
import { loadDocuments } from "../../documents/load.ts";
import type { Document } from "../../model/document.ts";
import type { FindSecret } from "../../documents/secret-finding.ts";
import type { Repository } from "../../git/repository.ts";
import { classifyFile, type FileClass } from "./classify.ts";
import { type Layout, type Place, placeOf, readLayout } from "./layout.ts";
import { projectLookup, type ProjectOf, type Root } from "./roots.ts";

/** By which rules files are placed: the declared Layout and Projects. */
export interface Rules {
  readonly layout: Layout;
  readonly projectOf: ProjectOf;
  /** Equal digests place every path alike. */
  readonly digest: string;
}

/** Where a file belongs and what it is, by its path alone. */
export interface Placement extends Place, FileClass {
  /** The declared Project that holds it, and the path below that. */
  readonly project_path: string | null;
  readonly file_path: string | null;
}

/** Reads them from the documents. A document with an error counts for nothing here: `v7 validate` tells. */
export async function readRules(
  { root, home }: Repository,
  roots: readonly Root[],
  findSecret: FindSecret,
): Promise<Rules> {
  const cacheFile = join(home, "cache", `documents-${documentsDigest}.json`);
  const { documents } = await loadDocuments({ root, stateDirectory: "state", cacheFile, findSecret });
  return rulesOf(documents, roots);
}

/** The rules that documents declare, for whoever has read them already. */
export function rulesOf(documents: readonly Document[], roots: readonly Root[]): Rules {
  const projects = documents.filter(({ kind }) => kind === "Project").map(({ name }) => name);
  const specs = documents.filter(({ kind }) => kind === "Layout").map(({ spec }) => spec);
  const directories = roots.map(({ prefix, directory }) => [prefix, directory]);
  const all = JSON.stringify([rulesVersion, specs, projects.toSorted(), projects.length > 0 ? directories : []]);
  return {
    layout: readLayout(documents),
    projectOf: projectLookup(roots, projects),
    digest: createHash("sha256").update(all).digest("hex"),
  };
}

/** Raised when `classifyFile` or `placeOf` answer differently for the same path. */
const rulesVersion = 1;

/** Where a registered path belongs. */
export function placementOf({ layout, projectOf }: Rules, path: string, isLink: boolean): Placement {
  const found = projectOf(path);
  return {
    ...placeOf(layout, path),
    ...classifyFile(path, isLink),
    project_path: found?.project ?? null,
    file_path: found?.rest ?? null,
  };
}
