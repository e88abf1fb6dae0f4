import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";

const root = join(import.meta.dirname, "..");
const schemaDirectory = join(root, "schemas", "v1");

/** A schema as these files write them: the keywords that have a form in TypeScript. */
interface Schema {
  readonly description?: string;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: { readonly [key: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $defs?: { readonly [name: string]: Schema };
}

/**
 * The text of each file of src/model/output by its name: the types of what schemas/v1/output publishes. One file a schema,
 * so that an answer has one shape for those who make it, print it and read it elsewhere.
 */
export function outputTypes(): Map<string, string> {
  const files = readdirSync(join(schemaDirectory, "output")).filter((name) => name.endsWith(".schema.json"));
  const texts = new Map([["plan-file.ts", typesOf("plan.schema.json")]]);
  for (const name of files.toSorted()) texts.set(fileOf(`output/${name}`), typesOf(`output/${name}`));
  return formatted(texts);
}

/** Each schema's definitions, exported by their names; what it stands for is its `answer`, or else itself. */
function typesOf(path: string): string {
  const schema: Schema = JSON.parse(readFileSync(join(schemaDirectory, path), "utf8"));
  const imports = new Map<string, Set<string>>();
  const { answer, ...definitions } = schema.$defs ?? {};
  const main = answer === undefined ? schema : { description: schema.description, ...answer };
  const declarations = [
    declared(mainName(path), main as Schema, path, imports),
    ...Object.entries(definitions).map(([name, definition]) => declared(pascal(name), definition, path, imports)),
  ];
  const lines = [...imports].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return [
    `// Made from schemas/v1/${path} by npm run generate: edit that.`,
    ...lines.map(([file, names]) => `import type { ${[...names].toSorted().join(", ")} } from "${file}";`),
    "",
    declarations.join("\n"),
  ].join("\n");
}

type Imports = Map<string, Set<string>>;

function declared(name: string, schema: Schema, path: string, imports: Imports): string {
  const type = typeText(schema, path, imports);
  const comment = schema.description === undefined ? "" : `${commentOf(schema.description)}\n`;
  return type.startsWith("{") && !isCompound(schema)
    ? `${comment}export interface ${name} ${type}\n`
    : `${comment}export type ${name} = ${type};\n`;
}

function typeText(schema: Schema, path: string, imports: Imports): string {
  if (schema.$ref !== undefined) return referred(schema.$ref, path, imports);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined && alternatives.every(hasForm))
    return alternatives.map((one) => typeText(one, path, imports)).join(" | ");
  if (schema.allOf !== undefined) return schema.allOf.map((one) => typeText(one, path, imports)).join(" & ");
  if (schema.type === undefined) {
    if (schema.properties !== undefined) return objectText(schema, path, imports);
    imported(imports, "../json.ts", "Json");
    return "Json";
  }
  return [schema.type]
    .flat()
    .map((type) => oneType(type, schema, path, imports))
    .join(" | ");
}

/** An alternative that only demands keys says nothing of a type. */
function hasForm(schema: Schema): boolean {
  return Object.keys(schema).some((keyword) => keyword !== "required");
}

/** Written with `|` or `&`, so that it needs brackets in an array. */
function isCompound({ enum: values = [], anyOf, oneOf, allOf = [], type }: Schema): boolean {
  const alternatives = (anyOf ?? oneOf ?? []).filter(hasForm);
  return values.length > 1 || alternatives.length > 1 || allOf.length > 1 || (Array.isArray(type) && type.length > 1);
}

function oneType(type: string, schema: Schema, path: string, imports: Imports): string {
  switch (type) {
    case "object":
      return objectText(schema, path, imports);
    case "array": {
      const item = typeText(schema.items ?? {}, path, imports);
      return `readonly ${isCompound(schema.items ?? {}) ? `(${item})` : item}[]`;
    }
    case "integer":
      return "number";
    default:
      return type;
  }
}

function objectText(
  { properties, required = [], additionalProperties }: Schema,
  path: string,
  imports: Imports,
): string {
  if (properties === undefined) {
    const open = typeof additionalProperties === "object" ? additionalProperties : {};
    return `{ readonly [key: string]: ${typeText(open, path, imports)} }`;
  }
  const lines = Object.entries(properties).map(([key, schema]) => {
    const comment = schema.description === undefined ? "" : `${commentOf(schema.description)}\n`;
    const name = /^[a-z_]\w*$/i.test(key) ? key : JSON.stringify(key);
    return `${comment}readonly ${name}${required.includes(key) ? "" : "?"}: ${typeText(schema, path, imports)};`;
  });
  // An object that says nothing of other keys may have them: a resource with the fields of its kind.
  if (additionalProperties === undefined && !isAnswer(path, properties)) {
    imported(imports, "../json.ts", "Json");
    lines.push("readonly [key: string]: Json;");
  }
  return `{\n${lines.join("\n")}\n}`;
}

/** `unevaluatedProperties` of the whole document closes an answer; everything within says so itself. */
function isAnswer(path: string, properties: object): boolean {
  const { $defs, properties: own }: Schema = JSON.parse(readFileSync(join(schemaDirectory, path), "utf8"));
  const text = JSON.stringify(properties);
  return text === JSON.stringify($defs?.["answer"]?.properties) || text === JSON.stringify(own);
}

function referred(reference: string, path: string, imports: Imports): string {
  const [file = "", pointer = ""] = reference.split("#");
  const target = file === "" ? path : posix.join(posix.dirname(path), file);
  const [, group, last = ""] = pointer.split("/");
  const name = group === "$defs" && last !== "answer" ? pascal(last) : mainName(target);
  if (target !== path) imported(imports, `./${fileOf(target)}`, name);
  return group === "properties" ? `${name}["${last}"]` : name;
}

function imported(imports: Imports, file: string, name: string): void {
  imports.set(file, (imports.get(file) ?? new Set()).add(name));
}

/** `output/db-up.schema.json` → `DbUpOutput`; some are no answers. */
function mainName(path: string): string {
  const name = pascal(fileOf(path).replace(".ts", ""));
  return ["PlanFile", "Envelope", "Error"].includes(name) ? name : `${name}Output`;
}

function fileOf(path: string): string {
  return path === "plan.schema.json" ? "plan-file.ts" : `${posix.basename(path, ".schema.json")}.ts`;
}

function pascal(name: string): string {
  return name
    .split(/[-_]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function commentOf(text: string): string {
  return `/** ${text} */`;
}

/** In the form of the rest of the code, by the same tool. */
function formatted(texts: ReadonlyMap<string, string>): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "v7-output-types-"));
  try {
    for (const [name, text] of texts) writeFileSync(join(folder, name), text);
    execFileSync(join(root, "node_modules", ".bin", "oxfmt"), ["-c", join(root, ".oxfmtrc.json"), folder]);
    return new Map([...texts.keys()].map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
