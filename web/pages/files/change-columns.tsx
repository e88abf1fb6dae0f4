import type { JSX } from "preact";
import type { FileChange } from "../../../src/model/output/changes.ts";
import { Path } from "../../parts/path.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import type { SymbolName } from "../../parts/symbols.ts";
import type { Column, Row } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";

const symbolOf: Readonly<Record<FileChange["change"], readonly [SymbolName, string]>> = {
  created: ["create", "created"],
  modified: ["update", "modified"],
  deleted: ["delete", "deleted"],
  renamed: ["moved", "renamed"],
  mode_changed: ["update", "mode changed"],
  type_changed: ["update", "type changed"],
};

/** What happened to files, a line each; beside one file its path says nothing. */
export function changeColumns({ ofOneFile = false } = {}): readonly Column[] {
  return [
    ofOneFile
      ? { key: "path", title: "What happened", cell: What }
      : { key: "path", title: "File", before: Sign, cell: ({ path }) => <Path of={String(path)} />, after: Former },
    { key: "author", title: "Who", cell: Who },
    { key: "session_id", title: "Session", shape: "", cell: Session },
    { key: "commit", cell: Commit },
    { key: "at", title: "When" },
  ];
}

function What(row: Row): JSX.Element {
  const { change, path, old_path: old } = row as unknown as FileChange;
  const [symbol, word] = symbolOf[change];
  return (
    <>
      <Symbol name={symbol} /> {word}
      {change === "renamed" && old !== null && (
        <span class="second">
          {" "}
          <Path of={old} /> → <Path of={path} />
        </span>
      )}
    </>
  );
}

function Sign(row: Row): JSX.Element {
  const [symbol, word] = symbolOf[(row as unknown as FileChange).change];
  return (
    <>
      <Symbol name={symbol} /> <span class="hidden-words">{word} </span>
    </>
  );
}

/** The name before a renaming. */
function Former({ old_path: old }: Row): JSX.Element | null {
  if (typeof old !== "string") return null;
  return (
    <span class="second">
      {" "}
      was <Path of={old} />
    </span>
  );
}

function Who(row: Row): JSX.Element {
  const { author, detected_by: by } = row as unknown as FileChange;
  return author === null ? <Absent>found by {by === "scan" ? "a scan" : by}</Absent> : <Text of={author} />;
}

function Session({ session_id: id }: Row): JSX.Element {
  return id === null ? <Absent>none</Absent> : <a href={`/ui/sessions/${String(id)}`}>{String(id)}</a>;
}

function Commit({ commit }: Row): JSX.Element {
  return typeof commit === "string" ? <Text of={commit.slice(0, 7)} class="mono" /> : <Absent>none</Absent>;
}
