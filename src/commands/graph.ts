import * as Flags from "@oclif/core/flags";
import { dependencyGraph } from "../engine/look/graph.ts";
import type { GraphOutput } from "../model/output/graph.ts";
import { renderGraphMermaid, renderGraphTree } from "../render/graph.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Graph extends V7Command<GraphOutput> {
  static override summary = "Show what the documents declare and what waits for what";
  static override examples = ["v7 graph", "v7 graph --format mermaid"];
  static override flags = {
    format: Flags.option({
      options: ["text", "mermaid", "json"] as const,
      default: "text" as const,
      description: "How to print the graph.",
    })(),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<GraphOutput>> {
    const { flags } = await this.parse(Graph);
    const answered = await dependencyGraph(await this.workspace(flags));
    const render = flags.format === "mermaid" ? renderGraphMermaid : renderGraphTree;
    return { ...answered, text: () => render(answered.output) };
  }
}
