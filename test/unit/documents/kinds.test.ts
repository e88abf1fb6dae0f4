import { describe, expect, test } from "vitest";
import { checkConfigText } from "../../../src/documents/config.ts";
import { describeKind } from "../../../src/documents/describe-kind.ts";
import { exampleDocument, exampleFile } from "../../../src/documents/example-document.ts";
import { readDocuments } from "../../../src/documents/read-documents.ts";
import { kindNames } from "../../../src/documents/schema.ts";
import type { Json, JsonObject } from "../../../src/model/json.ts";

interface Declared {
  readonly kind: string;
  readonly name: string;
  readonly spec: JsonObject;
}

/** What is wrong with a document, without places. */
function wrong({ kind, name, spec }: Declared): string[] {
  const text = JSON.stringify({ apiVersion: "v7/v1", kind, metadata: { name }, spec });
  return readDocuments(text, "state/a.yaml").findings.map(({ message, code }) => `${message} [${code}]`);
}

/** The same, once these fields of the spec are replaced. */
function wrongWith(declared: Declared, fields: { readonly [field: string]: Json }): string[] {
  return wrong({ ...declared, spec: { ...declared.spec, ...fields } });
}

const digest = "0123456789abcdef".repeat(4);

const contactStatus: Declared = {
  kind: "EnumPlan",
  name: "contact_curation_status",
  spec: {
    database: "app",
    phase: 4,
    currentValues: ["Complete", "Error", "New", "Processing", "Queued", "Skipped"],
    targetName: "v7_contact_status",
    targetValues: ["complete", "error", "new", "processing", "queued", "skipped"],
    consolidatesWith: ["contactcurationstatus"],
    affectedTables: ["contacts"],
    affectedColumns: { contacts: ["curation_status"] },
    valueMap: { Complete: "complete", Error: "error" },
    migrationScript: { file: "enums/contact_status.up.sql", sha256: digest },
    rollbackScript: null,
    status: "proposed",
    riskLevel: "high",
    approvedBy: null,
    implementedAt: null,
  },
};

describe("an EnumPlan", () => {
  test("says what becomes of the guide's enum", () => {
    expect(wrong(contactStatus)).toEqual([]);
  });

  test("needs to know what it replaces", () => {
    expect(wrong({ ...contactStatus, spec: { targetName: "v7_contact_status", targetValues: ["new"] } })).toEqual([
      "spec needs currentValues [V7-D005]",
      "spec needs affectedTables [V7-D005]",
      "spec needs affectedColumns [V7-D005]",
    ]);
  });

  test("names no new value twice", () => {
    expect(wrongWith(contactStatus, { targetValues: ["new", "queued", "new"] })).toEqual([
      "targetValues names new twice [V7-D024]",
    ]);
  });

  test.each(["/etc/passwd", "../v7.yaml", "enums/../../v7.yaml", "enums/..", "enums\\up.sql"])(
    "finds no script outside the state folder: %s",
    (file) => {
      expect(wrongWith(contactStatus, { migrationScript: { file, sha256: digest } })).toEqual([
        `migrationScript.file ${file} has the wrong form; write it as "enums/contact_status.up.sql" [V7-D009]`,
      ]);
    },
  );

  test("takes a script whose name only begins with dots", () => {
    expect(wrongWith(contactStatus, { migrationScript: { file: "enums/..up.sql", sha256: digest } })).toEqual([]);
  });

  test("takes no script without its digest", () => {
    expect(wrongWith(contactStatus, { migrationScript: { file: "enums/contact_status.up.sql" } })).toEqual([
      "migrationScript needs sha256 [V7-D005]",
    ]);
  });
});

const contactImpact: Declared = {
  kind: "Impact",
  name: "enum/contact_curation_status",
  spec: {
    changeType: "enum",
    changeDetail: { from: "contact_curation_status", to: "v7_contact_status" },
    affectedWorkflows: ["WF4", "WF7"],
    affectedLayers: [1, 3, 4],
    description: "ENUM change affects domain curation and page extraction workflows",
    riskAssessment: "high",
    mitigationStrategy: "Implement compatibility layer during transition",
    approvalStatus: null,
    task: "1.1",
  },
};

