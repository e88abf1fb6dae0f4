import type { Repository } from "../../git/repository.ts";
import { isThere, readTrackedFiles, type WithheldFile } from "../../git/tracked-files.ts";
import { otherWorkTrees } from "../../git/work-trees.ts";
import { bytePath, printablePath, printedPath } from "../../model/path-bytes.ts";
import type { ScanJob } from "./job.ts";
import type { GoneFile, Survey } from "./survey.ts";

/** What a survey says of files that are not there. */
type Missing = Pick<Survey, "gone" | "problems">;

/**
 * A survey in which nothing is gone that git has and a sparse checkout, a submodule or a mark only keeps from the disk, or
 * that another work tree has. Git is asked when something is missing.
 */
export async function withoutWithheld<Seen extends Missing>(
  { workspace: { repository } }: Pick<ScanJob, "workspace">,
  survey: Seen,
): Promise<Seen> {
  const isOurs = ({ root, isLeftOut }: GoneFile): boolean => root.prefix === "" && !isLeftOut;
  if (!repository.isGit || !survey.gone.some(isOurs)) return survey;
  return withoutElsewhere(repository, await withoutUnchecked(repository, survey, isOurs), isOurs);
}

/** The registry is of all work trees of a repository: what another one has is not gone, and its own scan tells of it. */
async function withoutElsewhere<Seen extends Missing>(
  repository: Repository,
  survey: Seen,
  isOurs: (file: GoneFile) => boolean,
): Promise<Seen> {
  if (!survey.gone.some(isOurs)) return survey;
  const trees = (await otherWorkTrees(repository)).map((tree) => bytePath(tree));
  const isElsewhere = ({ path }: GoneFile): boolean => trees.some((tree) => isThere(`${tree}/${printedPath(path)}`));
  return { ...survey, gone: survey.gone.filter((file) => !isOurs(file) || !isElsewhere(file)) };
}

async function withoutUnchecked<Seen extends Missing>(
  repository: Repository,
  survey: Seen,
  isOurs: (file: GoneFile) => boolean,
): Promise<Seen> {
  const { withheld } = await readTrackedFiles(repository, []);
  if (withheld.length === 0) return survey;
  const reasonFor = lookup(withheld);
  const kept = new Map(
    survey.gone.filter(isOurs).flatMap((file) => {
      const because = reasonFor(file.path);
      return because === undefined ? [] : [[file, because] as const];
    }),
  );
  const problems = [...kept].map(
    ([{ path }, because]) => ({ path, problem: "not_checked_out", detail: because }) as const,
  );
  return {
    ...survey,
    gone: survey.gone.filter((file) => !kept.has(file)),
    problems: [...survey.problems, ...problems],
  };
}

/** Why a file is not on disk: its own reason, or that of the submodule it lies in. */
function lookup(withheld: readonly WithheldFile[]): (path: string) => string | undefined {
  const reasons = new Map(withheld.map(({ bytes, because }) => [printablePath(bytes), because]));
  return (path) => {
    const own = reasons.get(path);
    if (own !== undefined) return own;
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const around = reasons.get(path.slice(0, end));
      if (around !== undefined) return around;
    }
    return undefined;
  };
}
