import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import type { StatusOutput } from "../../src/model/output/status.ts";
import { Announcer } from "../parts/announcer.tsx";
import { Text } from "../parts/text.tsx";
import { Display } from "./display.tsx";
import { KeyHelp, openHelp } from "./keys.tsx";
import { Live } from "./live.tsx";
import { Navigation } from "./navigation.tsx";

/** What stands around every page: where one is, how fresh it is, and the way to all others. */
export function Frame({
  status,
  children,
}: {
  readonly status: StatusOutput | undefined;
  readonly children: ComponentChildren;
}): JSX.Element {
  const menu = useRef<HTMLDialogElement>(null);
  return (
    <div class="frame">
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="side">
        <div>
          <a class="brand" href="/ui/">
            <b>v7</b> <small>{status === undefined ? " " : <Text of={status.database} />}</small>
          </a>
          <Navigation status={status} label="Pages" />
          <div class="live">
            <Live login={status?.login?.name} />
            <p class="more">
              <button type="button" onClick={openHelp}>
                Press <kbd>?</kbd> for keys
              </button>
            </p>
          </div>
          <button class="menu" type="button" aria-haspopup="dialog" onClick={() => menu.current?.showModal()}>
            Menu
          </button>
        </div>
      </header>
      <dialog ref={menu} aria-label="Menu" onClick={() => menu.current?.close()}>
        <Navigation status={status} label="Menu" />
        <button type="button">Close</button>
      </dialog>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <KeyHelp />
      <Display />
      <Announcer />
    </div>
  );
}
