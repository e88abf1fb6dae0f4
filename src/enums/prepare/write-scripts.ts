import { type Answer, answer } from "../../model/answer.ts";
import { sha256 } from "../../model/digest.ts";
import type { EnumScriptOutput } from "../../model/output/enum-script.ts";
import { editState } from "../../workspace/edit-state.ts";
import { setField } from "../../workspace/field-path.ts";
import { stateDirectory } from "../../workspace/state-directory.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { readText } from "../../workspace/write-files.ts";
import { declaredChange, type DeclaredChange } from "./declared-change.ts";
import { changeRow, cloneRow, costOf, hazardRows } from "./output.ts";
import { prepareChange } from "./prepare.ts";

export interface EnumScriptRequest {
  /** The enum's name, as its document has it. */
  readonly name: string;
  /** Whether old clients are to go on beside new ones; undefined: as the document says. */
  readonly compat?: boolean | undefined;
}

/**
 * Makes the scripts of an enum's change on a clone of its target, tries them there both ways, and writes them beside the document, which names
 * them by their SHA-256. Writes nothing on the target. Throws V7-E050 to V7-E057.
 */
export async function writeEnumScripts(
  workspace: Workspace,
  { name, compat }: EnumScriptRequest,
): Promise<Answer<EnumScriptOutput>> {
  const declared = await declaredChange(workspace, name);
  const isCompat = compat ?? declared.change.isCompat;
  const prepared = await prepareChange(workspace, { ...declared.change, isCompat });
  const { texts } = prepared;
  const files = [
    await scriptFile(workspace, declared, { end: "up.sql", text: texts.up }),
    await scriptFile(workspace, declared, { end: "down.sql", text: texts.down }),
  ] as const;
  const [up, down] = files;
  const edits = [
    ...(isCompat === declared.change.isCompat ? [] : [setField("compat", isCompat)]),
    setField("migrationScript", { file: up.named, sha256: sha256(up.after) }),
    setField("rollbackScript", { file: down.named, sha256: sha256(down.after) }),
  ];
  const edited = await editState(
    workspace,
    declared.state,
    [{ action: "edit", address: declared.address, edits }],
    files.map(({ file, before, after }) => ({ file, before, after, within: stateDirectory })),
  );
  return answer({
    ...changeRow(prepared),
    cost: costOf(prepared),
    rebuilt: prepared.rebuilt.map(({ sort, identity }) => `${sort} ${identity}`),
    hazards: hazardRows(prepared.hazards, []),
    clone: cloneRow(prepared.clone),
    files: [...edited.files],
    changed: [...edited.changed],
  });
}

interface Script {
  readonly end: string;
  readonly text: string;
}

/** Where a script is named already it stays; else it lies beside its document, under the document's own name. */
async function scriptFile(workspace: Workspace, { state, address }: DeclaredChange, { end, text }: Script) {
  const document = state.documentAt(address)?.source.file ?? `${stateDirectory}/enums/enum.yaml`;
  const file = `${document.replace(/\.ya?ml$/, "")}.${end}`;
  return { file, named: file.slice(stateDirectory.length + 1), before: await readText(workspace, file), after: text };
}
