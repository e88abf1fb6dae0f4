import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { openWorkspace } from "../../src/context.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { type RunningServer, serve } from "../../src/serve/serve.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { persona, personas, phase, policy, task, yamlOf } from "../scenes/documents.ts";
import { type Logins, separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

/** The Assessment under way, with drift and a document that waits to be applied, and the logins of its database. */
export interface Assessment extends Scene {
  readonly logins: Logins;
  /** As a process that serves has it: with the login that reads, and no other. */
  serving(): Promise<Workspace>;
}

export async function openAssessment(): Promise<Assessment> {
  const scene = await openScene();
  const { checkout } = scene;
  const logins = await separateLogins(scene);
  checkout.write("v7.yaml", "timezone: UTC\n");
  const [, ...others] = personas;
  checkout.write(
    "state/personas.yaml",
    yamlOf(persona("The Architect", { identities: { postgres: ["arthur"] } }), ...others),
  );
  checkout.declare(
    phase("1", { status: "in_progress" }),
    phase("2"),
    task("1.1", { status: "in_progress" }),
    task("1.2", { name: "Review the duplicate ENUM list", dependsOn: ["1.1"] }),
    policy({ approvals: [{ when: { action: "delete" }, by: ["The Architect"] }] }),
    { kind: "Node", name: "ALPHA", spec: { role: "primary" } },
  );
  checkout.commit("Declare the Assessment");
  await scene.apply();
  await scene.psql.query("UPDATE v7_subworkflow_tasks SET task_name = 'Review the hotfix' WHERE task_number = 2");
  checkout.declare(task("1.3", { name: "Map enum values" }));
  checkout.commit("Declare the mapping");
  return { ...scene, logins, serving: () => openServing(checkout.root, logins) };
}

function openServing(root: string, logins: Logins): Promise<Workspace> {
  return openWorkspace({
    directory: root,
    environment: readingEnvironment(logins),
    applicationName: "v7 serve",
    signal: new AbortController().signal,
    keptConnections: 4,
    readsOnly: true,
  });
}

/** What the process is told of the database: the login that reads is another one. */
export function readingEnvironment(logins: Logins): Record<string, string> {
  return { V7_DATABASE_URL: logins.urlAs("ci"), V7_READ_DATABASE_URL: logins.urlAs("v7_ro") };
}

/** A server, and the workspace that it serves. */
export interface ServedAgents extends RunningServer {
  readonly workspace: Workspace;
  /** What the server said of itself, a line each. */
  readonly log: readonly string[];
}

/** Serves it on a free port. Close it. */
export async function serveAgents({ serving }: Pick<Assessment, "serving">): Promise<ServedAgents> {
  const workspace = await serving();
  const log: string[] = [];
  const running = await serve(workspace, { host: "127.0.0.1", port: 0, log: (line) => void log.push(line) });
  return { ...running, workspace, log };
}

/** The revision that was current when a client was written. */
export type Era = "2026-07-28" | "2025-11-25";

export const eras: readonly Era[] = ["2026-07-28", "2025-11-25"];

/** An agent's program of some age. */
export function clientOf(era: Era): Client {
  const mode = era === "2026-07-28" ? ({ pin: era } as const) : "legacy";
  return new Client({ name: "an agent", version: "1.0.0" }, { versionNegotiation: { mode } });
}

/** One that starts v7 itself. */
export async function startedBy(
  era: Era,
  { checkout, logins }: Pick<Assessment, "checkout" | "logins">,
): Promise<Client> {
  const args = [packagePath("bin/run.js"), "mcp", "--repo", checkout.root];
  return startedAs({ command: process.execPath, args }, era, { checkout, logins });
}

/** The same, as its configuration says. */
export async function startedAs(
  { command, args }: { readonly command: string; readonly args: readonly string[] },
  era: Era,
  { logins }: Pick<Assessment, "checkout" | "logins">,
): Promise<Client> {
  const client = clientOf(era);
  const env = { PATH: process.env["PATH"] ?? "", ...readingEnvironment(logins) };
  await client.connect(new StdioClientTransport({ command, args: [...args], env, stderr: "pipe" }));
  return client;
}

/** One that asks a server over HTTP. */
export async function connectedTo(url: string, era: Era, token: string): Promise<Client> {
  const client = clientOf(era);
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit }));
  return client;
}
