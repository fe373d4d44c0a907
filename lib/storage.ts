import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, type CfnTable, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENV, PREFIX, TABLE } from '../lambdas/shared/names.ts';
import { Emptying } from './emptying.ts';
import type { PipelineFunction, SharedProps } from './pipeline-function.ts';

export interface StorageProps extends SharedProps {
  /** How long the bytes that a publisher sent are kept; the items made of them stay. @default Duration.days(30) */
  readonly responseRetention?: Duration | undefined;
  /** How long the items are kept, and the parts that could not be read. @default - for good */
  readonly itemRetention?: Duration | undefined;
  /**
   * Lets the Items table be set back to any second of the last 35 days, which costs more each month than all that comes
   * in. Without it a replay makes the table again from the archive; the times of arrival are then new.
   *
   * @default false
   */
  readonly itemsRecovery?: boolean | undefined;
  /** What becomes of the bucket, with all that is in it, and of the tables when the stack goes. @default RemovalPolicy.RETAIN */
  readonly removalPolicy?: RemovalPolicy | undefined;
}

/** A DynamoDB action without its `dynamodb:`. */
type TableAction =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'Scan'
  | 'UpdateItem';

type Prefix = (typeof PREFIX)[keyof typeof PREFIX];

/**
 * What outlives every deploy: the archive and the two tables. Their logical ids are set by hand, so that moving a
 * construct never makes CloudFormation put an empty table in place of a full one.
 */
export class Storage extends Construct {
  readonly archive: Bucket;
  readonly items: Table;
  readonly feeds: Table;
  private readonly emptying: Emptying | undefined;

  constructor(scope: Construct, id: string, props: StorageProps = {}) {
    super(scope, id);
    const { encryptionKey, itemRetention } = props;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;

    this.archive = new Bucket(this, 'Archive', {
      ...(encryptionKey
        ? { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      // Objects are written once; versions are there to undo a deletion, for a week.
      versioned: true,
      lifecycleRules: [
        { id: 'responses', prefix: PREFIX.responses, expiration: props.responseRetention ?? Duration.days(30) },
        ...(itemRetention
          ? [
              { id: 'items', prefix: PREFIX.items, expiration: itemRetention },
              { id: 'rejected', prefix: PREFIX.rejected, expiration: itemRetention },
            ]
          : []),
        {
          id: 'leftovers',
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(7),
          expiredObjectDeleteMarker: true,
        },
      ],
      removalPolicy,
    });
    (this.archive.node.defaultChild as CfnBucket).overrideLogicalId('Archive');
    Validations.of(this.archive).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only the functions of this stack use the bucket, and they log each key. An access log would be a second bucket to pay for; CloudTrail data events serve where an audit wants them.',
    });

    if (removalPolicy === RemovalPolicy.DESTROY)
      this.emptying = new Emptying(this, 'Emptying', { ...props, bucket: this.archive });

    const table = {
      billingMode: BillingMode.PAY_PER_REQUEST,
      deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
      removalPolicy,
      ...(encryptionKey && { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey }),
    };
    this.items = new Table(this, 'Items', {
      ...table,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: props.itemsRecovery ?? false },
      partitionKey: { name: TABLE.items.partitionKey, type: AttributeType.STRING },
      sortKey: { name: TABLE.items.sortKey, type: AttributeType.STRING },
      // Rows without it stay.
      timeToLiveAttribute: TABLE.items.expiry,
    });
    (this.items.node.defaultChild as CfnTable).overrideLogicalId('Items');
    if (!props.itemsRecovery) {
      Validations.of(this.items).acknowledge({
        id: 'AwsSolutions-DDB3',
        reason:
          'The archive has all that the table says, and a replay makes it again; who wants more sets itemsRecovery.',
      });
    }

    this.feeds = new Table(this, 'Feeds', {
      ...table,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      partitionKey: { name: TABLE.feeds.partitionKey, type: AttributeType.STRING },
    });
    (this.feeds.node.defaultChild as CfnTable).overrideLogicalId('Feeds');
  }

  bindItems(fn: PipelineFunction, actions: readonly TableAction[]): void {
    fn.function.addEnvironment(ENV.itemsTable, this.items.tableName);
    fn.allow(actions.map(dynamodb), this.items.tableArn);
  }

  bindFeeds(fn: PipelineFunction, actions: readonly TableAction[]): void {
    fn.function.addEnvironment(ENV.feedsTable, this.feeds.tableName);
    fn.allow(actions.map(dynamodb), this.feeds.tableArn);
  }

  bindArchive(
    fn: PipelineFunction,
    rights: { readonly get?: readonly Prefix[]; readonly put: readonly Prefix[] },
  ): void {
    fn.function.addEnvironment(ENV.archiveUrl, `s3://${this.archive.bucketName}`);
    this.allowKeys(fn, 's3:PutObject', rights.put);
    if (this.emptying) fn.policies.node.addDependency(this.emptying);
    if (!rights.get) return;
    this.allowKeys(fn, 's3:GetObject', rights.get);
    // To one who may not list, S3 says 403 and not 404 of a key that is missing.
    fn.allow(['s3:ListBucket'], this.archive.bucketArn);
  }

  /** Tells `queue` of every response that is stored. */
  notifyOfResponses(queue: Queue): void {
    // The bucket's own property: CDK's `addEventNotification` would deploy a Python function with rights on `*` for it.
    (this.archive.node.defaultChild as CfnBucket).notificationConfiguration = {
      queueConfigurations: [
        {
          event: 's3:ObjectCreated:*',
          queue: queue.queueArn,
          filter: { s3Key: { rules: [{ name: 'prefix', value: PREFIX.responses }] } },
        },
      ],
    };
    // By account and not by bucket, since S3 asks for this policy before the bucket has a name.
    const { policyDependable } = queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (policyDependable) this.archive.node.addDependency(policyDependable);
  }

  private allowKeys(fn: PipelineFunction, action: string, prefixes: readonly Prefix[]): void {
    for (const prefix of prefixes) {
      fn.allow([action], this.archive.arnForObjects(`${prefix}*`));
      Validations.of(fn.policies).acknowledge({
        id: `AwsSolutions-IAM5[Resource::<Archive.Arn>/${prefix}*]`,
        reason: `Keys under ${prefix} are made from the day, the feed and the bytes, so a policy can name only the prefix.`,
      });
    }
  }
}

const dynamodb = (action: TableAction): string => `dynamodb:${action}`;
