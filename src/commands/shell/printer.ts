import { redactorFor } from "../../workspace/known-secrets.ts";
import type { Redactor } from "../../model/secrets.ts";
import type { Screen } from "../../render/type/screen.ts";
import { fitText } from "../../render/type/wrap.ts";
import { screenFor } from "./terminal.ts";

/** The only way text leaves v7 for people and programs: without secrets. */
export interface Printer {
  /** What keeps secrets out; made when it is first needed. */
  readonly redactor: () => Redactor;
  /** Where data is read, and where messages are. */
  readonly screens: { readonly data: Screen; readonly messages: Screen };
  /** A text as it is printed: without secrets, and no line wider than the screen for data. */
  laid(text: string): string;
  /** Data for people to read, on stdout. */
  data(text: string): void;
  /** What is copied or stored as it is: scripts, SQL, a URL. On stdout. */
  verbatim(text: string): void;
  /** Bytes, on stdout: what a program reads that wants them as they are, such as paths or an export. */
  bytes(content: Buffer): void;
  /** The one document of `--json`, on stdout. */
  document(command: string, keys: object): void;
  /** Progress, hints, errors and questions, on stderr. */
  message(text: string): void;
}

/** Prints for a process with this environment, started with these words. */
export function openPrinter(environment: NodeJS.ProcessEnv, words: readonly string[]): Printer {
  let made: Redactor | undefined;
  const redactor = (): Redactor => (made ??= redactorFor(environment, words));
  const noColor = words.includes("--no-color");
  const screens = {
    data: screenFor(process.stdout, noColor, environment),
    messages: screenFor(process.stderr, noColor, environment),
  };
  // A secret is sought before lines are broken, which could part it.
  const fitted = (text: string, { width }: Screen): string => fitText(redactor().text(text), width);
  return {
    redactor,
    screens,
    laid: (text) => fitted(text, screens.data),
    data: (text) => void process.stdout.write(fitted(text, screens.data)),
    verbatim: (text) => void process.stdout.write(redactor().text(text)),
    bytes: (content) => void process.stdout.write(content),
    document: (command, keys) =>
      void process.stdout.write(`${redactor().json({ format_version: 1, command, ...keys }, 2)}\n`),
    message: (text) => void process.stderr.write(fitted(text, screens.messages)),
  };
}
