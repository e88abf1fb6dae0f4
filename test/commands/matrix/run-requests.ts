import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runWithin } from "../../../src/commands/shell/run.ts";
import type { Reply, Request } from "./requests.ts";

// A process of its own for what is typed in one place. It takes the requests of a file one by one, and writes each reply
// into another, so that those before one that hangs are there.
const [requestFile = "", replyFile = ""] = process.argv.slice(2);
const requests = JSON.parse(readFileSync(requestFile, "utf8")) as readonly Request[];
const usual = { ...process.env };

for (const request of requests) appendFileSync(replyFile, `${JSON.stringify(await replyTo(request))}\n`);
process.exit(0);

async function replyTo({ words, folder, environment, work }: Request): Promise<Reply> {
  if (work) layOut(work.root, work.from);
  process.chdir(folder);
  for (const name of Object.keys(process.env)) if (!(name in usual)) delete process.env[name];
  Object.assign(process.env, usual, environment);
  process.exitCode = 0;
  const [stdout, stderr] = [process.stdout, process.stderr].map(listenTo);
  await runWithin(words);
  return { exitCode: process.exitCode, stdout: stdout?.() ?? "", stderr: stderr?.() ?? "" };
}

/** Each finds the work tree as it was at first: what another one edited is nothing of its own. */
function layOut(root: string, from: string): void {
  process.chdir(from);
  for (const entry of readdirSync(root)) if (entry !== ".git") rmSync(join(root, entry), { recursive: true });
  cpSync(from, root, { recursive: true });
}

/** Keeps what is written from here on; what it answers says it, and lets the stream be. */
function listenTo(stream: NodeJS.WriteStream): () => string {
  const write = stream.write.bind(stream);
  const parts: string[] = [];
  stream.write = (part: string | Uint8Array) => {
    parts.push(typeof part === "string" ? part : Buffer.from(part).toString());
    return true;
  };
  return () => {
    stream.write = write;
    return parts.join("");
  };
}
