import type { Face } from "../faces/face.ts";
import { isTool } from "../faces/face.ts";
import type { AgentFace } from "./agent-face.ts";
import { type Desk, toolOf } from "./call-tool.ts";
import { describedResources, describeKinds, resourceReader } from "./resources.ts";
import { describeTool } from "./tools.ts";

/** Makes of the table what agents can ask. Nothing is asked meanwhile: what they are told is the same for all data. */
export function openAgentFace(desk: Desk, faces: readonly Face[]): AgentFace {
  const tools = faces.filter(isTool);
  const calls = new Map(tools.map((face) => [face.tool.name, toolOf(desk, face)]));
  const show = calls.get("show");
  return {
    version: desk.workspace.version,
    tools: tools.map(describeTool),
    templates: describedResources,
    resources: describeKinds(desk.workspace),
    call: async (name, given, signal) => calls.get(name)?.(given, signal),
    read: show === undefined ? async () => undefined : resourceReader(desk, show),
  };
}
