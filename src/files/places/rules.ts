import { sha256 } from "../../model/digest.ts";
import type { Document } from "../../model/document.ts";
import { declaredDocuments, type ErrorRule } from "../../workspace/declared.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { classifyFile, type FileClass } from "./classify.ts";
import { type Layout, type FilePlace, placeOf, readLayout } from "./layout.ts";
import { projectLookup, type ProjectOf, scanRoots } from "./roots.ts";

/** By which rules files are placed: the declared Layout and Projects. */
export interface Rules {
  readonly layout: Layout;
  readonly projectOf: ProjectOf;
  /** Equal digests place every path alike. */
  readonly digest: string;
}

/** Where a file belongs and what it is, by its path alone. */
export interface Placement extends FilePlace, FileClass {
  /** The declared Project that holds it, and the path below that. */
  readonly project_path: string | null;
  readonly file_path: string | null;
}

/** Reads them from the documents. One with an error counts for nothing here, unless another rule is given. */
export async function readRules(workspace: Workspace, errors: ErrorRule = "pass-over"): Promise<Rules> {
  return rulesOf(workspace, await declaredDocuments(workspace, errors));
}

/** The rules that documents declare, for whoever has read them already. */
export function rulesOf(workspace: Workspace, documents: readonly Document[]): Rules {
  const roots = scanRoots(workspace);
  const projects = documents.filter(({ kind }) => kind === "Project").map(({ name }) => name);
  const specs = documents.filter(({ kind }) => kind === "Layout").map(({ spec }) => spec);
  const directories = roots.map(({ prefix, directory }) => [prefix, directory]);
  const all = JSON.stringify([rulesVersion, specs, projects.toSorted(), projects.length > 0 ? directories : []]);
  return {
    layout: readLayout(documents),
    projectOf: projectLookup(roots, projects),
    digest: sha256(all),
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

/** The Layout the documents declare. While none can be read and documents have errors, nobody knows whether there is one. */
export async function declaredLayout(workspace: Workspace): Promise<Layout> {
  return readLayout(await declaredDocuments(workspace, refuseWithoutLayout));
}

/** For those who say which pillars are empty: without the Layout they would say nothing, and be believed. */
export const refuseWithoutLayout: ErrorRule = { refuseWithout: "Layout" };
