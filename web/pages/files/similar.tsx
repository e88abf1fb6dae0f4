import type { JSX } from "preact";
import type { SearchOutput, SearchResult } from "../../../src/model/output/search.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Command } from "../../parts/command.tsx";
import { escaped } from "../../parts/links.ts";
import { Path } from "../../parts/path.tsx";
import { Text } from "../../parts/text.tsx";
import { placeHref } from "../find/place-href.ts";

/** Files that are like this one, as the index knows them; without an index, what makes one. */
export function Similar({ path }: { readonly path: string }): JSX.Element | null {
  const { reply } = useAnswer(`/files/like/${escaped(path)}`, { topics: ["index", "files"] });
  const found = reply?.document as SearchOutput | undefined;
  if (found === undefined) return null;
  return (
    <section aria-labelledby="similar">
      <div class="section-head">
        <h2 id="similar">Like it</h2>
        {found.results.length > 0 && <a href={`/ui/search?like=${encodeURIComponent(path)}`}>With excerpts</a>}
      </div>
      {found.results.length > 0 ? (
        <ul class="lines">
          {found.results.map((result) => (
            <One key={`${result.path}:${result.line}`} result={result} />
          ))}
        </ul>
      ) : (
        <Nothing because={found.because} />
      )}
    </section>
  );
}

function One({ result }: { readonly result: SearchResult }): JSX.Element {
  const { path, heading } = result;
  const href = placeHref(result);
  return (
    <li data-like={path}>
      {href === undefined ? (
        <Path of={path} />
      ) : (
        <a href={href}>
          <Path of={path} />
        </a>
      )}
      {heading !== "" && (
        <span class="second">
          {" · "}
          <Text of={heading} />
        </span>
      )}
    </li>
  );
}

function Nothing({ because }: { readonly because: string | null }): JSX.Element {
  if (because === null) return <p class="empty">No other file is like it.</p>;
  return (
    <div class="empty">
      <p>
        Nobody knows what is like it: <Text of={because} />.
      </p>
      <Command text="v7 index sync" />
    </div>
  );
}
