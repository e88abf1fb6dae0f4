import { connect, createServer, type Server, type Socket } from "node:net";
import { databaseNameOf, type DatabaseUrl, hostOf, parseDatabaseUrl, userOf } from "../../src/postgres/database-url.ts";

/** Where the line breaks: before the server hears COMMIT, or before its answer arrives. */
export type Cut = "before" | "after";

/** A line to a database that breaks at the COMMIT of an apply, once. */
export interface CommitCutter {
  /** The database behind it, by way of it. */
  readonly url: string;
  /** True once it has broken. */
  readonly hasCut: () => boolean;
  close(): void;
}

/** Stands between a client and a database. With `staysDown` nobody gets through afterwards. */
export async function cutCommit(
  databaseUrl: string,
  { cut, staysDown = false }: { cut: Cut; staysDown?: boolean },
): Promise<CommitCutter> {
  const target = parseDatabaseUrl(databaseUrl);
  if (!target) throw new Error(`${databaseUrl} is no database URL`);
  const sockets = new Set<Socket>();
  let hasCut = false;
  const server = createServer((client) => {
    if (hasCut && staysDown) return void client.destroy();
    const upstream = dial(target);
    for (const socket of [client, upstream]) sockets.add(socket.on("error", () => undefined));
    relay(client, upstream, cut, () => !hasCut && (hasCut = true));
  });
  const port = await listen(server);
  return {
    url: throughPort(target, port),
    hasCut: () => hasCut,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** An apply is known by the reason it sets; the COMMIT after that is its own. */
function relay(client: Socket, upstream: Socket, cut: Cut, claim: () => boolean): void {
  const hangUp = (): void => void [client.destroy(), upstream.destroy()];
  let writes = false;
  let deaf = false;
  client.on("data", (data) => {
    writes ||= data.includes("v7.reason");
    const breaks = writes && data.includes("COMMIT\0") && claim();
    if (breaks && cut === "before") return hangUp();
    deaf ||= breaks;
    upstream.write(data);
  });
  upstream.on("data", (data) => void (deaf ? hangUp() : client.write(data)));
  client.on("close", hangUp);
  upstream.on("close", hangUp);
}

function dial(target: DatabaseUrl): Socket {
  const [host, port] = [hostOf(target), target.port ?? 5432];
  return host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
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
