import { type Answer, answer } from "../../model/answer.ts";
import type { SetOutput } from "../../model/output/set.ts";
import type { EditedState } from "../../workspace/edit-state.ts";

/** The answer of a verb that edits one document; a few edit several. */
export function edited(state: EditedState): Answer<SetOutput> {
  return answer({ file: state.files[0] ?? null, ...state, commit: null, apply: null });
}
