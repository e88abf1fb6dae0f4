import { get, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { allFaces } from "../../src/serve/faces/index.ts";
import { readToken } from "../../src/serve/http/access.ts";
import { type RunningServer, serve, type ServeRequest } from "../../src/serve/serve.ts";
import { until } from "../faults/until.ts";
import type { Scene } from "../scenes/scene.ts";

/** A server of a scene's repository, and a program that asks it. */
export interface Served extends RunningServer {
  readonly workspace: Workspace;
  /** What the server said of itself, a line each. */
  readonly log: readonly string[];
  /** Asks with the token, unless these headers say otherwise. */
  ask(path: string, headers?: OutgoingHttpHeaders, method?: string): Promise<Response>;
}

/** As it came: headers as they were sent, and a body that is JSON where it can be read so. */
export interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: unknown;
}

/** Starts a server on a free port, of a workspace that may be seen through something. Close it. */
export async function serveScene(
  scene: Scene,
  request: Partial<ServeRequest> = {},
  seenThrough: (workspace: Workspace) => Workspace = (workspace) => workspace,
): Promise<Served> {
  const workspace = seenThrough(await scene.checkout.open({ keptConnections: 4, readsOnly: true }));
  const log: string[] = [];
  const asked = {
    host: "127.0.0.1",
    port: 0,
    faces: allFaces(),
    log: (line: string) => void log.push(line),
    ...request,
  };
  const running = await serve(workspace, asked);
  const token = readToken(workspace);
  return {
    ...running,
    workspace,
    log,
    ask: (path, headers = {}, method = "GET") =>
      fetchRaw(`${running.url}${path}`, present({ authorization: `Bearer ${token}`, ...headers }), method),
  };
}

/** Asks with any header, also those that browsers keep for themselves. */
export function fetchRaw(url: string, headers: OutgoingHttpHeaders, method = "GET"): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, method, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: readJson(text) });
      });
    });
    request.on("error", reject);
  });
}

/** A header that is undefined is not sent. */
function present(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A message of `/events`. */
export interface HeardMessage {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** Listens to `/events`. */
export async function listen(
  { url, workspace }: Served,
  headers: OutgoingHttpHeaders = {},
): Promise<{ next(event: string): Promise<HeardMessage>; leave(): void }> {
  const messages: HeardMessage[] = [];
  const authorization = `Bearer ${readToken(workspace)}`;
  const request = get(`${url}/events`, { headers: { authorization, ...headers }, agent: false });
  request.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    request.on("response", (response) => {
      let waiting = "";
      response.on("error", () => undefined);
      response.on("data", (part: Buffer) => {
        const texts = (waiting + part.toString("utf8")).split("\n\n");
        waiting = texts.pop() ?? "";
        messages.push(...texts.map(messageOf));
      });
      resolve();
    });
  });
  return {
    next: (event) => until(async () => messages.find((message) => message.event === event)),
    leave: () => void request.destroy(),
  };
}

function messageOf(text: string): HeardMessage {
  const fields = new Map(
    text.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  );
  return { event: fields.get("event") ?? "", id: fields.get("id") ?? "", data: fields.get("data") ?? "" };
}
