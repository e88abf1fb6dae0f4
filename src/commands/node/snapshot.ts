import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { Failure } from "../../model/failure.ts";
import type { NodeSnapshotDiffOutput } from "../../model/output/node-snapshot-diff.ts";
import type { NodeSnapshotOutput } from "../../model/output/node-snapshot.ts";
import { compareSnapshots } from "../../nodes/snapshots/compare-snapshots.ts";
import { readSnapshot } from "../../nodes/snapshots/read-snapshot.ts";
import { snapshotTypes, takeSnapshot } from "../../nodes/snapshots/take-snapshot.ts";
import { renderMachineSnapshot, renderMachineSnapshotDiff } from "../../render/node-snapshot.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "../shell/clock.ts";

export default class NodeSnapshot extends V7Command<NodeSnapshotOutput | NodeSnapshotDiffOutput> {
  static override summary = "Keep what is known of all machines as one document; show one, or how two differ";
  static override examples = [
    "v7 node snapshot --type baseline",
    'v7 node snapshot "Production Verified 2025-10-09" --json',
    'v7 node snapshot --diff "Production Verified 2025-10-09"',
    'v7 node snapshot --diff "Baseline 2025-10-01" "Production Verified 2025-10-09"',
  ];
  static override args = {
    snapshot: Args.string({ description: "The snapshot to show; without it one is taken." }),
    other: Args.string({ description: "With --diff the later one; without it what is known now." }),
  };
  static override flags = {
    diff: Flags.boolean({ description: "Show what differs since the snapshot.", exclusive: ["type", "name"] }),
    name: Flags.string({
      description: "What the new one is called; without it by its type and the day.",
      helpValue: "NAME",
    }),
    type: Flags.option({
      options: snapshotTypes,
      description: "What the new one is kept for; of automated ones the newest ten stay. Without it a baseline.",
    })(),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<NodeSnapshotOutput | NodeSnapshotDiffOutput>> {
    const { args, flags } = await this.parse(NodeSnapshot);
    const { snapshot, other } = args;
    const { diff, name, type } = flags;
    requireOneMeaning({ snapshot, other, isCompared: diff, isTaken: name !== undefined || type !== undefined });
    const workspace = await this.workspace(flags);
    if (diff && snapshot !== undefined) {
      const answered = await compareSnapshots(workspace, { from: snapshot, to: other });
      return {
        ...answered,
        text: (screen) => renderMachineSnapshotDiff(this.shown(answered.output), clockOf(workspace), screen),
      };
    }
    const answered =
      snapshot === undefined
        ? await takeSnapshot(workspace, { name, type: type ?? "baseline" })
        : await readSnapshot(workspace, { name: snapshot });
    return {
      ...answered,
      text: (screen) => renderMachineSnapshot(this.shown(answered.output), clockOf(workspace), screen),
    };
  }
}

interface Meant {
  readonly snapshot: string | undefined;
  readonly other: string | undefined;
  readonly isCompared: boolean;
  readonly isTaken: boolean;
}

/** Taken, shown, or compared. */
function requireOneMeaning({ snapshot, other, isCompared, isTaken }: Meant): void {
  const next = [
    "v7 node snapshot --name NAME takes one",
    "v7 node snapshot SNAPSHOT shows one",
    "v7 node snapshot --diff SNAPSHOT [OTHER] compares",
    "v7 report node-snapshots lists them",
  ];
  if (isCompared && snapshot === undefined) throw new Failure("V7-C001", "--diff needs a snapshot", { next });
  if (!isCompared && other !== undefined)
    throw new Failure("V7-C004", "two snapshots are compared with --diff", { next });
  if (isTaken && snapshot !== undefined)
    throw new Failure("V7-C004", `--name and --type are of a snapshot to take, and ${snapshot} is one to show`, {
      next,
    });
}
