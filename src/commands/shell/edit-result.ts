import type { EditedState } from "../../workspace/edit-state.ts";
import type { Address } from "../../model/address.ts";
import { renderEdits } from "../../render/edit.ts";
import type { CommandResult } from "../base.ts";

/** What a verb that edits one document answers in `--json`; a few edit several. */
export interface EditKeys {
  /** Null when the documents say so already. */
  readonly file: string | null;
  readonly files: readonly string[];
  readonly changed: readonly Address[];
}

/** The diff of an edit and the next command. */
export function editResult({ files, changed }: EditedState): CommandResult<EditKeys> {
  const names = files.map(({ file }) => file);
  return {
    output: { file: names[0] ?? null, files: names, changed },
    text: (palette) => renderEdits(files, "v7 plan", palette),
  };
}
