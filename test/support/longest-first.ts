import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take half a minute or more, whatever the machine: begun last, one of them would have a worker to itself. */
const long = [
  "engine/kill",
  "cases",
  "guide",
  "faults/cut",
  "kinds",
  "journal/record-at-once",
  "faults/sessions",
  "git/hooks-secrets",
  "git/hooks-install",
  "git/hooks-record",
  "search/faults",
  "git/hooks-status",
  "attacks/read-only",
  "consolidate/kill",
  "enums/broken-deeds",
  "postgres/embedded",
  "dart/kill",
  "enums/deeds",
  "enums/compat",
  "commands/canaries",
].map((name) => `/test/${name}.test.ts`);

/** Begins with the files that are known to take long; the rest as vitest orders them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = new Map(sorted.map((file) => [file, long.findIndex((name) => file.moduleId.endsWith(name))]));
    const rankOf = (file: TestSpecification): number => {
      const found = rank.get(file) ?? -1;
      return found === -1 ? long.length : found;
    };
    return sorted.toSorted((left, right) => rankOf(left) - rankOf(right));
  }
}
