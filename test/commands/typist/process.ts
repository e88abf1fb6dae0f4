import { answer, type Typed } from "./answer.ts";

// A process that goes on from command to command: each message is one, each reply how it ended.
process.on("message", (typed: Typed) => void answer(typed).then((answered) => process.send?.(answered)));
// Node would tell it past the stream that is listened to.
process.on("warning", (warning) => process.stderr.write(`${warning}\n`));
