/** An answer as it went out. */
export interface KeptReply {
  /** The document, as JSON. */
  readonly body: string;
  /** How many rows there are in all. */
  readonly total: number | undefined;
  /** Where the list goes on. */
  readonly next: number | undefined;
}

/**
 * Parts of lists by their entity tags: a tag names the question and how far everything had come that the answer is made of,
 * so whoever asks the same before anything changed gets the same, and the database is not asked.
 */
export interface KeptReplies {
  find(tag: string): KeptReply | undefined;
  keep(tag: string, reply: KeptReply): void;
}

/** So many characters are kept in all; what was kept longest ago goes first. */
const mostCharacters = 16_000_000;

export function keptReplies(most: number = mostCharacters): KeptReplies {
  const replies = new Map<string, KeptReply>();
  let characters = 0;
  const forget = (tag: string): void => {
    characters -= replies.get(tag)?.body.length ?? 0;
    replies.delete(tag);
  };
  return {
    find: (tag) => replies.get(tag),
    keep: (tag, reply) => {
      forget(tag);
      replies.set(tag, reply);
      characters += reply.body.length;
      for (const oldest of replies.keys()) {
        if (characters <= most) break;
        forget(oldest);
      }
    },
  };
}
