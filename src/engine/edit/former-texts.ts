import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import { codeOfError } from "../../model/error-code.ts";
import { isAttachedText } from "../../model/kind.ts";
import type { FileText } from "../../workspace/edit-state.ts";
import { attachmentHash } from "../../workspace/attachments.ts";
import type { DeclaredState } from "../../workspace/state.ts";
import { stateDirectory } from "../../workspace/state-directory.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { UndoableChange } from "../apply/attempt.ts";

/**
 * The texts of files that documents named before an apply: the row held them. Those that are there still are left out. Refuses,
 * before anything is edited, to write over a file that is neither that text nor the one its document names now.
 */
export async function formerTexts(
  workspace: Workspace,
  state: DeclaredState,
  changes: readonly UndoableChange[],
): Promise<FileText[]> {
  const texts: FileText[] = [];
  for (const { address, kind: name, fields, before } of changes) {
    const kind = workspace.kinds.byName(name);
    for (const attachment of kind?.attachments ?? []) {
      const of = (part: string): Json | undefined =>
        fields.find(({ field }) => field === `${attachment}.${part}`)?.before ?? before?.[`${attachment}.${part}`];
      const isChanged = fields.some(({ field }) => kind && field.startsWith(attachment) && isAttachedText(kind, field));
      const named = state.documentAt(address)?.spec[attachment];
      const [file, text] = [of("file") ?? (isJsonObject(named) ? named.file : undefined), of("text")];
      if (!isChanged || typeof file !== "string" || typeof text !== "string") continue;
      const path = `${stateDirectory}/${file}`;
      const present = await textOf(join(workspace.repository.root, path));
      if (present !== null && attachmentHash(present) === attachmentHash(text)) continue;
      const isDeclared = isJsonObject(named) && named.file === file;
      if (present !== null && !isDeclared) throw inTheWay(path, address);
      texts.push({ file: path, before: present, after: text });
    }
  }
  return texts;
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOfError(error) === "ENOENT") return null;
    throw error;
  }
}

function inTheWay(path: string, address: string): Failure {
  return new Failure("V7-P087", `${path} held the text that ${address} named before, and holds another one now`, {
    next: ["rename that file, then run it again"],
  });
}
