/** From where on something is a gap. Policy's `meta` sets each of them. */
export interface Thresholds {
  /** Days for which a scan is fresh. */
  readonly freshDays: number;
  /** Lines of source from which a project counts as large. */
  readonly largeLines: number;
  /** Share of lines that tests must reach, 0 to 1. */
  readonly leastCoverage: number;
  /** Collectors among the analyzed files from which a project needs documents: how many, and which share. */
  readonly collectors: number;
  readonly collectorShare: number;
  /** Complexity of the whole project from which it needs documents. */
  readonly complexity: number;
  /** Bytes of documents below which a project has next to none. */
  readonly leastDocumentBytes: number;
  /** Changes in 90 days from which a project needs tests. */
  readonly changes: number;
  /** Files from which two equal folders are a mirror, and which share makes a near one. */
  readonly mirrorFiles: number;
  readonly mirrorShare: number;
  /** Of the open gaps, how many one run may close, 0 to 1. */
  readonly closeShare: number;
}

export const usualThresholds: Thresholds = {
  freshDays: 14,
  largeLines: 2_000,
  leastCoverage: 0.3,
  collectors: 3,
  collectorShare: 0.3,
  complexity: 200,
  leastDocumentBytes: 1_000,
  changes: 30,
  mirrorFiles: 5,
  mirrorShare: 0.9,
  closeShare: 0.5,
};
