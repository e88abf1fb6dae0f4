import type { TestProject } from "vitest/node";
import { findPgBouncer, startPgBouncer } from "./pgbouncer.ts";
import { startTestServer } from "./test-server.ts";

/** As the other setup, but v7 reaches the server through a pooler; the tests' own psql does not. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, template, stop } = await startTestServer();
  const poolSize = project.name === "pooler-of-two" ? 2 : 40;
  const pooler = await startPgBouncer(findPgBouncer() ?? "pgbouncer", url, { poolSize });
  project.provide("testServer", { url, template, clientUrl: pooler.url });
  return async () => {
    await pooler.stop();
    await stop();
  };
}
