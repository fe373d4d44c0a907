/**
 * What one of each thing takes. Where a figure was measured here, `npm run bench:cost` measures it again and prints it beside
 * this one, and `test/cost/quantities.test.ts` fails where the two part. Where it cannot be measured without AWS, the
 * comment says what it rests on; such figures are rather too high than too low.
 *
 * Units are DynamoDB's: a write of a row for each started KB of it, a read for each started 4 KB, half of it where it may
 * be a second old.
 */
export const QUANTITIES = {
  /** DynamoDB, measured: 278 news stories of some paragraphs, in English: 17.1 (the sample wire's are shorter: 14.8). */
  story: { reads: 3.4, writes: 17.5 },
  /** Measured: one line that is about nothing: item row twice, a row under its feed, arrival. */
  smallStory: { reads: 2, writes: 4 },
  /** Measured, of a feed of 30 entries: both rows of the feed; its memory, and the poll that is brought forward. */
  response: { reads: 2, writes: 2 },
  /** Measured. */
  emptyResponse: { reads: 2, writes: 1 },
  /** Measured, of a row with all that a poll may leave in it: both rows are read, the one of less than a KB is written. */
  poll: { reads: 2, writes: 1 },
  /** Measured: a scan that may be a second old, of feeds of 30 entries; for each feed. */
  tick: { reads: 0.19, writes: 0 },
  /** Bytes in the table with DynamoDB's own 100 a row, measured on the same 278 stories. */
  storyBytes: 10_800,
  /** Bytes of a story's line in `items/`, compressed, measured on the same; longer texts are 2,000. */
  lineBytes: 950,
  /** Seconds of one CPU that ingest takes for a response with one story, measured with the emulator in the same process. */
  ingestCpu: 0.03,

  /** Bytes of a response, compressed. Not measured: 60 KB of XML, a quarter of it after gzip. */
  responseBytes: 15_000,
  /**
   * Share of the polls without news that bring other bytes all the same, beyond the time that the document was made at. Not
   * measured: one feed in fifty writes a counter or a rendering time into each answer, or changes how it says old things.
   */
  otherBytes: 0.02,
  /** Queries of a month that people make, and read units of each; `test/query/consumed-reads.test.ts` bounds a join at 100. */
  queries: { count: 1_000, reads: 50 },

  /**
   * Long polls of an idle event source: five at a time, 20 seconds each. The maximum concurrency that protects small
   * accounts keeps Lambda from going down to two: docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html; 15 empty
   * receives a minute were counted by others: github.com/getlift/lift/issues/132.
   */
  idleReceivesAMinute: 15,
  /** Messages that a batch holds: half of what it may in the feed queue, where a tick sends all at once. Not measured. */
  messagesABatch: { feed: 2.5, ingest: 1.5 },

  /** Seconds that a function runs, and GB of memory as `lib/` sets it. Not measured: a poll waits for its publisher. */
  fetch: { seconds: 1, gb: 0.25 },
  /** Not measured: 30 ms of computing and ten calls of 10 ms, one after the other. */
  ingest: { seconds: 0.15, gb: 1.728 },
  /** Not measured: three calls; a scan reads 1 MB in 50 ms. */
  schedule: { seconds: 0.1, secondsAFeed: 0.0001, gb: 0.25 },
  /** Canary and health. */
  watch: { seconds: 0.5, gb: 0.25 },

  /**
   * Bytes of log, measured on the sample wire with a trace id added: the lines of a poll and an ingest and, as
   * `lambdas/shared/report.ts` shapes it, of a story. Lambda's own two lines of an invocation are AWS's JSON format of
   * `platform.start` and `platform.report`. CloudWatch adds 26 bytes to each line.
   */
  logs: { poll: 300, response: 400, story: 750, tick: 220, invocation: 600 },
  /** Share that is left of logs when CloudWatch has compressed them, by its pricing page. */
  logsCompressed: 0.15,

  /** Bytes that go out with a request: TLS and headers. Not measured. */
  bytesOut: 3_000,
  /** SNS asks KMS twice in five minutes for the key that it encrypts with. */
  kmsRequestsAnHour: 24,

  /** What the canary does beside its story: it looks for the twelve entries of its feed and makes that due. */
  canary: { reads: 15, writes: 1 },
  canaryMinutes: 5,
  healthChecksAnHour: 4,
  metrics: 5,
  alarms: 10,
  dashboards: 1,
} as const;
