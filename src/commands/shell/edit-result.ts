import type { Answer } from "../../model/answer.ts";
import type { SetOutput } from "../../model/output/set.ts";
import { renderEdits } from "../../render/edit.ts";
import type { CommandResult } from "../base.ts";

/** What every verb on a document ends with: the diff of its edit and the next command. */
export function editResult(answered: Answer<SetOutput>): CommandResult<SetOutput> {
  return { ...answered, text: (palette) => renderEdits(answered.output.diffs, "v7 plan", palette) };
}
