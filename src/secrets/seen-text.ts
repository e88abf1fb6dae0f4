/** A text as people and programs take it, for the rules to search. */
export interface SeenText {
  readonly text: string;
  /** Where in the text as it is written something of `text` stands. */
  placeOf(at: number): number;
}

/**
 * Without what cannot be seen, and with what only looks otherwise as what it is: colours of a terminal and characters without
 * width go, blanks are blanks, full-width letters and signs are letters and signs, a line that a backslash continues is one, and
 * password in another script is `password`. Most texts are themselves.
 */
export function seenText(written: string): SeenText {
  const parts: string[] = [];
  const cuts: Cut[] = [];
  let [from, length] = [0, 0];
  for (const index of beginningsIn(written)) {
    if (index < from) continue;
    differing.lastIndex = index;
    const piece = differing.exec(written);
    if (piece === null) continue;
    const kept = written.slice(from, index);
    const instead = seenFor(piece);
    parts.push(kept, instead);
    length += kept.length + instead.length;
    from = index + piece[0].length;
    cuts.push({ seen: length, written: from });
  }
  if (cuts.length === 0) return { text: written, placeOf: (at) => at };
  return { text: parts.join("") + written.slice(from), placeOf: (at) => placeBehind(cuts, at) };
}

/** Behind each piece that differs: its end in both texts. */
interface Cut {
  readonly seen: number;
  readonly written: number;
}

function placeBehind(cuts: readonly Cut[], at: number): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as Cut).seen <= at) low = middle + 1;
    else high = middle;
  }
  const [last, next] = [cuts[low - 1] ?? { seen: 0, written: 0 }, cuts[low]];
  const place = last.written + at - last.seen;
  // Within what stands for a longer or a shorter piece.
  return next === undefined ? place : Math.min(place, next.written - 1);
}

/** How a piece may begin that differs: quick to look for in every text. */
const oddCharacter = new RegExp(
  String.raw`[\u001b\u00a0\u00ad\u0300-\u036f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f` +
    String.raw`\u2460-\u24ff\u3000\u3164\ud835\udb40\ufe00-\ufe0f\ufe50-\ufe6b\ufeff\uff01-\uffa0ñÑöÖłŁóÓşŞПпГгЛлΚκסप密口パ暗비암รك]`,
  "g",
);
const oddEscape = /\\(?:\r?\n|033\[|e\[|x1[bB]\[|u001[bB]\[)/g;

function beginningsIn(text: string): number[] {
  const escapes = text.includes("\\") ? Array.from(text.matchAll(oddEscape), ({ index }) => index) : [];
  const characters = Array.from(text.matchAll(oddCharacter), ({ index }) => index);
  if (escapes.length === 0 || characters.length === 0) return [...escapes, ...characters];
  return [...escapes, ...characters].toSorted((left, right) => left - right);
}

const colour = String.raw`(?:\u001b|\\033|\\e|\\x1[bB]|\\u001[bB])\[[\d;?]{0,20}[A-Za-z]`;
const link = String.raw`\u001b\][^\u0007\u001b\n]{0,400}(?:\u0007|\u001b\\)`;
const unseen = String.raw`\p{Default_Ignorable_Code_Point}|[\u0300-\u036f]|\\\r?\n`;
const otherForm = String.raw`[\uff01-\uff5e\ufe50-\ufe6b\u2460-\u24ff\u{1d400}-\u{1d7ff}]`;
const otherBlank = String.raw`(?! )\p{Zs}`;
/** Letters of contraseña, lösenord, hasło, jelszó and şifre, which are plain in `secret-names.ts`. */
const accented = String.raw`(?<=contrase)ñ(?=a)|(?<=l)ö(?=senord)|(?<=has)ł(?=o)|(?<=jelsz)ó|ş(?=ifre)`;
/** In scripts that part words by blanks, whole words; elsewhere wherever it stands. */
const foreign =
  String.raw`(?<![\p{L}\p{N}])(?:пароль|гасло|лозинка|парола|κωδικός|סיסמה|סיסמא|पासवर्ड|كلمة المرور|كلمة السر)(?![\p{L}\p{N}])|` +
  "密码|密碼|口令|パスワード|暗証番号|비밀번호|암호|รหัสผ่าน";
const differing = new RegExp(
  `(?<foreign>${foreign})|(?<accented>${accented})|(?<other>${otherForm}|${otherBlank})|${colour}|${link}|${unseen}`,
  "iuy",
);

function seenFor({ groups = {} }: RegExpExecArray): string {
  if (groups["foreign"] !== undefined) return "password";
  const letter = groups["accented"]?.toLowerCase();
  if (letter !== undefined) return letter === "ł" ? "l" : (letter.normalize("NFD")[0] ?? "");
  return groups["other"]?.normalize("NFKC").replace(/^\p{Zs}$/u, " ") ?? "";
}
