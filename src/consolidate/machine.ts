import type { Config } from "../model/config.ts";
import { Failure } from "../model/failure.ts";
import type { System } from "../system/system.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { SourceGroup } from "./groups.ts";

/** Which machine this is, and what v7.yaml says of machines' names. */
export interface Machine {
  readonly config: Pick<Config, "machines">;
  readonly system: Pick<System, "platform" | "hostName" | "hostNames" | "machineId">;
}

/** The machine this process runs on. */
export function thisMachine({ config, system }: Pick<Workspace, "config" | "system">): Machine {
  return { config, system };
}

/**
 * A node is this machine when the host has the node's name, or one of those that v7.yaml gives for it; domains do not count.
 * What begins with `uuid:` is the machine's own id.
 */
export function isHere(node: string, { config, system }: Machine): boolean {
  return [config.machines[node] ?? node].flat().some((name) => isName(name, system));
}

/** The groups of this machine. Throws a Failure where one was asked for that lies elsewhere, or none lies here. */
export function groupsHere(
  groups: readonly SourceGroup[],
  machine: Machine,
  { areNamed }: { readonly areNamed: boolean },
): readonly SourceGroup[] {
  const here = groups.filter(({ node }) => isHere(node, machine));
  const away = groups.find((group) => !here.includes(group));
  if (away === undefined || (!areNamed && here.length > 0)) return here;
  const { system } = machine;
  throw new Failure("V7-K002", `${away.name} lies on ${away.node}, and this machine is ${system.hostName()}`, {
    next: [
      `run it on ${away.node}`,
      `is this ${away.node}? v7.yaml: machines: { ${away.node}: ${lastingName(system)} }`,
    ],
  });
}

const idMark = "uuid:";

function isName(name: string, { hostName, hostNames, machineId }: Machine["system"]): boolean {
  if (name.startsWith(idMark)) return machineId() !== "" && sameText(name.slice(idMark.length), machineId());
  // Only a Mac has more than one, which a process must be asked for.
  return bare(name) === bare(hostName()) || hostNames().some((own) => bare(name) === bare(own));
}

function sameText(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function bare(name: string): string {
  return name.toLowerCase().replace(/\..*$/s, "");
}

/** A Mac's name is the network's to change. */
function lastingName({ platform, hostName, machineId }: Machine["system"]): string {
  return platform === "darwin" && machineId() !== "" ? JSON.stringify(idMark + machineId()) : hostName();
}
