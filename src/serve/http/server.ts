import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { Failure } from "../../model/failure.ts";
import { type ReadRevisions, sharedRevisions } from "../../workspace/revision-reader.ts";
import { looksOf } from "../../workspace/revisions.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { AskFace } from "../answers.ts";
import { asFailure, stackOf } from "../outside.ts";
import { type Cursors, cursorsWith } from "../cursors.ts";
import type { RoutedFace } from "../faces/face.ts";
import { answerRoute } from "./answer-route.ts";
import { type Gate, refuseForeign, requireToken } from "./guard.ts";
import { type KeptReplies, keptReplies } from "./kept-replies.ts";
import { problemOf, problemText } from "./problem.ts";
import type { Measures } from "./measures.ts";
import { webhookPath } from "./webhook-path.ts";

/** What a server is made of. */
export interface Serving {
  readonly workspace: Workspace;
  readonly ask: AskFace;
  readonly gate: Gate;
  readonly faces: readonly RoutedFace[];
  readonly measures: Measures;
  /** Hears what went wrong inside, a line each. */
  log(line: string): void;
}

/** What routes share. */
export interface Shared extends Serving {
  readonly cursors: Cursors;
  readonly replies: KeptReplies;
  /** How far everything has come: one look for all who ask at once. */
  readonly revisions: ReadRevisions;
}

/** Adds routes of one sort to a server. */
export type AddRoutes = (server: FastifyInstance, shared: Shared) => void;

/** Routes that anybody may ask who may reach the server, beside the pages below /ui/: none of them says anything but that it lives. */
const openRoutes = new Set(["/", "/livez", "/readyz"]);

/** Routes that take what is posted. */
const posted = new Set(["/mcp", webhookPath]);

/** Routes where each request bears a signature of its own instead of the token. */
const signed = new Set([webhookPath]);

/** So many milliseconds lie between two looks at how far everything has come: hundreds ask in a second, and nobody waits long. */
const looksApart = 10;

const largestBody = 1_000_000;
const patience = 10_000;

/**
 * A server for these questions and routes, not listening yet. Every request passes the guard before anything is read of it,
 * and whatever fails becomes a problem document.
 */
export function createServer(serving: Serving, routes: readonly AddRoutes[]): FastifyInstance {
  const server = fastify({
    bodyLimit: largestBody,
    requestTimeout: patience,
    forceCloseConnections: true,
    http: { headersTimeout: patience - 2_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384 },
    genReqId: () => crypto.randomUUID().slice(0, 8),
    routerOptions: {
      querystringParser: queryOf,
      maxParamLength: 1_000,
      ignoreTrailingSlash: true,
    },
  });
  server.server.maxConnections = 1_000;
  guard(server, serving);
  tellProblems(server, serving);
  const revisions = sharedRevisions(looksOf(serving.workspace), looksApart);
  const shared = { ...serving, cursors: cursorsWith(serving.gate.token), replies: keptReplies(), revisions };
  for (const face of serving.faces) answerRoute(server, shared, face);
  for (const add of routes) add(server, shared);
  return server;
}

function guard(server: FastifyInstance, { gate, measures }: Serving): void {
  server.addHook("onRequest", async (request, reply) => {
    reply.headers(safeHeaders);
    refuseForeign(gate, request.raw);
    const path = request.routeOptions.url ?? "";
    if (!isAllowed(request)) {
      reply.header("allow", posted.has(path) ? "POST" : "GET, HEAD");
      throw new Failure("V7-W007", `${request.method} is not answered here`, {
        next: [posted.has(path) ? "use POST" : "use GET"],
      });
    }
    if (request.method === "POST" && request.headers["content-type"] !== "application/json")
      throw new Failure("V7-W012", "only application/json is read");
    if (!openRoutes.has(path) && !signed.has(path) && !path.startsWith("/ui/")) requireToken(gate, request.headers);
  });
  server.addHook("onResponse", async (request, reply) => {
    measures.count({ route: request.routeOptions.url ?? "none", status: reply.statusCode, ms: reply.elapsedTime });
  });
}

const safeHeaders = {
  "cache-control": "private, no-cache",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

function isAllowed({ method, routeOptions }: FastifyRequest): boolean {
  return posted.has(routeOptions.url ?? "") ? method === "POST" : method === "GET" || method === "HEAD";
}

function tellProblems(server: FastifyInstance, { workspace, log }: Serving): void {
  const send = (reply: FastifyReply, failure: Failure): FastifyReply => {
    const problem = problemOf(failure, reply.request.id, workspace);
    if (problem.status === 401) reply.header("www-authenticate", 'Bearer realm="v7"');
    return reply.code(problem.status).type("application/problem+json").send(problemText(problem));
  };
  server.setErrorHandler((error, request, reply) => {
    const failure = knownFailure(error);
    if (failure.code === "V7-X001")
      log(`${request.id} ${request.method} ${request.routeOptions.url ?? ""}: ${stackOf(error)}`);
    return send(reply, failure);
  });
  server.setNotFoundHandler((_, reply) =>
    send(reply, new Failure("V7-W004", "there is nothing at this address", { next: ["/docs shows what there is"] })),
  );
}

/** What the framework throws of itself is about the request. */
function knownFailure(error: unknown): Failure {
  const { code = "", statusCode = 500 } = error as { readonly code?: string; readonly statusCode?: number };
  if (error instanceof Failure) return error;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new Failure("V7-W008", "the request is larger than 1 MB");
  if (statusCode >= 400 && statusCode < 500)
    return new Failure("V7-W005", "the request cannot be read", { cause: error });
  return asFailure(error);
}

/** What stands twice becomes a list, which no parameter takes. */
function queryOf(text: string): Record<string, unknown> {
  const query: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of new URLSearchParams(text))
    query[name] = name in query ? [query[name], value].flat() : value;
  return query;
}
