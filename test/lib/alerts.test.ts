import { describe, expect, it } from 'vitest';
import { readable, resource, rights, type Statement, synthesize } from './synth.ts';

const template = synthesize();

describe('the alerts topic', () => {
  it('has a logical id that no refactoring may change, or all its subscriptions are gone', () => {
    expect(resource(template, 'AWS::SNS::Topic').id).toBe('Alerts');
  });

  it('is encrypted with the key that AWS keeps for SNS', () => {
    const { KmsMasterKeyId } = resource(template, 'AWS::SNS::Topic').Properties;
    expect(JSON.stringify(KmsMasterKeyId)).toMatch(/alias\/aws\/sns/);
  });

  it('takes nothing that was not sent by TLS, and names nobody else who may publish', () => {
    const policy = resource(template, 'AWS::SNS::TopicPolicy').Properties;
    expect(policy.Topics).toEqual([{ Ref: 'Alerts' }]);
    const statements: Statement[] = policy.PolicyDocument.Statement;
    expect(statements.map(({ Effect, Action, Condition }) => ({ Effect, Action, Condition }))).toEqual([
      { Effect: 'Deny', Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
  });

  it('can be published to by ingest alone', () => {
    const roles = Object.keys(template.findResources('AWS::IAM::Role'));
    const publishers = roles.filter((role) => JSON.stringify(rights(template, role)).includes('sns:'));
    expect(publishers.map((id) => readable({ Ref: id }))).toEqual(['<IngestionIngestWorkerRole>']);
  });

  it('has no subscription of the stack’s own', () => {
    expect(template.findResources('AWS::SNS::Subscription')).toEqual({});
  });
});
