import { spawn } from "node:child_process";
import { Failure } from "../model/failure.ts";
import type { Repository } from "./repository.ts";

/** One call of git that reads. */
export interface GitRead {
  readonly argv: readonly string[];
  /** What git gets on stdin: names go here, where no length limits them and none is taken for an option. */
  readonly input?: string;
}

/**
 * What git prints, piece by piece: whoever reads slowly slows git down, and nothing is held. Git is ended when the
 * reader leaves. Throws a Failure when there is no git, or when it fails.
 */
export async function* streamGit({ root }: Repository, { argv, input = "" }: GitRead): AsyncGenerator<Buffer> {
  const child = spawn("git", [...argv], { cwd: root, env: readingEnvironment(process.env) });
  const said: Buffer[] = [];
  const ended = new Promise<string | undefined>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => resolve(code === 0 ? undefined : `exit ${code ?? signal}`));
  });
  // Git may stop before it has read all; it says why on stderr.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  child.stderr.on("data", (chunk: Buffer) => said.length < 16 && said.push(chunk));
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
    const failure = await ended;
    if (failure !== undefined) throw gitFailure(argv, Buffer.concat(said).toString("utf8").trim() || failure);
  } finally {
    child.kill("SIGKILL");
  }
}

/** All that a call prints, for what is known to be short. */
export async function readGit(repository: Repository, call: GitRead): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of streamGit(repository, call)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** The lines of a call, cut where git prints `end`: a chunk's worth at a time. What follows the last one is left out. */
export async function* splitGit(repository: Repository, call: GitRead, end: "\n" | "\0"): AsyncGenerator<Buffer[]> {
  const mark = end.charCodeAt(0);
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of streamGit(repository, call)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const parts: Buffer[] = [];
    let start = 0;
    for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, start)) {
      parts.push(bytes.subarray(start, at));
      start = at + 1;
    }
    rest = bytes.subarray(start);
    yield parts;
  }
}

function gitFailure(argv: readonly string[], said: string): Failure {
  const command = argv.find((word) => !word.startsWith("-") && !word.includes("=")) ?? "";
  return new Failure("V7-H031", `git ${command}: ${said}`, { next: ["git fsck"] });
}

/**
 * Git locks nothing, asks nobody, speaks English, and shows commits as they were made and not what `git replace` puts
 * in their place. What says where the repository lies and who commits is kept; the index is nobody's business here.
 */
function readingEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith("GIT_") || keptVariables.test(name));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    LC_ALL: "C",
  };
}

const keptVariables =
  /^GIT_(DIR|WORK_TREE|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|EXEC_PATH|CEILING_DIRECTORIES|CONFIG_.*|COMMITTER_NAME|COMMITTER_EMAIL)$/;
