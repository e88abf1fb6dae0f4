import { renderStatus } from "./status.ts";
import type { SessionEndOutput } from "../model/output/session-end.ts";
import type { SessionListOutput } from "../model/output/session-list.ts";
import type { SessionLogOutput } from "../model/output/session-log.ts";
import type { SessionShowOutput } from "../model/output/session-show.ts";
import type { Session, SessionStartOutput } from "../model/output/session-start.ts";
import { escapeControls, escapeControlsKeepingLines } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, labelLines, tableLines } from "./type/table.ts";
import { type Clock, fullTimes, relativeTime } from "./type/time.ts";
import { counted, countedFiles, grouped } from "./type/counts.ts";
import { shortCommit } from "./type/ids.ts";

/** The new session, how the last one ended, what is open and stale, and the lines of `v7 status`. */
export function renderSessionStart(
  { session, last, open, stale_files: staleFiles, stale_days: staleDays, status }: SessionStartOutput,
  clock: Clock,
  screen: Screen = plainScreen,
): string {
  const { now, timeZone } = clock;
  const showTime = fullTimes(timeZone);
  const rows = [
    ["Last", last === null ? "none" : lastText(last, now)],
    ...open.slice(0, shownOpen).map((other) => ["Open", openText(other, showTime)]),
    ...(open.length > shownOpen ? [["Open", `${open.length - shownOpen} more: v7 session list`]] : []),
    ...(staleFiles === 0
      ? []
      : [["Stale", `${countedFiles(staleFiles)} not modified for ${staleDays} days: v7 stale`]]),
  ];
  return [
    `Session ${session.id} started${session.log_path === null ? "" : `, log ${escapeControls(session.log_path)}`}`,
    ...labelLines(rows, screen, { minimum: ["Database".length] }),
    renderStatus(status, clock, screen),
  ].join("\n");
}

/** Where the entry stands. */
export function renderSessionLog({ session }: SessionLogOutput): string {
  return `Logged in ${escapeControls(session.log_path ?? "")}`;
}

/** A session that ended, with its statistics. */
export function renderSessionEnd({ session }: Pick<SessionEndOutput, "session">): string {
  const { id, status, log_path: log, stats } = session;
  const how = status === "abandoned" ? "ended as abandoned" : "ended";
  return [`Session ${id} ${how}: ${statsText(stats)}.`, ...(log === null ? [] : [`Log ${escapeControls(log)}`])].join(
    "\n",
  );
}

/** Sessions, the newest first, a line each. */
export function renderSessions(
  { sessions }: SessionListOutput,
  { timeZone }: Pick<Clock, "timeZone">,
  screen: Screen = plainScreen,
): string {
  if (sessions.length === 0) return "No session yet. Next: v7 session start";
  const showTime = fullTimes(timeZone);
  const rows = sessions.map((session) => [
    String(session.id),
    session.status,
    escapeControls(session.actor),
    showTime(session.started_at),
    session.ended_at === null ? "–" : showTime(session.ended_at),
    session.status === "active" ? logText(session.stats) : statsText(session.stats),
    session.title === null ? "" : escapeControls(session.title),
  ]);
  return tableLines(columns, rows, screen).join("\n");
}

const columns: readonly Column[] = ["ID", "STATUS", "ACTOR", "STARTED", "ENDED", "DONE", "TITLE"].map((title) => ({
  title,
  align: title === "ID" ? "right" : undefined,
}));

/** One session and its log. */
export function renderSession(
  { session, log, commits }: SessionShowOutput,
  { timeZone }: Pick<Clock, "timeZone">,
  screen: Screen = plainScreen,
): string {
  const showTime = fullTimes(timeZone);
  const rows = [
    ["Session", `${session.id}${session.title === null ? "" : ` ${escapeControls(session.title)}`}`],
    ["Actor", escapeControls(session.actor)],
    ["Started", showTime(session.started_at)],
    [
      "Ended",
      session.ended_at === null
        ? "active"
        : `${showTime(session.ended_at)}${session.status === "abandoned" ? " as abandoned" : ""}`,
    ],
    ...(session.ended_at === null ? [] : [["Done", statsText(session.stats)]]),
    ...commits.map(({ sha, subject }) => ["Commit", `${shortCommit(sha)} ${escapeControls(subject ?? "")}`.trimEnd()]),
    ...(session.log_path === null ? [] : [["Log", escapeControls(session.log_path)]]),
  ];
  const text = log === null ? "The log is not in this clone." : escapeControlsKeepingLines(log.trimEnd());
  return [...labelLines(rows, screen), ...(session.log_path === null ? [] : ["", text])].join("\n");
}

const shownOpen = 3;

function lastText({ id, title, ended_at: ended, status, stats, actor }: Session, now: Date): string {
  const name = title === null ? String(id) : `${id} ${escapeControls(title)}`;
  return `${name}, ${status} ${relativeTime(ended ?? "", now)} by ${escapeControls(actor)}: ${statsText(stats)}`;
}

function openText({ id, actor, started_at: started }: Session, showTime: (time: string) => string): string {
  return `${id} by ${escapeControls(actor)} since ${showTime(started)} · v7 session end ${id}`;
}

function logText({ log_entries: entries }: Session["stats"]): string {
  return `${entries} log ${entries === 1 ? "entry" : "entries"}`;
}

function statsText({
  files_created: created,
  files_modified: modified,
  files_deleted: deleted,
  commits,
  commits_dated_elsewhere: elsewhere,
}: Session["stats"]): string {
  const files = [
    ...(created === 0 ? [] : [`${grouped(created)} created`]),
    ...(modified === 0 ? [] : [`${grouped(modified)} modified`]),
    ...(deleted === 0 ? [] : [`${grouped(deleted)} deleted`]),
  ];
  return `${files.length === 0 ? "no file changed" : files.join(", ")}; ${counted(commits, "commit")}${elsewhere === 0 ? "" : `, ${grouped(elsewhere)} more dated outside it`}`;
}
