import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { isRouted } from "../../src/serve/faces/face.ts";
import { allFaces } from "../../src/serve/faces/index.ts";
import { openApi } from "../../src/serve/http/openapi.ts";

const document = openApi(allFaces().filter(isRouted), "0.1.0");

describe("the description of the routes", () => {
  test("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect(await validator.validate({ ...document })).toMatchObject({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  test("refers to nothing that it does not hold", () => {
    const broken = references(document).filter((reference) => resolved(reference) === undefined);
    expect(broken).toEqual([]);
  });

  test("names each operation once, and each route of the table", () => {
    const operations = Object.values(document["paths"] as JsonObject).map(
      (path) => (path as { get: { operationId: string } }).get.operationId,
    );
    expect(new Set(operations).size).toBe(operations.length);
    expect(operations).toHaveLength(
      allFaces()
        .filter(isRouted)
        .flatMap(({ route, also = [] }) => [route, ...also]).length,
    );
  });
});

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "$ref" ? [String(inner)] : references(inner)));
}

function resolved(reference: string): unknown {
  const steps = reference.replace(/^#\//, "").split("/");
  return steps.reduce<unknown>((value, step) => (value as { [key: string]: unknown } | undefined)?.[step], document);
}
