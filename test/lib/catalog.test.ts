import { Size } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ITEM_COLUMNS } from '../../lambdas/archive/columns.ts';
import { itemsKey } from '../../lambdas/shared/keys.ts';
import { databaseName } from '../../lib/catalog.ts';
import { DatelineStack } from '../../lib/dateline-stack.ts';
import { createApp, readable, resource, synthesize } from './synth.ts';

const template = synthesize();
const { TableInput, DatabaseName } = resource(template, 'AWS::Glue::Table').Properties;
const workGroup = resource(template, 'AWS::Athena::WorkGroup').Properties;

describe('the table of the archived items', () => {
  it('has the columns of the lines, and the day as text', () => {
    expect(TableInput.StorageDescriptor.Columns).toEqual(
      ITEM_COLUMNS.map(({ name, type }) => ({ Name: name, Type: type })),
    );
    expect(TableInput.PartitionKeys).toEqual([{ Name: 'dt', Type: 'string' }]);
    expect(TableInput).toMatchObject({ Name: 'items', TableType: 'EXTERNAL_TABLE' });
  });

  it('finds its days by the calendar, where the keys of the items are', () => {
    const { 'storage.location.template': location, ...parameters } = TableInput.Parameters;
    expect(parameters).toEqual({
      EXTERNAL: 'TRUE',
      classification: 'json',
      compressionType: 'gzip',
      'projection.enabled': 'true',
      'projection.dt.type': 'date',
      'projection.dt.format': 'yyyy-MM-dd',
      'projection.dt.range': '2026-01-01,NOW',
    });
    const folder = readable(location).replace(/\$\{dt\}/, '2026-11-24');
    const key = itemsKey({ feedId: 'a', at: '2026-11-24T08:00:00.000Z', hash: '0123456789abcdef' });
    expect(`s3://<Archive>/${key}`.startsWith(folder)).toBe(true);
    expect(folder).toBe(`${readable(TableInput.StorageDescriptor.Location)}dt=2026-11-24/`);
  });

  it('reads a JSON line a row', () => {
    expect(TableInput.StorageDescriptor).toMatchObject({
      InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
      SerdeInfo: { SerializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
    });
  });

  it('is in a database that has the name of the stack, as Athena takes it', () => {
    expect(readable(DatabaseName)).toBe('<CatalogDatabase>');
    expect(resource(template, 'AWS::Glue::Database').Properties.DatabaseInput.Name).toBe('dateline');
    const other = Template.fromStack(new DatelineStack(createApp(), 'Dateline-Trial2'));
    expect(resource(other, 'AWS::Glue::Database').Properties.DatabaseInput.Name).toBe('dateline_trial2');
    expect(resource(other, 'AWS::Athena::WorkGroup').Properties.Name).toBe('Dateline-Trial2');
    expect(databaseName('A-b-C9')).toMatch(/^[a-z0-9_]+$/);
  });
});

describe('the workgroup', () => {
  it('is how every query has to run: encrypted, under a prefix of the archive, 10 GiB at most', () => {
    const { ResultConfiguration, ...configuration } = workGroup.WorkGroupConfiguration;
    expect(configuration).toEqual({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 10 * 1024 ** 3,
      PublishCloudWatchMetricsEnabled: false,
    });
    expect(readable(ResultConfiguration.OutputLocation)).toBe('s3://<Archive>/athena/');
    expect(ResultConfiguration.EncryptionConfiguration).toEqual({ EncryptionOption: 'SSE_S3' });
  });

  it('reads as much as it is told', () => {
    synthesize({ queryScanLimit: Size.mebibytes(100) }).hasResourceProperties('AWS::Athena::WorkGroup', {
      WorkGroupConfiguration: { BytesScannedCutoffPerQuery: 100 * 1024 ** 2 },
    });
  });

  it('goes with the stack, whatever was asked', () => {
    expect(workGroup.RecursiveDeleteOption).toBe(true);
  });

  it('leaves results for three days', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([{ Id: 'query-results', Status: 'Enabled', Prefix: 'athena/', ExpirationInDays: 3 }]),
      },
    });
  });
});
