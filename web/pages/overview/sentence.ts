import type { StatusOutput } from "../../../src/model/output/status.ts";

const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Numbers to ten in words. */
export function spelt(count: number): string {
  return words[count] ?? count.toLocaleString("en-US");
}

/** What the night and the day left, the gravest first, at most two clauses. */
export function sentenceOf(status: StatusOutput): string {
  const clauses = clausesOf(status);
  if (status.git !== null && status.git.last_apply === null) return "Nothing has been applied yet.";
  if (clauses.length === 0) return "All quiet. The rows match the documents.";
  const text = clauses.slice(0, 2).join(", and ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function clausesOf(status: StatusOutput): readonly string[] {
  const { drift, waiting, gate, tasks, phase, machines, daily } = status;
  const differing = machines.filter(({ state }) => state === "differs").length;
  const unknown = machines.filter(({ state }) => state === "unknown").length;
  const rows = (count: number): string => `${spelt(count)} ${count === 1 ? "row" : "rows"}`;
  const are = (count: number): string => (count === 1 ? "is" : "are");
  const daily_ = { failed: "the daily run failed", late: "the daily run is late", missing: "the daily run never came" };
  const [plan] = waiting;
  return [
    drift.conflicts > 0 ? `${rows(drift.conflicts)} ${are(drift.conflicts)} in conflict` : "",
    drift.rows > 0
      ? `${rows(drift.rows)} ${drift.rows === 1 ? "was" : "were"} changed outside v7${atNight(drift.newest_at)}`
      : "",
    waiting.length === 1 ? `a plan waits for ${plan?.needs.join(" and ") ?? ""}` : "",
    waiting.length > 1 ? `${spelt(waiting.length)} plans wait for somebody` : "",
    phase !== null && gate?.open === false && isDone(tasks)
      ? `the gate of phase ${phase.number} is closed though its tasks are done`
      : "",
    differing > 0
      ? `${spelt(differing)} ${differing === 1 ? "machine differs" : "machines differ"} from what is declared`
      : "",
    unknown > 0 ? `nobody has seen ${unknown === 1 ? "a machine" : `${spelt(unknown)} machines`}` : "",
    daily === null || daily.problem === null ? "" : daily_[daily.problem],
  ].filter(Boolean);
}

function isDone({ open, blocked, in_progress: going, done }: StatusOutput["tasks"]): boolean {
  return done > 0 && open + blocked + going === 0;
}

function atNight(at: string | null): string {
  if (at === null) return "";
  const hour = new Date(at).getHours();
  return hour >= 22 || hour < 6 ? " at night" : "";
}
