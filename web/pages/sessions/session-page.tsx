import type { JSX } from "preact";
import type { ChangesOutput } from "../../../src/model/output/changes.ts";
import type { SessionCommit, SessionShowOutput } from "../../../src/model/output/session-show.ts";
import { address } from "../../address.ts";
import { unknownBeside } from "../../data/question.ts";
import { type Answered, useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { Newer } from "../../parts/newer.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import { type Row, Table } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import { Unknown } from "../../parts/unknown.tsx";
import { counted } from "../../parts/value.tsx";
import { When } from "../../parts/when.tsx";
import { changeColumns } from "../files/change-columns.tsx";
import { pageOfFile } from "../files/file-columns.tsx";
import type { PageContext } from "../routes.tsx";
import { duration, logParts, sessionSymbol, stateOf } from "./session-words.ts";

/** `/ui/sessions/ID`: what somebody did in a session, by its log, its files and its commits. */
export function SessionPage({ rest }: PageContext): JSX.Element {
  const answered = useAnswer(`/sessions/${encodeURIComponent(rest)}`, { topics: ["sessions", "files"], waits: true });
  const limit = Math.min(1_000, Number(address.value.searchParams.get("limit") ?? 100) || 100);
  const changes = useAnswer(`/changes?session=${encodeURIComponent(rest)}&limit=${limit}`, {
    topics: ["files", "runs"],
    waits: true,
  });
  const shown = answered.reply?.document as SessionShowOutput | undefined;
  return (
    <Page
      title={shown === undefined ? `Session ${rest}` : titleOf(shown)}
      crumb={
        <>
          <a href="/ui/sessions">Sessions</a> / <span class="mono">{rest}</span>
        </>
      }
      meta={shown !== undefined && <Meta shown={shown} />}
      isLoading={answered.isLoading}
      problem={answered.reply?.problem ?? changes.reply?.problem}
      onRetry={() => {
        answered.reload();
        changes.reload();
      }}
    >
      <Unknown names={unknownBeside(["limit"])} />
      <Newer answered={answered.newer === undefined ? changes : answered} />
      {shown !== undefined && (
        <div class="columns">
          <div>
            <Log shown={shown} />
            <Changes answered={changes} id={rest} />
          </div>
          <Rail shown={shown} />
        </div>
      )}
    </Page>
  );
}

function titleOf({ session }: SessionShowOutput): string {
  const name = session.title === null ? `Session ${session.id}` : `Session ${session.id}, ${session.title}`;
  const state = stateOf(session);
  return state === "ended" ? name : `${name}: ${state}`;
}

function Meta({ shown: { session } }: { readonly shown: SessionShowOutput }): JSX.Element {
  const { actor, started_at: from, ended_at: to } = session;
  const state = stateOf(session);
  return (
    <>
      <Symbol name={sessionSymbol[state]} /> <Text of={actor} />, began <When at={from} />
      {to === null ? (
        `, ${duration(from, new Date())} so far.`
      ) : (
        <>
          , {state === "abandoned" ? "ended by somebody else" : "ended"} <When at={to} />, after {duration(from, to)}.
        </>
      )}
    </>
  );
}

function Log({ shown: { session, log } }: { readonly shown: SessionShowOutput }): JSX.Element {
  return (
    <section aria-labelledby="log">
      <div class="section-head">
        <h2 id="log">Log</h2>
        {session.log_path !== null && <Text of={session.log_path} class="mono second" />}
      </div>
      {log !== null && logParts(log).length === 0 && (
        <div class="empty">
          <p>Nothing is noted yet. Whoever works in it notes with:</p>
          <Command text="v7 session log TEXT" />
        </div>
      )}
      {log === null ? (
        <p class="empty">
          {session.log_path === null
            ? "It has no log."
            : "The log is not in this clone: it lies where the session was."}
        </p>
      ) : (
        <div class="log">
          {logParts(log).map(({ kind, text }, at) =>
            kind === "heading" ? (
              <h3 key={at}>
                <Text of={text} />
              </h3>
            ) : (
              <p key={at} class={kind}>
                <Text of={text} />
              </p>
            ),
          )}
        </div>
      )}
    </section>
  );
}

function Changes({ answered: { reply }, id }: { readonly answered: Answered; readonly id: string }): JSX.Element {
  const { changes = [], total = 0 } = (reply?.document ?? {}) as Partial<ChangesOutput>;
  return (
    <section aria-labelledby="changes">
      <div class="section-head">
        <h2 id="changes">
          Changed files <span class="quiet">{counted(total)}</span>
        </h2>
        {total > changes.length && <a href={`/ui/changes?session=${encodeURIComponent(id)}`}>All {counted(total)}</a>}
      </div>
      {reply !== undefined && changes.length === 0 && <p class="empty">No change of a file bears its number.</p>}
      {changes.length > 0 && (
        <Table
          label="Files the session changed"
          columns={changeColumns().filter(({ key }) => key !== "session_id")}
          rows={changes as unknown as readonly Row[]}
          keyOf={({ id: change }) => String(change)}
          hrefOf={pageOfFile}
          total={total}
        />
      )}
      {total > changes.length && (
        <p class="under">
          Showing {counted(changes.length)} of {counted(total)}.
        </p>
      )}
    </section>
  );
}

/** Figures, commits, and what ends it where somebody left it. */
function Rail({ shown: { session, commits } }: { readonly shown: SessionShowOutput }): JSX.Element {
  const { stats } = session;
  const figures = [
    ["Files created", stats.files_created],
    ["Files modified", stats.files_modified],
    ["Files deleted", stats.files_deleted],
    ["Commits", stats.commits],
    ["Log entries", stats.log_entries],
  ] as const;
  return (
    <aside aria-label="Figures">
      <section>
        <div class="section-head">
          <h2>{session.ended_at === null ? "So far" : "Done"}</h2>
        </div>
        {session.ended_at === null && <p class="empty second">Files and commits are counted when it ends.</p>}
        <dl class="figures">
          {figures
            .filter(([name]) => session.ended_at !== null || name === "Log entries")
            .map(([name, count]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{counted(count)}</dd>
              </div>
            ))}
        </dl>
      </section>
      <Commits commits={commits} elsewhere={stats.commits_dated_elsewhere} />
      {session.ended_at === null && (
        <section>
          <div class="section-head">
            <h2>To end it</h2>
          </div>
          <p class="empty">
            <Command text={`v7 session end ${session.id}`} />
          </p>
        </section>
      )}
    </aside>
  );
}

function Commits({
  commits,
  elsewhere,
}: {
  readonly commits: readonly SessionCommit[];
  readonly elsewhere: number;
}): JSX.Element {
  return (
    <section aria-labelledby="commits">
      <div class="section-head">
        <h2 id="commits">
          Commits <span class="quiet">{commits.length}</span>
        </h2>
      </div>
      {commits.length === 0 && <p class="empty">None is recorded in it.</p>}
      <ul class="facts">
        {commits.map(({ sha, subject, author, committed_at: at }) => (
          <li key={sha}>
            <Text of={sha.slice(0, 7)} class="mono" />{" "}
            {subject === null ? <Absent>without a subject</Absent> : <Text of={subject} />}
            <p class="second">
              <Text of={author} />, <When at={at} />
            </p>
          </li>
        ))}
      </ul>
      {elsewhere > 0 && <p class="second">{elsewhere} more are dated outside it.</p>}
    </section>
  );
}