describe("an Impact", () => {
  test("says what the guide's enum change means", () => {
    expect(wrong(contactImpact)).toEqual([]);
  });

  test("names workflows and layers by their numbers", () => {
    expect(wrongWith(contactImpact, { affectedWorkflows: ["4"], affectedLayers: [0] })).toEqual([
      'affectedWorkflows[0] 4 has the wrong form; write it as "WF4" [V7-D009]',
      "affectedLayers[0] is 0; at least 1 [V7-D008]",
    ]);
  });

  test("has a risk of four degrees", () => {
    expect(wrongWith(contactImpact, { riskAssessment: "severe" })).toEqual([
      "riskAssessment is severe; one of low, medium, high, critical [V7-D006]",
    ]);
  });
});

const contactFile: Declared = {
  kind: "FilePlan",
  name: "src/models/contact.py",
  spec: {
    workflowStatus: "assessed",
    targetName: "WF7_V7_L1_1of1_ContactModel.py",
    databaseEnums: ["contact_curation_status", "contactprocessingstatus"],
    impactScore: 8,
    reviewedBy: ["Layer 1 Guardian"],
    retirementDate: "2025-09-09",
  },
};

describe("a FilePlan", () => {
  test("says what becomes of the guide's file", () => {
    expect(wrong(contactFile)).toEqual([]);
  });

  test("has a path within the code as its name", () => {
    expect(wrong({ ...contactFile, name: "/src/models/contact.py" })).toEqual([
      'name /src/models/contact.py has the wrong form; write it as "src/models/contact.py" [V7-D009]',
    ]);
  });

  test("has an impact from 1 to 10", () => {
    expect(wrongWith(contactFile, { impactScore: 11 })).toEqual(["impactScore is 11; at most 10 [V7-D008]"]);
  });

  test.each(["2025-02-30", "2025-09-09T10:00:00Z"])("retires on a day of the calendar, not %s", (retirementDate) => {
    expect(wrongWith(contactFile, { retirementDate })).toEqual([
      `retirementDate ${retirementDate} has the wrong form; write it as "2025-09-09" [V7-D009]`,
    ]);
  });
});

const beta: Declared = {
  kind: "Node",
  name: "BETA",
  spec: {
    role: "replica",
    hardwareModel: "Mac Studio (Mac15,14)",
    cpuCores: 32,
    ramGb: 256,
    diskTb: 15,
    architecture: "ARM64",
    osName: "macOS",
    osVersion: null,
    status: "active",
    metadata: { gpu_api: "Metal 4" },
    interfaces: [
      { ipAddress: "192.168.0.20", type: "ethernet", isPrimary: true },
      { ipAddress: "100.89.227.75", type: "vpn" },
    ],
    services: [{ name: "PostgreSQL", type: "database", dataPath: "/Volumes/DATA/AYA/data" }],
    software: [{ name: "PostgreSQL", version: "18.0", architecture: "x86_64", runtimeMode: "Rosetta 2" }],
    postgresql: { settings: { work_mem: "64MB", primary_slot_name: "beta_slot", primary_conninfo: "set" } },
    databases: [{ name: "aya_rag", extensions: ["plpgsql", "vector"] }],
    checks: [{ name: "documents", description: "aya_rag holds the two documents", expect: 2 }],
  },
};

