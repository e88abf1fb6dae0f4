import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "../../documents/locate.ts";
import type { Document } from "../../model/document.ts";
import type { ResourceChange } from "../../model/plan.ts";
import type { Resource } from "../../model/resource.ts";
import type { ReadStateFile } from "../../workspace/attachments.ts";
import { fieldPath } from "../../workspace/field-path.ts";
import type { Declaration, DeclaredState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Adds to each change the file and line where a person edits it; a removal has none. */
export async function locateChanges(
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
  const read = (file: string): Promise<Locator> => openFile(state.read, file);
  const locators: Locators = { opened: new Map(), read };
  const located: ResourceChange[] = [];
  for (const change of changes) {
    const declaration = declared.get(change.address);
    located.push(declaration ? { ...change, source: await placeOf(locators, declaration, change) } : change);
  }
  return located;
}

/** The file and line where a person finds a resource: a part's is its entry. */
export async function placeOfResource(
  { repository }: Pick<Workspace, "repository">,
  { source }: Document,
  { path }: Pick<Resource, "path">,
): Promise<{ readonly file: string; readonly line: number }> {
  if (!path) return { file: source.file, line: source.line };
  const locator = await openFile((file) => readFile(join(repository.root, file)), source.file);
  return { file: source.file, line: locator.locate(source.index, path).line };
}

/** Files that were opened to find places in them. */
interface Locators {
  readonly opened: Map<string, Locator>;
  readonly read: (file: string) => Promise<Locator>;
}

/** An update points at its first changed field, a part at its entry, anything else at the document. */
async function placeOf(
  { opened, read }: Locators,
  { document: { source, spec }, resource: { path } }: Declaration,
  change: ResourceChange,
): Promise<{ file: string; line: number }> {
  const [field] = change.fields;
  const isUpdate = change.action === "update" && field !== undefined;
  if (!isUpdate && !path) return { file: source.file, line: source.line };
  const known = path || !isUpdate ? undefined : source.specLines?.[Object.keys(spec).indexOf(field.field)];
  if (known !== undefined) return { file: source.file, line: known };
  const locator = opened.get(source.file) ?? (await read(source.file));
  opened.set(source.file, locator);
  const place = isUpdate ? fieldPath(field.field, path) : (path ?? []);
  return { file: source.file, line: locator.locate(source.index, place).line };
}

async function openFile(read: ReadStateFile, file: string): Promise<Locator> {
  const { openLocator } = await import("../../documents/locate.ts");
  return openLocator(new TextDecoder().decode(await read(file)));
}
