/** Where words stand in a text: `word` is a position in the list, `at` the offset of its first character. */
export type OnWord = (word: number, at: number) => void;

/**
 * Looks for many words in one pass, whatever their number: an automaton that reads each character once. Letters count
 * without case, and a digit stands for any digit. Words are ASCII.
 */
export class WordSearch {
  readonly #words: readonly string[];
  /** A row a state, a column a class of characters: the next state. */
  readonly #next: Int16Array;
  /** The words that end in a state; undefined for most. */
  readonly #ends: (readonly number[] | undefined)[];
  readonly #classes: Uint8Array;
  readonly #width: number;

  constructor(words: readonly string[]) {
    this.#words = words;
    this.#classes = classesOf(words);
    this.#width = Math.max(...this.#classes) + 1;
    const trie = this.#trie();
    this.#ends = trie.ends;
    this.#next = this.#closed(trie);
  }

  search(text: string, onWord: OnWord): void {
    const [next, classes, width, ends, words] = [this.#next, this.#classes, this.#width, this.#ends, this.#words];
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      state = unit < 128 ? (next[state * width + (classes[unit] as number)] as number) : 0;
      const ended = ends[state];
      if (ended === undefined) continue;
      for (const word of ended) onWord(word, at + 1 - (words[word] as string).length);
    }
  }

  #trie(): Trie {
    const trie: Trie = { children: [new Map()], ends: [undefined] };
    for (const [index, word] of this.#words.entries()) {
      let state = 0;
      for (let at = 0; at < word.length; at += 1) state = childOf(trie, state, this.#classes[word.charCodeAt(at)] ?? 0);
      trie.ends[state] = [...(trie.ends[state] ?? []), index];
    }
    return trie;
  }

  /** Breadth first: what follows a state where no child does is what follows its longest proper ending. */
  #closed({ children, ends }: Trie): Int16Array {
    const width = this.#width;
    const next = new Int16Array(children.length * width);
    const shorter = new Int16Array(children.length);
    const queue: number[] = [];
    for (const [column, child] of children[0] ?? []) {
      next[column] = child;
      queue.push(child);
    }
    for (const state of queue) {
      const ending = shorter[state] ?? 0;
      if (ends[ending]) ends[state] = [...(ends[state] ?? []), ...ends[ending]];
      next.copyWithin(state * width, ending * width, (ending + 1) * width);
      for (const [column, child] of children[state] ?? []) {
        shorter[child] = next[ending * width + column] ?? 0;
        next[state * width + column] = child;
        queue.push(child);
      }
    }
    return next;
  }
}

interface Trie {
  readonly children: Map<number, number>[];
  readonly ends: (readonly number[] | undefined)[];
}

function childOf({ children, ends }: Trie, state: number, column: number): number {
  const known = children[state]?.get(column);
  if (known !== undefined) return known;
  children[state]?.set(column, children.length);
  ends.push(undefined);
  return children.push(new Map()) - 1;
}

/** A column for each character that stands in a word; all others share the first. */
function classesOf(words: readonly string[]): Uint8Array {
  const classes = new Uint8Array(128);
  let last = 0;
  for (const character of new Set(words.join("").toLowerCase().replaceAll(/\d/g, "0"))) {
    last += 1;
    const same = character === "0" ? "0123456789" : character + character.toUpperCase();
    for (let at = 0; at < same.length; at += 1) classes[same.charCodeAt(at)] = last;
  }
  return classes;
}
