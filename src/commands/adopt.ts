import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { adopt } from "../engine/edit/adopt.ts";
import type { AdoptOutput } from "../model/output/adopt.ts";
import { Failure } from "../model/failure.ts";
import { adoptSnapshot } from "../nodes/snapshots/adopt-snapshot.ts";
import { renderAdopted } from "../render/adopt.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Adopt extends V7Command<AdoptOutput> {
  static override summary = "Write documents for rows that no document declares";
  static override examples = [
    "v7 adopt Task",
    "v7 adopt task/1.9",
    "v7 adopt phase task --json",
    'v7 adopt node/AIR --from "Baseline 2025-10-09"',
  ];
  static override strict = false;
  static override args = {
    "kind|address…": Args.string({
      description: "All rows of a kind, or the row at an address; several may be named.",
      required: true,
    }),
  };

  static override flags = {
    from: Flags.string({
      description: "A snapshot of the machines; documents say what it knows of the nodes named.",
      helpValue: "SNAPSHOT",
    }),
  };

  protected override async execute(): Promise<CommandResult<AdoptOutput>> {
    const { flags, argv } = await this.parse(Adopt);
    const topics = argv.map(String);
    const { from } = flags;
    const nodes = from === undefined ? [] : topics.map(readNode);
    const workspace = await this.workspace(flags);
    const answered =
      from === undefined
        ? await adopt(workspace, { topics })
        : await adoptSnapshot(workspace, { nodes, snapshot: from });
    return { ...answered, text: (screen) => renderAdopted(this.shown(answered.output), screen) };
  }
}

/** A snapshot is of machines, and knows them by name. */
function readNode(topic: string): string {
  const [, name] = /^node\/([^/#]+)$/.exec(topic) ?? [];
  if (name !== undefined) return name;
  throw new Failure("V7-C004", `${topic} is no machine: a snapshot is of machines alone`, {
    next: ["v7 adopt node/NAME --from SNAPSHOT"],
  });
}
