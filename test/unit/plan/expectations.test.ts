import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import type { UnmetExpectation } from "../../../src/model/machine.ts";
import type { KnownFact } from "../../../src/model/output/node-facts.ts";
import type { Fields } from "../../../src/model/resource.ts";
import { allExpectations, unmetExpectations } from "../../../src/plan/expectations.ts";

const observedAt = "2025-10-09T12:10:00Z";

/** What remains unmet on ALPHA, which should be `node` with `services`, and was seen with `facts`. */
function unmet(
  node: Fields,
  facts: { readonly [fact: string]: Json },
  services: { readonly [name: string]: Fields } = {},
  interfaces: readonly string[] = [],
): UnmetExpectation[] {
  return unmetExpectations({ node, services: new Map(Object.entries(services)), interfaces, links: [] }, known(facts));
}

function known(facts: { readonly [fact: string]: Json }): ReadonlyMap<string, KnownFact> {
  const seen = { node: "ALPHA", source: "audit", observed_at: observedAt };
  const recorded = { recorded_at: observedAt, recorded_by: "ci" };
  return new Map(Object.entries(facts).map(([fact, value]) => [fact, { fact, value, ...seen, ...recorded }]));
}

test("all expectations are told, those that are met too, what runs beside what is declared", () => {
  const node = {
    software: [{ name: "FastAPI" }, { name: "MLX", version: "0.29.2" }],
    "postgresql.settings": { work_mem: "64MB" },
    databases: [{ name: "aya_rag", extensions: ["vector"] }],
  };
  const facts = known({
    "software/FastAPI": {},
    "software/MLX": { version: "0.29.2" },
    "setting/work_mem": { value: "65536kB" },
    "database/aya_rag": { extensions: ["plpgsql", "vector"] },
  });
  const all = allExpectations({ node, services: new Map(), interfaces: [], links: [] }, facts);
  expect(
    all.map(({ name, state, declared, configured, running }) => [name, state, declared, configured, running]),
  ).toEqual([
    ["FastAPI", "met", "installed", null, "installed"],
    ["MLX version", "met", "0.29.2", null, "0.29.2"],
    ["work_mem", "met", "64MB", "65536kB", "65536kB"],
    ["aya_rag extensions", "met", ["vector"], null, ["plpgsql", "vector"]],
  ]);
});

describe("a setting", () => {
  const declared = { "postgresql.settings": { shared_buffers: "131072MB" } };

  test("is met by a value that means the same", () => {
    expect(unmet(declared, { "setting/shared_buffers": { value: "128GB" } })).toEqual([]);
  });

  test("waits for a restart when it is configured as declared", () => {
    expect(unmet(declared, { "setting/shared_buffers": { value: "128MB", pendingValue: "128GB" } })).toEqual([
      {
        fact: "setting/shared_buffers",
        name: "shared_buffers",
        state: "pending_restart",
        declared: "131072MB",
        configured: "128GB",
        running: "128MB",
        observed_at: observedAt,
      },
    ]);
  });

  test("differs when it is configured otherwise", () => {
    expect(unmet(declared, { "setting/shared_buffers": { value: "128MB", pendingValue: "64GB" } })).toMatchObject([
      { state: "differs", configured: "64GB", running: "128MB" },
    ]);
  });

  test("differs when a restart would change what runs as declared", () => {
    expect(unmet(declared, { "setting/shared_buffers": { value: "128GB", pendingValue: "64GB" } })).toMatchObject([
      { state: "differs", configured: "64GB", running: "128GB" },
    ]);
  });

  test("that nobody has looked at is unverified", () => {
    expect(unmet(declared, {})).toMatchObject([{ state: "unverified", running: null, observed_at: null }]);
  });

  test("with a number counts in the unit that was observed", () => {
    expect(unmet(declared, { "setting/shared_buffers": { value: "16777216", unit: "8kB" } })).toEqual([]);
  });
});

