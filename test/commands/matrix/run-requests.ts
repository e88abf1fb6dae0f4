import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { answer } from "../typist/answer.ts";
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
  return answer({ words, folder, environment: { ...usual, ...environment } });
}

/** Each finds the work tree as it was at first: what another one edited is nothing of its own. */
function layOut(root: string, from: string): void {
  process.chdir(from);
  for (const entry of readdirSync(root)) if (entry !== ".git") rmSync(join(root, entry), { recursive: true });
  cpSync(from, root, { recursive: true });
}
