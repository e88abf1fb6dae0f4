import type { CodeExplanation } from "./explanation.ts";

export const documentsCodes = {
  "V7-D000": {
    title: "Documents have errors",
    explanation: "Nothing is planned, applied or edited while a document has an error: what it declares is not known.",
    fix: "Correct the places the findings name; v7 validate lists them all.",
  },
  "V7-D001": {
    title: "Not valid YAML",
    explanation:
      "The file cannot be read as YAML 1.2: a tab in the indentation, an unclosed quote or bracket, or lines that do not line up.",
    fix: "Look at the named line and the one above it. Indent with spaces only.",
  },
  "V7-D002": {
    title: "File cannot be read",
    explanation:
      "The file vanished, may not be read, is no regular file or is not UTF-8. While one document is unreadable, nothing is removed.",
    fix: "Check that the file exists, is readable and is saved as UTF-8.",
  },
  "V7-D003": {
    title: "Link or path outside the repository",
    explanation:
      "Symbolic links below the state folder are not followed, and documents outside the repository are not read: what is reviewed in git must be what is applied.",
    fix: "Replace the link by the file itself.",
  },
  "V7-D004": {
    title: "Unknown field",
    explanation:
      "The schema of this kind has no such field. An unnoticed typing error would leave the field unmanaged.",
    fix: "Use the name the message suggests; `v7 explain KIND` lists all fields.",
  },
  "V7-D005": {
    title: "Field missing",
    explanation: "The schema of this kind requires the field.",
    fix: "Add the field; `v7 explain KIND` says what it holds.",
  },
  "V7-D006": {
    title: "Value not in the list",
    explanation: "The field accepts only the values the schema lists.",
    fix: "Use one of the values the message names.",
  },
  "V7-D007": {
    title: "Wrong type",
    explanation:
      "The field holds another type of value than its schema says; null is accepted only where the database column accepts NULL.",
    fix: "Write the type the message names.",
  },
  "V7-D008": {
    title: "Out of limits",
    explanation: "The value is longer or shorter, larger or smaller than its database column or the schema allows.",
    fix: "Keep the value within the limit the message names.",
  },
  "V7-D009": {
    title: "Wrong form",
    explanation:
      "The text does not have the form the field needs, as a task's name `1.2` or a time `2025-08-07T09:00:00Z`.",
    fix: "Write it in the form the message shows.",
  },
  "V7-D010": {
    title: "Key twice",
    explanation:
      "A mapping names the same key twice, also when the two differ only in how accents are encoded. One of the two values would be lost.",
    fix: "Remove one of the two.",
  },
  "V7-D011": {
    title: "YAML feature not accepted",
    explanation:
      "Anchors, aliases, merge keys, tags, directives and keys that are not text are refused: each line must mean what it says where it stands.",
    fix: "Write the value out in full.",
  },
  "V7-D012": {
    title: "Text reads as a number",
    explanation: "YAML reads an unquoted 1.10 as the number 1.1, so the name would silently be another one.",
    fix: "Put the value in double quotes, or run `v7 fmt`.",
  },
  "V7-D013": {
    title: "Nested too deep",
    explanation: "A document may be nested 64 levels deep.",
    fix: "Flatten the value.",
  },
  "V7-D014": {
    title: "File too large",
    explanation: "A file of documents may hold 256 KiB.",
    fix: "Split the file: one document a file is the usual form.",
  },
  "V7-D015": {
    title: "Character that cannot be stored",
    explanation:
      "The text holds a NUL, another control character or half of a surrogate pair. Postgres cannot store them, and nobody can read them in the name of who approves.",
    fix: "Remove the character.",
  },
  "V7-D016": {
    title: "Number that cannot be kept exactly",
    explanation:
      "Infinity, not-a-number and numbers of more digits than Postgres keeps would change on their way to the database. All others keep every digit.",
    fix: "Write the value as text in quotes, or use a smaller number.",
  },
  "V7-D017": {
    title: "Empty",
    explanation: "The file, or a part of it between two `---`, holds no document.",
    fix: "Write a document or remove the file.",
  },
  "V7-D018": {
    title: "Unresolved merge conflict",
    explanation: "The file still holds git's conflict markers.",
    fix: "Resolve the conflict, then `git add` the file.",
  },
  "V7-D019": {
    title: "Unknown kind or version",
    explanation: "Every document starts with `apiVersion: v7/v1` and a `kind` that v7 knows.",
    fix: "Use one of the kinds the message names.",
  },
  "V7-D020": {
    title: "Names something that does not exist",
    explanation: "The field must name a document of another kind, and none has that name.",
    fix: "Correct the name, or declare the document it names.",
  },
  "V7-D021": {
    title: "Dependency cycle",
    explanation: "The documents wait for each other, so none of them could ever start.",
    fix: "Remove one of the dependencies the message names.",
  },
  "V7-D022": {
    title: "Name declared twice",
    explanation: "Two documents of one kind have the same name. A name is the key of its row.",
    fix: "Rename or remove one of the two; of two tasks one gets the next free number by `v7 task renumber`.",
  },
  "V7-D023": {
    title: "Reserved key",
    explanation:
      "Keys such as __proto__ and constructor have a meaning of their own to programs that read the document.",
    fix: "Choose another key.",
  },
  "V7-D024": {
    title: "Value twice in a set",
    explanation: "The list is a set, and it names the same value twice.",
    fix: "Remove one of the two.",
  },
  "V7-D025": {
    title: "Attached file cannot be read",
    explanation:
      "A document names a file below state/ whose text is written with it, and that file is missing or is no text in UTF-8.",
    fix: "Correct the name, or put the file in its place.",
  },
  "V7-D026": {
    title: "Attached file is another one",
    explanation:
      "A document names a file and its SHA-256, so that reviewers agree to exactly that text. The file's own SHA-256 differs: one of the two was changed alone. Lines count as ended by a line feed, whatever git makes of them in a clone.",
    fix: "Look at the file; if it is right, put the sha256 of the message into the document.",
  },
  "V7-D027": {
    title: "Policy says what means nothing",
    explanation:
      "A rule of Policy names a kind, a field or a value that no change can have: it would ask nobody for anything, and look as if it did.",
    fix: "Write the kind, the field and the value as v7 explain KIND shows them.",
  },
  "V7-D028": {
    title: "Nothing to check in CI",
    explanation:
      "The environment says CI, and there is no document below state/: a job in the wrong folder would find everything in order for ever.",
    fix: "Run the job in the repository's folder, or give it with --repo DIR.",
  },
  "V7-D029": {
    title: "Branch not known here",
    explanation:
      "Policy applies from a branch that neither this clone nor its remotes have. If the name is wrong, nobody may apply.",
    fix: "Correct applyFrom.branch; where only a part of the repository was fetched, nothing is to do.",
  },
  "V7-D036": {
    title: "Names that look the same",
    explanation:
      "Two documents of one kind have names that nobody can tell apart: by blanks, by characters that cannot be seen, by accents composed otherwise, by letters of another alphabet, or by capitals alone where the kind has people's or machines' names. Each would be a row of its own.",
    fix: "Give both the same name in one document, or one of them another name.",
  },
  "V7-D035": {
    title: "No place for the file",
    explanation:
      "v7 writes below the repository alone, documents below state/ alone, into folders and files of the repository's own. On the way to this one lies a link, or a file where a folder should be, or it leads out.",
    fix: "Replace the link by a folder, or rename what is in the way.",
  },
  "V7-D030": {
    title: "Document is in git and not here",
    explanation:
      "The commit or the index has the file and this checkout lacks it, without git calling it deleted: a sparse checkout leaves it out, a mark tells git not to look, or nothing was ever checked out. Nobody has decided to remove what it declares, so nothing is planned while it is absent.",
    fix: "Check it out, as the message says; to remove it, git rm it.",
  },
  "V7-D031": {
    title: "Looks like a document",
    explanation:
      "A file below state/ begins as documents do, and its name does not end in .yaml or .yml, so it is not read. What it declares would look removed. Backups and swap files that editors leave and git does not have are passed over.",
    fix: "Rename it so that it ends in .yaml, or remove it.",
  },
  "V7-D032": {
    title: "Submodule is not what is named here",
    explanation:
      "A submodule below state/ is not checked out, or at a commit that does not contain the one the index names: an older one, or one of another line. The documents it holds are not known, and none of them was removed.",
    fix: "git submodule update --init; or git add the submodule, if the commit it is at is meant.",
  },
  "V7-D033": {
    title: "State folder in other letters",
    explanation:
      "Documents are read from state/. A folder whose name differs in case alone is another one on most systems, so its documents would look removed.",
    fix: "Rename the folder to state.",
  },
  "V7-D034": {
    title: "Merge has not decided",
    explanation:
      "The file is in an unfinished merge and not on disk. Whether it stays is what the merge is about, so nobody has removed it yet.",
    fix: "Take one side of it, or git rm it; then go on with the merge.",
  },
  "V7-D045": {
    title: "Value that would not come back as written",
    explanation:
      "The field takes numbers and text alike, and YAML reads what stands there as another value than it looks: 1.10 as 1.1, 0644 as 644, 0x1F as 31, 12e7 as 120000000, ~ as null. A version, a mode or a word would silently be lost.",
    fix: "Put the value in double quotes to keep it as text, as `v7 fmt` does, or write the number or word the message names.",
  },
  "V7-D046": {
    title: "Value that another document has",
    explanation: "The database lets one row have this value, and two documents declare it.",
    fix: "Correct one of the two; the message names both places.",
  },
  "V7-D048": {
    title: "One row that two documents come from",
    explanation:
      "Two documents say by metadata.movedFrom that they were the same one before. A row goes to one place; which of them continues it, v7 does not guess.",
    fix: "Remove metadata.movedFrom from the one that is new, or whose move was applied long ago; the message names both places.",
  },
  "V7-D047": {
    title: "Key that marks a retired row",
    explanation:
      "v7 writes metadata.retiredAt when it takes a row out of use. A document that declares it would have its own row vanish from the plan.",
    fix: "Choose another key, or remove the entry to take the row out of use.",
  },
  "V7-D050": {
    title: "A list or a mapping is meant",
    explanation: "The field holds a list or a mapping, and what was typed for it is none. They are typed as JSON.",
    fix: 'Write field=\'["one"]\' or field=\'{"key": "value"}\', in quotes for the shell; field+=value adds one item.',
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
