import type { JSX } from "preact";
import type { StatusOutput } from "../../src/model/output/status.ts";
import { pagePath } from "../address.ts";

interface Entry {
  readonly path: string;
  readonly name: string;
  /** A number beside it, where there is one above zero. */
  count?(status: StatusOutput): number;
}

/** What there is, in four groups: now, work, world, find. A number says that a person is waited for. */
export const navigation: readonly (readonly Entry[])[] = [
  [
    { path: "/", name: "Overview" },
    { path: "/next", name: "Next" },
    { path: "/plans", name: "Plans", count: ({ waiting }) => waiting.length },
    { path: "/drift", name: "Drift", count: ({ drift }) => drift.rows + drift.conflicts },
  ],
  [
    { path: "/phases", name: "Phases" },
    { path: "/tasks", name: "Tasks", count: ({ tasks }) => tasks.blocked },
    { path: "/graph", name: "Graph" },
    { path: "/impacts", name: "Impacts", count: ({ impacts }) => impacts.unanswered },
    { path: "/enums", name: "Enums" },
  ],
  [
    {
      path: "/nodes",
      name: "Machines",
      count: ({ machines }) => machines.filter(({ state }) => state !== "ok").length,
    },
    { path: "/files", name: "Files" },
    { path: "/sessions", name: "Sessions" },
    { path: "/history", name: "History" },
    { path: "/gaps", name: "Gaps" },
  ],
  [
    { path: "/search", name: "Search" },
    { path: "/reports", name: "Reports" },
    { path: "/system", name: "System" },
  ],
];

/** The list of pages: at the side, and in the menu of narrow screens. */
export function Navigation({
  status,
  label,
}: {
  readonly status: StatusOutput | undefined;
  readonly label: string;
}): JSX.Element {
  return (
    <nav class="pages" aria-label={label}>
      {navigation.map((group) => (
        <ul key={group[0]?.path}>
          {group.map((entry) => (
            <li key={entry.path}>
              <Link entry={entry} status={status} />
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

function Link({ entry, status }: { readonly entry: Entry; readonly status: StatusOutput | undefined }): JSX.Element {
  const count = status === undefined ? 0 : (entry.count?.(status) ?? 0);
  return (
    <a href={`/ui${entry.path}`} aria-current={isCurrent(entry.path) ? "page" : undefined}>
      {entry.name}
      {count > 0 && <span class="count waits">{count}</span>}
    </a>
  );
}

function isCurrent(path: string): boolean {
  const here = pagePath.value;
  return here === path || (path !== "/" && here.startsWith(`${path}/`));
}
