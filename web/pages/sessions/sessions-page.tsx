import type { JSX } from "preact";
import type { Session } from "../../../src/model/output/session-start.ts";
import { faceFor } from "../../data/faces.ts";
import { rowsIn, useQuestion } from "../../data/question.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { QuestionList } from "../../parts/question-list.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import type { Column, Row } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import { counted } from "../../parts/value.tsx";
import { NotFound } from "../not-found.tsx";
import type { PageContext } from "../routes.tsx";
import { ByWeek } from "./by-week.tsx";
import { duration, filesText, sessionSymbol, stateOf } from "./session-words.ts";

/** `/ui/sessions`: who worked when, and what came of it. */
export function SessionsPage({ faces }: PageContext): JSX.Element {
  const asked = faceFor("/sessions", faces);
  return asked === undefined ? <NotFound /> : <Sessions asked={asked} />;
}

function Sessions({ asked }: { readonly asked: NonNullable<ReturnType<typeof faceFor>> }): JSX.Element {
  const question = useQuestion(asked, "/sessions");
  const { answered, sent } = question;
  const { reply } = answered;
  const sessions = rowsIn(reply?.document, "sessions") as unknown as readonly Session[];
  return (
    <Page
      title={
        reply?.document === undefined ? "Sessions" : titleOf(sessions, { isAll: !reply.goesOn && sent.size === 0 })
      }
      meta={
        <>
          Newest first, as <code>v7 session list</code> tells them.
        </>
      }
      isLoading={answered.isLoading}
      problem={reply?.problem}
      onRetry={answered.reload}
    >
      <QuestionList
        asked={asked}
        question={question}
        label="Sessions"
        columns={columns}
        keyOf={({ id }) => String(id)}
        hrefOf={({ id }) => `/ui/sessions/${String(id)}`}
        empty={
          <>
            <p>No session was begun yet. This begins one, with a log of its own:</p>
            <Command text="v7 session start" />
          </>
        }
      />
      <ByWeek />
    </Page>
  );
}

function titleOf(sessions: readonly Session[], { isAll }: { readonly isAll: boolean }): string {
  const open = sessions.filter((session) => stateOf(session) === "open").length;
  if (sessions.length === 0) return isAll ? "No session was begun yet" : "No session matches";
  const all = `${counted(sessions.length)}${isAll ? "" : " shown"}`;
  if (open === 0) return `No session is open, ${all} ended`.replace(/, (\d+ shown) ended$/, ", $1");
  return `${open} ${open === 1 ? "session is" : "sessions are"} open, of ${all}`;
}

const columns: readonly Column[] = [
  { key: "id", title: "Session", shape: "", before: Sign, cell: Named },
  { key: "actor", cell: ({ actor }) => <Text of={String(actor)} /> },
  { key: "files", cell: Files },
  { key: "commits", shape: "number", cell: Commits },
  { key: "entries", shape: "number", cell: (row) => counted((row as unknown as Session).stats.log_entries) },
  { key: "length", shape: "number", cell: Length },
  { key: "started_at", title: "Started" },
];

/** What a session did is counted when it ends. */
function Files(row: Row): JSX.Element {
  const session = row as unknown as Session;
  if (session.ended_at === null) return <Absent>counted at its end</Absent>;
  return <span class="mono">{filesText(session)}</span>;
}

function Commits(row: Row): JSX.Element {
  const { ended_at: ended, stats } = row as unknown as Session;
  return ended === null ? <Absent>not yet</Absent> : <>{counted(stats.commits)}</>;
}

function Sign(row: Row): JSX.Element {
  const state = stateOf(row as unknown as Session);
  return (
    <>
      <Symbol name={sessionSymbol[state]} /> <span class="hidden-words">{state} </span>
    </>
  );
}

function Named(row: Row): JSX.Element {
  const session = row as unknown as Session;
  return (
    <>
      {session.id} {session.title === null ? <Absent>without a title</Absent> : <Text of={session.title} />}
    </>
  );
}

function Length(row: Row): JSX.Element {
  const { started_at: from, ended_at: to } = row as unknown as Session;
  return <>{to === null ? `${duration(from, new Date())} so far` : duration(from, to)}</>;
}
