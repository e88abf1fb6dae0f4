import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { verifyNodes } from "../../src/nodes/verify/verify.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.git("config", "v7.node", "ALPHA");
});

afterEach(() => scene.end());

type Check = JsonObject & { readonly name: string };

async function declare(checks: readonly Check[], spec: JsonObject = {}): Promise<void> {
  const described = checks.map((check) => ({ description: "must hold", ...check }));
  scene.checkout.declare({ kind: "Node", name: "ALPHA", spec: { role: "primary", ...spec, checks: described } });
  await scene.apply();
}

async function verify() {
  return verifyNodes(await scene.open(), {});
}

async function outcomes(): Promise<{ readonly [check: string]: string }> {
  const { checks } = (await verify()).output;
  return Object.fromEntries(checks.map(({ name, outcome }) => [name, outcome]));
}

const shell: Check = { name: "shell", type: "file", of: "/bin/sh", expect: true };

describe("a check", () => {
  test("passes where it holds, and fails where it does not", async () => {
    await declare(
      [
        shell,
        { name: "no shell", type: "file", of: "/bin/sh", expect: false },
        { name: "models", type: "file", of: "/nowhere/models", expect: true },
        { name: "root", type: "user", of: "root", expect: true },
        { name: "operator", type: "user", of: "operator-of-nobody", expect: true },
        { name: "git", type: "software", of: "git", expect: true },
        { name: "old git", type: "software", of: "git", expect: "0.1" },
        { name: "closed", type: "connect", of: "127.0.0.1:1", expect: true },
      ],
      { software: [{ name: "git" }] },
    );
    expect(await outcomes()).toEqual({
      shell: "passed",
      "no shell": "failed",
      models: "failed",
      root: "passed",
      operator: "failed",
      git: "passed",
      "old git": "failed",
      closed: "failed",
    });
  });

  test("of the old form says nothing of how it is made: it is skipped, and that is not good", async () => {
    await declare([{ name: "replication-slot", expect: 1 }]);
    const { output, problem } = await verify();
    expect(output).toMatchObject({ passed: 0, skipped: 1, checks: [{ outcome: "skipped", valid_until: null }] });
    expect(problem).toBeNull();
    expect(await scene.column("SELECT verification_status FROM system_state_snapshots")).toEqual(["partial"]);
  });

  test("is unknown where nobody can say", async () => {
    await declare([{ name: "postgresql", type: "service", of: "PostgreSQL", expect: "running" }]);
    const { problem } = await verify();
    expect(problem).toMatchObject({
      code: "V7-M007",
      exitCode: 2,
      message: expect.stringContaining("ALPHA postgresql unknown"),
    });
  });

  test("of a server is tried again, and told how often", async () => {
    let asked = 0;
    const server = createServer((_, response) => response.writeHead((asked += 1) < 3 ? 503 : 200).end()).listen(
      0,
      "127.0.0.1",
    );
    try {
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      await declare([{ name: "health", type: "http", of: `http://127.0.0.1:${port}/`, expect: 200, retries: 2 }]);
      expect((await verify()).output.checks).toMatchObject([{ outcome: "passed", found: 200, tries: 3 }]);
    } finally {
      server.close();
    }
  });
});

describe("a program", () => {
  test("runs only as Policy names it, and only once that is applied", async () => {
    const hello: Check = { name: "hello", type: "command", of: ["/bin/echo", "hello"], expect: "hello" };
    await declare([hello]);
    expect(await outcomes()).toEqual({ hello: "skipped" });
    scene.checkout.declare({ kind: "Policy", name: "default", spec: { commands: [["/bin/echo", "hello"]] } });
    expect(await outcomes()).toEqual({ hello: "skipped" });
    await scene.apply();
    expect(await outcomes()).toEqual({ hello: "passed" });
  });
});

describe("what passed", () => {
  test("is verified for as long as its node says; results are added and never changed", async () => {
    await declare([shell], { verifiedFor: "12h" });
    await verify();
    await verify();
    const rows =
      "SELECT status || ' ' || (valid_until - verified_at > interval '11 hours 59 minutes') FROM v7_verifications";
    expect(await scene.column(rows)).toEqual(["verified true", "verified true"]);
  });

  test("is a snapshot with all that was seen, one for each verification", async () => {
    await declare([shell]);
    const { snapshot } = (await verify()).output;
    expect(snapshot).toMatch(/^Production Verified \d{4}-\d\d-\d\d$/);
    expect((await verify()).output.snapshot).not.toBe(snapshot);
    expect(
      await scene.column("SELECT state_json #>> '{machines,0,checks,0,outcome}' FROM system_state_snapshots"),
    ).toEqual(["passed", "passed"]);
  });
});

test("who applies verifies; who only reads or approves does not, and nothing is recorded", async () => {
  await declare([shell]);
  const logins = await separateLogins(scene);
  const as = async (login: "ci" | "arthur" | "v7_ro") =>
    verifyNodes(await scene.checkout.open({ databaseUrl: logins.urlAs(login) }), {});
  await expect(as("arthur")).rejects.toMatchObject({ code: "V7-B065" });
  await expect(as("v7_ro")).rejects.toMatchObject({ code: "V7-B008" });
  expect(await scene.column("SELECT count(*)::integer FROM v7_verifications")).toEqual([0]);
  expect((await as("ci")).output).toMatchObject({ passed: 1 });
  expect(await scene.column("SELECT verified_by FROM v7_verifications")).toEqual(["ci"]);
});
