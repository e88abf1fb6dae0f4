import { readdirSync } from "node:fs";
import { readDocumentFile } from "../../engine/look/document-file.ts";
import { codes } from "../../model/codes/codes.ts";
import { counted } from "../../render/type/counts.ts";
import { packagePath, readPackageFile } from "../../system/package-file.ts";
import { asFailure, stackOf } from "../outside.ts";
import type { ResourceContent, ResourceDescription, ResourceProblem, TemplateDescription } from "./agent-face.ts";
import type { CallTool, Desk } from "./call-tool.ts";
import { withData } from "./told.ts";
import type { Workspace } from "../../workspace/workspace.ts";

type Found = ResourceContent | ResourceProblem | undefined;

/** Reads what stands at an address that `describedResources` has a form for. Undefined: nothing does. */
export type ReadResource = (uri: string, signal: AbortSignal) => Promise<Found>;

/** The forms of all addresses there are. None leads anywhere else, and none is fetched. */
export const describedResources: readonly TemplateDescription[] = [
  template("phase/{name}", "phase", "A phase: declared, last applied and live", "text/plain"),
  template("task/{name}", "task", "A task: declared, last applied and live", "text/plain"),
  template("node/{name}", "node", "A machine: declared, last applied and live", "text/plain"),
  template("document/{+file}", "document", "A YAML file below state/, such as state/tasks/1.2.yaml", "text/plain"),
  template("kind/{kind}", "kind", "The JSON Schema of a kind of document, such as task", "application/schema+json"),
  template("schema/{name}", "schema", "The JSON Schema of an answer, such as plan", "application/schema+json"),
];

function template(path: string, name: string, description: string, mimeType: string): TemplateDescription {
  return { uriTemplate: `v7://${path}`, name, description, mimeType };
}

/** The kinds of document, whose schemas stand at `v7://kind/NAME`. */
export function describeKinds({ kinds }: Pick<Workspace, "kinds">): readonly ResourceDescription[] {
  return kinds.all.map(({ name, segment }) => ({
    uri: `v7://kind/${segment}`,
    name: segment,
    description: `The JSON Schema of a ${name} document`,
    mimeType: "application/schema+json",
  }));
}

/** Reads resources for agents; `show` is the tool that shows one. */
export function resourceReader(desk: Desk, show: CallTool): ReadResource {
  return async (uri, signal) => {
    const [, sort = "", name = ""] = /^v7:\/\/([a-z]+)\/([^?#]{1,1000})$/.exec(uri) ?? [];
    const wanted = decoded(name);
    if (wanted === undefined) return undefined;
    if (sort === "schema") return schemaAt("schemas/v1/output", wanted);
    if (sort === "kind") return schemaAt("schemas/v1", wanted);
    if (sort === "document") return documentAt(desk, wanted, signal);
    return ["phase", "task", "node"].includes(sort) ? shown(show, `${sort}/${name}`, signal) : undefined;
  };
}

/** Undefined for what is no text in UTF-8. */
function decoded(name: string): string | undefined {
  try {
    return name === "" ? undefined : decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

/** v7's own, of which there are as many as files in the folder. */
function schemaAt(folder: string, name: string): Found {
  const file = `${name}.schema.json`;
  if (!readdirSync(packagePath(folder)).includes(file)) return undefined;
  const text = JSON.stringify(JSON.parse(readPackageFile(`${folder}/${file}`)));
  return { mimeType: "application/schema+json", text };
}

async function documentAt(desk: Desk, file: string, signal: AbortSignal): Promise<Found> {
  const { workspace } = desk;
  try {
    const text = await readDocumentFile(workspace, file);
    const lines = counted(text.split("\n").length - (text.endsWith("\n") ? 1 : 0), "line");
    return { mimeType: "text/plain", text: withData(workspace, [`A file of documents: ${lines}`], text) };
  } catch (error) {
    signal.throwIfAborted();
    const { code } = asFailure(error);
    if (code === "V7-X001") desk.log(`resources: ${stackOf(error)}`);
    return code === "V7-W021" ? undefined : { problem: `${code}: ${codes[code].title}` };
  }
}

async function shown(show: CallTool, address: string, signal: AbortSignal): Promise<Found> {
  const { text, isError, document } = await show({ address }, signal);
  if (!isError) return { mimeType: "text/plain", text };
  const { code } = document["error"] as { readonly code: keyof typeof codes };
  return code === "V7-P001" ? undefined : { problem: `${code}: ${codes[code].title}` };
}
