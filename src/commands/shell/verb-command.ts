import { Args } from "@oclif/core";
import { editByVerb } from "../../engine/edit/verbs/edit-by-verb.ts";
import type { Given } from "../../engine/edit/verbs/verb.ts";
import type { SetOutput } from "../../model/output/set.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "./addresses.ts";
import { EditCommand } from "./edit-command.ts";

/** What a command says of a verb; what the verb does stands in `engine/edit/verbs`. */
export interface VerbCommand {
  /** `task`, as in `task/1.2`. */
  readonly segment: string;
  readonly verb: string;
  readonly summary: string;
  readonly description?: string;
  readonly example: string;
  /** What may be said beside it, as flags of the command. */
  readonly words?: typeof EditCommand.flags;
}

/** The argument of each kind's verbs: what it is called in usage, and what it is. */
const subjects: { readonly [segment: string]: readonly [name: string, description: string] } = {
  phase: ["phase", "The phase's number, or phase/1."],
  task: ["task", "The task's name, as 1.2 or task/1.2."],
  fileplan: ["file", "The file's path from the code's root, or fileplan/PATH."],
  enum: ["enum", "The enum's name, as its document has it, or enum/NAME."],
  impact: ["impact", "What the impact is called, or impact/NAME."],
};

/** A command that moves one resource by one verb. */
export function verbCommand({ segment, verb, summary, description, example, words = {} }: VerbCommand) {
  const [subject, described] = subjects[segment] ?? [segment, ""];
  return class VerbCommand extends EditCommand {
    static override summary = summary;
    static override description = description;
    static override examples = [example];
    static override args = { [subject]: Args.string({ description: described, required: true }) };
    static override flags = words;

    protected override async execute(): Promise<CommandResult<SetOutput>> {
      const { args, flags } = await this.parse(VerbCommand);
      const workspace = await this.workspace(flags);
      const name = readName(segment, String(args[subject]));
      const given = Object.fromEntries(Object.keys(words).map((word) => [word, givenAs(flags[word])]));
      return this.finish(workspace, await editByVerb(workspace, { segment, verb, name, given }), flags);
    }
  };
}

function givenAs(value: unknown): Given[string] {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map(String) : String(value);
}
