import * as Flags from "@oclif/core/flags";
import type { Answer } from "../../model/answer.ts";
import { printedPath } from "../../model/path-bytes.ts";
import { type CommandResult, V7Command } from "../base.ts";

/** A command that lists paths, for people or for `xargs -0`. */
export abstract class PathListCommand<Output extends object> extends V7Command<Output> {
  static override baseFlags = {
    ...V7Command.baseFlags,
    print0: Flags.boolean({
      description: "Print the paths alone, each ended by a zero byte, for xargs -0.",
      exclusive: ["json"],
    }),
  };

  /** Prints the bytes that the file system has for these printable paths. */
  protected printPaths(answered: Answer<Output>, paths: readonly string[]): CommandResult<Output> {
    const bytes = [...new Set(paths)].flatMap((path) => [Buffer.from(printedPath(path), "latin1"), Buffer.from([0])]);
    this.printer.bytes(Buffer.concat(bytes));
    return { ...answered, isDataPrinted: true, text: "" };
  }
}
