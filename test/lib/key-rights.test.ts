import { expect, it } from 'vitest';
import { keyRights } from '../../lib/key-rights.ts';

it.each([
  [['dynamodb:GetItem'], [{ service: 'dynamodb', actions: ['kms:Decrypt'] }]],
  [['dynamodb:PutItem', 'dynamodb:Query'], [{ service: 'dynamodb', actions: ['kms:Decrypt'] }]],
  [['s3:GetObject'], [{ service: 's3', actions: ['kms:Decrypt'] }]],
  [['s3:PutObject'], [{ service: 's3', actions: ['kms:GenerateDataKey'] }]],
  [['s3:PutObject', 's3:GetObject'], [{ service: 's3', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] }]],
  [['sqs:ReceiveMessage'], [{ service: 'sqs', actions: ['kms:Decrypt'] }]],
  [['sqs:SendMessage'], [{ service: 'sqs', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] }]],
  [['sns:Publish'], [{ service: 'sns', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] }]],
  [['s3:ListBucket', 'sqs:GetQueueAttributes', 'lambda:InvokeFunction', 'logs:PutLogEvents'], []],
])('whoever may %j gets of the key %j', (actions, expected) => {
  expect(keyRights(actions)).toEqual(expected);
});
