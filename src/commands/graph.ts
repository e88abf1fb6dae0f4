import * as Flags from "@oclif/core/flags";
import { dependencyGraph } from "../engine/look/graph.ts";
import type { Graph as DependencyGraph } from "../model/graph.ts";
import { renderGraphMermaid, renderGraphTree } from "../render/graph.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Graph extends V7Command<DependencyGraph> {
  static override summary = "Show what the documents declare and what waits for what";
  static override examples = ["v7 graph", "v7 graph --format mermaid"];
  static override flags = {
    format: Flags.option({
      options: ["text", "mermaid", "json"] as const,
      default: "text" as const,
      description: "How to print the graph.",
    })(),
  };

  protected override async execute(): Promise<CommandResult<DependencyGraph>> {
    const { flags } = await this.parse(Graph);
    const graph = await dependencyGraph(await this.workspace(flags));
    return {
      output: graph,
      text: () => (flags.format === "mermaid" ? renderGraphMermaid(graph) : renderGraphTree(graph)),
    };
  }
}