describe("software", () => {
  const declared = { software: [{ name: "PostgreSQL", version: "18.0", runtimeMode: "Rosetta 2", installPath: null }] };

  test("is met where version and mode are as declared", () => {
    const seen = { version: "18.0", runtimeMode: "Rosetta 2", architecture: "x86_64" };
    expect(unmet(declared, { "software/PostgreSQL": seen })).toEqual([]);
  });

  test("differs in its version, and says what it was seen to be", () => {
    expect(unmet(declared, { "software/PostgreSQL": { version: "17.6", runtimeMode: "Rosetta 2" } })).toMatchObject([
      { name: "PostgreSQL version", state: "differs", declared: "18.0", running: "17.6" },
    ]);
  });

  test("of which nobody read the version is unverified in that", () => {
    expect(unmet(declared, { "software/PostgreSQL": { runtimeMode: "Rosetta 2" } })).toMatchObject([
      { name: "PostgreSQL version", state: "unverified" },
    ]);
  });

  test("that was looked for and not found differs", () => {
    expect(unmet(declared, { "software/PostgreSQL": { present: false } })).toMatchObject([
      { name: "PostgreSQL", state: "differs", running: "not installed" },
    ]);
  });

  test("that nobody has looked for is one unverified row", () => {
    expect(unmet(declared, {})).toMatchObject([{ name: "PostgreSQL", state: "unverified", declared: "18.0" }]);
  });
});

describe("a service", () => {
  test("is expected to run", () => {
    const seen = { "service/Embedding Service": { status: "stopped" } };
    expect(unmet({}, seen, { "Embedding Service": {} })).toMatchObject([
      { name: "Embedding Service", state: "differs", declared: "running", running: "stopped" },
    ]);
  });

  test("is expected at its port", () => {
    const seen = { "service/Embedding Service": { status: "running", port: 8766 } };
    expect(unmet({}, seen, { "Embedding Service": { port: 8765 } })).toMatchObject([
      { name: "Embedding Service port", declared: 8765, running: 8766 },
    ]);
  });
});

describe("a database", () => {
  const declared = { databases: [{ name: "aya_rag", extensions: ["vector"] }] };

  test("may have more extensions than declared", () => {
    expect(unmet(declared, { "database/aya_rag": { extensions: ["plpgsql", "vector"] } })).toEqual([]);
  });

  test("differs where a declared extension is missing", () => {
    expect(unmet(declared, { "database/aya_rag": { extensions: ["plpgsql"] } })).toMatchObject([
      { name: "aya_rag extensions", state: "differs", declared: ["vector"], running: ["plpgsql"] },
    ]);
  });

  test("whose extensions nobody listed is unverified in them", () => {
    expect(unmet(declared, { "database/aya_rag": { size: "9.4 MB" } })).toMatchObject([{ state: "unverified" }]);
  });
});

describe("what a machine is made of", () => {
  test("differs where somebody saw it otherwise, and is no matter of doubt where nobody looked", () => {
    const node = { cpuCores: 32, ramGb: 512, architecture: "ARM64" };
    expect(unmet(node, { "hardware.ram_gb": 256, "hardware.architecture": "ARM64" })).toMatchObject([
      { fact: "hardware.ram_gb", name: "ramGb", state: "differs", declared: 512, running: 256 },
    ]);
  });
});

describe("addresses", () => {
  test("that are not among those a machine has are absent", () => {
    const facts = { "interface/192.168.0.80": { name: "en0" } };
    expect(unmet({}, facts, {}, ["192.168.0.80", "100.106.113.76"])).toMatchObject([
      { name: "100.106.113.76", state: "differs", declared: "there", running: "absent" },
    ]);
  });

  test("of a machine that nobody asked for its addresses are not known", () => {
    expect(unmet({}, { "hardware.ram_gb": 512 }, {}, ["192.168.0.80"])).toEqual([]);
  });
});
