import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { FileText, StateEdit } from "../workspace/edit-state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { readText } from "../workspace/write-files.ts";
import { readTexts } from "./read-dart.ts";
import type { Sides } from "./sides.ts";

/** Where DART's master documents lie, from the repository's root. */
const folder = "Docs/dart";
const setName = "dart-documents";

export interface MasterDocuments {
  /** Files whose text differs from DART's. */
  readonly texts: readonly FileText[];
  /** The DocumentSet that has them, where nobody declares it yet. */
  readonly creations: readonly StateEdit[];
}

/**
 * The master documents as files of a DocumentSet. A file keeps its name for as long as it lies there, whatever becomes of the
 * title; one that DART does not show stays.
 */
export async function masterDocuments(workspace: Workspace, { dart, places, state }: Sides): Promise<MasterDocuments> {
  const { documents } = await readTexts(dart, [places.documents]);
  if (documents.length === 0) return { texts: [], creations: [] };
  const names = await readdir(join(workspace.repository.root, folder)).catch(() => []);
  const texts: FileText[] = [];
  for (const { id, title, text } of documents) {
    const name = names.find((one) => one.endsWith(`-${id}.md`)) ?? `${fileTitle(title)}-${id}.md`;
    const file = `${folder}/${name}`;
    const before = await readText(workspace, file);
    const after = `${text.trimEnd()}\n`;
    if (before !== after) texts.push({ file, before, after, within: folder });
  }
  return { texts, creations: state.documentAt(`documentset/${setName}`) === undefined ? [creation(workspace)] : [] };
}

/** What a title leaves for a file's name. */
function fileTitle(title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  return words.replaceAll(/^-+|-+$/g, "").slice(0, 60) || "document";
}

function creation({ kinds }: Workspace): StateEdit {
  const kind = kinds.byName("DocumentSet");
  if (kind === undefined) throw new Error("the kind DocumentSet is not registered");
  return {
    action: "create",
    address: `documentset/${setName}`,
    kind,
    fields: { paths: [`${folder}/*.md`], category: "master_plan", description: "Master documents as they are in DART" },
    original: undefined,
  };
}
