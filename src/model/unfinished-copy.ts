import { sha256 } from "./digest.ts";

/** The name a copy is written under until it is whole: of its plan and target alone. */
export function unfinishedName(planId: string, target: string): string {
  const mark = sha256(target).slice(0, 12);
  return `.v7-copy-${planId.slice(0, planDigits)}-${mark}.part`;
}

/** The first digits of the plan that a file of this name was being copied by; undefined for any other name. */
export function planOfUnfinished(name: string): string | undefined {
  return /^\.v7-copy-([0-9a-f]{12,16})-[0-9a-f]{12}\.part$/.exec(name)?.[1];
}

/** What an execution of the plan locks itself by. */
export const planDigits = 16;

/** All such names, as git's exclusions write it. */
export const unfinishedPattern = ".v7-copy-*.part";
