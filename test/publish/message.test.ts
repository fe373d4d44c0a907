import { describe, expect, it } from 'vitest';
import { messageOf } from '../../lambdas/publish/message.ts';
import { ALERT } from './samples.ts';

describe('the text of a message', () => {
  it('says what a person wants to know, in names', () => {
    const { subject, text } = messageOf(ALERT);
    expect(subject).toBe('Talks begin');
    expect(text).toMatch(/^Talks begin\n\nTalks began on Tuesday\.\n\nhttps:\/\/example\.org\/talks\n/);
    expect(text).toMatch(/^Regions: North Korea, Eastern Asia, Asia$/m);
    expect(text).toMatch(/^Filed from: South Korea$/m);
    expect(text).toMatch(/^Topics: nuclear policy, politics/im);
    expect(text).not.toMatch(/no longer/i);
  });

  it('says what a revised story is no longer about', () => {
    const { subject, text } = messageOf({ ...ALERT, kind: 'revised', formerly: { about: ['JP'], topics: ['x:1'] } });
    expect(subject).toBe('Revised: Talks begin');
    expect(text).toMatch(/^No longer about: Japan$/m);
    expect(text).toMatch(/^No longer on: x:1$/m);
  });

  it('says first that a story was taken back', () => {
    const { subject, text } = messageOf({ ...ALERT, kind: 'withdrawn' });
    expect(subject).toBe('WITHDRAWN: Talks begin');
    expect(text).toMatch(/^WITHDRAWN: .*\n\nThe publisher has taken this story back/);
  });

  it('marks a sample', () => {
    expect(messageOf({ ...ALERT, sample: true }).subject).toBe('[sample] Talks begin');
  });
});

describe('the subject', () => {
  it('is one line of fewer than 100 characters, with no half character at its end', () => {
    const { subject } = messageOf({ ...ALERT, title: `Break\r\nfeed\u0007\u2028 ${'x'.repeat(81)}🕊🕊🕊` });
    expect(subject).toBe(`Break feed ${'x'.repeat(81)}🕊🕊🕊`);
    const long = messageOf({ ...ALERT, title: `${'x'.repeat(97)}🕊🕊` }).subject;
    expect(long).toBe(`${'x'.repeat(97)}…`);
  });

  it('is there for a story without a title', () => {
    expect(messageOf({ ...ALERT, title: '' }).subject).toBe('Untitled');
  });
});

describe('the JSON of a message', () => {
  it('has the alert as it is', () => {
    expect(JSON.parse(messageOf(ALERT).json).alert).toEqual(ALERT);
  });

  it('is a notification that Amazon Q Developer shows in Slack, the messages of a story in one thread', () => {
    const { json, text } = messageOf(ALERT);
    expect(JSON.parse(json)).toMatchObject({
      version: '1.0',
      source: 'custom',
      content: { title: 'Talks begin', description: text },
      metadata: { threadId: ALERT.id },
    });
  });
});
