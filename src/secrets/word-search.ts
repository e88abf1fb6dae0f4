/** Where words stand in a text: `word` is a position in the list, `at` the offset of its first character. */
export type OnWord = (word: number, at: number) => void;

/**
 * Looks for many words in one pass, whatever their number: an automaton that reads each character once. Letters count
 * without case, and a digit stands for any digit. Words are ASCII.
 */
export class WordSearch {
  readonly #words: readonly string[];
  readonly #automaton: Automaton;
  readonly #classes: Uint8Array;
  readonly #width: number;

  constructor(words: readonly string[]) {
    this.#words = words;
    this.#classes = classesOf(words);
    this.#width = Math.max(...this.#classes) + 1;
    this.#automaton = this.#build();
  }

  search(text: string, onWord: OnWord): void {
    const [classes, width, words] = [this.#classes, this.#width, this.#words];
    const { next, ends } = this.#automaton;
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      state = unit < 128 ? (next[state * width + (classes[unit] as number)] as number) : 0;
      const ended = ends[state];
      if (ended === undefined) continue;
      for (const word of ended) onWord(word, at + 1 - (words[word] as string).length);
    }
  }

  /**
   * Character by character of all words at once, so that states are numbered breadth first. What follows a state where no
   * word goes on is what follows its longest proper ending: its row begins as a copy of that state's, which is complete by
   * then, and the words that go on are told by their numbers, which are those of this round.
   */
  #build(): Automaton {
    const [words, classes, width] = [this.#words, this.#classes, this.#width];
    const next = new Int16Array((words.join("").length + 1) * width);
    const ends: (readonly number[] | undefined)[] = [undefined];
    const endings = [0];
    const reached = new Int16Array(words.length);
    for (let [at, row] = [0, 0]; row < ends.length; at += 1) {
      const begun = ends.length;
      for (; row < begun; row += 1) {
        const ending = (endings[row] as number) * width;
        next.copyWithin(row * width, ending, ending + width);
      }
      for (const [index, word] of words.entries()) {
        if (at >= word.length) continue;
        const cell = (reached[index] as number) * width + (classes[word.charCodeAt(at)] as number);
        const ending = next[cell] as number;
        if (ending < begun) {
          endings.push(ending);
          next[cell] = ends.push(ends[ending]) - 1;
        }
        const state = next[cell] as number;
        reached[index] = state;
        if (at === word.length - 1) ends[state] = [...(ends[state] ?? []), index];
      }
    }
    return { next: next.slice(0, ends.length * width), ends };
  }
}

interface Automaton {
  /** A row a state, a column a class of characters: the next state. */
  readonly next: Int16Array;
  /** The words that end in a state; undefined for most. */
  readonly ends: readonly (readonly number[] | undefined)[];
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
