import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collectFacts, type CollectRequest } from "../../src/nodes/collect/collect.ts";
import { listFacts } from "../../src/nodes/facts.ts";
import { verifyNodes } from "../../src/nodes/verify/verify.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import type { DocumentInput } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

/** An ssh that leads to this machine by every name but two, and notes the words it was given. */
const fakeSsh = `#!/bin/sh
echo "$*" >>"$(dirname "$0")/words"
while [ "$1" != -- ]; do shift; done
case $2 in
away) echo "Warning: Permanently added 'away'" >&2; echo "ssh: connect to host away port 22: Operation timed out" >&2; exit 255 ;;
broken) echo "Last login: today"; head -c 2000 | /bin/sh -s ;;
says) nonce=$(sed -n "s/^nonce='\\(.*\\)'$/\\1/p"); sed "s/NONCE/$nonce/" "$(dirname "$0")/says" ;;
*) echo "Welcome to $2"; echo "v7-facts 00 end"; exec /bin/sh -s ;;
esac
`;

async function declare(...nodes: readonly DocumentInput[]): Promise<void> {
  scene.checkout.declare(...nodes);
  await scene.apply();
}

function node(name: string, spec: DocumentInput["spec"] = {}): DocumentInput {
  return { kind: "Node", name, spec: { role: "client", ...spec } };
}

/** This machine is GAMMA, and its ssh is the fake one. */
async function workspace(): Promise<Workspace> {
  const folder = join(scene.checkout.root, "..", "programs");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "ssh"), fakeSsh);
  chmodSync(join(folder, "ssh"), 0o755);
  scene.checkout.git("config", "v7.node", "GAMMA");
  return scene.open({ environment: { PATH: `${folder}:${process.env["PATH"]}` } });
}

async function collect(request: CollectRequest = {}) {
  return collectFacts(await workspace(), request);
}

async function factsOf(name: string): Promise<{ readonly [fact: string]: unknown }> {
  const { facts } = (await listFacts(await scene.open(), { node: name })).output;
  return Object.fromEntries(facts.map(({ fact, value }) => [fact, value]));
}

test("this machine and those over ssh are looked at, and what was seen is recorded with its clocks", async () => {
  await declare(node("GAMMA"), node("BETA", { ssh: { host: "beta", user: "v7", port: 2222 } }), node("AIR"));
  const { output, problem } = await collect();
  expect(problem).toBeNull();
  expect(output.machines.map(({ node: name, by, reached }) => [name, by, reached])).toEqual([
    ["BETA", "ssh", true],
    ["GAMMA", "here", true],
  ]);
  expect(await factsOf("BETA")).toMatchObject({
    "reach/ssh": { reachable: true, address: "beta" },
    "hardware.cpu_cores": expect.any(Number),
    "hardware.ram_gb": expect.any(Number),
    "os.version": expect.any(String),
    look: { durationMs: expect.any(Number), clock: expect.stringMatching(/Z$/), clockAheadSeconds: expect.any(Number) },
  });
});

test("one that is away keeps nothing from the others; that it was is a fact", async () => {
  await declare(node("GAMMA"), node("AIR", { ssh: { host: "away" } }), node("DELTA", { ssh: { host: "broken" } }));
  const { output, problem } = await collect();
  expect(problem).toMatchObject({
    code: "V7-M006",
    exitCode: 6,
    next: ["v7 node facts AIR --collect", "v7 node facts DELTA --collect"],
  });
  expect(output.machines.map(({ node: name, because }) => [name, because])).toEqual([
    ["AIR", "ssh: connect to host away port 22: Operation timed out"],
    ["DELTA", expect.any(String)],
    ["GAMMA", null],
  ]);
  expect(await factsOf("AIR")).toEqual({
    "reach/ssh": { reachable: false, address: "away", note: "ssh: connect to host away port 22: Operation timed out" },
  });
  expect(await factsOf("GAMMA")).toHaveProperty("hardware.ram_gb");
});

test("many machines are looked at together, though a database has few sessions", async () => {
  const many = Array.from({ length: 12 }, (_, at) => node(`HOST${at}`, { ssh: { host: "away" } }));
  await declare(node("GAMMA"), ...many);
  const sessions: number[] = [];
  const counting = setInterval(() => {
    const open =
      "SELECT count(*)::integer AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'v7%'";
    scene.psql.query<{ n: number }>(open).then(
      ({ rows: [row] }) => sessions.push(row?.n ?? 0),
      () => undefined,
    );
  }, 5);
  try {
    expect((await collect()).output.machines).toHaveLength(13);
  } finally {
    clearInterval(counting);
  }
  expect(Math.max(...sessions)).toBeLessThan(6);
});

test("nothing that a document says reaches ssh as an option, and ssh asks nobody anything", async () => {
  await declare(node("GAMMA"), node("BETA", { ssh: { host: "beta", user: "v7", port: 2222 } }));
  await collect();
  const words = scene.checkout.read("../programs/words");
  expect(words).toMatch(/^-T -o BatchMode=yes .*-l v7 -p 2222 -- beta \/bin\/sh -s$/m);
  scene.checkout.declare(node("BETA", { ssh: { host: "-oProxyCommand=touch /tmp/x" } }));
  await expect(scene.plan()).rejects.toMatchObject({ code: "V7-D000" });
});

