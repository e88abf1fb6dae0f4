import { branchTip, filesAtHead, isHeld } from "../../git/proofs.ts";
import type { Address } from "../../model/address.ts";
import type { Plan } from "../../model/plan.ts";
import type { CompletionFacts } from "../../plan/completion-proofs.ts";
import type { PolicyInForce } from "../../plan/policy.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Situation } from "./decide.ts";

/**
 * What git says of the deliverables of tasks that a plan completes: files that HEAD lacks, commits that the branch of applies
 * lacks. Nothing is asked where no task is completed, and nothing of addresses elsewhere.
 */
export async function readProofs(
  { repository }: Workspace,
  { changes }: Plan,
  { state, world }: Situation,
  { applyFrom }: PolicyInForce,
): Promise<Omit<CompletionFacts, "tested">> {
  const claims = changes
    .filter(({ kind, fields }) => kind === "Task" && fields.some(isCompletion))
    .flatMap(({ address }) => {
      const declared = state.documentAt(address)?.spec["deliverableUrls"];
      const claimed = declared ?? world.live.get(address)?.fields["deliverableUrls"];
      return Array.isArray(claimed) ? claimed.map((claim) => ({ address, claim: String(claim) })) : [];
    });
  const files = claims.filter(({ claim }) => isFile(claim));
  const commits = claims.filter(({ claim }) => isCommit(claim));
  if (!repository.isGit || files.length + commits.length === 0) return { absentFiles: [], absentCommits: [] };
  const [held, absent] = await Promise.all([
    filesAtHead(
      repository,
      files.map(({ claim }) => claim),
    ),
    absentCommits(repository, commits, applyFrom.branch),
  ]);
  return { absentFiles: files.filter(({ claim }) => !held.has(claim)), absentCommits: absent };
}

interface Claim {
  readonly address: Address;
  /** As the document says it. */
  readonly claim: string;
}

function isCompletion({ field, after }: Plan["changes"][number]["fields"][number]): boolean {
  return field === "status" && after === "completed";
}

const commitForm = /^(?:commit:)?([0-9a-f]{7,64})$/;

function isCommit(claim: string): boolean {
  return commitForm.test(claim);
}

/** Neither an address of the web nor a commit. */
function isFile(claim: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:/i.test(claim) && !isCommit(claim);
}

async function absentCommits(
  repository: Workspace["repository"],
  commits: readonly Claim[],
  branch: string | undefined,
): Promise<readonly Claim[]> {
  if (commits.length === 0) return [];
  const tip = await branchTip(repository, branch);
  const held = await Promise.all(
    commits.map(async ({ claim }) => {
      const [, commit = ""] = commitForm.exec(claim) ?? [];
      return tip === undefined ? false : isHeld(repository, commit, tip);
    }),
  );
  return commits.filter((_, at) => held[at] !== true);
}
