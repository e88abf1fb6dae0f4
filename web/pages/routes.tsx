import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { FaceSummary } from "../../src/model/face-summary.ts";
import type { StatusOutput } from "../../src/model/output/status.ts";
import { pagePath } from "../address.ts";
import { faceFor } from "../data/faces.ts";
import type { Answered } from "../data/use-answer.ts";
import { Page } from "../frame/page.tsx";
import { AnswerPage } from "./answer-page.tsx";
import { NotFound } from "./not-found.tsx";

/** What a page of its own is given. */
export interface PageContext {
  readonly faces: readonly FaceSummary[];
  /** `/overview`, which the frame has asked for already. */
  readonly overview: Answered;
  readonly status: StatusOutput | undefined;
  /** What stood in the address: `task/1.1`. */
  readonly rest: string;
}

type PageComponent = (context: PageContext) => JSX.Element;

/** Pages of their own; all other addresses are those of questions, and have the page of any. */
const own: readonly { readonly path: RegExp; load(): Promise<PageComponent> }[] = [
  { path: /^\/$/, load: async () => (await import("./overview/overview-page.tsx")).OverviewPage },
  { path: /^\/r\/([a-z]+\/.+)$/, load: async () => (await import("./record/resource-page.tsx")).ResourcePage },
  { path: /^\/drift$/, load: async () => (await import("./record/drift-page.tsx")).DriftPage },
  { path: /^\/history$/, load: async () => (await import("./record/history-page.tsx")).HistoryPage },
  { path: /^\/phases$/, load: async () => (await import("./work/phases-page.tsx")).PhasesPage },
  { path: /^\/phases\/([^/]+)$/, load: async () => (await import("./work/phase-page.tsx")).PhasePage },
  { path: /^\/enums\/(.+)$/, load: async () => (await import("./work/enum-page.tsx")).EnumPage },
  { path: /^\/next$/, load: async () => (await import("./work/next-page.tsx")).NextPage },
  { path: /^\/gaps$/, load: async () => (await import("./work/gaps-page.tsx")).GapsPage },
  { path: /^\/tasks$/, load: async () => (await import("./work/tasks-page.tsx")).TasksPage },
  { path: /^\/graph$/, load: async () => (await import("./work/graph-page.tsx")).GraphPage },
  { path: /^\/files$/, load: async () => (await import("./files/files-page.tsx")).FilesPage },
  { path: /^\/files\/at\/(.+)$/, load: async () => (await import("./files/file-page.tsx")).FilePage },
  { path: /^\/changes$/, load: async () => (await import("./files/changes-page.tsx")).ChangesPage },
  { path: /^\/sessions$/, load: async () => (await import("./sessions/sessions-page.tsx")).SessionsPage },
  { path: /^\/sessions\/(\d+)$/, load: async () => (await import("./sessions/session-page.tsx")).SessionPage },
  { path: /^\/nodes$/, load: async () => (await import("./nodes/nodes-page.tsx")).NodesPage },
  {
    path: /^\/nodes\/(?!(?:measurements|snapshots)$)([^/]+)$/,
    load: async () => (await import("./nodes/node-page.tsx")).NodePage,
  },
  { path: /^\/reports\/([^/]+)$/, load: async () => (await import("./find/report-page.tsx")).ReportPage },
  { path: /^\/search$/, load: async () => (await import("./find/search-page.tsx")).SearchPage },
  { path: /^\/plans$/, load: async () => (await import("./plan/plans-page.tsx")).PlansPage },
  { path: /^\/plans\/(now|[0-9a-f]{4,64})$/, load: async () => (await import("./plan/plan-page.tsx")).PlanPage },
];

/** Begins to load the code of this address's page, so that it comes beside the first answers and not behind them. */
export function beginLoading(): void {
  const path = resourcePath(pagePath.value);
  void own
    .find((page) => page.path.test(path))
    ?.load()
    .catch(() => undefined);
}

/** The page at this address. A question of the server's needs no entry anywhere to have one. */
export function CurrentPage(context: Omit<PageContext, "rest">): JSX.Element {
  const path = resourcePath(pagePath.value);
  for (const page of own) {
    const [matched, rest = ""] = page.path.exec(path) ?? [];
    if (matched !== undefined) return <Lazy key={matched} load={page.load} context={{ ...context, rest }} />;
  }
  const asked = faceFor(dataPath(path, context.faces), context.faces);
  if (asked === undefined) return <NotFound />;
  return <AnswerPage key={path} asked={asked} path={encodeURI(dataPath(path, context.faces))} crumb={crumbOf(path)} />;
}

/** `/ui/tasks/1.2` and the like are the pages of resources. */
function resourcePath(path: string): string {
  return path.replace(/^\/tasks\/(.+)$/, "/r/task/$1");
}

/** `/ui/t/saved plan` asks by a question's name, all else by the route. */
function dataPath(path: string, faces: readonly FaceSummary[]): string {
  if (path === "/") return "/overview";
  if (path.startsWith("/t/")) return faces.find(({ name }) => name === path.slice(3))?.route ?? path;
  return path;
}

function crumbOf(path: string): ComponentChildren {
  const [, first = "", ...others] = path.split("/");
  if (others.length === 0) return undefined;
  return (
    <>
      <a href={`/ui/${first}`}>{first.charAt(0).toUpperCase() + first.slice(1)}</a> /{" "}
      <span class="mono">{others.join("/")}</span>
    </>
  );
}

/** A page whose code comes when it is looked at. */
function Lazy({ load, context }: { load(): Promise<PageComponent>; readonly context: PageContext }): JSX.Element {
  const [Loaded, setLoaded] = useState<PageComponent | "failed">();
  useEffect(() => {
    void load().then(
      (component) => setLoaded(() => component),
      () => setLoaded("failed"),
    );
  }, [load]);
  if (Loaded === undefined) return <Page title="v7" isLoading />;
  if (Loaded === "failed")
    return <Page title="This page could not be loaded" meta="v7 serve may have been renewed: load the page anew." />;
  return <Loaded {...context} />;
}
