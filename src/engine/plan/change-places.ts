import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "../../documents/locate.ts";
import type { Document } from "../../model/document.ts";
import type { ResourceChange } from "../../model/plan.ts";
import type { Resource } from "../../model/resource.ts";
import { fieldPath } from "../../workspace/field-path.ts";
import type { Declaration, DeclaredState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Adds to each change the file and line where a person edits it; a removal has none. */
export async function locateChanges(
  workspace: Workspace,
  state: DeclaredState,
  changes: readonly ResourceChange[],
): Promise<ResourceChange[]> {
  if (changes.length === 0) return [];
  const wanted = new Set(changes.map(({ address }) => address));
  const declared = new Map(
    state.declarations().flatMap((declaration) => {
      const { address } = declaration.resource;
      return wanted.has(address) ? [[address, declaration] as const] : [];
    }),
  );
  const locators = new Map<string, Locator>();
  const located: ResourceChange[] = [];
  for (const change of changes) {
    const declaration = declared.get(change.address);
    located.push(declaration ? { ...change, source: await placeOf(workspace, locators, declaration, change) } : change);
  }
  return located;
}

/** The file and line where a person finds a resource: a part's is its entry. */
export async function placeOfResource(
  workspace: Workspace,
  { source }: Document,
  { path }: Pick<Resource, "path">,
): Promise<{ readonly file: string; readonly line: number }> {
  if (!path) return { file: source.file, line: source.line };
  const locator = await openFile(workspace, source.file);
  return { file: source.file, line: locator.locate(source.index, path).line };
}

/** An update points at its first changed field, a part at its entry, anything else at the document. */
async function placeOf(
  workspace: Workspace,
  locators: Map<string, Locator>,
  { document: { source, spec }, resource: { path } }: Declaration,
  change: ResourceChange,
): Promise<{ file: string; line: number }> {
  const [field] = change.fields;
  const isUpdate = change.action === "update" && field !== undefined;
  if (!isUpdate && !path) return { file: source.file, line: source.line };
  const known = path || !isUpdate ? undefined : source.specLines?.[Object.keys(spec).indexOf(field.field)];
  if (known !== undefined) return { file: source.file, line: known };
  const locator = locators.get(source.file) ?? (await openFile(workspace, source.file));
  locators.set(source.file, locator);
  const place = isUpdate ? fieldPath(field.field, path) : (path ?? []);
  return { file: source.file, line: locator.locate(source.index, place).line };
}

async function openFile({ repository }: Workspace, file: string): Promise<Locator> {
  const { openLocator } = await import("../../documents/locate.ts");
  return openLocator(await readFile(join(repository.root, file), "utf8"));
}
