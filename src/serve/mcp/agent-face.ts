import type { JsonObject } from "../../model/json.ts";

/** What agents are told of a tool. All of it is constant: nothing in it comes from data. */
export interface ToolDescription {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonObject & { readonly type: "object" };
  readonly outputSchema: JsonObject & { readonly type: "object" };
}

/** What a tool answers. */
export interface ToolResult {
  /** Its first line answers; data stands between marks. */
  readonly text: string;
  /** The document of `--json`, cut to what an agent reads at once. */
  readonly document: JsonObject;
  readonly isError: boolean;
  /** How many rows there are, whether that was all, and where the list goes on. */
  readonly meta: JsonObject;
}

/** What agents are told of resources that have a name each. Constant, too. */
export interface TemplateDescription {
  readonly uriTemplate: string;
  readonly name: string;
  readonly description: string;
  readonly mimeType: string;
}

/** What agents are told of a resource that everybody has. Constant, too. */
export interface ResourceDescription {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly mimeType: string;
}

/** What stands at an address. */
export interface ResourceContent {
  readonly mimeType: string;
  readonly text: string;
}

/** Why what stands there cannot be read, in v7's own words. */
export interface ResourceProblem {
  readonly problem: string;
}

/** All that agents can ask, whatever the protocol: questions, and nothing that writes. */
export interface AgentFace {
  /** v7's own version. */
  readonly version: string;
  readonly tools: readonly ToolDescription[];
  readonly templates: readonly TemplateDescription[];
  /** The schemas of documents: whoever writes one needs it, and some programs of agents know no templates. */
  readonly resources: readonly ResourceDescription[];
  /** Never throws for what went wrong: that is an answer. Undefined: there is no such tool. */
  call(name: string, given: { readonly [name: string]: unknown }, signal: AbortSignal): Promise<ToolResult | undefined>;
  /** Undefined: there is nothing at this address. */
  read(uri: string, signal: AbortSignal): Promise<ResourceContent | ResourceProblem | undefined>;
}
