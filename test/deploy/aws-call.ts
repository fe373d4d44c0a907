/** A request of an SDK, as a gate reads it. */
export interface AwsRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

/** What IAM is asked for it: an action, and on what. */
export interface AwsCall {
  /** `dynamodb:GetItem`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
}

export interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * What a request needs the right to do, by AWS's service authorization reference; one call for each table of a batch.
 *
 * @throws Error for a request that it does not know: no call of ours goes by unseen
 */
export function callsOf({ method, path, headers, body }: AwsRequest, place: Place): AwsCall[] {
  const target = String(headers['x-amz-target'] ?? '');
  const [, operation = ''] = target.split('.');
  const text = () => Buffer.from(body).toString('utf8');
  if (target.startsWith('DynamoDB_')) return dynamodb(operation, JSON.parse(text()), place);
  if (target.startsWith('AmazonSQS.')) return sqs(operation, JSON.parse(text()), place);
  if (String(headers['content-type']).startsWith('application/x-www-form-urlencoded')) {
    const form = new URLSearchParams(text());
    return [{ action: `sns:${form.get('Action')}`, resource: form.get('TopicArn') ?? '' }];
  }
  return s3(method, new URL(path, 'http://s3'));
}

interface DynamoInput {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
}

function dynamodb(operation: string, input: DynamoInput, { account, region }: Place): AwsCall[] {
  const { TableName, IndexName, RequestItems = {} } = input;
  const tables = TableName === undefined ? Object.keys(RequestItems) : [TableName];
  return tables.map((table) => ({
    action: `dynamodb:${operation}`,
    resource: `arn:aws:dynamodb:${region}:${account}:table/${table}${IndexName ? `/index/${IndexName}` : ''}`,
  }));
}

function sqs(operation: string, { QueueUrl }: { readonly QueueUrl?: string }, { account, region }: Place): AwsCall[] {
  const name = QueueUrl?.split('/').at(-1);
  // There are no rights to batches: they are the single action's.
  return [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource: `arn:aws:sqs:${region}:${account}:${name}` }];
}

function s3(method: string, { pathname, searchParams }: URL): AwsCall[] {
  const [bucket = '', ...key] = decodeURIComponent(pathname.slice(1)).split('/');
  const object = `arn:aws:s3:::${bucket}/${key.join('/')}`;
  if (method === 'PUT' && key.length > 0) return [{ action: 's3:PutObject', resource: object }];
  if (method === 'DELETE' && key.length > 0) return [{ action: 's3:DeleteObject', resource: object }];
  if (method === 'GET' && searchParams.has('list-type'))
    return [{ action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` }];
  if (/^(GET|HEAD)$/.test(method) && key.length > 0) return [{ action: 's3:GetObject', resource: object }];
  throw new Error(`not known as a call of S3: ${method} ${pathname}?${searchParams}`);
}
