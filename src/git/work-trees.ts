import { isSameFolder } from "../system/folder-stamp.ts";
import { readGitText } from "./command.ts";
import type { Repository } from "./repository.ts";

/** The absolute paths of the repository's work trees but this one; some may be gone. One call of git. @throws GitError */
export async function otherWorkTrees(repository: Repository): Promise<string[]> {
  const text = await readGitText(repository, { argv: ["worktree", "list", "--porcelain"] });
  return text.split("\n\n").flatMap((entry) => {
    const [name = "", ...rest] = entry.split("\n");
    const path = name.replace(/^worktree /, "");
    const isTree = path !== "" && !rest.includes("bare") && !isSameFolder(path, repository.root);
    return isTree ? [path] : [];
  });
}
