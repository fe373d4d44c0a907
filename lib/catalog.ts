import { Aws, Duration, Size, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { ITEM_COLUMNS } from '../lambdas/archive/columns.ts';
import { FIRST_DAY, PREFIX, QUERY_RESULTS, SQL } from '../lambdas/shared/names.ts';
import type { Storage } from './storage.ts';

export interface CatalogProps {
  readonly storage: Storage;
  /** The most that one query may read; Athena ends one that goes on. @default Size.gibibytes(10), five cents on paper */
  readonly queryScanLimit?: Size | undefined;
}

/**
 * The archived items as a table for Athena. Which days there are follows from the calendar, by partition projection: no
 * crawler runs and no partition is ever added. Nothing costs but the queries.
 */
export class Catalog extends Construct {
  readonly database: string;
  readonly workGroup: string;

  constructor(scope: Construct, id: string, { storage, queryScanLimit = Size.gibibytes(10) }: CatalogProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const { archive } = storage;

    // A name that Glue makes up has a hyphen, which Athena does not take.
    const database = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: { name: databaseName(stackName), description: `What ${stackName} has archived` },
    });
    this.database = database.ref;

    const location = archive.s3UrlForObject(PREFIX.items);
    new CfnTable(this, 'Items', {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: database.ref,
      tableInput: {
        name: SQL.table,
        description: 'A line for each time that a story was seen new or revised',
        tableType: 'EXTERNAL_TABLE',
        // Text, so that it is compared with a day as people write it. Feeds are folders below the day, which are read too.
        partitionKeys: [{ name: SQL.partition, type: 'string' }],
        parameters: {
          EXTERNAL: 'TRUE',
          classification: 'json',
          compressionType: 'gzip',
          'projection.enabled': 'true',
          [`projection.${SQL.partition}.type`]: 'date',
          [`projection.${SQL.partition}.format`]: 'yyyy-MM-dd',
          [`projection.${SQL.partition}.range`]: `${FIRST_DAY},NOW`,
          'storage.location.template': `${location}${SQL.partition}=\${${SQL.partition}}/`,
        },
        storageDescriptor: {
          columns: ITEM_COLUMNS,
          location,
          inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          // Not OpenX's, of which AWS says that the same query may find more or fewer rows.
          serdeInfo: { serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
        },
      },
    });

    const key = archive.encryptionKey;
    const workGroup = new CfnWorkGroup(this, 'WorkGroup', {
      name: stackName,
      description: `Queries over what ${stackName} has archived`,
      // Or the stack could not go once somebody has asked something.
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        bytesScannedCutoffPerQuery: queryScanLimit.toBytes(),
        publishCloudWatchMetricsEnabled: false,
        resultConfiguration: {
          outputLocation: archive.s3UrlForObject(QUERY_RESULTS),
          expectedBucketOwner: Aws.ACCOUNT_ID,
          encryptionConfiguration: key
            ? { encryptionOption: 'SSE_KMS', kmsKey: key.keyArn }
            : { encryptionOption: 'SSE_S3' },
        },
      },
    });
    this.workGroup = workGroup.ref;
    archive.addLifecycleRule({ id: 'query-results', prefix: QUERY_RESULTS, expiration: Duration.days(3) });
  }
}

/** Athena takes lower-case letters, digits and underscores; a stack's name has letters, digits and hyphens. */
export const databaseName = (stackName: string): string => stackName.toLowerCase().replaceAll('-', '_');
