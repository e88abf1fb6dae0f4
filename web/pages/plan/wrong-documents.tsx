import type { JSX } from "preact";
import type { Problem } from "../../data/ask.ts";
import { Command } from "../../parts/command.tsx";
import { Findings } from "./findings.tsx";

/** Whether nothing was planned because documents are wrong. */
export function areDocumentsWrong(problem: Problem | undefined): boolean {
  return problem?.code === "V7-D000";
}

/** `The documents have 3 errors, nothing is planned`. */
export function wrongTitle({ findings_found: found }: Problem): string {
  const errors = found?.errors ?? 0;
  return `The documents have ${errors} ${errors === 1 ? "error" : "errors"}, nothing is planned`;
}

/** What is wrong, place by place. */
export function WrongDocuments({ problem }: { readonly problem: Problem }): JSX.Element {
  const { findings = [], findings_found: found = { errors: 0, warnings: 0 } } = problem;
  return (
    <>
      <Findings findings={findings} found={found.errors + found.warnings} />
      <p class="under">
        <Command text="v7 validate" />
      </p>
    </>
  );
}
