import { documentTextAt } from "../../documents/new-document.ts";
import { readDocuments } from "../../documents/read-documents.ts";
import { readChangedTexts } from "../../git/repository.ts";
import type { Address } from "../../model/address.ts";
import type { Document } from "../../model/document.ts";
import { sameJson } from "../../model/json.ts";
import type { Kinds } from "../../model/kind.ts";
import { type Fields, protectField } from "../../model/resource.ts";
import { canonicalFields } from "../../model/values.ts";
import type { DocumentCreation, OriginalDocument } from "../../workspace/edit-state.ts";
import { addressOfDocument } from "../../workspace/state.ts";
import { stateDirectory } from "../../workspace/state-directory.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/**
 * Gives documents that are to be written again the text they once had, from the first of these commits that has them
 * with exactly these values. Those that no commit has are left to be written anew.
 */
export async function withOriginals(
  { repository, kinds }: Workspace,
  commits: readonly string[],
  creations: readonly DocumentCreation[],
): Promise<DocumentCreation[]> {
  const originals = new Map<Address, OriginalDocument>();
  const open = new Map(creations.map((creation) => [creation.address, creation]));
  for (const commit of commits) {
    if (open.size === 0) break;
    for (const [file, text] of await readChangedTexts(repository, commit, stateDirectory)) {
      for (const document of readDocuments(text, file).documents) {
        const address = addressOfDocument(kinds, document);
        const creation = open.get(address);
        if (!creation || !declaresExactly(kinds, document, creation.fields)) continue;
        originals.set(address, { file, text: documentTextAt(text, document.source.index) });
        open.delete(address);
      }
    }
  }
  return creations.map((creation) => ({ ...creation, original: originals.get(creation.address) }));
}

/** The values that were applied, and no others; NULL and no protection are as good as nothing. */
function declaresExactly(kinds: Kinds, document: Document, fields: Fields): boolean {
  const kind = kinds.byName(document.kind);
  const [resource] = kind?.expand(document) ?? [];
  if (!kind || !resource || resource.movedFrom !== undefined) return false;
  return sameJson(significant(canonicalFields(kind, resource.fields)), significant(fields));
}

function significant(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(
    ([field, value]) => value !== null && !(field === protectField && value === false),
  );
  return Object.fromEntries(kept);
}
