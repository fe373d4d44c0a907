import { describe, expect, it } from 'vitest';
import { resource, rights, synthesize } from './synth.ts';

const template = synthesize();

describe('the query function', () => {
  it('may do just this', () => {
    expect(rights(template, 'QueryAnswerRole')).toEqual({
      '<QueryAnswerLogs>': ['logs:CreateLogStream', 'logs:PutLogEvents'],
      '<Items>': ['dynamodb:BatchGetItem', 'dynamodb:Query'],
      '<Feeds>': ['dynamodb:GetItem', 'dynamodb:Scan'],
    });
  });

  it('is told its tables', () => {
    expect(resource(template, 'AWS::Lambda::Function', 'QueryAnswer').Properties.Environment.Variables).toEqual({
      ITEMS_TABLE: { Ref: 'Items' },
      FEEDS_TABLE: { Ref: 'Feeds' },
    });
  });

  it('answers those alone whom IAM lets call it', () => {
    expect(resource(template, 'AWS::Lambda::Url').Properties).toMatchObject({ AuthType: 'AWS_IAM' });
    const permissions = Object.values(template.findResources('AWS::Lambda::Permission'));
    expect(permissions.filter(({ Properties }) => /Url/.test(Properties.Action))).toEqual([]);
  });
});
