import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readToken } from "../../src/serve/http/access.ts";
import { inSecondTier, optional, schemathesis } from "../support/optional.ts";
import { openAssessment, type Assessment } from "./agents.ts";
import { type Served, serveScene } from "./served.ts";

const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_schema_conformance",
  "negative_data_rejection",
];

describe.skipIf(!inSecondTier() || !optional.schemathesis.isThere())("requests made of the description", () => {
  let scene: Assessment;
  let served: Served;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "v7-described-"));
    scene = await openAssessment();
    served = await serveScene(scene);
  });

  afterAll(async () => {
    await served.close();
    await scene.end();
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    "find no answer of 500, and none that the description does not know",
    async () => {
      const description = join(folder, "openapi.json");
      writeFileSync(description, (await served.ask("/openapi.json")).text);
      const header = `Authorization: Bearer ${readToken(served.workspace)}`;
      const asked = ["run", description, "--url", served.url, "--header", header, "--no-color"];
      // /events never ends.
      const limits = ["--phases", "fuzzing", "--max-examples", "5", "--seed", "7", "--exclude-path", "/events"];
      const words = [...asked, ...limits, "--checks", checks.join(",")];
      const child = spawn(schemathesis, words, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
      const said: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => said.push(part));
      const [status] = (await once(child, "close")) as [number | null];
      expect({ status, said: status === 0 ? "" : Buffer.concat(said).toString().slice(-4_000) }).toEqual({
        status: 0,
        said: "",
      });
    },
    20 * 60_000,
  );
});
