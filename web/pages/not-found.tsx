import type { JSX } from "preact";
import { Page } from "../frame/page.tsx";

/** What is not there, and the way on. */
export function NotFound(): JSX.Element {
  return (
    <Page title="There is no such page">
      <p>
        <a href="/ui/">The overview</a> leads to all there is.
      </p>
    </Page>
  );
}

/** What is planned and has no data yet: nothing is hidden, and nothing is said to be well. */
export function NotYet({ title, command }: { readonly title: string; readonly command: string }): JSX.Element {
  return (
    <Page title={title}>
      <p class="empty">
        This v7 does not answer that yet. What is declared is in the documents: <code>{command}</code>
      </p>
    </Page>
  );
}
