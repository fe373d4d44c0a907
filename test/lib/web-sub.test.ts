import { describe, expect, it } from 'vitest';
import { readable, resource, rights, synthesize } from './synth.ts';

const PUBLIC = { Properties: { AuthType: 'NONE' } };

describe('the callback of WebSub', () => {
  const template = synthesize({ webSub: true });

  it('is not there unless it is asked for', () => {
    expect(synthesize().findResources('AWS::Lambda::Url', PUBLIC)).toEqual({});
  });

  it('is the one public address, and may do just this', () => {
    expect(Object.keys(template.findResources('AWS::Lambda::Url', PUBLIC))).toHaveLength(1);
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
