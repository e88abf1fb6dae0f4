import { describe, expect, test } from "vitest";
import { addColumn, columnDefinition, compareTypes } from "../../../src/postgres/guest/column-definition.ts";

describe("a column of somebody else's", () => {
  test.each([
    ["character varying(100)", "character varying(100)", "equal"],
    ["character varying(100)", "character varying(500)", "wider"],
    ["character varying(100)", "text", "wider"],
    ["character varying(100)[]", "text[]", "wider"],
    ["character(64)", "character varying(64)", "wider"],
    ["integer", "bigint", "wider"],
    ["timestamp without time zone", "timestamp with time zone", "wider"],
    ["character varying(500)", "character varying(255)", "incompatible"],
    ["text", "character varying(500)", "incompatible"],
    ["character varying(20)", "character(20)", "incompatible"],
    ["bigint", "integer", "incompatible"],
    ["timestamp with time zone", "timestamp without time zone", "incompatible"],
    ["jsonb", "json", "incompatible"],
    ["text[]", "text", "incompatible"],
    ["uuid", "text", "incompatible"],
  ])("v7 expects %s, it is %s: %s", (expected, found, verdict) => {
    expect(compareTypes(columnDefinition(expected), columnDefinition(found))).toBe(verdict);
  });

  test("may number its rows with a shorter range", () => {
    const expected = columnDefinition("bigint not null default nextval('v7_files_id_seq'::regclass)");
    expect(compareTypes(expected, columnDefinition("integer not null identity by default"))).toBe("wider");
  });

  test("may refer to rows that are numbered so", () => {
    expect(compareTypes(columnDefinition("bigint"), columnDefinition("integer"), true)).toBe("wider");
  });
});

describe("a column v7 adds", () => {
  test.each([
    ["planned_days", "integer", "ADD COLUMN planned_days integer"],
    [
      "v7_workflow_status",
      "character varying(50) not null default 'pending'::character varying",
      "ADD COLUMN v7_workflow_status character varying(50) DEFAULT 'pending'::character varying",
    ],
    [
      "updated_at",
      "timestamp without time zone default CURRENT_TIMESTAMP",
      "ADD COLUMN updated_at timestamp without time zone, ALTER COLUMN updated_at SET DEFAULT CURRENT_TIMESTAMP",
    ],
    [
      "path_sha256",
      "bytea generated sha256(path_bytes)",
      "ADD COLUMN path_sha256 bytea GENERATED ALWAYS AS (sha256(path_bytes)) STORED",
    ],
  ])("%s brings its type and default and no constraint", (name, definition, clause) => {
    expect(addColumn(name, columnDefinition(definition))).toBe(clause);
  });
});
