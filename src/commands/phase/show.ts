import { showResource } from "../../engine/look/show.ts";
import { addressOf } from "../../model/address.ts";
import type { FieldSides } from "../../model/sides.ts";
import { renderShow } from "../../render/show.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { phaseArgs } from "../shell/verb-args.ts";

export default class PhaseShow extends V7Command {
  static override summary = "Show a phase as declared, as applied and as its row stands";
  static override examples = ["v7 phase show 1"];
  static override args = phaseArgs;

  protected override async execute(): Promise<CommandResult> {
    const { args, flags } = await this.parse(PhaseShow);
    const address = addressOf("phase", readName("phase", args.phase));
    const sides = await showResource(await this.workspace(flags), address);
    return {
      output: { phase: { address, name: null, status: null, ...declaredValues(sides.fields) } },
      text: (palette) => renderShow(sides, palette),
    };
  }
}

/** What the document says, else what the row holds. */
function declaredValues(fields: readonly FieldSides[]): object {
  return Object.fromEntries(fields.map(({ field, declared, live }) => [field, declared ?? live ?? null]));
}
