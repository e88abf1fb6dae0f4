import { isJsonObject, type Json } from "../../model/json.ts";
import { databaseNameOf, parseDatabaseUrl } from "../../postgres/database-url.ts";
import type { UrlTarget } from "../../postgres/settings.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { LiveResource, World } from "../../model/world.ts";
import { settingsThatMatter } from "./known-settings.ts";
import { linksOf } from "../machines.ts";
import type { DeclaredLink } from "./replication-facts.ts";

/** The PostgreSQL of a node, and what is to be asked there. */
export interface NodeServer {
  /** The node's name. */
  readonly node: string;
  /** The login that asks, or why nobody can be asked, for people. */
  readonly url: UrlTarget | string;
  /** In small letters, each once. */
  readonly settings: readonly string[];
  /** Databases that should be there. */
  readonly databases: readonly string[];
  /** Replication that it should be part of. */
  readonly links: readonly DeclaredLink[];
}

/** Undefined for a node whose document names none. Connects nowhere. */
export function serverOf(workspace: Workspace, world: World, { name, fields }: LiveResource): NodeServer | undefined {
  const reference = fields["postgresql.url"];
  if (typeof reference !== "string") return undefined;
  const declared = fields["postgresql.settings"];
  return {
    node: name,
    url: urlFrom(workspace, reference.slice("env:".length)),
    settings: [...new Set([...settingsThatMatter, ...Object.keys(isJsonObject(declared) ? declared : {})])],
    databases: namesIn(fields["databases"]),
    links: linksOf(world, name),
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
