import type { JSX } from "preact";
import { Status } from "../../parts/status.tsx";

/** The way of an enum, step by step. */
export const steps = ["proposed", "approved", "implemented", "validated", "retired"] as const;

/** How far a status is on that way, from 1; 0 for what is not on it. */
export function stepsTo(status: string): number {
  return steps.indexOf(status as (typeof steps)[number]) + 1;
}

/** Five dots and a word. */
export function Journey({ status }: { readonly status: string }): JSX.Element {
  const reached = stepsTo(status);
  if (reached === 0) return <Status of={status} />;
  return (
    <span class="status">
      <span class="dots" aria-hidden="true">
        {steps.map((step, at) => (
          <i key={step} class={at < reached ? "is-reached" : ""} />
        ))}
      </span>{" "}
      {status}
    </span>
  );
}