describe("a Node", () => {
  test("says what BETA should be", () => {
    expect(wrong(beta)).toEqual([]);
  });

  test("has a name without slashes, because its parts follow behind one", () => {
    expect(wrong({ ...beta, name: "BETA/service" })).toEqual([
      'name BETA/service has the wrong form; write it as "ALPHA" [V7-D009]',
    ]);
  });

  test.each(["192.168.0.80", "::1", "fe80::1c2b:3d4e", "2001:db8:0:0:0:0:2:1", "::ffff:192.168.0.80"])(
    "is reached at %s",
    (ipAddress) => {
      expect(wrongWith(beta, { interfaces: [{ ipAddress }] })).toEqual([]);
    },
  );

  test.each([
    "192.168.0.256",
    "192.168.0",
    "192.168.0.080",
    "192.168.0.80/24",
    "fe80::1%en0",
    ":::",
    "1::2::3",
    "ALPHA",
  ])("is not reached at %s", (ipAddress) => {
    expect(wrongWith(beta, { interfaces: [{ ipAddress }] })).toEqual([
      `interfaces[0].ipAddress ${ipAddress} has the wrong form; write it as "192.168.0.80" [V7-D009]`,
    ]);
  });

  test.each([
    ["processId", 1674],
    ["status", "running"],
    ["startedAt", "2025-10-07T12:21:11Z"],
  ])("declares nothing that is observed of a service: %s", (field, value) => {
    const [message = ""] = wrongWith(beta, { services: [{ name: "PostgreSQL", [field]: value }] });
    expect(message).toMatch(new RegExp(`^unknown field ${field};.*\\[V7-D004\\]$`));
  });

  test("never repeats what may be a password", () => {
    const settings = { primary_conninfo: "host=100.106.113.76 user=replicator sslmode=verify-full" };
    expect(wrongWith(beta, { postgresql: { settings } })).toEqual([
      "postgresql.settings.primary_conninfo must be one of set, unset [V7-D006]",
    ]);
  });

  test("has settings in small letters, so that none hides behind a capital", () => {
    const settings = { Primary_ConnInfo: "host=100.106.113.76", Max_Connections: "200" };
    expect(wrongWith(beta, { postgresql: { settings } })).toEqual([
      "unknown field Primary_ConnInfo; did you mean primary_conninfo? [V7-D004]",
      "unknown field Max_Connections; did you mean max_connections? [V7-D004]",
    ]);
  });
});

const betaSlot: Declared = {
  kind: "Replication",
  name: "beta_slot",
  spec: { primaryNode: "ALPHA", replicaNode: "BETA", applicationName: null },
};

describe("a Replication", () => {
  test("says which node copies which", () => {
    expect(wrong(betaSlot)).toEqual([]);
  });

  test("is named as PostgreSQL lets a slot be named", () => {
    expect(wrong({ ...betaSlot, name: "Beta-Slot" })).toEqual([
      'name Beta-Slot has the wrong form; write it as "beta_slot" [V7-D009]',
    ]);
  });

  test.each(["state", "replayLagMs", "lastCheck"])("declares nothing that is observed: %s", (field) => {
    expect(wrongWith(betaSlot, { [field]: "streaming" })[0]).toMatch(`unknown field ${field}`);
  });
});

const layout: Declared = {
  kind: "Layout",
  name: "default",
  spec: {
    pillars: [{ name: "Schemas", path: "03_CORE_ENGINE/SCHEMAS" }],
    rules: [
      { match: "{component}/{project}/**" },
      { match: "03_CORE_ENGINE/{pillar}/**", component: "03_CORE_ENGINE" },
    ],
  },
};

describe("a Layout", () => {
  test("reads components, pillars and projects off paths", () => {
    expect(wrong(layout)).toEqual([]);
  });

  test("is the only one", () => {
    expect(wrong({ ...layout, name: "second" })).toEqual(["name is second; one of default [V7-D006]"]);
  });

  test("knows three placeholders", () => {
    expect(wrongWith(layout, { rules: [{ match: "{componnent}/**" }] })).toEqual([
      'rules[0].match {componnent}/** has the wrong form; write it as "{component}/{project}/**" [V7-D009]',
    ]);
  });
});

const downloads: Declared = {
  kind: "SourceGroup",
  name: "downloads",
  spec: {
    node: "AIR",
    paths: ["~/Downloads"],
    exclude: ["*.dmg"],
    overrides: [{ match: "*invoice*", skip: true }],
  },
};

describe("a SourceGroup", () => {
  test("says which files scattered across Downloads count", () => {
    expect(wrong(downloads)).toEqual([]);
  });

  test("has at least one folder", () => {
    expect(wrongWith(downloads, { paths: [] })).toEqual(["paths is empty [V7-D008]"]);
  });
});

