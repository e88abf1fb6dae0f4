import type { TestProject } from "vitest/node";
import { startTestServer } from "./test-server.ts";

/** Once a run: starts the server that the test files share, and returns how to stop it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, template, stop } = await startTestServer();
  project.provide("testServer", { url, template });
  return stop;
}
