import { createHash } from "node:crypto";
import { type DocumentInput, persona, phase, policy, task } from "./scenes/documents.ts";

/** A document of a kind that declares every field it can, and another value for each; of a part, its first entry. */
export interface KindFixture {
  readonly document: DocumentInput;
  readonly changes: { readonly [field: string]: unknown };
  /** Documents that must be there first. */
  readonly needs?: readonly DocumentInput[];
  /** Files below `state/` that the document names. */
  readonly files?: { readonly [file: string]: string };
}

export function node(name: string, spec: DocumentInput["spec"] = {}): DocumentInput {
  return { kind: "Node", name, spec: { role: "primary", ...spec } };
}

const migration = "ALTER TABLE contacts ALTER COLUMN curation_status TYPE v7_contact_status;\n";
const rollback = "ALTER TABLE contacts ALTER COLUMN curation_status TYPE contact_curation_status;\n";

function script(file: string, text: string): object {
  return { file, sha256: createHash("sha256").update(text).digest("hex") };
}

const blocker = {
  issue: "No backup of aya_rag",
  raised_by: "Layer 1 Guardian",
  severity: "high",
  raised_at: "2025-08-07T09:00:00Z",
};

/** By the kind's name. A new kind needs one here; the contract suite does the rest. */
export const fixtures: { readonly [kind: string]: KindFixture } = {
  Persona: {
    document: persona("V7 Conductor", {
      description: "Issues work orders, processes reports and keeps the state of the migration",
      identities: { postgres: ["conductor"], git: ["conductor@example.org"], github: ["v7-conductor"] },
    }),
    changes: { description: "Issues work orders", identities: { postgres: ["conductor", "deputy"] } },
  },
  Policy: {
    document: policy({
      planTtl: "24h",
      applyFrom: { branch: "main", clean: true },
      drift: { default: "keep" },
      approvals: [{ when: { kind: "Phase", field: "status", to: "approved" }, by: ["The Architect"] }],
      completion: { asks: ["criteria", "tests"], testsBy: ["ci_tests"] },
      impacts: { ofHighRisk: false },
    }),
    changes: {
      planTtl: "12h",
      applyFrom: { branch: "main", clean: false },
      drift: { default: "keep", kinds: { Task: "keep" } },
      approvals: [],
      completion: { asks: ["commits"] },
      impacts: {},
    },
  },
  Phase: {
    document: phase("1", {
      status: "not_started",
      plannedDays: 5,
      startedAt: "2025-08-07T09:00:00.123456Z",
      completedAt: "2025-08-14T17:30:00Z",
      approval: { status: "pending", by: "The Architect", notes: "All deliverables verified" },
      deliverables: { assessment_report: "https://dart.ai/doc/xyz" },
      blockers: [blocker],
    }),
    changes: {
      name: "Assessment of the rest",
      status: "in_progress",
      leadPersona: "Test Sentinel",
      plannedDays: 7,
      startedAt: "2025-08-08T09:00:00Z",
      completedAt: "2025-08-15T17:30:00.5Z",
      "approval.status": "rejected",
      "approval.by": "Test Sentinel",
      "approval.notes": 'Not yet: "see DART" \\ {1,2}',
      deliverables: { assessment_report: "https://dart.ai/doc/xyz", inventory: "https://dart.ai/doc/abc" },
      blockers: [blocker, { ...blocker, severity: "low" }],
    },
  },
  Task: {
    needs: [phase("2"), task("2.1"), task("2.2")],
    document: task("2.3", {
      status: "pending",
      dartTaskId: "DART_TASK_123",
      dartTaskUrl: "https://dart.ai/task/123",
      due: "2025-08-14",
      startedAt: "2025-08-07T09:00:00Z",
      completedAt: "2025-08-08T17:30:00Z",
      blockers: ["No backup", "No owner"],
      dependsOn: ["2.1", "2.2"],
      claim: { by: "Layer 1 Data Sentinel", until: "2025-08-08T09:00:00Z" },
      acceptance: [{ criterion: "Every value has a successor", met: false }],
      reports: [{ document: "aB3dE5fG7hJ9", sha256: "a".repeat(64), summary: "All 12 duplicates are documented" }],
      deliverableUrls: ["https://dart.ai/doc/xyz"],
      notes: "Work order issued 2025-08-07",
    }),
    changes: {
      name: "Review the duplicate ENUM list",
      responsiblePersona: "Test Sentinel",
      status: "blocked",
      dartTaskId: "DART_TASK_124",
      dartTaskUrl: "https://dart.ai/task/124",
      due: "2025-08-21",
      startedAt: "2025-08-07T13:00:00.000001+04:00",
      completedAt: "2025-08-09T17:30:00Z",
      blockers: ["No owner", "No backup"],
      dependsOn: ["2.2"],
      "claim.by": "Test Sentinel",
      "claim.until": "2025-08-09T09:00:00Z",
      acceptance: [{ criterion: "Every value has a successor", met: true }, { criterion: "It is reviewed" }],
      reports: [{ document: "aB3dE5fG7hJ9", sha256: "b".repeat(64), commit: "1f3a9c2", summary: "And reviewed" }],
      deliverableUrls: [],
      notes: 'line one\nline two, with "quotes", {braces} and NULL',
    },
  },
  Layout: {
    document: {
      kind: "Layout",
      name: "default",
      spec: {
        pillars: [{ name: "Core engine", path: "03_CORE_ENGINE" }],
        rules: [{ match: "{component}/{project}/**" }],
      },
    },
    changes: { pillars: [], rules: [{ match: "{component}/**", pillar: "Core engine" }] },
  },
  Node: {
    document: node("BETA", {
      role: "replica",
      hardwareModel: "Mac Studio (Mac15,14)",
      cpuModel: "Apple M3 Ultra",
      cpuCores: 32,
      cpuPerformanceCores: 24,
      cpuEfficiencyCores: 8,
      gpuModel: "Apple M3 Ultra",
      gpuCores: 80,
      ramGb: 256,
      diskTb: 15,
      architecture: "ARM64",
      osName: "macOS",
      osVersion: "15.0 (Darwin 25.0.0)",
      serialNumber: "not captured yet",
      status: "active",
      metadata: { volume: "DATA" },
      software: [{ name: "PostgreSQL", version: "18.0", architecture: "x86_64", runtimeMode: "Rosetta 2" }],
      postgresql: { settings: { shared_buffers: "64GB", hot_standby: "on" } },
      databases: [{ name: "aya_rag", extensions: ["vector"] }],
      checks: [{ name: "replica streams", description: "The replica follows ALPHA", expect: "streaming" }],
    }),
    changes: {
      role: "primary",
      hardwareModel: "Mac Studio",
      cpuModel: "Apple M4 Ultra",
      cpuCores: 16,
      cpuPerformanceCores: 12,
      cpuEfficiencyCores: 4,
      gpuModel: "Apple M4 Ultra",
      gpuCores: 40,
      ramGb: 512,
      diskTb: 16,
      architecture: "x86_64",
      osName: "Darwin",
      osVersion: "15.1",
      serialNumber: "C02",
      status: "maintenance",
      metadata: {},
      software: [],
      "postgresql.settings": { shared_buffers: "64GB" },
      databases: [],
      checks: [],
    },
  },
  NodeInterface: {
    document: node("ALPHA", {
      interfaces: [
        {
          ipAddress: "192.168.0.80",
          name: "en0",
          type: "ethernet",
          netmask: "255.255.255.0",
          gateway: "192.168.0.1",
          isPrimary: true,
          status: "active",
          metadata: { network: "LAN" },
        },
        { ipAddress: "100.106.113.76", type: "vpn" },
      ],
    }),
    changes: {
      name: "en1",
      type: "vpn",
      netmask: "255.255.0.0",
      gateway: "192.168.0.2",
      isPrimary: false,
      status: "inactive",
      metadata: {},
    },
  },
  NodeService: {
    document: node("GAMMA", {
      services: [
        {
          name: "PostgreSQL",
          type: "database",
          port: 5432,
          bindAddress: "0.0.0.0",
          executablePath: "/Library/PostgreSQL/18/bin/postgres",
          configPath: "/Volumes/DATA/AYA/data/postgresql.conf",
          dataPath: "/Volumes/DATA/AYA/data",
          autoStart: true,
          metadata: { mode: "replica" },
        },
      ],
    }),
    changes: {
      type: "daemon",
      port: 5433,
      bindAddress: "localhost",
      executablePath: "/opt/postgres",
      configPath: "/etc/postgresql.conf",
      dataPath: "/data",
      autoStart: false,
      metadata: {},
    },
  },
  Replication: {
    needs: [node("DELTA"), node("EPSILON", { role: "replica" })],
    document: {
      kind: "Replication",
      name: "beta_slot",
      spec: {
        primaryNode: "DELTA",
        replicaNode: "EPSILON",
        applicationName: "walreceiver",
        metadata: { mode: "async" },
      },
    },
    changes: { primaryNode: "EPSILON", replicaNode: "DELTA", applicationName: "standby", metadata: {} },
  },
  EnumPlan: {
    needs: [phase("4")],
    files: { "enums/contact_status.up.sql": migration, "enums/contact_status.down.sql": rollback },
    document: {
      kind: "EnumPlan",
      name: "contact_curation_status",
      spec: {
        database: "app",
        phase: 4,
        currentValues: ["Complete", "Error"],
        targetName: "v7_contact_status",
        targetValues: ["complete", "error"],
        valueMap: { Complete: "complete", Error: "error" },
        reorder: false,
        compat: false,
        consolidatesWith: ["contactcurationstatus"],
        affectedTables: ["contacts"],
        affectedColumns: { contacts: ["curation_status"] },
        migrationScript: script("enums/contact_status.up.sql", migration),
        rollbackScript: script("enums/contact_status.down.sql", rollback),
        status: "proposed",
        riskLevel: "high",
        approvedBy: "The Architect",
        implementedAt: "2025-08-12T09:00:00Z",
        validatedAt: "2025-08-13T09:00:00Z",
        retiredAt: "2025-08-14T09:00:00Z",
      },
    },
    changes: {
      database: "archive",
      phase: null,
      currentValues: ["Error", "Complete"],
      targetName: "v7_curation_status",
      targetValues: ["error", "complete"],
      valueMap: { Complete: "complete" },
      reorder: true,
      compat: true,
      consolidatesWith: [],
      affectedTables: ["contacts", "pages"],
      affectedColumns: { contacts: ["curation_status"], pages: ["status"] },
      status: "approved",
      riskLevel: "critical",
      approvedBy: "Test Sentinel",
      implementedAt: "2025-08-12T10:00:00Z",
      validatedAt: "2025-08-13T10:00:00Z",
      retiredAt: "2025-08-14T10:00:00Z",
    },
  },
  Impact: {
    needs: [phase("4"), task("4.1")],
    document: {
      kind: "Impact",
      name: "contact-status",
      spec: {
        changeType: "enum",
        changeDetail: { from: "contact_curation_status", to: "v7_contact_status" },
        affectedWorkflows: ["WF4", "WF7"],
        affectedLayers: [1, 3, 4],
        description: "ENUM change affects domain curation and page extraction workflows",
        riskAssessment: "high",
        mitigationStrategy: "Implement compatibility layer during transition",
        reviewedByPersonas: ["The Architect"],
        approvalStatus: "pending",
        implementationNotes: "Views keep the old names",
        phase: 4,
        task: "4.1",
      },
    },
    changes: {
      changeType: "schema",
      changeDetail: {},
      affectedWorkflows: ["WF4"],
      affectedLayers: [1, 10, 2],
      description: "ENUM change affects domain curation",
      riskAssessment: "critical",
      mitigationStrategy: "None",
      reviewedByPersonas: ["The Architect", "Test Sentinel"],
      approvalStatus: "approved",
      implementationNotes: "None",
      phase: 2,
      task: "2.1",
    },
  },
  FilePlan: {
    needs: [phase("4"), task("4.1")],
    document: {
      kind: "FilePlan",
      name: "src/models/contact.py",
      spec: {
        workflowStatus: "pending_assessment",
        targetName: "WF7_V7_L1_1of1_ContactModel.py",
        databaseEnums: ["contact_curation_status", "contactprocessingstatus"],
        enumMappings: { contact_curation_status: "v7_contact_status" },
        dependencies: ["src/models/base.py"],
        dependents: ["src/pages/extract.py"],
        impactScore: 8,
        reviewStatus: "pending",
        reviewedBy: ["Layer 1 Data Sentinel"],
        implementationStatus: "open",
        testStatus: "open",
        retirementDate: "2025-12-31",
        phase: 4,
        task: "4.1",
      },
    },
    changes: {
      workflowStatus: "assessed",
      targetName: "WF7_V7_L1_1of2_ContactModel.py",
      databaseEnums: [],
      enumMappings: {},
      dependencies: [],
      dependents: ["src/pages/extract.py", "src/pages/curate.py"],
      impactScore: 9,
      reviewStatus: "done",
      reviewedBy: [],
      implementationStatus: "done",
      testStatus: "pass",
      retirementDate: "2026-01-31",
      phase: 2,
      task: "2.1",
    },
  },
  Project: {
    document: {
      kind: "Project",
      name: "07_BUILD_FACTORY/PRJ_Enterprise_Platform",
      spec: { name: "Enterprise Platform", state: "active", metadata: { owner: "John" } },
    },
    changes: { name: "The Enterprise Platform", state: "archived", metadata: {} },
  },
  RoleOverride: {
    document: {
      kind: "RoleOverride",
      name: "07_BUILD_FACTORY/PRJ_Enterprise_Platform//tools/walk.py//collector",
      spec: { isRole: false, reason: "Only prints", setBy: "John", reviewedAt: "2026-02-17T09:00:00Z" },
    },
    changes: { isRole: true, reason: "Walks and reads", setBy: "Arthur", reviewedAt: "2026-02-18T09:00:00Z" },
  },
  SourceGroup: {
    needs: [node("AIR", { role: "client" })],
    document: {
      kind: "SourceGroup",
      name: "notebook",
      spec: {
        node: "AIR",
        paths: ["~/Downloads"],
        exclude: ["*.dmg"],
        overrides: [{ match: "*invoice*", skip: true }],
      },
    },
    changes: { node: "DELTA", paths: ["~/Downloads", "~/Documents"], exclude: [], overrides: [] },
  },
  DocumentSet: {
    document: {
      kind: "DocumentSet",
      name: "audit",
      spec: {
        paths: ["Docs/**/*.md"],
        category: "audit",
        description: "The audit of 2025-10-09",
        syncLocations: [{ node: "DELTA", path: "/Volumes/DATA/AYA/docs" }],
      },
    },
    changes: { paths: ["Docs/*.md"], category: "verification", description: "The audit", syncLocations: [] },
  },
  Waiver: {
    document: {
      kind: "Waiver",
      name: "mirror-of-2025",
      spec: {
        gap: "DUPLICATE_MIRROR_CONTENT",
        scope: "PRJ_Ingest/mirrors/**",
        reason: "Kept until the auditors have read it.",
        owner: "The Architect",
        until: "2026-12-31",
      },
    },
    changes: {
      gap: "PROJECT_UNINDEXED",
      scope: "PRJ_Ingest",
      reason: "It is going away.",
      owner: "The Librarian",
      until: "2027-03-31",
    },
  },
};
