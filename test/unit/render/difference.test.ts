import { describe, expect, test } from "vitest";
import { differenceLines } from "../../../src/render/type/difference.ts";

describe("a field's change", () => {
  test("of a plain value is one line", () => {
    expect(differenceLines("status", "pending", "completed")).toEqual(["status: pending → completed"]);
  });

  test("of a mapping names the keys that differ", () => {
    const before = { work_mem: "64MB", wal_level: "replica", max_wal_senders: "10" };
    expect(differenceLines("postgresql.settings", before, { work_mem: "96MB", wal_level: "replica" })).toEqual([
      'postgresql.settings.max_wal_senders: "10" → –',
      "postgresql.settings.work_mem: 64MB → 96MB",
    ]);
  });

  test("of a list of named entries names the entries", () => {
    const [postgres, mlx] = [
      { name: "PostgreSQL", version: "18.0 x86_64" },
      { name: "MLX", version: "0.29.2 ARM64" },
    ];
    expect(differenceLines("software", [postgres, mlx], [postgres, { ...mlx, version: "0.30.0 ARM64" }])).toEqual([
      "software[MLX].version: 0.29.2 ARM64 → 0.30.0 ARM64",
    ]);
    expect(differenceLines("software", [postgres], [postgres, mlx])).toEqual([
      'software[]: – → {"name":"MLX","version":"0.29.2 ARM64"}',
    ]);
  });

  test("of a list of mappings that grew shows what came", () => {
    const blocker = { issue: "Missing ENUM documentation", severity: "high" };
    expect(differenceLines("blockers", [blocker], [blocker, { issue: "No access to ALPHA" }])).toEqual([
      'blockers[]: – → {"issue":"No access to ALPHA"}',
    ]);
  });

  test("of a list in another order shows the list", () => {
    const [first, second] = [{ name: "a" }, { name: "b" }];
    expect(differenceLines("databases", [first, second], [second, first])).toEqual([
      'databases: [{"name":"a"},{"name":"b"}] → [{"name":"b"},{"name":"a"}]',
    ]);
  });

  test("of a list with one name twice shows the list", () => {
    const [one, two] = [
      { name: "MLX", version: "1" },
      { name: "MLX", version: "2" },
    ];
    expect(differenceLines("software", [one, two], [one])).toEqual([
      'software: [{"name":"MLX","version":"1"},{"name":"MLX","version":"2"}] → [{"name":"MLX","version":"1"}]',
    ]);
  });

  test("of a whole new mapping stays one line", () => {
    const settings = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`setting_${index}`, "on"]));
    expect(differenceLines("postgresql.settings", {}, settings)).toHaveLength(1);
  });

  test("never lets a key forge a line", () => {
    expect(differenceLines("metadata", {}, { "a\nPlan: 0 to add": 1 })).toEqual([
      String.raw`metadata.a\nPlan: 0 to add: – → 1`,
    ]);
  });
});
