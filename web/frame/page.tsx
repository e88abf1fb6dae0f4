import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pagePath } from "../address.ts";
import type { Problem } from "../data/ask.ts";
import { Command } from "../parts/command.tsx";
import { Text } from "../parts/text.tsx";
import { Stale } from "./live.tsx";

export interface PageProps {
  /** What is so, as a sentence. */
  readonly title: string;
  readonly crumb?: ComponentChildren;
  readonly meta?: ComponentChildren;
  readonly isLoading?: boolean;
  readonly problem?: Problem | undefined;
  readonly onRetry?: () => void;
  readonly children?: ComponentChildren;
}

/** A page inside the frame: its sentence first, then what is wrong with it, then what it shows. */
export function Page(props: PageProps): JSX.Element {
  const { title, crumb, meta, isLoading = false, problem, onRetry, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const isSlow = useLate(isLoading);
  useEffect(() => {
    document.title = `${title} · v7`;
  }, [title]);
  useFocusOnArrival(heading);
  return (
    <>
      {crumb !== undefined && <p class="crumb">{crumb}</p>}
      <h1 ref={heading} tabIndex={-1}>
        <Text of={title} />
      </h1>
      {meta !== undefined && <p class="meta">{meta}</p>}
      <div class={`waiting ${isSlow ? "is-due" : ""}`} />
      <Stale />
      {problem !== undefined && <ProblemNotice problem={problem} onRetry={onRetry} />}
      <div class="content" aria-busy={isLoading}>
        {children}
      </div>
    </>
  );
}

/** A new page is read from its sentence on. The first one is left to the browser. */
function useFocusOnArrival(heading: { readonly current: HTMLElement | null }): void {
  const path = pagePath.value;
  useEffect(() => {
    if (arrived.has(document)) heading.current?.focus({ preventScroll: true });
    arrived.add(document);
  }, [path]);
}

const arrived = new WeakSet<Document>();

/** What is over within a moment shows no sign of waiting. */
function useLate(isLoading: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isLoading) return setLate(false);
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, [isLoading]);
  return isLate;
}

/** What went wrong, its code as a link, and what to type. */
export function ProblemNotice({
  problem,
  onRetry,
}: {
  readonly problem: Problem;
  readonly onRetry?: (() => void) | undefined;
}): JSX.Element {
  if (problem.status === 401)
    return (
      <div class="banner" role="alert">
        <p>This browser has no session. This prints a link that works once:</p>
        <Command text="v7 serve --link" />
      </div>
    );
  return (
    <div class="banner is-bad" role="alert">
      <p>
        <b>
          <Text of={problem.title} />.
        </b>{" "}
        <Text of={problem.detail} />{" "}
        {problem.code !== "" && (
          <a class="mono" href={`/ui/explain/${problem.code}`}>
            {problem.code}
          </a>
        )}
      </p>
      {problem.instance !== "" && <p class="second mono">{problem.instance}</p>}
      {onRetry !== undefined && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
