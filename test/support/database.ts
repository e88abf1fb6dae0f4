import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { connect, type Connection } from "../../src/postgres/connection.ts";
import type { UrlTarget } from "../../src/postgres/settings.ts";
import { administer, testTarget, withDatabase, type TestServer } from "./test-server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** From the global setup. */
    testServer: TestServer;
  }
}

/** A database of a test file's own. */
export interface TestDatabase {
  readonly name: string;
  /** The way v7 takes: in the pooler's projects, through the pooler. */
  readonly url: string;
  readonly target: UrlTarget;
  /** Straight to the server, as somebody with psql. */
  connect(options?: { readonly applicationName?: string }): Promise<Connection>;
  /** Ends the connections it gave and removes the database, whoever else is connected. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** False: an empty one. */
  readonly migrated?: boolean;
  /** The URL of another server than that of the tests; a database there is empty. */
  readonly server?: string | undefined;
}

/** Creates a database with v7's schema, or an empty one (`migrated: false`). Call `drop` in `afterAll`. */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = options.server === undefined ? inject("testServer") : { url: options.server, template: "template0" };
  const name = `v7_test_${randomBytes(6).toString("hex")}`;
  const template = options.migrated === false ? "template0" : server.template;
  await administer(server.url, (admin) =>
    admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}${fileCopy(admin)}`),
  );
  return opened(server, name);
}

/** Without it the clone is written page by page through the log; older servers know no other way than copying. */
function fileCopy(admin: Connection): string {
  return admin.serverVersion >= 150_000 ? " STRATEGY FILE_COPY" : "";
}

function opened({ url: serverUrl, clientUrl = serverUrl }: TestServer, name: string): TestDatabase {
  const url = withDatabase(clientUrl, name);
  const straight = testTarget(withDatabase(serverUrl, name));
  const connections: Connection[] = [];
  return {
    name,
    url,
    target: testTarget(url),
    connect: async ({ applicationName = "v7 tests" } = {}) => {
      const connection = await connect(straight, { applicationName });
      connections.push(connection);
      return connection;
    },
    drop: async () => {
      await Promise.all(connections.map((connection) => connection.end()));
      await administer(serverUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
