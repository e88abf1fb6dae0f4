import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { apply } from "../engine/apply/apply.ts";
import type { ApplyRequest } from "../engine/apply/request.ts";
import { Failure } from "../model/failure.ts";
import type { ApplyOutput } from "../model/output/apply.ts";
import { renderApply } from "../render/plan/apply-text.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { consentOf } from "./shell/ask-approval.ts";
import { readDuration } from "./shell/durations.ts";
import { givenPlanFlags, type PlanFlags, planFlags, planOptions } from "./shell/plan-flags.ts";
import { approvedWord } from "./shell/common-flags.ts";

interface ApplyFlags extends PlanFlags {
  readonly approved: boolean;
  readonly "allow-mass-delete"?: number | undefined;
  readonly "lock-timeout"?: string | undefined;
  readonly reason?: string | undefined;
  readonly override?: readonly string[] | undefined;
  readonly "dry-run": boolean;
}

export default class Apply extends V7Command<ApplyOutput> {
  static override summary = "Make the database what the documents say: everything or nothing";
  static override examples = [
    "v7 apply",
    "v7 apply 3f9a1c --approved",
    'v7 apply --approved --reason "Phase 1 starts"',
    'v7 apply --approved --override V7-G002 --reason "Hotfix, agreed by phone"',
    "v7 apply --dry-run",
  ];
  static override args = {
    plan: Args.string({ description: "A plan file, or the first digits of a plan's id; without it, v7 plans now." }),
  };
  static override flags = {
    approved: Flags.boolean({
      ...approvedWord,
      description: "Consent beforehand, also --yes; without it v7 asks on a terminal, and refuses elsewhere.",
    }),
    ...planFlags,
    "allow-mass-delete": Flags.integer({ description: "Remove up to N of a kind.", helpValue: "N", min: 0 }),
    "lock-timeout": Flags.string({ description: "Wait this long for another apply.", helpValue: "60s" }),
    "dry-run": Flags.boolean({
      description: "Do everything, then roll it back; needs no consent.",
      default: false,
    }),
    override: Flags.string({
      description: "Go through a closed gate; recorded, and needs --reason. May be given again.",
      helpValue: "CODE",
      multiple: true,
    }),
    reason: Flags.string({ description: "Why, for the audit; by default the commit's subject.", helpValue: "TEXT" }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<ApplyOutput>> {
    const { args, flags } = await this.parse(Apply);
    const request = applyRequest(args.plan, flags);
    const workspace = await this.workspace(flags);
    const consent = consentOf(workspace, flags.json, this.printer);
    const answered = await apply(workspace, { ...request, consent });
    return { ...answered, text: (screen) => renderApply(this.shown(answered.output), workspace.now(), screen) };
  }
}

function applyRequest(plan: string | undefined, flags: ApplyFlags): ApplyRequest {
  const given = givenPlanFlags(flags);
  if (plan !== undefined && given.length > 0) {
    throw new Failure("V7-C001", `${given.join(", ")}: a saved plan says this itself`, { next: ["v7 plan --help"] });
  }
  const { reason, override: overrides = [], "allow-mass-delete": allowMassDelete, "lock-timeout": lockTimeout } = flags;
  if (overrides.length > 0 && (reason ?? "").trim() === "") {
    throw new Failure("V7-C001", "--override needs --reason TEXT: it is recorded", { next: ["v7 apply --help"] });
  }
  return {
    approved: flags.approved,
    dryRun: flags["dry-run"],
    overrides,
    options: planOptions(flags),
    lockTimeoutMs: lockTimeout === undefined ? 0 : readDuration("lock-timeout", lockTimeout),
    plan,
    allowMassDelete,
    reason,
  };
}
