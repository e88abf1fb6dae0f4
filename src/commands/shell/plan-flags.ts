import * as Flags from "@oclif/core/flags";
import type { PlanRequest } from "../../engine/plan/make-plan.ts";

/** The flags that say what a plan is about; `plan` and `apply` take the same. */
export const planFlags = {
  target: Flags.string({
    description: "Plan only these and what they depend on.",
    helpValue: "ADDRESS…",
    multiple: true,
  }),
  revert: Flags.string({
    description: "Restore what was changed outside v7; an address may name one #field.",
    helpValue: "ADDRESS…",
    multiple: true,
  }),
  "force-conflicts": Flags.string({
    description: "Where document, last apply and row all differ, take the document's value.",
    helpValue: "ADDRESS…",
    multiple: true,
  }),
};

export interface PlanFlags {
  readonly target?: readonly string[] | undefined;
  readonly revert?: readonly string[] | undefined;
  readonly "force-conflicts"?: readonly string[] | undefined;
}

/** What the flags ask of a plan. */
export function planOptions(flags: PlanFlags): PlanRequest["options"] {
  return { targets: flags.target ?? [], reverts: flags.revert ?? [], forcedConflicts: flags["force-conflicts"] ?? [] };
}

/** The names of the flags that were given, as typed. */
export function givenPlanFlags(flags: PlanFlags): string[] {
  const names = ["target", "revert", "force-conflicts"] as const;
  return names.filter((name) => (flags[name] ?? []).length > 0).map((name) => `--${name}`);
}
