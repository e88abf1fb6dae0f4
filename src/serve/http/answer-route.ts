import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sha256 } from "../../model/digest.ts";
import type { CursorPlace } from "../cursors.ts";
import type { Face, RoutedFace } from "../faces/face.ts";
import { queryReader, type ReadQuestion } from "../questions.ts";
import { revisionOf } from "../../workspace/revisions.ts";
import type { KeptReply } from "./kept-replies.ts";
import { problemOf, problemText } from "./problem.ts";
import type { Shared } from "./server.ts";

/** The routes of one entry of the table: its own and the others that answer the same. */
export function answerRoute(server: FastifyInstance, shared: Shared, face: RoutedFace): void {
  const read = queryReader(face);
  for (const url of [face.route, ...(face.also ?? [])])
    server.get(url, (request, reply) => answered({ shared, face, read }, request, reply));
}

/** Where a list begins, uncounted. */
const start: CursorPlace = { offset: 0 };

interface Route {
  readonly shared: Shared;
  readonly face: RoutedFace;
  readonly read: ReadQuestion;
}

async function answered(
  { shared, face, read }: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { workspace, ask, cursors, replies } = shared;
  const { given, limit, cursor, arrangement } = read({ ...(request.query as object), ...paramsOf(face, request) });
  const signal = signalOf(reply);
  const revision = await revisionFor(shared, face);
  const base = { face: face.name, given: { ...given, ...arrangement }, revision };
  const { offset, total } = cursor === undefined ? start : cursors.read(base, cursor);
  const tag = sha256(JSON.stringify([base, limit, offset, hourOf(workspace.now())])).slice(0, 32);
  const etag = `"${tag}"`;
  reply.header("etag", etag);
  if (request.headers["if-none-match"] === etag) return reply.code(304).send();
  const send = (kept: KeptReply): FastifyReply => {
    if (kept.total !== undefined) reply.header("total-count", kept.total);
    if (kept.next !== undefined)
      reply.header("link", nextLink(request, cursors.write(base, { offset: kept.next, total: kept.total })));
    return reply.type("application/json; charset=utf-8").send(kept.body);
  };
  const kept = replies.find(tag);
  if (kept !== undefined) return send(kept);
  const page = { offset, limit, total };
  const answer = await ask(face, { given, page, arrangement, signal });
  if (answer.problem !== null) {
    const problem = problemOf(answer.problem, request.id, workspace);
    return reply.code(problem.status).type("application/problem+json").send(problemText(problem, answer.body));
  }
  if (isMadeOfRows(face)) replies.keep(tag, answer);
  return send(answer);
}

/** Whether an answer is made of nothing but rows that its topics stand for: others look at clocks and disks as well. */
function isMadeOfRows({ list }: Face): boolean {
  return list?.skips === true;
}

/** What never changes has v7's version for a revision, and asks nobody. */
async function revisionFor({ workspace, revisions }: Shared, { topics }: Face): Promise<string> {
  if (topics.length === 0) return sha256(workspace.version).slice(0, 24);
  return revisionOf(await revisions(topics), topics);
}

/** Some answers say how long ago something was, by the day or the hour. */
function hourOf(now: Date): string {
  return now.toISOString().slice(0, 13);
}

/** Aborted when whoever asked is gone: then the statement ends too. */
export function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort(new Error("whoever asked is gone"));
  });
  return gone.signal;
}

/** What stands in the address; the rest of it behind a star is the one parameter that no colon names. */
function paramsOf(face: RoutedFace, { params }: FastifyRequest): { readonly [name: string]: unknown } {
  const { "*": rest, ...named } = params as { readonly [name: string]: string };
  if (rest === undefined) return named;
  const open = Object.keys(face.parameters).find((name) => !face.route.includes(`:${name}`)) ?? "rest";
  return { ...named, [open]: rest };
}

function nextLink(request: FastifyRequest, cursor: string): string {
  const url = new URL(request.url, "http://v7");
  url.searchParams.set("cursor", cursor);
  return `<${url.pathname}${url.search}>; rel="next"`;
}
