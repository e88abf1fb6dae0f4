import { connect, createServer, type Server, type Socket } from "node:net";
import { databaseNameOf, type DatabaseUrl, hostOf, parseDatabaseUrl, userOf } from "../../src/postgres/database-url.ts";
import { messageSplitter } from "./wire-messages.ts";

/** One message of PostgreSQL's protocol on its way. */
export interface WireMessage {
  readonly from: "client" | "server";
  /** The first of its side is 1, counted over all connections of the line. */
  readonly number: number;
  /** `Q` or `C`; empty for a client's first message, which has no type. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** What becomes of a message: it goes on, the line breaks before or after it has, or nothing arrives any more. */
export type Fate = "pass" | "cut before" | "cut after" | "stall";

export interface LineOptions {
  /** Asked for each message in order. Default: all pass. */
  readonly fateOf?: (message: WireMessage) => Fate;
  /** After the first cut nobody gets through any more. */
  readonly staysDown?: boolean;
}

/** A line to a database that can break. */
export interface Line {
  /** The database behind it, by way of it. */
  readonly url: string;
  readonly hasCut: () => boolean;
  /** How many messages each side has sent. */
  readonly counts: () => { readonly client: number; readonly server: number };
  close(): void;
}

/** Stands between clients and a database and decides the fate of each message. */
export async function openLine(databaseUrl: string, options: LineOptions = {}): Promise<Line> {
  const target = parseDatabaseUrl(databaseUrl);
  if (!target) throw new Error(`${databaseUrl} is no database URL`);
  const state: LineState = { sockets: new Set(), sent: { client: 0, server: 0 }, hasCut: false };
  const server = createServer({ noDelay: true }, (client) => {
    if (state.hasCut && options.staysDown) return void client.destroy();
    relay(client, dial(target), state, options.fateOf ?? (() => "pass"));
  });
  const port = await listen(server);
  return {
    url: throughPort(target, port),
    hasCut: () => state.hasCut,
    counts: () => ({ ...state.sent }),
    close: () => {
      server.close();
      for (const socket of state.sockets) socket.destroy();
    },
  };
}

interface LineState {
  readonly sockets: Set<Socket>;
  readonly sent: { client: number; server: number };
  hasCut: boolean;
}

function relay(client: Socket, server: Socket, state: LineState, fateOf: (message: WireMessage) => Fate): void {
  let flows = true;
  const hangUp = (): void => {
    flows = false;
    // What was let through still arrives.
    for (const socket of [client, server]) socket.destroySoon();
  };
  const carry = (from: "client" | "server", target: Socket) => (type: string, bytes: Buffer) => {
    if (!flows) return;
    const fate = fateOf({ from, number: (state.sent[from] += 1), type, bytes });
    if (fate === "pass" || fate === "cut after") target.write(bytes);
    if (fate === "pass") return;
    flows = false;
    state.hasCut = true;
    if (fate !== "stall") hangUp();
  };
  client.on("data", messageSplitter({ startsUntyped: true }, carry("client", server)));
  server.on("data", messageSplitter({ startsUntyped: false }, carry("server", client)));
  for (const socket of [client, server]) {
    state.sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => void state.sockets.delete(socket));
    socket.on("close", hangUp);
  }
}

function dial(target: DatabaseUrl): Socket {
  const [host, port] = [hostOf(target), target.port ?? 5432];
  return host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect({ host, port, noDelay: true });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

function throughPort(target: DatabaseUrl, port: number): string {
  const password = target.password === undefined ? "" : `:${encodeURIComponent(target.password)}`;
  const login = `${encodeURIComponent(userOf(target))}${password}`;
  return `postgres://${login}@127.0.0.1:${port}/${databaseNameOf(target)}?sslmode=disable`;
}
