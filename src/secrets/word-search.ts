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

  /** The words as one tree: a row a state, 0 where nothing follows, since nothing leads back to the root. */
  #trie(): Trie {
    const width = this.#width;
    const children = new Int16Array((this.#words.join("").length + 1) * width);
    const ends: (readonly number[] | undefined)[] = [undefined];
    for (const [index, word] of this.#words.entries()) {
      let state = 0;
      for (let at = 0; at < word.length; at += 1) {
        const cell = state * width + (this.#classes[word.charCodeAt(at)] as number);
        if (children[cell] === 0) children[cell] = ends.push(undefined) - 1;
        state = children[cell] as number;
      }
      ends[state] = [...(ends[state] ?? []), index];
    }
    return { next: children.slice(0, ends.length * width), ends };
  }

  /** Breadth first: what follows a state where no child does is what follows its longest proper ending. */
  #closed({ next, ends }: Trie): Int16Array {
    const width = this.#width;
    const shorter = new Int16Array(ends.length);
    const states = Array.from(next.subarray(0, width)).filter((child) => child > 0);
    for (const state of states) {
      const ending = shorter[state] as number;
      if (ends[ending]) ends[state] = [...(ends[state] ?? []), ...ends[ending]];
      for (let column = 0; column < width; column += 1) {
        const child = next[state * width + column] as number;
        const instead = next[ending * width + column] as number;
        if (child === 0) next[state * width + column] = instead;
        else {
          shorter[child] = instead;
          states.push(child);
        }
      }
    }
    return next;
  }
}

interface Trie {
  readonly next: Int16Array;
  readonly ends: (readonly number[] | undefined)[];
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
