import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "../documents/locate.ts";
import type { Address } from "../model/address.ts";
import type { Document } from "../model/document.ts";
import type { ResourceChange } from "../model/plan.ts";
import { fieldPath } from "./field-path.ts";
import type { DeclaredState } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** Adds to each change the file and line where a person edits it; a removal has none. */
export async function locateChanges(
  workspace: Workspace,
  state: DeclaredState,
  changes: readonly ResourceChange[],
): Promise<ResourceChange[]> {
  if (changes.length === 0) return [];
  const byAddress = new Map(expandedSources(workspace, state));
  const locators = new Map<string, Locator>();
  const located: ResourceChange[] = [];
  for (const change of changes) {
    const document = byAddress.get(change.address);
    located.push(document ? { ...change, source: await placeOf(workspace, locators, document, change) } : change);
  }
  return located;
}

function* expandedSources(workspace: Workspace, state: DeclaredState): Generator<[Address, Document]> {
  for (const document of state.documents) {
    for (const { address } of workspace.registry.byName(document.kind)?.expand(document) ?? [])
      yield [address, document];
  }
}

/** An update points at its first changed field, anything else at the document. */
async function placeOf(
  workspace: Workspace,
  locators: Map<string, Locator>,
  { source, spec }: Document,
  change: ResourceChange,
): Promise<{ file: string; line: number }> {
  const [field] = change.fields;
  if (change.action !== "update" || !field) return { file: source.file, line: source.line };
  const known = source.specLines?.[Object.keys(spec).indexOf(field.field)];
  if (known !== undefined) return { file: source.file, line: known };
  const locator = locators.get(source.file) ?? (await openFile(workspace, source.file));
  locators.set(source.file, locator);
  return { file: source.file, line: locator.locate(source.index, fieldPath(field.field)).line };
}

async function openFile({ repository }: Workspace, file: string): Promise<Locator> {
  const { openLocator } = await import("../documents/locate.ts");
  return openLocator(await readFile(join(repository.root, file), "utf8"));
}
