import { readdirSync } from "node:fs";
import { posix } from "node:path";
import { exitMeanings } from "../../model/codes/exit-meanings.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { isJsonObject } from "../../model/json.ts";
import { packagePath, readPackageFile } from "../../system/package-file.ts";
import type { RoutedFace } from "../faces/face.ts";
import { queryOf } from "../questions.ts";

/** The description of all routes, OpenAPI 3.1: its schemas are those of `--json`, word for word. */
export function openApi(faces: readonly RoutedFace[], version: string): JsonObject {
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: { title: "v7", version, description: description, license: { name: "Unlicensed", identifier: "UNLICENSED" } },
    servers: [{ url: "/" }],
    security: [{ token: [] }],
    paths: Object.fromEntries(faces.flatMap((face) => routesOf(face))),
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { ...outputSchemas(), Problem: problemSchema },
      responses: { Problem: problemResponse },
    },
  };
}

const description =
  "What v7 knows, to be read. Every answer is the document that the command prints with --json. Nothing is written here.";

function routesOf(face: RoutedFace): [string, JsonObject][] {
  const urls = [face.route, ...(face.also ?? [])];
  return urls.map((url, at) => [described(url, face), { get: operation(face, url, at) }]);
}

/** `/phases/:phase` as the description writes it; a star takes the name of its parameter. */
function described(url: string, face: RoutedFace): string {
  const open = Object.keys(face.parameters).find((name) => !face.route.includes(`:${name}`));
  return url.replaceAll(/:(\w+)/g, "{$1}").replace("*", `{${open ?? "rest"}}`);
}

function operation(face: RoutedFace, url: string, at: number): JsonObject {
  const path = described(url, face);
  const parameters = Object.entries(queryOf(face)).map(([name, { schema, isRequired }]) => {
    const isInPath = path.includes(`{${name}}`);
    const { description: says = "", ...form } = schema;
    return { name, in: isInPath ? "path" : "query", required: isInPath || isRequired, description: says, schema: form };
  });
  return {
    operationId: `${face.name.replaceAll(/\W+/g, "_")}${at === 0 ? "" : `_${at + 1}`}`,
    summary: face.summary,
    parameters,
    responses: {
      "200": {
        description: face.summary,
        headers: face.list === undefined ? etagHeader : { ...etagHeader, ...listHeaders },
        content: { "application/json": { schema: { $ref: `#/components/schemas/${face.output}` } } },
      },
      "304": { description: "As the ETag says." },
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

const etagHeader: JsonObject = { ETag: { schema: { type: "string" }, description: "Of what it was made from." } };

const listHeaders: JsonObject = {
  Link: { schema: { type: "string" }, description: 'rel="next": where the list goes on; absent at its end.' },
  "Total-Count": { schema: { type: "integer" }, description: "How many there are in all, where that is known." },
};

const problemSchema: JsonObject = {
  type: "object",
  required: ["type", "title", "status", "detail", "instance", "code", "findings", "findings_found", "next"],
  properties: {
    type: { type: "string", description: "Where the code is explained." },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string" },
    code: {
      type: "string",
      description: `What v7 explain takes. ${Object.values(exitMeanings).length} ways of ending.`,
    },
    findings: { type: "array", items: { type: "object" }, description: "The first of them, errors before warnings." },
    findings_found: {
      type: "object",
      required: ["errors", "warnings"],
      properties: { errors: { type: "integer" }, warnings: { type: "integer" } },
      description: "How many there are in all.",
    },
    next: { type: "array", items: { type: "string" } },
    output: { type: "object", description: "What is known all the same." },
  },
};

const problemResponse: JsonObject = {
  description: "What went wrong, by v7's codes (RFC 9457).",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

/** Every schema of `--json` and what they refer to, under one roof. */
function outputSchemas(): { [name: string]: JsonObject } {
  const outputs = readdirSync(packagePath("schemas/v1/output")).map((file) => `output/${file}`);
  const files = [...outputs, "plan.schema.json"];
  return Object.fromEntries(
    files.map((file) => [nameOf(file), housed(JSON.parse(readPackageFile(`schemas/v1/${file}`)) as JsonObject, file)]),
  );
}

/** `output/files.schema.json` is `files`; the plan file's own is `v1.plan`. */
function nameOf(file: string): string {
  const name = file.replace(/\.schema\.json$/, "");
  return name.startsWith("output/") ? name.slice("output/".length) : `v1.${name}`;
}

/** References to other files become references to the neighbours they are here. */
function housed<Value extends Json>(value: Value, file: string): Value {
  if (Array.isArray(value)) return value.map((item: Json) => housed(item, file)) as unknown as Value;
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "$schema");
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, key === "$ref" ? reference(String(inner), file) : housed(inner, file)]),
  ) as unknown as Value;
}

function reference(target: string, file: string): string {
  const [path = "", pointer = ""] = target.split("#");
  const meant = path === "" ? file : posix.normalize(posix.join(posix.dirname(file), path));
  return `#/components/schemas/${nameOf(meant)}${pointer}`;
}
