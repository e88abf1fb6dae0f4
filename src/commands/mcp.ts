import * as Flags from "@oclif/core/flags";
import type { Invocation } from "../context.ts";
import type { McpOutput } from "../model/output/mcp.ts";
import { agentPrograms, describeStart } from "../serve/mcp/config.ts";
import { type CommandResult, type GlobalFlags, V7Command } from "./base.ts";

const kept = 4;

export default class Mcp extends V7Command<McpOutput> {
  static override summary = "Answer agents on stdin and stdout (MCP): they read, and nothing they say is carried out";
  static override description =
    "An agent's program starts it. It reads with a login that cannot write, and ends when its input does.";
  static override examples = ["v7 mcp --config claude", "v7 mcp --config vscode > .vscode/mcp.json"];
  static override flags = {
    config: Flags.option({
      options: agentPrograms,
      description: "Print what such a program is to be told, and end.",
    })(),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<McpOutput>> {
    const { flags } = await this.parse(Mcp);
    const workspace = await this.workspace(flags);
    const answered = describeStart(workspace, flags.config);
    const { paste, into } = answered.output;
    if (paste !== null) {
      this.printer.message(`For ${into}, in the project's folder:\n`);
      return { ...answered, text: JSON.stringify(paste, null, 2) };
    }
    if (process.stdin.isTTY)
      this.printer.message("v7 mcp speaks with an agent's program, not with people: v7 mcp --config claude\n");
    const { answerAgents } = await import("../serve/mcp/answer-agents.ts");
    await answerAgents(workspace, {
      input: process.stdin,
      output: process.stdout,
      log: (line) => this.printer.message(`v7: ${line}\n`),
    });
    return { ...answered, text: "" };
  }

  protected override invocation(flags: GlobalFlags): Invocation {
    return { ...super.invocation(flags), keptConnections: kept, readsOnly: true };
  }
}
