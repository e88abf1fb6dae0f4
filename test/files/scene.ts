import { lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ScanRequest, scanFiles } from "../../src/files/scan/scan.ts";
import type { ScanOutput } from "../../src/model/output/scan.ts";
import { stampOf } from "../../src/system/walk.ts";
import { readSql } from "../../src/system/package-file.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { keepWorkspaces } from "../scenes/kept-workspaces.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

/** A repository, its registry, and a folder outside. */
export interface FileScene {
  readonly root: string;
  /** Of its database. */
  readonly url: string;
  readonly outside: string;
  readonly checkout: Checkout;
  readonly databaseUrl: string;
  readonly psql: Connection;
  /** A workspace whose connections stay. */
  open(): Promise<Workspace>;
  /** A file of the repository, changed long enough ago that its stamp can be trusted. */
  write(path: string, text: string | Uint8Array): void;
  scan(request?: ScanRequest): Promise<ScanOutput>;
  /** Scans while something else happens: after the walk, before the registry's rows are read. */
  scanWhile(work: () => unknown, request?: ScanRequest): Promise<ScanOutput>;
  /** The rows that are there, by path. */
  registered(): Promise<Record<string, FileRow>>;
  /** `created docs/PRD.md`, oldest first. */
  changes(): Promise<string[]>;
  end(): Promise<void>;
}

export interface FileRow {
  readonly path: string;
  readonly hash: string | null;
  readonly size_bytes: string;
  readonly ext: string | null;
  readonly file_type: string;
  readonly component: string | null;
  readonly pillar: string | null;
  readonly project: string | null;
  readonly title: string | null;
  readonly metadata: {
    readonly stamp?: string;
    readonly mtime_ns?: string;
    readonly language?: string;
    readonly lines?: number;
    readonly state?: string;
  };
}

export async function openFileScene(): Promise<FileScene> {
  const database: TestDatabase = await testDatabase();
  const checkout = createCheckout(database.url);
  checkout.initGit();
  rmSync(join(checkout.root, "state"), { recursive: true });
  // Still a repository of v7's.
  mkdirSync(join(checkout.root, "state"));
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "v7 Draußen-")));
  const psql = await database.connect({ applicationName: "psql" });
  const kept = keepWorkspaces(checkout);
  return {
    root: checkout.root,
    url: database.url,
    outside,
    checkout,
    databaseUrl: database.url,
    psql,
    open: () => kept.open(),
    write: (path, text) => {
      const file = join(checkout.root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    scan: async (request = {}) => (await scanFiles(await kept.open(), request)).output,
    scanWhile: async (work, request = {}) => {
      const workspace = await checkout.open();
      const walk = Promise.withResolvers<void>();
      const connect: typeof workspace.database.connect = async (purpose) =>
        late(await workspace.database.connect(purpose), () => walk.promise.then(work));
      // Of a few files a walk says nothing before it ends.
      const tell = (): void => walk.resolve();
      const slow = { ...workspace, tell, database: { ...workspace.database, connect } };
      return (await scanFiles(slow, request)).output;
    },
    registered: async () => {
      const { rows } = await psql.query<FileRow>("SELECT * FROM v7_files WHERE deleted_at IS NULL ORDER BY path");
      return Object.fromEntries(rows.map((row) => [row.path, row]));
    },
    changes: async () => {
      const { rows } = await psql.query<{ change_type: string; path: string }>("SELECT * FROM v7_changes ORDER BY id");
      return rows.map(({ change_type, path }) => `${change_type} ${path}`);
    },
    end: async () => {
      await kept.close();
      await database.drop();
      checkout.remove();
      rmSync(outside, { recursive: true, force: true });
    },
  };
}

/** A connection on which the registry's rows come when some work is done. */
function late(connection: Connection, work: () => unknown): Connection {
  const slow = Object.create(connection) as Connection;
  const query: Connection["query"] = async (text, values) => {
    if (text === readSql("files/scan/known.sql")) await work();
    return connection.query(text, values);
  };
  return Object.assign(slow, { query });
}

/** Makes the registry trust every stamp, as it does once a file has been left alone for two seconds. */
export async function settle({ psql, root }: Pick<FileScene, "psql" | "root">): Promise<void> {
  const { rows } = await psql.query<{ id: string; path: string }>(
    "SELECT id, path FROM v7_files WHERE deleted_at IS NULL",
  );
  for (const { id, path } of rows) {
    const status = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (status === undefined) continue;
    const values = [id, stampOf(status)];
    await psql.query(
      "UPDATE v7_files SET metadata = metadata || jsonb_build_object('stamp', $2::text) WHERE id = $1",
      values,
    );
  }
}
