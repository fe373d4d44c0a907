/** Names that code and grants share: a name is written once, so a policy cannot drift from the call that it allows. */

export const ENV = {
  feedsTable: 'FEEDS_TABLE',
  itemsTable: 'ITEMS_TABLE',
  /** `s3://bucket`, or `file:///folder` in the local run. */
  archiveUrl: 'ARCHIVE_URL',
  feedQueueUrl: 'FEED_QUEUE_URL',
  /** ARN of the SNS topic of what comes in. Not set in the local run, whose watches read the log of arrivals. */
  alertsTopic: 'ALERTS_TOPIC',
  /** Seconds after its last change for which the rows of a story are kept; without it, for good. */
  itemTtl: 'ITEM_TTL_SECONDS',
  /** Path of the OPML file that says which feeds are wished for. */
  feedsFile: 'FEEDS_FILE',
  /** Who to write to about the polling; part of the User-Agent. */
  contact: 'CONTACT',
  /** `true` lets `fetch` ask 127.0.0.1: the sample wire and tests. Never set by the stack. */
  allowLoopback: 'ALLOW_LOOPBACK',
  /** Public address at which WebSub hubs reach this Dateline; without one nothing is subscribed. */
  webSubCallback: 'WEBSUB_CALLBACK',
  /** Milliseconds between the end of a request and the next one at the same host. */
  hostInterval: 'HOST_INTERVAL_MS',
} as const;

/** Key prefixes of the archive bucket. */
export const PREFIX = {
  responses: 'responses/',
  items: 'items/',
  rejected: 'rejected/',
} as const;

/** Where Athena leaves what queries find, for some days: a prefix of the archive bucket as well. */
export const QUERY_RESULTS = 'athena/';

/** The archived items as a table, by day. */
export const SQL = { table: 'items', partition: 'dt' } as const;

/** Nothing was stored before there was a program to do it. */
export const FIRST_DAY = '2026-01-01';

/** What the stack says of itself when it is deployed; `--stack` reads it. */
export const OUTPUT = {
  itemsTable: 'ItemsTableName',
  feedsTable: 'FeedsTableName',
  archiveBucket: 'ArchiveBucketName',
  feedQueue: 'FeedQueueUrl',
  feedDeadLetters: 'FeedDeadLetterQueueUrl',
  fetchLog: 'FetchLogGroupName',
  ingestQueue: 'IngestQueueUrl',
  ingestDeadLetters: 'IngestDeadLetterQueueUrl',
  ingestLog: 'IngestLogGroupName',
  query: 'QueryUrl',
  alertsTopic: 'AlertsTopicArn',
  database: 'AthenaDatabaseName',
  workGroup: 'AthenaWorkGroupName',
  taggerVersion: 'TaggerVersion',
  webSubCallback: 'WebSubCallbackUrl',
} as const;

/** Key attributes of the tables, and the one by whose time (epoch seconds) a row expires. */
export const TABLE = {
  items: { partitionKey: 'pk', sortKey: 'sk', expiry: 'expiresAt' },
  feeds: { partitionKey: 'feedId' },
} as const;
