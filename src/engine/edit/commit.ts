import { readGitText } from "../../git/command.ts";
import { Failure } from "../../model/failure.ts";
import type { SetOutput } from "../../model/output/set.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/**
 * Commits what an edit wrote and nothing else, whatever is staged beside it. Git's hooks run as for any commit. Returns the
 * commit's id; throws V7-H004 where git, or a hook, refuses: the edit stays, uncommitted.
 */
export async function commitEdit({ repository }: Workspace, edit: SetOutput): Promise<string> {
  if (!repository.isGit)
    throw new Failure("V7-H030", "there is no git repository to commit to", { next: ["git init"] });
  const files = edit.files.map((file) => `:(top,literal)${file}`);
  try {
    await readGitText(repository, { argv: ["add", "--all", "--", ...files] });
    await readGitText(repository, { argv: ["commit", "--quiet", "--message", messageOf(edit), "--", ...files] });
  } catch (error) {
    const said = error instanceof Failure ? error.message : String(error);
    throw new Failure("V7-H004", `not committed: ${said}`, { next: ["correct that, then git commit"] });
  }
  return (await readGitText(repository, { argv: ["rev-parse", "HEAD"] })).trim();
}

const namedAddresses = 3;

function messageOf({ diffs, changed }: SetOutput): string {
  const isNew = diffs.every(({ before }) => before === null);
  const left = changed.length - namedAddresses;
  const names = changed.slice(0, namedAddresses).join(", ");
  return `${isNew ? "Add" : "Edit"} ${names}${left > 0 ? ` and ${left} more` : ""}`;
}
