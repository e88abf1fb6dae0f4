import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readToken } from "../../src/serve/http/access.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { conformanceFolder, optional } from "../support/optional.ts";
import { type Assessment, openAssessment, readingEnvironment, serveAgents, type ServedAgents } from "./agents.ts";
import { type AuthorizingProxy, openAuthorizingProxy } from "./authorizing-proxy.ts";

let scene: Assessment;
let served: ServedAgents;
let proxy: AuthorizingProxy;

describe.runIf(optional.conformance.isThere())("the protocol's own judges", () => {
  beforeAll(async () => {
    scene = await openAssessment();
    served = await serveAgents(scene);
    proxy = await openAuthorizingProxy(served.url, readToken(served.workspace));
  });

  afterAll(async () => {
    await proxy.close();
    await served.close();
    await scene.end();
  });

  // What is excused stands in the file of the revision, check by check with why; all else must pass, and each message be valid.
  test.each(["2026-07-28", "2025-11-25"])(
    "the conformance suite of %s finds nothing but what is excused",
    async (set) => {
      const results = mkdtempSync(join(tmpdir(), "v7-conformance-"));
      const excused = packagePath(`test/fixtures/conformance/${set}.yaml`);
      const words = ["--requirements", set, "--expected-failures", excused, "-o", results];
      const { exitCode, said } = await judged(["server", "--url", `${proxy.url}/mcp`, ...words]);
      rmSync(results, { recursive: true });
      expect({ exitCode, said: exitCode === 0 ? "" : said.slice(said.indexOf("=== SUMMARY")) }).toEqual({
        exitCode: 0,
        said: "",
      });
    },
  );

  test("a client with the library of old finds the tools and asks one", async () => {
    const client = await oldClient();
    const { tools } = await client.listTools();
    expect(tools).toHaveLength(12);
    const answer = await client.callTool({ name: "list_tasks", arguments: { phase: "1" } });
    await client.close();
    expect(answer.structuredContent).toMatchObject({ command: "task list", tasks: [{}, {}, {}] });
  });
});

function judged(words: readonly string[]): Promise<{ readonly exitCode: number; readonly said: string }> {
  const bin = join(conformanceFolder, "node_modules/.bin/conformance");
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...words], { maxBuffer: 1e8 }, (error, stdout, stderr) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    );
  });
}

/** As much of the old library as is used here. */
interface OldClient {
  connect(transport: object): Promise<void>;
  listTools(): Promise<{ tools: object[] }>;
  callTool(call: object): Promise<{ structuredContent?: object }>;
  close(): Promise<void>;
}

async function oldClient(): Promise<OldClient> {
  const require = createRequire(join(conformanceFolder, "package.json"));
  const load = (path: string): Promise<Record<string, new (...given: object[]) => object>> =>
    import(pathToFileURL(require.resolve(`@modelcontextprotocol/sdk/client/${path}.js`)).href) as never;
  const [{ Client }, { StdioClientTransport }] = [await load("index"), await load("stdio")];
  if (Client === undefined || StdioClientTransport === undefined) throw new Error("not the library of old");
  const client = new Client({ name: "an old agent", version: "1.0.0" }) as OldClient;
  const args = [packagePath("bin/run.js"), "mcp", "--repo", scene.checkout.root];
  const env = { PATH: process.env["PATH"] ?? "", ...readingEnvironment(scene.logins) };
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: "pipe" }));
  return client;
}
