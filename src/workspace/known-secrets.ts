import { secretsIn } from "../model/secret-sources.ts";
import { type Redactor, redactor } from "../model/secrets.ts";
import { passwordsInFile } from "../postgres/password-file.ts";

/** Hides every secret that a process can come by: from its environment, what was typed, and the password file. */
export function redactorFor(
  environment: { readonly [name: string]: string | undefined },
  words: readonly string[],
): Redactor {
  return redactor(secretsIn({ environment, words, passwords: passwordsInFile(environment) }));
}
