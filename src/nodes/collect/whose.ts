import { Failure } from "../../model/failure.ts";
import type { LiveResource } from "../../model/world.ts";
import { askGit } from "../../git/ask.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/**
 * Which node this machine is: what git's configuration says under `v7.node`, else the one that has the machine's name. V7-M005 where neither
 * says it; undefined for a repository without nodes.
 */
export async function nodeHere(
  { repository, system }: Pick<Workspace, "repository" | "system">,
  nodes: readonly LiveResource[],
): Promise<LiveResource | undefined> {
  const said = repository.isGit ? (await askGit(repository, ["config", "--get", "v7.node"]))?.trim() : undefined;
  const names = said === undefined || said === "" ? system.hostNames().map((name) => name.split(".")[0] ?? "") : [said];
  const own = nodes.find(({ name }) => names.some((one) => one.toLowerCase() === name.toLowerCase()));
  if (own === undefined && said !== undefined && said !== "") throw unknownHere(`git's v7.node is ${said}`, nodes);
  return own;
}

/** For who asks for this machine alone. */
export function unknownHere(why: string, nodes: readonly LiveResource[]): Failure {
  const [first] = nodes;
  return new Failure("V7-M005", `which node this machine is, nobody said: ${why}`, {
    next: [`git config v7.node ${first?.name ?? "NAME"}`, "v7 node list"],
  });
}
