import { createReadStream, openSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Answered, Typed } from "./answer.ts";

// A process that goes on from command to command: each line of one pipe is one, each line of the other how it ended.
const [requests = "", replies = ""] = process.argv.slice(2);
// Each is open once the other side has opened it, too: in the same order.
const input = openSync(requests, "r");
const output = openSync(replies, "w");
// Once somebody listens on both: what fails to load is told by the end of them.
const { answer } = await import("./answer.ts");
// Node would tell it past the stream that is listened to.
process.on("warning", (warning) => process.stderr.write(`${warning}\n`));

for await (const line of createInterface({ input: createReadStream("", { fd: input }) }))
  tell(await answer(JSON.parse(line) as Typed));

function tell(answered: Answered): void {
  const reply = Buffer.from(`${JSON.stringify(answered)}\n`);
  for (let written = 0; written < reply.length;) written += writeSync(output, reply, written);
}
