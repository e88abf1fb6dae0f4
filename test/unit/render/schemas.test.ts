import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { outputTypes } from "../../../scripts/output-types.ts";
import { packagePath } from "../../../src/system/package-file.ts";
import { planFileOf } from "../../../src/model/plan-file.ts";
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

const outputCommands = outputs
  .filter((name) => name !== "envelope" && name !== "error")
  .flatMap((name) => commandsOf(name).map((command) => ({ name, command })));

/** What agents ask and nobody types. */
const toolsAlone = ["what_if"];

describe("published schemas", () => {
  test("exist for every command that prints JSON", () => {
    const root = packagePath("src/commands");
    const files = readdirSync(root, { recursive: true, encoding: "utf8" });
    const commands = files
      .filter((file) => file.endsWith(".ts") && file !== "base.ts" && !file.startsWith("shell/"))
      .map((file) => file.replace(".ts", "").replaceAll("/", " "));
    expect(commands.length).toBeGreaterThan(70);
    const known = outputCommands.map(({ command }) => command).filter((command) => !toolsAlone.includes(command));
    expect([...new Set(known)].toSorted()).toEqual(commands.toSorted());
  });

  test.each(outputs)("%s is a valid schema", (name) => {
    expect(() => ajv.getSchema(`${base}output/${name}.schema.json`)).not.toThrow();
  });

  test.each(outputs)("%s describes every key", (name) => {
    const { properties = {}, $defs } = readSchema(`output/${name}.schema.json`);
    const keys: [string, Description][] = Object.entries({ ...properties, ...$defs?.answer?.properties });
    expect(keys.filter(([, schema]) => !schema.description && !schema.$ref)).toEqual([]);
  });

  test("have the types of src/model/output", () => {
    const directory = packagePath("src/model/output");
    const written = readdirSync(directory).map((file) => [file, readFileSync(join(directory, file), "utf8")]);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(outputTypes()));
  });

  test.each(outputCommands)("$name accepts a failure of $command", ({ name, command }) => {
    const error = { code: "V7-B001", message: "no database", findings: findingRows(plan.findings), next: ["v7 db up"] };
    expect(problems(name, { format_version: 1, command, error })).toEqual([]);
  });

  test.each(outputCommands)("$name refuses an empty answer of $command", ({ name, command }) => {
    expect(problems(name, { format_version: 1, command })).not.toEqual([]);
  });

  test("the saved plan follows its schema", () => {
    expect(problemsOf(`${base}plan.schema.json`, planFile)).toEqual([]);
  });

  test("a plan with a misspelt key does not", () => {
    expect(problemsOf(`${base}plan.schema.json`, { ...planFile, gatez: [] })).not.toEqual([]);
  });

  test("plan prints what its schema says", () => {
    const agreement = { approvals: [], missing: [], approvers: {}, asked_at: null, next: null };
    const around = {
      contains_last_apply: null,
      advisory: true,
      mass_delete: null,
      ...agreement,
      kinds: {},
      last_applied: {},
    };
    expect(problems("plan", { command: "plan", ...planFile, ...around })).toEqual([]);
  });
});

interface Description {
  readonly description?: string;
  readonly $ref?: string;
}

type Described = { readonly [key: string]: Description };

interface CommandName extends Description {
  readonly const?: string;
  readonly enum?: readonly string[];
}

interface Schema {
  readonly properties?: Described & { readonly command?: CommandName };
  readonly $defs?: { readonly answer?: { readonly properties?: Described } };
}

/** The commands whose documents a schema describes: one, or several that answer alike. */
function commandsOf(name: string): readonly string[] {
  const { const: one, enum: several = [] } = readSchema(`output/${name}.schema.json`).properties?.command ?? {};
  return one === undefined ? several : [one];
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
