import { type ChildProcess, fork } from "node:child_process";
import { packagePath } from "../../../src/system/package-file.ts";
import type { Answered, Typed } from "./answer.ts";

/** Processes in which one command is typed after another: most of what a command costs is the start of its process. */
export interface Typists {
  /** Types it when one of them has answered what it was given before. Throws where the command ends the process, as none may. */
  type(typed: Typed): Promise<Answered>;
  end(): void;
}

export function openTypists(count: number): Typists {
  const typists = Array.from({ length: count }, openTypist);
  let given = 0;
  return {
    type: async (typed) => {
      given += 1;
      const typist = typists[given % count];
      if (!typist) throw new Error("nobody types");
      return typist.type(typed);
    },
    end: () => typists.forEach((typist) => typist.end()),
  };
}

/** Started with the first command, and again after one that ended it. */
function openTypist(): Typists {
  let child: ChildProcess | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return {
    type: (typed) => {
      const answered = last.then(() => {
        if (!child?.connected) child = start(typed.environment);
        return answerOf(child, typed);
      });
      last = answered.catch(() => undefined);
      return answered;
    },
    end: () => child?.disconnect(),
  };
}

/** Nobody sits there: what reads its input finds the end of it. What loads knows the first command's variables, as it would alone. */
function start(environment: NodeJS.ProcessEnv): ChildProcess {
  return fork(packagePath("test/commands/typist/process.ts"), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...environment, NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] },
  });
}

function answerOf(child: ChildProcess, typed: Typed): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void =>
      reject(new Error(`v7 ${typed.words.join(" ")} ended its process with ${code}`));
    child.once("exit", onExit);
    child.once("message", (answered: Answered) => {
      child.off("exit", onExit);
      resolve(answered);
    });
    child.send(typed);
  });
}
