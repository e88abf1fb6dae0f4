import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { packagePath } from "../../../src/system/package-file.ts";
import { planFileOf } from "../../../src/plan/plan-file.ts";
import { driftRows } from "../../../src/render/plan/drift-text.ts";
import { findingRows } from "../../../src/model/finding.ts";
import { disputedStatus, screenPlan } from "./plans.ts";

const base = "file:///schemas/v1/";
const outputs = readdirSync(packagePath("schemas/v1/output")).map((file) => file.replace(".schema.json", ""));

const ajv = withSchemas(
  new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false }),
);

const plan = {
  ...screenPlan,
  conflicts: [disputedStatus],
  gates: [{ code: "V7-G002", address: "phase/1", because: ["task/1.2"], message: "1 open task (1.2)" }],
  findings: [{ severity: "warning", code: "V7-G002", message: "1 open task (1.2)", address: "phase/1" }],
} as const;

const planFile = planFileOf(plan, {
  toolVersion: "0.1.0",
  createdAt: "2025-08-07T08:30:00Z",
  git: { commit: null, branch: "wo-1.3", dirty: true },
  databaseName: "aya_rag on ALPHA",
});

describe("published schemas", () => {
  test("exist for every command that prints JSON", () => {
    const commands =
      "adopt apply approvals approve blame changes consolidate daily db doctor drift error explain export files fmt graph health history hooks index init node phase plan pull record report scan search session set show snapshot stale status task undo unlock validate";
    expect(outputs.toSorted()).toEqual(commands.split(" "));
  });

  test.each(outputs)("%s is a valid schema", (name) => {
    expect(() => ajv.getSchema(`${base}output/${name}.schema.json`)).not.toThrow();
  });

  test.each(outputs)("%s describes every key", (name) => {
    const { properties } = readSchema(`output/${name}.schema.json`);
    const silent = Object.entries(properties).filter(([, schema]) => !schema.description && !schema.$ref);
    expect(silent).toEqual([]);
  });

  test.each(outputs)("%s accepts a failure", (name) => {
    const command =
      {
        consolidate: "consolidate inventory",
        db: "db status",
        hooks: "hooks status",
        index: "index status",
        node: "node list",
        phase: "phase list",
        session: "session list",
        task: "task list",
      }[name] ?? name;
    const error = { code: "V7-B001", message: "no database", findings: findingRows(plan.findings), next: ["v7 db up"] };
    expect(problems(name, { format_version: 1, command, error })).toEqual([]);
  });

  test("the saved plan follows its schema", () => {
    expect(problemsOf(`${base}plan.schema.json`, planFile)).toEqual([]);
  });

  test("a plan with a misspelt key does not", () => {
    expect(problemsOf(`${base}plan.schema.json`, { ...planFile, gatez: [] })).not.toEqual([]);
  });

  test("plan prints what its schema says", () => {
    expect(problems("plan", { command: "plan", ...planFile })).toEqual([]);
  });

  test("drift prints what its schema says", () => {
    expect(
      problems("drift", {
        format_version: 1,
        command: "drift",
        drift: driftRows(plan.drift),
        conflicts: planFile.conflicts,
      }),
    ).toEqual([]);
  });

  test("a command without its keys and without an error is not accepted", () => {
    expect(problems("drift", { format_version: 1, command: "drift" })).not.toEqual([]);
  });
});

interface Schema {
  readonly properties: { readonly [key: string]: { readonly description?: string; readonly $ref?: string } };
}

function problems(name: string, value: unknown): unknown[] {
  return problemsOf(`${base}output/${name}.schema.json`, value);
}

function problemsOf(id: string, value: unknown): unknown[] {
  const validate = ajv.getSchema(id);
  if (validate === undefined) throw new Error(`no schema ${id}`);
  void validate(value);
  return validate.errors ?? [];
}

function withSchemas(validator: Ajv2020): Ajv2020 {
  const files = ["plan.schema.json", ...outputs.map((name) => join("output", `${name}.schema.json`))];
  for (const file of files) validator.addSchema(readSchema(file), base + file);
  return validator;
}

function readSchema(file: string): Schema {
  return JSON.parse(readFileSync(packagePath(`schemas/v1/${file}`), "utf8"));
}
