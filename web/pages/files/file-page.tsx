import type { JSX } from "preact";
import type { FilesShowOutput } from "../../../src/model/output/files-show.ts";
import { unknownBeside } from "../../data/question.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { escaped } from "../../parts/links.ts";
import { Newer } from "../../parts/newer.tsx";
import { Path } from "../../parts/path.tsx";
import { shellWord } from "../../parts/shell-word.ts";
import { type Row, Table } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import { Unknown } from "../../parts/unknown.tsx";
import { counted, size } from "../../parts/value.tsx";
import { When } from "../../parts/when.tsx";
import type { PageContext } from "../routes.tsx";
import { changeColumns } from "./change-columns.tsx";
import { fileHref } from "./file-columns.tsx";
import { Similar } from "./similar.tsx";

/** `/ui/files/at/PATH`: all that the registry knows of a file. It holds no content. */
export function FilePage({ rest }: PageContext): JSX.Element {
  const answered = useAnswer(`/files/at/${escaped(rest)}`, { topics: ["files", "runs"], waits: true });
  const known = answered.reply?.document as FilesShowOutput | undefined;
  return (
    <Page
      title={known === undefined ? rest : titleOf(known)}
      crumb={<Crumb path={rest} />}
      meta={known !== undefined && <Meta known={known} />}
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      <Unknown names={unknownBeside([])} />
      <Newer answered={answered} />
      {known !== undefined && (
        <>
          <Known known={known} />
          <Copies copies={known.copies} />
          <Similar path={known.file.path} />
          <Happened known={known} />
        </>
      )}
    </Page>
  );
}

function titleOf({ file: { path, status } }: FilesShowOutput): string {
  const name = path.split("/").at(-1) ?? path;
  if (status === "deleted") return `${name} is gone`;
  if (status === "unrouted") return `${name} has no place in the Layout`;
  return status === "unhashed" ? `${name}: its bytes were not read` : name;
}

/** Each folder of the path leads to its files. */
function Crumb({ path }: { readonly path: string }): JSX.Element {
  const folders = path.split("/").slice(0, -1);
  return (
    <>
      <a href="/ui/files">Files</a>
      {folders.map((folder, at) => (
        <span key={folder}>
          {" / "}
          <a href={`/ui/files?path=${escaped(folders.slice(0, at + 1).join("/"))}`}>
            <Text of={folder} />
          </a>
        </span>
      ))}
    </>
  );
}

function Meta({
  known: { file, title, written_at: written, deleted_at: deleted },
}: {
  readonly known: FilesShowOutput;
}): JSX.Element {
  return (
    <>
      <Text of={file.path} class="mono" />
      {title !== null && (
        <>
          {", "}
          <Text of={title} />
        </>
      )}
      .{" "}
      {written !== null && (
        <>
          Written <When at={written} />.{" "}
        </>
      )}
      {deleted !== null && (
        <>
          Found gone <When at={deleted} />.
        </>
      )}
    </>
  );
}

function Known({ known }: { readonly known: FilesShowOutput }): JSX.Element {
  const { file, lines, language, rule } = known;
  return (
    <section aria-label="What is known of it">
      <dl class="inside values">
        <dt>Place</dt>
        <dd>
          <Place known={known} />
        </dd>
        <dt>By the rule</dt>
        <dd>
          {rule === null ? (
            <>
              <Absent>none of the Layout's:</Absent> <Command text={`v7 scan --explain ${shellWord(file.path)}`} />
            </>
          ) : (
            <Text of={rule} class="mono" />
          )}
        </dd>
        <dt>SHA-256</dt>
        <dd>
          {file.sha256 === null ? <Absent>its bytes were not read</Absent> : <Text of={file.sha256} class="mono" />}
        </dd>
        <dt>Size</dt>
        <dd>
          {size(file.size_bytes)}
          {lines !== null && `, ${counted(lines)} ${lines === 1 ? "line" : "lines"}`}
        </dd>
        <dt>Type</dt>
        <dd>
          <Text of={[file.type, language].filter((part) => part !== null).join(", ")} />
        </dd>
        <dt>Registered</dt>
        <dd>
          <When at={known.first_seen_at} />, last looked at <When at={known.scanned_at} />
        </dd>
      </dl>
    </section>
  );
}

/** Component, pillar and project, each with the files it has. */
function Place({ known: { file } }: { readonly known: FilesShowOutput }): JSX.Element {
  const parts = (["component", "pillar", "project"] as const).flatMap((part) => {
    const name = file[part];
    return name === null ? [] : [{ part, name }];
  });
  if (parts.length === 0)
    return (
      <>
        <Absent>none</Absent>, and <a href="/ui/files?view=unrouted">what is proposed</a>
      </>
    );
  return (
    <>
      {parts.map(({ part, name }, at) => (
        <span key={part}>
          {at > 0 && ", "}
          {part}{" "}
          <a href={`/ui/files?${part}=${encodeURIComponent(name)}`}>
            <Text of={name} />
          </a>
        </span>
      ))}
    </>
  );
}

function Copies({ copies }: { readonly copies: readonly string[] }): JSX.Element | null {
  if (copies.length === 0) return null;
  return (
    <section aria-labelledby="copies">
      <div class="section-head">
        <h2 id="copies">
          With the same bytes <span class="quiet">{copies.length}</span>
        </h2>
      </div>
      <ul class="lines">
        {copies.map((copy) => (
          <li key={copy}>
            <a href={fileHref(copy)}>
              <Path of={copy} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Happened({
  known: { file, changes, changes_total: total },
}: {
  readonly known: FilesShowOutput;
}): JSX.Element {
  return (
    <section aria-labelledby="happened">
      <div class="section-head">
        <h2 id="happened">
          What happened to it <span class="quiet">{counted(total)}</span>
        </h2>
        {total > changes.length && <a href={`/ui/changes?path=${escaped(file.path)}`}>All {counted(total)}</a>}
      </div>
      {changes.length === 0 ? (
        <p class="empty">Nothing since it was registered.</p>
      ) : (
        <Table
          label="What happened to the file"
          columns={changeColumns({ ofOneFile: true })}
          rows={changes as unknown as readonly Row[]}
          keyOf={({ id }) => String(id)}
        />
      )}
    </section>
  );
}
