import type { Config } from "../model/config.ts";
import { Failure } from "../model/failure.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { SourceGroup } from "./groups.ts";

/** Which machine this is, and what v7.yaml says of machines' names. */
export interface Machine {
  readonly config: Pick<Config, "machines">;
  /** The system's host name. */
  readonly host: string;
}

/** The machine this process runs on. */
export function thisMachine({ config, system }: Pick<Workspace, "config" | "system">): Machine {
  return { config, host: system.hostName() };
}

/** A node is this machine when the host has the node's name, or the one that v7.yaml gives for it; domains do not count. */
export function isHere(node: string, { config, host }: Machine): boolean {
  return bare(config.machines[node] ?? node) === bare(host);
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
  throw new Failure("V7-K002", `${away.name} lies on ${away.node}, and this machine is ${machine.host}`, {
    next: [`run it on ${away.node}`, `is this ${away.node}? v7.yaml: machines: { ${away.node}: ${machine.host} }`],
  });
}

function bare(name: string): string {
  return name.toLowerCase().replace(/\..*$/s, "");
}
