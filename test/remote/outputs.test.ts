import { expect, it } from 'vitest';
import { InputError } from '../../lambdas/shared/errors.ts';
import { outputOf } from '../../remote/outputs.ts';

const stackOf = (outputs: Record<string, string>) => ({
  ...{ name: 'Wire', account: '123456789012', region: 'eu-west-1', outputs },
  aws: { region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } },
});

it('reads what the stack says of itself', () => {
  expect(outputOf(stackOf({ ItemsTableName: 'Wire-Items' }), 'itemsTable')).toBe('Wire-Items');
});

it('says of a stack without it that it is none of ours', () => {
  const read = () => outputOf(stackOf({ BucketName: 'b' }), 'itemsTable');
  expect(read).toThrow(InputError);
  expect(read).toThrow(/the stack Wire has no output ItemsTableName: it is no Dateline/);
});
