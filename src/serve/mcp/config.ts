import { type Answer, answer } from "../../model/answer.ts";
import type { McpOutput } from "../../model/output/mcp.ts";
import { lastingNode } from "../../system/lasting-node.ts";
import { packagePath } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Programs whose agents v7 knows how to be told to. */
export const agentPrograms = ["claude", "cursor", "vscode"] as const;

export type AgentProgram = (typeof agentPrograms)[number];

/** How an agent's program starts v7 for this repository, wherever it is started itself; with what to paste, if one is named. */
export function describeStart(
  { repository, variable }: Pick<Workspace, "repository" | "variable">,
  program?: AgentProgram,
): Answer<McpOutput> {
  const [node, ...words] = [
    lastingNode(variable("PATH")),
    packagePath("bin/run.js"),
    "mcp",
    "--repo",
    repository.root,
  ] as const;
  const forms = {
    claude: { into: ".mcp.json", paste: { mcpServers: { v7: { command: node, args: words } } } },
    cursor: { into: ".cursor/mcp.json", paste: { mcpServers: { v7: { command: node, args: words } } } },
    vscode: { into: ".vscode/mcp.json", paste: { servers: { v7: { type: "stdio", command: node, args: words } } } },
  };
  return answer({ argv: [node, ...words], ...(program === undefined ? { into: null, paste: null } : forms[program]) });
}
