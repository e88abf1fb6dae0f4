import type { JSX } from "preact";
import { withParameters } from "../../address.ts";
import { rowsIn } from "../../data/question.ts";
import type { Answered } from "../../data/use-answer.ts";
import { Text } from "../../parts/text.tsx";
import { counted } from "../../parts/value.tsx";

interface Folder {
  readonly path: string;
  readonly files: number;
}

/** So many are beside each other before the others are folded. */
const most = 8;

/** Where one is, and the folders below with how many files each has: the fast way in. */
export function Folders({
  folder,
  answered,
}: {
  readonly folder: string;
  readonly answered: Answered;
}): JSX.Element | null {
  const folders = rowsIn(answered.reply?.document, "rows") as unknown as readonly Folder[];
  if (folder === "" && folders.length === 0) return null;
  const parts = folder === "" ? [] : folder.split("/");
  return (
    <div class="folders second">
      <nav aria-label="Folder">
        <FolderLink to="" says="All" isHere={folder === ""} />
        {parts.map((part, at) => (
          <span key={part}>
            {" / "}
            <FolderLink to={parts.slice(0, at + 1).join("/")} says={part} isHere={at === parts.length - 1} />
          </span>
        ))}
      </nav>
      <Below folders={folders.slice(0, most)} />
      {folders.length > most && (
        <details>
          <summary>{folders.length - most} more folders</summary>
          <Below folders={folders.slice(most)} />
        </details>
      )}
    </div>
  );
}

function Below({ folders }: { readonly folders: readonly Folder[] }): JSX.Element | null {
  if (folders.length === 0) return null;
  return (
    <ul>
      {folders.map(({ path, files }) => (
        <li key={path}>
          <FolderLink to={path} says={path.split("/").at(-1) ?? path} /> {counted(files)}
        </li>
      ))}
    </ul>
  );
}

function FolderLink({
  to,
  says,
  isHere = false,
}: {
  readonly to: string;
  readonly says: string;
  readonly isHere?: boolean;
}): JSX.Element {
  if (isHere)
    return (
      <b aria-current="true">
        <Text of={says} />
      </b>
    );
  return (
    <a href={withParameters({ path: to === "" ? undefined : to, open: undefined, limit: undefined })} data-stays>
      <Text of={says} />
    </a>
  );
}
