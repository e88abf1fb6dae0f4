import { join } from "node:path";
import type { System } from "../../system/system.ts";

/** Whose embedded server is meant, on which system. */
export interface EmbeddedHome {
  readonly system: System;
  /** `<git common dir>/v7`. */
  readonly home: string;
}

/** Everything the embedded server keeps, below one home: `<git common dir>/v7`. */
export interface EmbeddedPaths {
  readonly home: string;
  /** The data directory. It appears complete or not at all. */
  readonly data: string;
  readonly log: string;
  /** A directory: whoever makes it may run initdb. */
  readonly initializeLock: string;
  /** Copies of binaries that lie where nobody may write, a folder each. */
  readonly libraries: string;
}

/** The paths below a home directory; nothing is read or written. */
export function embeddedPaths(home: string): EmbeddedPaths {
  return {
    home,
    data: join(home, "pg"),
    log: join(home, "postgres.log"),
    initializeLock: join(home, "initialize.lock"),
    libraries: join(home, "lib"),
  };
}
