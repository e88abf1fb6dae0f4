import type { Document } from "../../model/document.ts";
import { declaredDocuments, type ErrorRule } from "../../workspace/declared.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type Layout, readLayout } from "./layout.ts";
import { type Rules, rulesFrom } from "./placement.ts";

/** Reads them from the documents. One with an error counts for nothing here, unless another rule is given. */
export async function readRules(workspace: Workspace, errors: ErrorRule = "pass-over"): Promise<Rules> {
  return rulesOf(workspace, await declaredDocuments(workspace, errors));
}

/** The rules that documents declare, for whoever has read them already. */
export function rulesOf(workspace: Workspace, documents: readonly Document[]): Rules {
  const projects = documents.filter(({ kind }) => kind === "Project").map(({ name }) => name);
  const layouts = documents.filter(({ kind }) => kind === "Layout").map(({ spec }) => spec);
  return rulesFrom(workspace, { layouts, projects: projects.toSorted() });
}

/** The Layout the documents declare. While none can be read and documents have errors, nobody knows whether there is one. */
export async function declaredLayout(workspace: Workspace): Promise<Layout> {
  return readLayout(await declaredDocuments(workspace, refuseWithoutLayout));
}

/** For those who say which pillars are empty: without the Layout they would say nothing, and be believed. */
export const refuseWithoutLayout: ErrorRule = { refuseWithout: "Layout" };
