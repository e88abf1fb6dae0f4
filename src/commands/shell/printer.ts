import { redactorFor } from "../../workspace/known-secrets.ts";
import type { Redactor } from "../../model/secrets.ts";

/** The only way text leaves v7 for people and programs: without secrets. */
export interface Printer {
  /** What keeps secrets out; made when it is first needed. */
  readonly redactor: () => Redactor;
  /** Data, on stdout. */
  data(text: string): void;
  /** Bytes, on stdout: what a program reads that wants them as they are, such as paths or an export. */
  bytes(content: Buffer): void;
  /** The one document of `--json`, on stdout. */
  document(command: string, keys: object): void;
  /** Progress, errors and questions, on stderr. */
  message(text: string): void;
}

/** Prints for a process with this environment, started with these words. */
export function openPrinter(environment: NodeJS.ProcessEnv, words: readonly string[]): Printer {
  let made: Redactor | undefined;
  const redactor = (): Redactor => (made ??= redactorFor(environment, words));
  return {
    redactor,
    data: (text) => void process.stdout.write(redactor().text(text)),
    bytes: (content) => void process.stdout.write(content),
    document: (command, keys) =>
      void process.stdout.write(`${redactor().json({ format_version: 1, command, ...keys }, 2)}\n`),
    message: (text) => void process.stderr.write(redactor().text(text)),
  };
}
