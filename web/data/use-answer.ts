import { useEffect, useRef, useState } from "preact/hooks";
import type { Topic } from "../../src/model/topic.ts";
import { ask, type Reply } from "./ask.ts";
import { changed } from "./stream.ts";

/** An answer on a page, and what has become of it. */
export interface Answered {
  readonly reply: Reply | undefined;
  /** Whether another one is on its way because somebody asked for it. */
  readonly isLoading: boolean;
  /** What is there meanwhile, for pages that do not move under their reader. */
  readonly newer: Reply | undefined;
  /** Shows what is newer. */
  accept(): void;
  /** Asks again. */
  reload(): void;
}

export interface AnswerOptions {
  /** What makes it old. */
  readonly topics: readonly Topic[];
  /** Whether what is newer waits until somebody asks for it. */
  readonly waits?: boolean;
}

/** How soon the same is asked again, in milliseconds. */
const rhythm = 2_000;

/** The answer to a question, kept up to date while the page is seen. Null asks nothing. What was there stays until the next one is. */
export function useAnswer(url: string | null, { topics, waits = false }: AnswerOptions): Answered {
  const [reply, setReply] = useState<Reply>();
  const [newer, setNewer] = useState<Reply>();
  const [isLoading, setLoading] = useState(url !== null);
  const [round, setRound] = useState(0);
  const shown = useRef<Reply | undefined>(undefined);
  shown.current = reply;

  useEffect(() => {
    if (url === null) return;
    const gone = new AbortController();
    setLoading(true);
    setNewer(undefined);
    void ask(url, gone.signal).then((next) => {
      setReply(next);
      setLoading(false);
    }, ignored);
    return () => gone.abort();
  }, [url, round]);

  useEffect(() => {
    if (url === null) return;
    const gone = new AbortController();
    const refresh = async (): Promise<void> => {
      const next = await ask(url, gone.signal);
      if (next.mark !== null && next.mark === shown.current?.mark) return;
      const mayWait = waits && shown.current?.problem === undefined && next.problem === undefined;
      if (mayWait) setNewer(next);
      else setReply(next);
    };
    const stop = whenChanged(topics, () => void refresh().catch(ignored));
    return () => {
      stop();
      gone.abort();
    };
  }, [url, waits, topics.join(" ")]);

  return {
    reply,
    isLoading,
    newer,
    accept: () => {
      if (newer === undefined) return;
      setReply(newer);
      setNewer(undefined);
    },
    reload: () => setRound((round) => round + 1),
  };
}

/** Calls back when one of the topics has changed: at most so often, and never while nobody looks. */
function whenChanged(topics: readonly Topic[], callBack: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOwed = false;
  const due = (): void => {
    timer = undefined;
    if (document.hidden) isOwed = true;
    else callBack();
  };
  const isFirst = changed.peek();
  const stop = changed.subscribe((message) => {
    const concerns = message.topics === undefined || message.topics.some((topic) => topics.includes(topic));
    if (message !== isFirst && concerns) timer ??= setTimeout(due, message.topics === undefined ? 0 : rhythm / 4);
  });
  const seen = (): void => {
    if (document.hidden || !isOwed) return;
    isOwed = false;
    callBack();
  };
  document.addEventListener("visibilitychange", seen);
  return () => {
    stop();
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
  };
}

/** Whoever asked has gone on to something else. */
function ignored(): void {}