const platform: Declared = {
  kind: "Project",
  name: "07_BUILD_FACTORY/PRJ_Enterprise_Platform",
  spec: { name: "Enterprise Platform", state: "active", metadata: { built: "2026-02-17" } },
};

describe("a Project", () => {
  test("is named by its path", () => {
    expect(wrong(platform)).toEqual([]);
  });

  test.each(["07_BUILD_FACTORY/", "07_BUILD_FACTORY//PRJ_Enterprise_Platform", "./07_BUILD_FACTORY", "a/../b", "a/."])(
    "has one path only, and not %s",
    (name) => {
      expect(wrong({ ...platform, name })).toEqual([
        `name ${name} has the wrong form; write it as "07_BUILD_FACTORY/PRJ_Enterprise_Platform" [V7-D009]`,
      ]);
    },
  );
});

const collector: Declared = {
  kind: "RoleOverride",
  name: "07_BUILD_FACTORY/PRJ_Enterprise_Platform//src/scan.py//collector",
  spec: { isRole: false, reason: "It only prints", setBy: "Arthur Dell", reviewedAt: "2026-02-17T09:00:00Z" },
};

describe("a RoleOverride", () => {
  test("says that a file is no collector, whatever its score", () => {
    expect(wrong(collector)).toEqual([]);
  });

  test.each(["PRJ_Enterprise_Platform//src/scan.py//builder", "PRJ_Enterprise_Platform//collector"])(
    "names project, file and a known role, and not %s",
    (name) => {
      expect(wrong({ ...collector, name })[0]).toMatch(/^name PRJ_\S+ has the wrong form; .*\[V7-D009\]$/);
    },
  );
});

const workflowDocuments: Declared = {
  kind: "DocumentSet",
  name: "v7-migration",
  spec: {
    paths: ["Docs/V7_Migration/**/*.md"],
    category: "master_plan",
    syncLocations: [{ node: "BETA", path: "/Volumes/DATA/AYA/docs" }],
  },
};

describe("a DocumentSet", () => {
  test("says which documents are kept where", () => {
    expect(wrong(workflowDocuments)).toEqual([]);
  });

  test("has a category of three", () => {
    expect(wrongWith(workflowDocuments, { category: "plan" })[0]).toMatch(
      "category is plan; one of master_plan, verification, audit",
    );
  });
});

const policy: Declared = {
  kind: "Policy",
  name: "default",
  spec: { fileplan: { targetName: "WF<n>_V7_L<n>_<i>of<n>_<Name>" } },
};

describe("a Policy", () => {
  test("says what the new names of files look like", () => {
    expect(wrong(policy)).toEqual([]);
  });

  test("knows three words that stand for others", () => {
    expect(wrongWith(policy, { fileplan: { targetName: "WF<number>_<Name>" } })).toEqual([
      'fileplan.targetName WF<number>_<Name> has the wrong form; write it as "WF<n>_V7_L<n>_<i>of<n>_<Name>" [V7-D009]',
    ]);
  });
});

describe("every kind", () => {
  test.each(kindNames())("%s says of each of its fields what it is", (kind) => {
    const described = describeKind(kind);
    expect(described?.description).toMatch(/\.$/);
    const silent = described?.fields.filter(({ description }) => !description.endsWith("."));
    expect(silent?.map(({ path }) => path)).toEqual([]);
  });

  test.each(kindNames())("%s has a smallest document that is valid", (kind) => {
    const example = exampleDocument(kind) ?? "";
    expect(readDocuments(example, "state/a.yaml")).toMatchObject({ documents: [{ kind }], findings: [] });
  });

  test.each(["services", "interfaces", "software", "databases", "checks"])(
    "a Node with one of its %s is valid",
    (list) => {
      const example = exampleDocument("Node", list) ?? "";
      expect(readDocuments(example, "state/a.yaml").findings).toEqual([]);
      expect(example).toContain(`\n  ${list}:\n`);
    },
  );

  test("a file of the configuration has an example that is valid", async () => {
    const example = Buffer.from(exampleFile("config.schema.json"));
    expect(await checkConfigText(example, () => Promise.resolve([]))).toEqual([]);
  });
});
