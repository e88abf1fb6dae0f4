import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { Failure } from "../model/failure.ts";
import { closeWorkspace, type Workspace } from "../workspace/workspace.ts";
import { type Face, isRouted, type RoutedFace } from "./faces/face.ts";
import { allFaces } from "./faces/index.ts";
import { type AskFace, askingHere } from "./answers.ts";
import { openAside } from "./aside/aside.ts";
import type { AsideInvocation } from "./aside/message.ts";
import { requireHost, urlOf } from "./entry.ts";
import { readToken } from "./http/access.ts";
import { descriptionRoutes } from "./http/description-routes.ts";
import { eventRoutes } from "./http/events.ts";
import type { Gate } from "./http/guard.ts";
import { createMeasures } from "./http/measures.ts";
import { pageRoutes } from "./http/page-routes.ts";
import { createServer, type Serving } from "./http/server.ts";
import { sessionRoutes } from "./http/session-routes.ts";
import { standingRoutes } from "./http/standing.ts";
import { webhookRoutes } from "./http/webhook-routes.ts";
import { agentRoutes } from "./mcp/routes.ts";

export interface ServeRequest {
  /** A name or an address of this machine. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** A port that answers the three routes of the seed's REST and nothing else. */
  readonly alsoPort?: number | undefined;
  /** The table; absent: the one of v7. */
  readonly faces?: readonly Face[];
  /** How a thread comes to the same workspace, for what takes long to think about; absent: all is answered on this one. */
  readonly aside?: AsideInvocation;
  /** Hears of each webhook that was queued; absent: there are no webhooks. */
  readonly queued?: () => void;
  /** Hears what went wrong inside, a line each. */
  log(line: string): void;
}

/** A server that answers. */
export interface RunningServer {
  /** `http://127.0.0.1:8100`. */
  readonly url: string;
  /** Ends every request and connection of it. */
  close(): Promise<void>;
}

/** The seed's own addresses, which it expects on a port of their own. */
const seedRoutes = ["/api/v1/system/state", "/api/v1/replication/health", "/api/v1/services/status"];

/** Serves a workspace until somebody closes it. Throws V7-W001 where the port is taken. */
export async function serve(workspace: Workspace, request: ServeRequest): Promise<RunningServer> {
  requireHost(request.host);
  const table = request.faces ?? allFaces();
  const faces = table.filter(isRouted);
  const measures = createMeasures();
  const token = readToken(workspace);
  const aside = request.aside === undefined ? undefined : openAside(request.aside);
  const ask = askingWith(askingHere(workspace), aside?.ask);
  const made: FastifyInstance[] = [];
  const open = async (
    wanted: number,
    create: (serving: Omit<Serving, "faces">) => FastifyInstance,
  ): Promise<number> => {
    const hosts = new Set<string>();
    let port = wanted;
    const gate: Gate = { hosts, token, cookie: () => `v7-${port}`, now: workspace.now };
    const server = create({ workspace, ask, gate, measures, log: request.log });
    made.push(server);
    port = await listen(server, request.host, wanted);
    for (const name of hostNames(request.host)) hosts.add(`${name}:${port}`);
    return port;
  };
  const close = async (): Promise<void> => {
    await Promise.all(made.map((server) => server.close()));
    await aside?.close();
    await closeWorkspace(workspace);
  };
  try {
    const webhooks = request.queued === undefined ? [] : [webhookRoutes(request.queued)];
    const routes = [
      standingRoutes,
      descriptionRoutes,
      sessionRoutes,
      pageRoutes,
      eventRoutes,
      agentRoutes(table),
      ...webhooks,
    ];
    const port = await open(request.port, (serving) => createServer({ ...serving, faces }, routes));
    const { alsoPort } = request;
    if (alsoPort !== undefined)
      await open(alsoPort, (serving) => createServer({ ...serving, faces: seedFaces(faces) }, []));
    aside?.prepare();
    return { url: urlOf({ host: request.host, port }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What stands on the documents reads and compares all of them: that is thought about aside. */
function askingWith(here: AskFace, aside: AskFace = here): AskFace {
  return (face, question) => (face.topics.includes("documents") ? aside : here)(face, question);
}

function seedFaces(faces: readonly RoutedFace[]): readonly RoutedFace[] {
  return faces.flatMap((face) => {
    const [route, ...also] = [face.route, ...(face.also ?? [])].filter((url) => seedRoutes.includes(url));
    return route === undefined ? [] : [{ ...face, route, also }];
  });
}

async function listen(server: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE")
      throw new Failure("V7-W001", `port ${port} of ${host} is taken`, {
        cause: error,
        next: [`v7 serve --port ${port + 1}`],
      });
    if (code === "EACCES")
      throw new Failure("V7-W001", `this account may not listen on port ${port}`, {
        cause: error,
        next: ["v7 serve --port 8100"],
      });
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
      throw new Failure("V7-W011", `${host} is no address of this machine`, {
        cause: error,
        next: ["v7 serve --host 127.0.0.1"],
      });
    throw error;
  }
  return (server.server.address() as AddressInfo | null)?.port ?? port;
}

/** What browsers and programs call it; on the loopback all its names. */
function hostNames(host: string): readonly string[] {
  const loopback = ["127.0.0.1", "localhost", "[::1]"];
  return ["127.0.0.1", "localhost", "::1"].includes(host)
    ? loopback
    : [...loopback, host.includes(":") ? `[${host}]` : host];
}
