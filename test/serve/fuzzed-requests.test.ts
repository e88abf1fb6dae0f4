import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rounds } from "../support/optional.ts";
import { type Assessment, openAssessment } from "./agents.ts";
import { type Served, serveScene } from "./served.ts";

/** A parameter as the description has it. */
interface Described {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: { readonly [keyword: string]: unknown };
}

interface Description {
  readonly paths: { readonly [path: string]: { readonly get: Operation } };
  readonly components: { readonly schemas: object };
}

interface Operation {
  readonly parameters: readonly Described[];
  readonly responses: {
    readonly 200: { readonly content: { readonly [type: string]: { readonly schema: Reference } } };
  };
}

interface Reference {
  readonly $ref: string;
}

let scene: Assessment;
let served: Served;
let description: Description;

beforeAll(async () => {
  scene = await openAssessment();
  served = await serveScene(scene);
  description = (await served.ask("/openapi.json")).body as Description;
});

afterAll(async () => {
  await served.close();
  await scene.end();
});

describe("requests made of the server's own description", () => {
  test(
    "are answered as it says, whatever is in them: never with 500",
    async () => {
      const complaints = checksOf(description);
      const asked = fc
        .constantFrom(...Object.keys(description.paths))
        .chain((path) =>
          fc.record({ path: fc.constant(path), given: givenTo(description.paths[path]?.get.parameters ?? []) }),
        );
      await fc.assert(
        fc.asyncProperty(asked, async ({ path, given }) => {
          const address = addressOf(path, description.paths[path]?.get.parameters ?? [], given);
          const { status, body, headers } = await served.ask(address);
          const wrong = status < 300 ? complaints(path, body) : complaints("problem", body);
          const type = status < 300 ? "application/json" : "application/problem+json";
          expect({ address, status, wrong, type: headers["content-type"]?.split(";")[0] }).toMatchObject({
            status: expect.toSatisfy((code: number) => code < 500) as number,
            wrong: [],
            type,
          });
        }),
        { numRuns: rounds({ test: 40, all: 5_000 }) },
      );
    },
    20 * 60_000,
  );
});

type Given = { readonly [name: string]: readonly string[] };

/** Values that its schema asks for, and others; absent, and twice. */
function givenTo(parameters: readonly Described[]): fc.Arbitrary<Given> {
  return fc.record(
    Object.fromEntries(
      parameters.map(({ name, required, in: place, schema }) => {
        const value = fc.oneof({ weight: 3, arbitrary: fitting(schema) }, { weight: 1, arbitrary: anyText });
        const once = value.map((one) => [one]);
        // An empty one, or one that climbs, is another route's address.
        if (place === "path") return [name, once.map(([one = ""]) => [/^\.{0,2}$/.test(one) ? "0" : one])];
        const absent = { weight: required ? 1 : 4, arbitrary: fc.constant<string[]>([]) };
        return [
          name,
          fc.oneof(absent, { weight: 3, arbitrary: once }, { weight: 1, arbitrary: fc.tuple(value, value) }),
        ];
      }),
    ),
  );
}

const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "",
    "\0",
    "-1",
    "1e400",
    "NaN",
    "%",
    "_",
    "../..",
    "'; DROP TABLE v7_state; --",
    "\u{e0041}\u202e",
    "9".repeat(400),
  ),
);

function fitting({
  enum: words,
  type,
  minimum,
  maximum,
  examples,
  pattern,
}: Described["schema"]): fc.Arbitrary<string> {
  if (Array.isArray(words)) return fc.constantFrom(...words.map(String));
  if (type === "boolean") return fc.constantFrom("true", "false");
  if (type === "integer")
    return fc.integer({ min: Number(minimum ?? -5), max: Number(maximum ?? 2 ** 31) }).map(String);
  const known = Array.isArray(examples) ? examples.map(String) : ["1", "1.1", "ALPHA", "24h", "V7-G002", "task/1.1"];
  return typeof pattern === "string" && !Array.isArray(examples)
    ? fc.oneof(fc.constantFrom(...known), fc.string({ minLength: 1, maxLength: 20 }))
    : fc.constantFrom(...known);
}

function addressOf(path: string, parameters: readonly Described[], given: Given): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name]?.[0] ?? ""));
  const query = parameters
    .filter((one) => one.in === "query")
    .flatMap(({ name }) => (given[name] ?? []).map((value) => `${name}=${encodeURIComponent(value)}`));
  return query.length === 0 ? filled : `${filled}?${query.join("&")}`;
}

/** What is wrong with an answer of a path, or with a problem, by the description's own schemas. */
function checksOf({ paths, components }: Description): (of: string, body: unknown) => unknown[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "described", components });
  return (of, body) => {
    const { $ref } = paths[of]?.get.responses[200].content["application/json"]?.schema ?? problem;
    const validate = ajv.getSchema(`described${$ref}`);
    if (validate === undefined) return [`nothing is described at ${$ref}`];
    return validate(body) === true ? [] : (validate.errors ?? []);
  };
}

const problem: Reference = { $ref: "#/components/schemas/Problem" };
