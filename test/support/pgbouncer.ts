import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { connect } from "../../src/postgres/connection.ts";
import { databaseNameOf, type DatabaseUrl, hostOf, parseDatabaseUrl, userOf } from "../../src/postgres/database-url.ts";
import { chooseRunAs, ownerOfFiles } from "../../src/postgres/embedded/run-as.ts";
import { loginNames, loginPassword } from "./login-names.ts";
import { testTarget } from "./test-server.ts";
import { system } from "./this-machine.ts";

/** Where Debian and others install the program; undefined where it is missing. */
export function findPgBouncer(): string | undefined {
  return ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"].find((file) => existsSync(file));
}

/** A pooler in front of a server. */
export interface PgBouncer {
  /** The server by way of the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a pooler in transaction mode that hands each database `poolSize` sessions, and is its defaults otherwise. */
export async function startPgBouncer(
  program: string,
  serverUrl: string,
  { poolSize }: { readonly poolSize: number },
): Promise<PgBouncer> {
  const target = parseDatabaseUrl(serverUrl);
  if (!target) throw new Error("the test server's URL cannot be read");
  const runAs = chooseRunAs(system, undefined);
  const folder = mkdtempSync(join(tmpdir(), "v7-pgbouncer-"));
  const port = await freePort();
  const configuration = join(folder, "pgbouncer.ini");
  const users = join(folder, "users.txt");
  writeFileSync(configuration, settings(target, port, poolSize, users));
  writeFileSync(users, userLines(target));
  for (const path of [folder, configuration, users]) chownSync(path, ownerOfFiles(system, runAs), -1);
  const [command, ...words] = [...runAs.wrapper, program, "--quiet", configuration];
  const child = spawn(command, words, { stdio: ["ignore", "ignore", "inherit"], ...runAs.user });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `postgres://${encodeURIComponent(userOf(target))}@127.0.0.1:${port}/${databaseNameOf(target)}?sslmode=disable`;
  await answers(url);
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function settings(target: DatabaseUrl, port: number, poolSize: number, users: string): string {
  return [
    "[databases]",
    `* = host='${hostOf(target)}' port=${target.port ?? 5432}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "unix_socket_dir =",
    // Logins keep apart who may do what; who may log in at all is not what is tested here.
    "auth_type = trust",
    `auth_file = ${users}`,
    "pool_mode = transaction",
    `default_pool_size = ${poolSize}`,
    "max_client_conn = 500",
  ].join("\n");
}

/** The test server's own user and the logins that tests make. */
function userLines(target: DatabaseUrl): string {
  const own = [userOf(target), target.password ?? ""] as const;
  const made = loginNames.map((login) => [login, loginPassword] as const);
  return [own, ...made].map(([user, password]) => `"${user}" "${password.replaceAll('"', '""')}"\n`).join("");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await (await connect(testTarget(url), { applicationName: "v7 tests" })).end();
    } catch (error) {
      if (tries === 200) throw error;
      await delay(50);
    }
  }
}
