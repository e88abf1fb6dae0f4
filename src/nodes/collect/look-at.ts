import { randomBytes } from "node:crypto";
import type { Fact } from "../../model/machine.ts";
import { declaredProbes, type LookedFor, readDeclared } from "./declared-probes.ts";
import { looksOf } from "./looks.ts";
import type { Transcript } from "./probe.ts";
import { readDisks } from "./read-disks.ts";
import { readLinux } from "./read-linux.ts";
import { readMac } from "./read-mac.ts";
import { runScript, type Shell } from "./run-script.ts";
import { scriptOf } from "./script.ts";
import { readTranscript } from "./transcript.ts";

/** What a look at a machine brought. */
export interface Look {
  /** Undefined where nobody got through, or not to the end. */
  readonly seen: SeenMachine | undefined;
  /** Why not, for people; undefined where somebody did. */
  readonly failure: string | undefined;
  readonly milliseconds: number;
}

export interface SeenMachine {
  readonly facts: readonly Fact[];
  /** The machine's own clock at the end of the look, milliseconds since 1970. */
  readonly clock: number;
  readonly answers: Transcript["answers"];
  /** Looks that were killed at their deadline, or could not be. */
  readonly unfinished: readonly { readonly look: string; readonly state: "timeout" | "left" }[];
}

/** Looks at a machine through a shell of it. Never throws for what the machine does or says. */
export async function lookAt(shell: Shell, sought: LookedFor, signal: AbortSignal): Promise<Look> {
  const nonce = randomBytes(8).toString("hex");
  const script = scriptOf(nonce, (system) => declaredProbes(sought, system));
  const { bytes, failure, milliseconds } = await runScript(shell, script, { signal, seconds: mostSeconds });
  const transcript = readTranscript(bytes, nonce);
  if (transcript === undefined)
    return { seen: undefined, failure: failure ?? "it broke off in the middle", milliseconds };
  return { seen: seenIn(transcript, sought), failure: undefined, milliseconds };
}

/** Longer than the slowest look, with what it takes to connect. */
const mostSeconds = 30;

function seenIn(transcript: Transcript, sought: LookedFor): SeenMachine {
  const looks = looksOf(transcript);
  const readers = { Linux: readLinux, Darwin: readMac };
  const read = transcript.uname === "Linux" || transcript.uname === "Darwin" ? readers[transcript.uname] : undefined;
  return {
    facts: read === undefined ? [] : [...read(looks), ...readDisks(looks), ...readDeclared(sought, transcript)],
    clock: transcript.clock,
    answers: transcript.answers,
    unfinished: [...transcript.answers].flatMap(([look, { state }]) =>
      state === "timeout" || state === "left" ? [{ look, state }] : [],
    ),
  };
}
