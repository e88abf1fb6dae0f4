import type { Address } from "../../model/address.ts";
import { enumAddress, typedEnumName, usualSchema } from "../../model/enum-name.ts";
import { Failure } from "../../model/failure.ts";
import type { Fields } from "../../model/resource.ts";
import { requireDocument } from "../../workspace/edit-state.ts";
import { type DeclaredState, readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type EnumChange, enumChangeOf } from "../enum-change.ts";
import type { ScriptTexts } from "./clone-trial.ts";

/** An EnumPlan as its document says it now. */
export interface DeclaredChange {
  readonly state: DeclaredState;
  readonly address: Address;
  readonly fields: Fields;
  readonly change: EnumChange;
}

/** The change that a document declares. Throws V7-P001 where none does, and what `enumChangeOf` throws. */
export async function declaredChange(workspace: Workspace, name: string): Promise<DeclaredChange> {
  const state = await readValidState(workspace);
  const address = enumAddress(name);
  requireDocument(state, address);
  const found = state.declarations().find(({ resource }) => resource.address === address);
  const usual = (target: string): string => usualSchema(workspace.config.targets[target]);
  const fields = found?.resource.fields ?? {};
  return { state, address, fields, change: enumChangeOf(address, fields, usual) };
}

/** The scripts that a document names. Throws V7-E078 where one is missing. */
export function declaredScripts({ address, fields }: DeclaredChange): ScriptTexts {
  const [up, down] = [fields["migrationScript.text"], fields["rollbackScript.text"]];
  if (typeof up === "string" && typeof down === "string") return { up, down };
  throw new Failure("V7-E078", `${address} names no script for the way ${typeof up === "string" ? "back" : "there"}`, {
    next: [`v7 enum script ${typedEnumName(address)}`],
  });
}
