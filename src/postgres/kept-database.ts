import type { Connection } from "./connection.ts";
import { isConnectionLoss } from "./connection-failures.ts";
import { Failure } from "../model/failure.ts";
import type { Database, DatabaseOptions, Purpose } from "./database.ts";
import { openCheckedReports, openDatabase } from "./database.ts";
import type { Reports } from "./report-reader.ts";

export interface KeptOptions extends DatabaseOptions {
  /** How many connections of a purpose there are at most, and how many of slonik's; who comes later waits. */
  readonly most: number;
  /** Only ever the login that cannot write. */
  readonly readsOnly?: boolean;
}

/**
 * A database for a process that stays: what is ended comes back, and serves whoever asks next.
 * Keeps connections of `connect` and slonik's pool. A connection that broke, was left in the middle of a statement or has a
 * transaction open does not come back. Raw and read-only ones are never kept: they are rare, and sessions remember things.
 */
export function openKeptDatabase({ most, readsOnly = false, ...options }: KeptOptions): Database {
  const database = readsOnly ? readingDatabase(openDatabase(options)) : openDatabase(options);
  const shelves: Record<Purpose, Shelf> = {
    read: openShelf(most, () => database.connect("read")),
    write: openShelf(most, () => database.connect("write")),
  };
  const reports = keptReports(() =>
    database.server("read").then((server) => openCheckedReports(server, options, most)),
  );
  return Object.assign(Object.create(database) as Database, {
    connect: (purpose: Purpose) => shelves[purpose].take(),
    reports: reports.use,
    close: async () => {
      await Promise.all([shelves.read.close(), shelves.write.close(), reports.close()]);
    },
  });
}

/** Whatever is asked of it, it has one login, and that one cannot write. */
function readingDatabase(database: Database): Database {
  const refuse = (purpose: Purpose): void => {
    if (purpose === "write") throw new Failure("V7-W009", "the server writes nothing");
  };
  return Object.assign(Object.create(database) as Database, {
    writes: false,
    server: async (purpose: Purpose) => {
      refuse(purpose);
      return database.readOnlyServer();
    },
    connect: async (purpose: Purpose) => {
      refuse(purpose);
      return database.connectReadOnly();
    },
    connectRaw: async (purpose: Purpose) => {
      refuse(purpose);
      return database.connectReadOnly();
    },
  });
}

interface Shelf {
  take(): Promise<Connection>;
  close(): Promise<void>;
}

function openShelf(most: number, open: () => Promise<Connection>): Shelf {
  const idle: Connection[] = [];
  const waiting: ((place: void) => void)[] = [];
  let free = most;
  let closed = false;
  /** Whoever waits gets the place at once, before anybody who comes now. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  const enter = (): Promise<void> | undefined => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve));
    free -= 1;
    return undefined;
  };
  const giveBack = async (connection: Connection): Promise<void> => {
    if (closed || connection.lost || !connection.idle) await connection.end();
    else idle.push(connection);
    leave();
  };
  return {
    take: async () => {
      await enter();
      try {
        return lend(takeSound(idle) ?? (await open()), giveBack);
      } catch (error) {
        leave();
        throw error;
      }
    },
    close: async () => {
      closed = true;
      await Promise.all(idle.splice(0).map((connection) => connection.end()));
    },
  };
}

/** One that broke while it lay there is nobody's. */
function takeSound(idle: Connection[]): Connection | undefined {
  for (let connection = idle.pop(); connection !== undefined; connection = idle.pop())
    if (!connection.lost) return connection;
  return undefined;
}

/** The connection with an end that gives it back; called twice, it gives back once. */
function lend(connection: Connection, giveBack: (connection: Connection) => Promise<void>): Connection {
  let ended: Promise<void> | undefined;
  return Object.assign(Object.create(connection) as Connection, {
    end: () => (ended ??= giveBack(connection)),
  });
}

/** slonik is opened by the first who asks; one whose server is gone is opened anew. */
function keptReports(open: () => Promise<Reports>): { readonly use: Database["reports"]; close(): Promise<void> } {
  let opened: Promise<Reports> | undefined;
  const forget = async (): Promise<void> => {
    const last = opened;
    opened = undefined;
    await last?.then(({ end }) => end()).catch(() => undefined);
  };
  return {
    use: async (work) => {
      opened ??= open();
      const mine = opened;
      try {
        return await work((await mine).reader);
      } catch (error) {
        if (mine === opened && isGone(error)) await forget();
        throw error;
      }
    },
    close: forget,
  };
}

/** Whether an error says that the server is not there any more; slonik wraps what the driver says. */
function isGone(error: unknown): boolean {
  if (error instanceof Failure) return error.exit === "unavailable";
  return isConnectionLoss(error) || (error instanceof Error && error.cause !== undefined && isGone(error.cause));
}
