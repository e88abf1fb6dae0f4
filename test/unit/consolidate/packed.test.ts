import fc from "fast-check";
import { expect, test } from "vitest";
import { packFiles, packReadings, unpackFiles, unpackReadings } from "../../../src/consolidate/inventory/packed.ts";
import type { SourceReading } from "../../../src/consolidate/inventory/read-batch.ts";
import type { FoundFile } from "../../../src/system/walk.ts";

const path = fc
  .uint8Array({ minLength: 1, maxLength: 30 })
  .map((bytes) => Buffer.from(bytes.map((byte) => byte || 1)).toString("latin1"));
const name = path.map((text) => text.replaceAll("/", "_"));

const file = fc
  .tuple(path, name, fc.boolean(), fc.nat(), fc.double({ min: 0, max: 2 ** 42, noNaN: true }))
  .map(([folder, last, isLink, size, time]): FoundFile => ({
    path: `${folder}/${last}`,
    folder,
    isLink,
    size,
    stamp: `${size} ${time} ${time} 7`,
    blocks: 0,
    device: 0,
  }));

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const reading: fc.Arbitrary<SourceReading> = fc.oneof(
  hash,
  fc.constant({ kind: "unreadable", detail: "EACCES" } as const),
  fc.record({ kind: fc.constant("content" as const), hash, size: fc.nat(), stamp: fc.constant("1 2 3 4") }),
);

test("files reach a thread as they are, whatever bytes their paths hold", () => {
  fc.assert(
    fc.property(fc.array(file), (files) => {
      expect(unpackFiles(packFiles(files))).toEqual(files);
    }),
  );
});

test("readings come back as they are, each at its place", () => {
  fc.assert(
    fc.property(fc.array(reading), (readings) => {
      expect(unpackReadings(packReadings(readings))).toEqual(readings);
    }),
  );
});
