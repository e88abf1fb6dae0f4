import { packagePath } from "../../../src/system/package-file.ts";

/** What somebody types, where, and all that their shell knows. */
export interface Typed {
  /** After `v7`. */
  readonly words: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** How v7 ended. */
export interface Answered {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The bundle, as `bin/run.js` loads it. */
const { mainWithin } = (await import(packagePath("dist/main.js"))) as typeof import("../../../src/main.ts");

/** Runs a command of the bundle within this process, one at a time: its folder, its variables and its streams are the command's meanwhile. */
export async function answer({ words, folder, environment }: Typed): Promise<Answered> {
  process.chdir(folder);
  become(environment);
  process.exitCode = 0;
  const [stdout, stderr] = [listenTo(process.stdout), listenTo(process.stderr)];
  await mainWithin(words);
  return { exitCode: process.exitCode, stdout: stdout(), stderr: stderr() };
}

function become(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (environment[name] === undefined) delete process.env[name];
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) process.env[name] = value;
  // As bin/run.js has it.
  process.env["TZ"] = "UTC";
}

/** Keeps what is written from here on; what it answers says it, and lets the stream be. */
function listenTo(stream: NodeJS.WriteStream): () => string {
  const write = stream.write.bind(stream);
  const parts: Buffer[] = [];
  stream.write = (part: string | Uint8Array) => {
    parts.push(Buffer.from(part));
    return true;
  };
  return () => {
    stream.write = write;
    return Buffer.concat(parts).toString();
  };
}
