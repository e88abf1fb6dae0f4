import type { JSX } from "preact";
import type { FaceSummary } from "../src/model/face-summary.ts";
import type { StatusOutput } from "../src/model/output/status.ts";
import { useAnswer } from "./data/use-answer.ts";
import { Frame } from "./frame/frame.tsx";
import { Page } from "./frame/page.tsx";
import { CurrentPage } from "./pages/routes.tsx";

/** The frame with the page of this address in it. Where nothing can be asked, the frame stands and says why. */
export function App(): JSX.Element {
  const described = useAnswer("/faces", { topics: [] });
  const overview = useAnswer("/overview", { topics: ["rows", "documents", "applies", "approvals", "facts", "runs"] });
  const { faces } = (described.reply?.document ?? {}) as { readonly faces?: readonly FaceSummary[] };
  const status = overview.reply?.document as StatusOutput | undefined;
  const problem = described.reply?.problem;
  return (
    <Frame status={status}>
      {faces !== undefined && <CurrentPage faces={faces} overview={overview} status={status} />}
      {problem !== undefined && (
        <Page
          title={problem.status === 401 ? "This browser has no session" : "v7 does not answer"}
          problem={problem}
          onRetry={described.reload}
        />
      )}
    </Frame>
  );
}