describe("a machine that nobody can look at", () => {
  test("is refused with what to say", async () => {
    await declare(node("GAMMA"), node("AIR"));
    await expect(collect({ node: "AIR" })).rejects.toMatchObject({ code: "V7-M005" });
    await expect(collect({ node: "OMEGA" })).rejects.toMatchObject({ code: "V7-M001" });
  });
});

describe("what is looked for", () => {
  test("is what documents name and v7 knows; other programs only where Policy names them with all of their words", async () => {
    scene.checkout.declare({ kind: "Policy", name: "default", spec: { commands: [["/bin/echo", "release 9.8.7"]] } });
    await declare(
      node("GAMMA", {
        software: [
          { name: "git" },
          { name: "MLX", probe: ["/bin/echo", "release 9.8.7"] },
          { name: "FastAPI", probe: ["/bin/echo", "release 1.2.3"] },
          { name: "Uvicorn", probe: ["/nowhere/uvicorn", "--version"] },
        ],
      }),
    );
    await collect();
    const facts = await factsOf("GAMMA");
    expect(facts).toMatchObject({ "software/MLX": { version: "9.8.7" } });
    expect(facts).not.toHaveProperty("software/FastAPI");
    expect(facts).not.toHaveProperty("software/Uvicorn");
  });
});

/** What a machine answers to every look: lines of its own, with the word of the look where NONCE stands. */
async function answering(text: string): Promise<void> {
  await declare(node("GAMMA"), node("BETA", { ssh: { host: "says" } }));
  await workspace();
  scene.checkout.write("../programs/says", text);
}

/** A whole answer of a Mac. */
function macSays(looks: { readonly [look: string]: string }, clock = "1760000000"): string {
  const told = Object.entries(looks).map(
    ([look, text]) => `v7-facts NONCE look ${look} 0 ${Buffer.byteLength(text)} 0\n${text}\n`,
  );
  return `v7-facts NONCE begin Darwin ${clock}\n${told.join("")}v7-facts NONCE end\n`;
}

describe("what identifies a machine to strangers", () => {
  const registry = '"IOPlatformSerialNumber" = "K7XQ2L9DMN"\n';
  const addresses = "en0: flags=8863<UP>\n\tinet 203.0.113.9 netmask 0xffffff00\n";
  const ports = "tcp4       0      0  203.0.113.9.5432       *.*                    LISTEN\n";

  test.each([
    ["collected", collectFacts],
    ["verified", verifyNodes],
  ])("is in no row of the database when it is %s", async (_, look) => {
    await answering(macSays({ registry, addresses, ports }));
    scene.checkout.declare(
      node("BETA", {
        ssh: { host: "says" },
        checks: [{ name: "port", description: "PostgreSQL listens", type: "port", of: 5432, expect: true }],
      }),
    );
    await scene.apply();
    await look(await workspace(), { node: "BETA" });
    const everything =
      "SELECT value::text FROM v7_node_facts UNION ALL SELECT fact FROM v7_node_facts UNION ALL SELECT state_json::text FROM system_state_snapshots UNION ALL SELECT concat(found, detail) FROM v7_verifications";
    const told = (await scene.column(everything)).join(" ");
    expect(told).toContain("5432");
    expect(told).not.toMatch(/K7XQ2L9DMN|203\.0\.113\.9/);
  });
});

test.each([
  ["sizes that are none", "v7-facts NONCE begin Darwin 1\nv7-facts NONCE look uname 0 -30 0\n\nv7-facts NONCE end\n"],
  ["words for numbers", "v7-facts NONCE begin Darwin 1\nv7-facts NONCE look uname 0 some 0\n\nv7-facts NONCE end\n"],
  ["a clock that is none", "v7-facts NONCE begin Darwin now\nv7-facts NONCE end\n"],
  ["a clock beyond all time", "v7-facts NONCE begin Darwin 99999999999999999\nv7-facts NONCE end\n"],
])(
  "a machine that answers nonsense is not read, and hinders nobody: %s",
  async (_, text) => {
    await answering(text);
    const { output } = await collect();
    expect(output.machines.map(({ node: name, reached }) => [name, reached])).toEqual([
      ["BETA", false],
      ["GAMMA", true],
    ]);
  },
  30_000,
);

test("a machine may say what no row can hold: what it says is cut or left out", async () => {
  await answering(macSays({ hostname: "be\0ta\n", version: `ProductName: ${"x".repeat(100_000)}\n` }));
  expect((await collect()).problem).toBeNull();
  expect(await factsOf("BETA")).toMatchObject({ "os.host_name": "be\uFFFDta" });
});

test("programs of a look see nothing of what v7 was started with", async () => {
  scene.checkout.declare({ kind: "Policy", name: "default", spec: { commands: [["/usr/bin/env"]] } });
  await declare(node("GAMMA", { software: [{ name: "MLX", probe: ["/usr/bin/env"] }] }));
  const opened = await workspace();
  process.env["V7_TEST_SECRET"] = "9.9.9";
  try {
    await collectFacts(opened, {});
  } finally {
    delete process.env["V7_TEST_SECRET"];
  }
  expect(JSON.stringify(await factsOf("GAMMA"))).not.toContain("9.9.9");
});
