import { realpathSync } from "node:fs";
import { isProgram, programsNamed } from "./find-program.ts";
import { packagePath } from "./package-file.ts";

/**
 * The path of a Node for what is started long after this process: hooks and jobs. A process knows itself by its real path,
 * which of a package manager's Node names a version and goes away with it; the link that led there stays.
 */
export function lastingNode(path: string | undefined, here: NodeHere = thisNode()): string {
  if (isProgram(here.own)) return here.own;
  const links = programsNamed("node", path).filter((program) => program !== here.running);
  return links.find((program) => realpathSync(program) === here.running) ?? here.running;
}

export interface NodeHere {
  /** The project's own Node, which scripts/bootstrap.mjs chose; there only in a checkout. */
  readonly own: string;
  /** The real path of the one at work. */
  readonly running: string;
}

function thisNode(): NodeHere {
  return { own: packagePath("node_modules/.bin/node"), running: process.execPath };
}
