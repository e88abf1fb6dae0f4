import { filesLike } from "../../git/files-like.ts";
import type { Answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { documentAddress } from "../../model/kind.ts";
import type { SetOutput } from "../../model/output/set.ts";
import { editState } from "../../workspace/edit-state.ts";
import { readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Assignment } from "./assignment.ts";
import { edited } from "./edited.ts";
import { assignedFields, newResource } from "./new.ts";

export interface FilePlansRequest {
  /** Paths from the code's root; those with `*`, `?` or `[` mean all tracked files that they fit. */
  readonly files: readonly string[];
  readonly assignments: readonly Assignment[];
}

/**
 * Writes a document for each file that has none yet: all or none. One file that is named has to be free, as with every new
 * document; of many, those that are planned already stay as they are. Throws V7-P001 where a pattern fits no file.
 */
export async function newFilePlans(
  workspace: Workspace,
  { files, assignments }: FilePlansRequest,
): Promise<Answer<SetOutput>> {
  const [only] = files;
  if (files.length === 1 && only !== undefined && !isPattern(only))
    return newResource(workspace, { kind: "fileplan", name: only, assignments });
  const kind = workspace.kinds.byName("FilePlan");
  if (!kind) throw new Error("the kind FilePlan is not registered");
  const state = await readValidState(workspace);
  const names = await namesOf(workspace, files);
  if (names.length > 1 && assignments.some(({ field }) => field[0] === "targetName"))
    throw new Failure("V7-C004", "a new name is one file's; no document was written", {
      next: ["v7 fileplan assess FILE --target-name NAME"],
    });
  const fields = assignedFields(kind, assignments);
  const creations = names.flatMap((name) => {
    const address = documentAddress(kind, name);
    return state.documentAt(address) === undefined
      ? [{ action: "create", address, kind, fields, original: undefined } as const]
      : [];
  });
  return edited(await editState(workspace, state, creations));
}

async function namesOf(workspace: Workspace, files: readonly string[]): Promise<readonly string[]> {
  const { repository } = workspace;
  const found = await Promise.all(
    files.map(async (file) => {
      if (!isPattern(file)) return [file];
      const fitting = repository.isGit ? await filesLike(repository, [file]) : [];
      if (fitting.length === 0)
        throw new Failure("V7-P001", `no tracked file is like ${file}; no document was written`, {
          next: [`git ls-files ':(glob)${file}' lists what is`],
        });
      return fitting;
    }),
  );
  return [...new Set(found.flat())];
}

function isPattern(file: string): boolean {
  return /[*?[]/.test(file);
}
