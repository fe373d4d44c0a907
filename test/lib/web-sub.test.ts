import { describe, expect, it } from 'vitest';
import { readable, resource, rights, synthesize } from './synth.ts';

describe('the callback of WebSub', () => {
  const template = synthesize({ webSub: true });

  it('is not there unless it is asked for', () => {
    synthesize().resourceCountIs('AWS::Lambda::Url', 0);
  });

  it('is the one public address, and may do just this', () => {
    template.resourceCountIs('AWS::Lambda::Url', 1);
    template.hasResourceProperties('AWS::Lambda::Url', { AuthType: 'NONE' });
    expect(rights(template, 'WebSubCallbackRole')).toEqual({
      '<WebSubCallbackLogs>': ['logs:CreateLogStream', 'logs:PutLogEvents'],
      '<Feeds>': ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      '<Archive>/responses/*': ['s3:PutObject'],
    });
  });

  it('is told to the fetch function, and to the person', () => {
    const { Environment } = resource(template, 'AWS::Lambda::Function', 'PollingFetchWorker').Properties;
    expect(readable(Environment.Variables.WEBSUB_CALLBACK)).toBe('<WebSubCallbackFunctionFunctionUrl>');
    expect(Object.keys(template.toJSON().Outputs)).toContain('WebSubCallbackUrl');
  });
});
