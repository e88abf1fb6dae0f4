import type { JSX } from "preact";
import type { FaceSummary } from "../../../src/model/face-summary.ts";
import type { HealthOutput } from "../../../src/model/output/health.ts";
import { address } from "../../address.ts";
import { faceFor } from "../../data/faces.ts";
import { rowsIn, totalOf, useQuestion } from "../../data/question.ts";
import { type Answered, useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { QuestionList } from "../../parts/question-list.tsx";
import { Unknown } from "../../parts/unknown.tsx";
import { size } from "../../parts/value.tsx";
import { When } from "../../parts/when.tsx";
import { NotFound } from "../not-found.tsx";
import type { PageContext } from "../routes.tsx";
import { columnsOf, insideOf, keyOfView, pageOfFile } from "./file-columns.tsx";
import { many, titleOf } from "./file-words.ts";
import { folderOf } from "./folder-path.ts";
import { FileViews } from "./file-views.tsx";
import { Folders } from "./folders.tsx";
import { GrowthView } from "./growth.tsx";
import { fileViews, type ListedView, narrowing, routes, viewOf } from "./views.ts";

/** `/ui/files`: what is registered, by path, by component, what is there twice, is old, has no place; and how all of it grew. */
export function FilesPage({ faces }: PageContext): JSX.Element {
  const view = viewOf(address.value.searchParams.get("view"));
  const asked = faceFor(routes[view], faces);
  if (asked === undefined) return <NotFound />;
  if (view === "growth") return <GrowthView face={asked.face} />;
  // Another view is another question: nothing of the one before is shown as its answer.
  return <InView key={view} view={view} face={asked.face} />;
}

function InView({ view, face }: { readonly view: ListedView; readonly face: FaceSummary }): JSX.Element {
  const parameters = address.value.searchParams;
  const asked = { face, inPath: {} };
  const question = useQuestion(asked, routes[view]);
  const folder = view === "list" ? folderOf(parameters.get("path")) : undefined;
  const beside = useAnswer(view === "list" ? folderQuestion(folder) : "/health", { topics: ["files", "runs"] });
  const health = view === "list" ? undefined : (beside.reply?.document as HealthOutput | undefined);
  const { answered } = question;
  const { reply } = answered;
  const key = face.rows ?? "rows";
  const total = reply?.document === undefined ? undefined : totalOf(answered, rowsIn(reply.document, key).length);
  const isNarrowed = narrowing.some((name) => name !== "days" && parameters.has(name));
  return (
    <Page
      title={titleOf({ view, total, isNarrowed, days: parameters.get("days") ?? "90", health })}
      meta={<Meta answered={answered} command={commands[view]} health={health} />}
      isLoading={answered.isLoading}
      problem={reply?.problem}
      onRetry={answered.reload}
    >
      {!fileViews.some((name) => name === (parameters.get("view") ?? view)) && <Unknown names={["view"]} />}
      <FileViews health={health} />
      {folder !== undefined && <Folders folder={folder} answered={beside} />}
      <QuestionList
        asked={asked}
        question={question}
        label={labels[view]}
        columns={columnsOf[view]}
        keyOf={keyOfView[view]}
        hrefOf={pageOfFile}
        inside={insideOf}
        without={view === "components" ? ["q"] : []}
        empty={<Empty view={view} />}
      />
    </Page>
  );
}

const labels: Readonly<Record<ListedView, string>> = {
  list: "Registered files",
  components: "Components",
  duplicates: "Files with equal bytes",
  stale: "Files nobody wrote for long",
  unrouted: "Files without a place",
};

const commands: Readonly<Record<ListedView, string>> = {
  list: "files",
  components: "report components",
  duplicates: "report duplicates",
  stale: "stale",
  unrouted: "report route",
};

/** A pattern has no folders below it. */
function folderQuestion(folder: string | undefined): string | null {
  if (folder === undefined) return null;
  return folder === "" ? "/files/folders?limit=1000" : `/files/folders?limit=1000&path=${encodeURIComponent(folder)}`;
}

interface MetaProps {
  readonly answered: Answered;
  readonly command: string;
  readonly health: HealthOutput | undefined;
}

function Meta({ answered: { reply }, command, health }: MetaProps): JSX.Element {
  const since = health?.since_snapshot ?? null;
  const empty = health?.empty_pillars?.length ?? 0;
  return (
    <>
      {health !== undefined && `${size(health.total_size_bytes)} in ${many(health.total_files, "file")}. `}
      {empty > 0 && `${empty} of ${health?.pillars_total ?? empty} pillars are empty. `}
      {since !== null && since.files !== 0 && (
        <>
          {many(Math.abs(since.files), since.files > 0 ? "more file" : "fewer file")} than in the snapshot of{" "}
          <When at={since.taken_at} />.{" "}
        </>
      )}
      As <code>v7 {command}</code> tells it
      {reply !== undefined && (
        <>
          , <When at={reply.at} />
        </>
      )}
      .
    </>
  );
}

function Empty({ view }: { readonly view: ListedView }): JSX.Element {
  switch (view) {
    case "list":
    case "components":
      return (
        <>
          <p>No file is registered yet. This walks the repository and registers what is there:</p>
          <Command text="v7 scan" />
        </>
      );
    case "duplicates":
      return <p>No two registered files have the same bytes; hard links and empty files do not count.</p>;
    case "stale":
      return <p>No registered file is that old.</p>;
    case "unrouted":
      return <p>The Layout's rules know every registered file.</p>;
  }
}
