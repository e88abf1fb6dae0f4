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
