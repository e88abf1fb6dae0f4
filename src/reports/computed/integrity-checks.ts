import { typedWord } from "../../model/typed-word.ts";

/** What a check found. */
export interface Found {
  /** The kind, as addresses begin with it: `task`. */
  readonly segment: string;
  /** The resource's name; empty where the row has none. */
  readonly name: string;
  /** Its address as it is typed. */
  readonly typed: string;
  /** The value or the row that is at fault. */
  readonly detail: string | null;
  /** Whether an apply wrote it: then v7 knows what it should be. */
  readonly isApplied: boolean;
}

interface Check {
  readonly problem: (found: Found) => string;
  /** What mends it, or shows what is to be decided. */
  readonly command: (found: Found) => string;
}

/** The checks of `integrity.sql`, by name. */
export const checks: { readonly [name: string]: Check } = {
  orphan: {
    problem: ({ detail }) => (detail === null ? "belongs to no phase" : `phase ${detail} is not recorded`),
    command: ({ detail }) => (detail === null ? "v7 db psql" : `v7 new Phase ${detail} name=NAME leadPersona=PERSONA`),
  },
  "missing DART link": {
    problem: () => "completed, and no DART task is named",
    command: ({ typed }) => `v7 set ${typed} dartTaskId=ID`,
  },
  stale: {
    problem: ({ detail }) => `in progress for ${detail} days`,
    command: ({ name }) => `v7 task block ${typedWord(name)} --issue TEXT`,
  },
  "broken dependency": { problem: () => "waits for a task that is not there", command: putRight },
  "waits for a cancelled task": {
    problem: ({ detail }) => `waits for ${detail}, which is cancelled`,
    command: ({ typed, detail }) => `v7 set ${typed} dependsOn-=${detail}`,
  },
  "depends on itself": { problem: () => "waits for itself", command: putRight },
  "waits in a circle": { problem: () => "waits for tasks that wait for it", command: putRight },
  "unknown status": { problem: ({ detail }) => `${detail} is no status`, command: putRight },
  "unknown risk": {
    problem: ({ segment, detail }) => (segment === "fileplan" ? `${detail} is no score` : `${detail} is no risk`),
    command: putRight,
  },
  "ahead of a gate": {
    problem: ({ detail }) => `began although the gate of phase ${detail} is closed`,
    command: ({ detail }) => `v7 phase show ${detail}`,
  },
  "completed with open tasks": {
    problem: ({ detail }) => `completed with ${detail} open`,
    command: ({ name }) => `v7 task list --phase ${name}`,
  },
  "completed without approval": {
    problem: () => "completed, and nobody approved it",
    command: ({ name }) => `v7 phase show ${name}`,
  },
  "approval left over": { problem: ({ detail }) => `${detail}, and still approved`, command: putRight },
  "blockers are no list": { problem: ({ detail }) => `blockers are of type ${detail}`, command: putRight },
  "no key": {
    problem: ({ detail }) => `no document can name it: ${detail}`,
    command: () => "v7 adopt Impact",
  },
  "one target for two files": {
    problem: ({ detail }) => `is to have the name that ${detail} has`,
    command: ({ typed }) => `v7 set ${typed} targetName=NAME`,
  },
  "never observed": {
    problem: () => "in use, and nobody has looked at it",
    command: () => "v7 node facts --from FILE --observed-at TIME",
  },
  "replica without replication": {
    problem: () => "a replica to which nothing is replicated",
    command: ({ name }) => `v7 node compare ${typedWord(name)}`,
  },
  "runs on a machine not in use": {
    problem: ({ detail }) => `not in use, and ${detail} runs there`,
    command: ({ name }) => `v7 node compare ${typedWord(name)}`,
  },
  "starts in the future": {
    problem: ({ detail }) => `${detail} started later than now`,
    command: () => "v7 node facts --from FILE --observed-at TIME",
  },
};

/** What somebody wrote past v7: back to what an apply wrote, or into a document where none did. */
function putRight({ typed, isApplied }: Found): string {
  return isApplied ? `v7 plan --revert ${typed}` : `v7 adopt ${typed}`;
}
