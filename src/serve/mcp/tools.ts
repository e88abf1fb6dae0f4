import type { JsonObject } from "../../model/json.ts";
import { readPackageFile } from "../../system/package-file.ts";
import type { ToolFace } from "../faces/face.ts";
import { objectSchema } from "../faces/parameters.ts";
import { parametersOf } from "../questions.ts";
import type { ToolDescription } from "./agent-face.ts";

/** What agents are told of an entry of the table. */
export function describeTool(face: ToolFace): ToolDescription {
  const { name, description } = face.tool;
  return {
    name,
    title: face.summary,
    description,
    inputSchema: { ...objectSchema(parametersOf(face)), type: "object" },
    outputSchema: { ...outline(face.tool.outputs ?? [face.output]), type: "object" },
  };
}

/**
 * Which keys an answer has. The whole schemas take as much room as all else an agent is told of the tools, with every turn:
 * they lie at `v7://schema/NAME`.
 */
function outline(outputs: readonly string[]): JsonObject {
  const forms = outputs.map((output) => ({
    description: `v7://schema/${output}`,
    required: ["format_version", "command", ...requiredKeys(output)],
  }));
  const [only] = forms;
  return forms.length === 1 && only !== undefined ? only : { anyOf: forms };
}

function requiredKeys(output: string): readonly string[] {
  const schema = JSON.parse(readPackageFile(`schemas/v1/output/${output}.schema.json`)) as {
    readonly $defs?: { readonly answer?: { readonly required?: readonly string[] } };
  };
  return schema.$defs?.answer?.required ?? [];
}
