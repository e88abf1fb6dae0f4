import { isJsonObject, type Json } from "../../model/json.ts";
import type { Fields } from "../../model/resource.ts";
import { databaseNameOf, parseDatabaseUrl } from "../../postgres/database-url.ts";
import type { UrlTarget } from "../../postgres/settings.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { settingsThatMatter } from "./known-settings.ts";

/** The PostgreSQL of a node, and what is to be asked there. */
export interface NodeServer {
  /** The login that asks, or why nobody can be asked, for people. */
  readonly url: UrlTarget | string;
  /** In small letters, each once. */
  readonly settings: readonly string[];
  /** Databases that should be there. */
  readonly databases: readonly string[];
}

/** Undefined for a node whose document names none. Connects nowhere. */
export function serverOf(workspace: Workspace, fields: Fields): NodeServer | undefined {
  const reference = fields["postgresql.url"];
  if (typeof reference !== "string") return undefined;
  const declared = fields["postgresql.settings"];
  return {
    url: urlFrom(workspace, reference.slice("env:".length)),
    settings: [...new Set([...settingsThatMatter, ...Object.keys(isJsonObject(declared) ? declared : {})])],
    databases: namesIn(fields["databases"]),
  };
}

/** v7's own database may be on that server, and be the one it leads to: nothing is written. */
function urlFrom(workspace: Workspace, variable: string): NodeServer["url"] {
  const url = workspace.variable(variable) ?? "";
  if (url === "") return `${variable} is not set`;
  const parsed = parseDatabaseUrl(url);
  if (parsed === undefined) return `what ${variable} holds is no URL of a database`;
  if (workspace.config.database.forbidden.includes(databaseNameOf(parsed)))
    return `${variable} leads to a database that v7 must not touch`;
  return { kind: "url", url, schema: "public", origin: "v7.yaml" };
}

function namesIn(entries: Json | undefined): string[] {
  return Array.isArray(entries)
    ? entries.flatMap((entry: Json) => (isJsonObject(entry) ? [String(entry["name"])] : []))
    : [];
}
