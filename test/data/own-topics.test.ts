import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readTopicFiles, readTopics, type TopicEntry } from '../../data/build/topics.ts';
import { projectWithTopic } from '../changed-project.ts';
import { tempFolder } from '../temp-folder.ts';

const NOTHING = { strong: [], terms: [], weak: [], near: [], not: [] };

function withOwn(entries: Record<string, Partial<TopicEntry>>) {
  const own = Object.fromEntries(Object.entries(entries).map(([slug, entry]) => [slug, { ...NOTHING, ...entry }]));
  return readTopics(new Map([...readTopicFiles(), ['data/topics/own.yaml', own]]));
}

describe("a newsroom's own topics", () => {
  it('stand in the vocabulary under their own codes, within topics of IPTC or of their own', () => {
    const { topics } = withOwn({
      'chip-war': { code: 'desk:chip-war', name: 'Chip war', parent: 'international-relations' },
      'chip-smuggling': { code: 'desk:chip-smuggling', parent: 'chip-war' },
      desk: { code: 'desk:all' },
      abroad: { code: 'desk:abroad', parent: 'medtop:20000638' },
    });
    expect(topics.filter(({ code }) => code.startsWith('desk:'))).toEqual([
      { code: 'desk:chip-war', slug: 'chip-war', name: 'Chip war', parent: 'medtop:20000638' },
      { code: 'desk:chip-smuggling', slug: 'chip-smuggling', name: 'chip smuggling', parent: 'desk:chip-war' },
      { code: 'desk:all', slug: 'desk', name: 'desk' },
      { code: 'desk:abroad', slug: 'abroad', name: 'abroad', parent: 'medtop:20000638' },
    ]);
  });

  it.each([
    [
      { 'Chip War': { code: 'desk:x' } },
      'data/topics/own.yaml: Chip War: a topic is called in small letters and hyphens: chip-war',
    ],
    [{ x: { code: 'medtop:1' } }, 'the code medtop:1 must look like desk:chip-war'],
    [{ x: { code: 'x#y' } }, 'the code x#y must look like'],
    [{ war: { code: 'desk:war' } }, 'IPTC or another entry has a topic of that name'],
    [{ a: { code: 'desk:a' }, b: { code: 'desk:a' } }, 'the code desk:a stands twice'],
    [{ a: { code: 'desk:a', name: 'War' } }, 'data/topics/own.yaml: a: "War" is what medtop:20000062 is called'],
    [{ a: { code: 'desk:a.b' }, b: { code: 'desk:a-b' } }, 'the code desk:a.b stands twice'],
    [{ a: { code: 'desk:a', parent: 'nowhere' } }, 'no topic is called nowhere'],
    [{ a: { code: 'desk:a', parent: 'b' }, b: { code: 'desk:b', parent: 'a' } }, 'a: it lies within itself'],
  ])('%j is refused: %s', (entries, message) => {
    expect(() => withOwn(entries)).toThrow(message);
  });

  it('are tagged, explained and queried like the rest', async () => {
    await using folder = await tempFolder();
    const project = folder.path;
    await projectWithTopic(
      project,
      'chip-war: { code: "desk:chip-war", name: Chip war, parent: international-relations, strong: [chip export ban] }',
    );
    const run = (args: readonly string[], input = '') =>
      execFileSync(process.execPath, ['--import', 'tsx', ...args], { cwd: project, input, encoding: 'utf8' });

    const explained = JSON.parse(
      run(['bin/dateline.ts', 'explain', '-', '--json'], 'Tokyo weighs a chip export ban\n'),
    );
    expect(explained.topics).toContainEqual(expect.objectContaining({ code: 'desk:chip-war' }));
    expect(explained.topics).toContainEqual(expect.objectContaining({ code: 'medtop:20000638', implied: true }));
    expect(explained.evidence).toContainEqual(
      expect.objectContaining({ tag: 'desk:chip-war', text: 'chip export ban' }),
    );
    expect(run(['bin/dateline.ts', 'topics', 'chip-war'])).toContain('desk:chip-war');
    expect(run(['bin/dateline.ts', 'query', '--topic', 'Chip war', '--json'])).toContain('"items": []');
  });
});
