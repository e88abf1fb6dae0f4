import { execa } from "execa";
import type { Fields } from "../../model/resource.ts";
import { isJsonObject } from "../../model/json.ts";
import { findProgram } from "../../system/find-program.ts";

/** What came of a script that a shell was given. */
export interface ScriptRun {
  /** All that was printed. */
  readonly bytes: Uint8Array;
  /** Why there is no answer, for people; undefined where the shell ended by itself with 0. */
  readonly failure: string | undefined;
  readonly milliseconds: number;
}

/** Where a shell is started: here, or on another machine over the system's ssh. */
export interface Shell {
  readonly program: string;
  readonly words: readonly string[];
  /** All that it and what it starts see of v7's environment. */
  readonly environment: Readonly<Record<string, string>>;
}

type Variable = (name: string) => string | undefined;

export function shellHere(variable: Variable): Shell {
  return { program: "/bin/sh", words: ["-s"], environment: seenBy(variable) };
}

/** Where v7's databases are, with their passwords, is no program's to know that only tells its version. */
function seenBy(variable: Variable): Shell["environment"] {
  return Object.fromEntries(
    shared.flatMap((name) => {
      const value = variable(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Who it is, where its keys lie, and the way to its services. */
const shared = [
  "HOME",
  "USER",
  "LOGNAME",
  "PATH",
  "TMPDIR",
  "SSH_AUTH_SOCK",
  "XDG_RUNTIME_DIR",
  "DBUS_SESSION_BUS_ADDRESS",
];

/**
 * By the `ssh` of a PATH. Nothing is asked that nobody answers: no password, no unknown host. A connection that dies is noticed within 15
 * seconds. Undefined for a node that says no host.
 */
export function shellOver({ ssh }: Fields, variable: Variable): Shell | undefined {
  if (ssh === undefined || !isJsonObject(ssh) || typeof ssh["host"] !== "string") return undefined;
  const { host, user, port } = ssh;
  return {
    program: findProgram("ssh", variable("PATH")) ?? "ssh",
    environment: seenBy(variable),
    words: [
      "-T",
      ...options.flatMap((option) => ["-o", option]),
      ...(user === undefined ? [] : ["-l", String(user)]),
      ...(port === undefined ? [] : ["-p", String(port)]),
      "--",
      host,
      "/bin/sh -s",
    ],
  };
}

const options = [
  "BatchMode=yes",
  "ConnectTimeout=5",
  "ServerAliveInterval=5",
  "ServerAliveCountMax=2",
  "ClearAllForwardings=yes",
  "ForwardAgent=no",
  "PermitLocalCommand=no",
];

/** Runs a script in a shell. It is killed after so many seconds, and never waited for beyond that. */
export async function runScript(
  { program, words, environment }: Shell,
  script: string,
  { signal, seconds }: { readonly signal: AbortSignal; readonly seconds: number },
): Promise<ScriptRun> {
  const start = performance.now();
  const ended = await execa(program, words, {
    env: environment,
    extendEnv: false,
    input: script,
    encoding: "buffer",
    stripFinalNewline: false,
    maxBuffer: mostBytes,
    timeout: seconds * 1_000,
    killSignal: "SIGKILL",
    cancelSignal: signal,
    reject: false,
  });
  signal.throwIfAborted();
  const milliseconds = Math.round(performance.now() - start);
  return { bytes: ended.stdout, failure: ended.failed ? failureOf(ended, seconds) : undefined, milliseconds };
}

const mostBytes = 64 << 20;

interface Ended {
  readonly timedOut: boolean;
  readonly stderr: Uint8Array;
  readonly exitCode?: number | undefined;
  readonly code?: string | undefined;
}

/** The last line that it complained with: before that are banners. */
function failureOf({ timedOut, stderr, exitCode, code }: Ended, seconds: number): string {
  if (timedOut) return `no answer within ${seconds} seconds`;
  if (code === "ENOENT") return "there is no such program";
  const lines = Buffer.from(stderr).toString("utf8").trim().split("\n");
  const said = lines.at(-1)?.trim() ?? "";
  return said === "" ? `it ended with ${exitCode ?? "a signal"}` : said.slice(0, 300);
}
