import type { JSX } from "preact";
import { faceFor } from "../../data/faces.ts";
import { rowsIn, totalOf, useQuestion } from "../../data/question.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { filtersOf } from "../../parts/filters.tsx";
import { QuestionList } from "../../parts/question-list.tsx";
import { NotFound } from "../not-found.tsx";
import type { PageContext } from "../routes.tsx";
import { changeColumns } from "./change-columns.tsx";
import { pageOfFile } from "./file-columns.tsx";
import { many } from "./file-words.ts";

/** `/ui/changes`: what happened to files, newest first. */
export function ChangesPage({ faces }: PageContext): JSX.Element {
  const asked = faceFor("/changes", faces);
  return asked === undefined ? <NotFound /> : <Changes asked={asked} />;
}

function Changes({ asked }: { readonly asked: NonNullable<ReturnType<typeof faceFor>> }): JSX.Element {
  const question = useQuestion(asked, "/changes");
  const { answered, sent } = question;
  const { reply } = answered;
  const total = reply?.document === undefined ? undefined : totalOf(answered, rowsIn(reply.document, "changes").length);
  const isNarrowed = filtersOf(asked.face, {}).some(([name]) => sent.has(name));
  return (
    <Page
      title={total === undefined ? "Changes of files" : titleOf(total, isNarrowed)}
      crumb={<a href="/ui/files">Files</a>}
      meta="What scans found and commits did, newest first: in the order in which the database took it."
      isLoading={answered.isLoading}
      problem={reply?.problem}
      onRetry={answered.reload}
    >
      <QuestionList
        asked={asked}
        question={question}
        label="Changes of files"
        columns={changeColumns()}
        hrefOf={pageOfFile}
        empty={
          <>
            <p>Nothing has happened to a file yet. Scans find what did, and git's hooks tell of commits:</p>
            <Command text="v7 scan" /> <Command text="v7 hooks install" />
          </>
        }
      />
    </Page>
  );
}

function titleOf(total: number, isNarrowed: boolean): string {
  if (isNarrowed) return total === 1 ? "1 change matches" : `${many(total, "change")} match`;
  return total === 0 ? "No file has changed since the first scan" : `${many(total, "change")} of files`;
}
