import type { FastifyReply } from "fastify";
import { Failure } from "../../model/failure.ts";
import { sha256 } from "../../model/digest.ts";
import { topics, type Topic } from "../../model/topic.ts";
import type { ReadRevisions } from "../../workspace/revision-reader.ts";
import { signalOf } from "./answer-route.ts";
import type { AddRoutes } from "./server.ts";

/** How often the world is looked at while somebody listens, in milliseconds. */
const rhythm = 2_000;
/** How often a stream says that it lives. */
const heartbeat = 15_000;
const mostStreams = 200;

/**
 * `/events`: what changed, as topics and never as rows. The id of a message says how far each topic had come, so whoever
 * comes back with it hears at once what they missed. Nothing is asked while nobody listens.
 */
export const eventRoutes: AddRoutes = (server, { revisions, measures, log }) => {
  const listeners = new Set<Listener>();
  let known: Seen | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<Seen> | undefined;
  const look = (): Promise<Seen> => (looking ??= lookAt(revisions).finally(() => (looking = undefined)));
  const tick = async (): Promise<void> => {
    try {
      known = await look();
      for (const listener of listeners) tell(listener, known);
    } catch (error) {
      log(`events: ${error instanceof Error ? error.message : String(error)}`);
      for (const { reply } of listeners) reply.raw.write("event: away\ndata: {}\n\n");
    } finally {
      if (listeners.size > 0) timer = setTimeout(() => void tick(), rhythm);
    }
  };
  // Its head would never end.
  server.get("/events", { exposeHeadRoute: false }, async (request, reply) => {
    if (listeners.size >= mostStreams)
      throw new Failure("V7-W008", "too many listen already", { next: ["close a page"] });
    const before = seenOf(request.headers["last-event-id"]);
    const gone = signalOf(reply);
    const now = await look();
    reply.hijack();
    // Their end has been told already, and would not be again.
    if (gone.aborted) return;
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      "content-type": "text/event-stream",
    });
    const listener: Listener = { reply, seen: before ?? now };
    listeners.add(listener);
    measures.streams(1);
    reply.raw.write(`retry: 2000\nid: ${idOf(now)}\nevent: hello\ndata: {}\n\n`);
    tell(listener, now);
    const beat = setInterval(() => reply.raw.write("event: alive\ndata: {}\n\n"), heartbeat);
    if (listeners.size === 1) timer = setTimeout(() => void tick(), rhythm);
    reply.raw.once("close", () => {
      clearInterval(beat);
      listeners.delete(listener);
      measures.streams(-1);
      if (listeners.size === 0) clearTimeout(timer);
    });
  });
  server.addHook("preClose", () => {
    clearTimeout(timer);
    for (const { reply } of listeners) reply.raw.end();
  });
};

/** How far each topic had come, in a few characters each. */
type Seen = { readonly [topic in Topic]: string };

interface Listener {
  readonly reply: FastifyReply;
  seen: Seen;
}

async function lookAt(read: ReadRevisions): Promise<Seen> {
  const revisions = await read(topics);
  return Object.fromEntries(topics.map((topic) => [topic, sha256(revisions[topic] ?? "").slice(0, 8)])) as Seen;
}

function tell(listener: Listener, now: Seen): void {
  const changed = topics.filter((topic) => listener.seen[topic] !== now[topic]);
  listener.seen = now;
  if (changed.length === 0) return;
  const data = JSON.stringify({ topics: changed });
  listener.reply.raw.write(`id: ${idOf(now)}\nevent: changed\ndata: ${data}\n\n`);
}

function idOf(seen: Seen): string {
  return topics.map((topic) => seen[topic]).join("");
}

/** What somebody saw last; undefined where they saw nothing, or something of another server's. */
function seenOf(id: string | readonly string[] | undefined): Seen | undefined {
  if (typeof id !== "string" || !new RegExp(`^[0-9a-f]{${topics.length * 8}}$`).test(id)) return undefined;
  return Object.fromEntries(topics.map((topic, at) => [topic, id.slice(at * 8, at * 8 + 8)])) as Seen;
}
