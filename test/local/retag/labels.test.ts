import { describe, expect, it } from 'vitest';
import { InputError } from '../../../lambdas/shared/errors.ts';
import { type Resolvers, readLabels } from '../../../local/retag/labels.ts';

const known = (name: string): string => {
  if (name === 'Narnia') throw new InputError('no region is called "Narnia"');
  return name.toUpperCase();
};
const RESOLVERS: Resolvers = { region: known, topics: (name) => [known(name)] };
const read = (...lines: unknown[]) =>
  readLabels(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'), RESOLVERS);

describe('a file of labels', () => {
  it('names stories by id or link, and brings texts of its own', () => {
    const file = read(
      { id: 'a1', regions: ['kp'] },
      '',
      { link: 'https://www.example.org/talks/?utm_source=x', topics: ['economy'], regions: [] },
      { id: 'mine', title: 'Talks', text: 'They met.', regions: ['kr'] },
    );
    expect(file.byId).toEqual(new Map([['a1', { regions: ['KP'] }]]));
    expect(file.byLink).toEqual(new Map([['example.org/talks', { topics: ['ECONOMY'], regions: [] }]]));
    expect(file.texts).toEqual([{ title: 'Talks', text: 'They met.', regions: ['KR'] }]);
  });

  it.each([
    ['no JSON', 'x', /^line 1: .*JSON/],
    ['another shape', { id: 'a', regions: 'KP' }, /^line 1: regions: .*array/],
    ['a key of another name', { id: 'a', countries: ['KP'] }, /^line 1: .*countries/],
    ['a name that nobody knows', { id: 'a', regions: ['Narnia'] }, /^line 1: no region is called "Narnia"/],
    ['no labels', { id: 'a' }, /^line 1: neither regions nor topics/],
    ['nothing that is labelled', { regions: [] }, /^line 1: nothing says what is labelled/],
    ['a link of another kind', { link: 'ftp://a.example/', regions: [] }, /^line 1: nothing says what is labelled/],
  ])('with %s is refused, with the line', (_, line, message) => {
    expect(() => read(line)).toThrow(InputError);
    expect(() => read(line)).toThrow(message);
  });

  it('is refused with all of its faults at once', () => {
    expect(() => read({ id: 'a', regions: [] }, 'x', '', { id: 'b' })).toThrow(/^line 2: .*\nline 4: /);
  });

  it('refuses two lines for one story, and a file without a label', () => {
    expect(() => read({ id: 'a1', regions: ['kp'] }, { id: 'a1', topics: [] })).toThrow('line 2: a1 is labelled twice');
    expect(() => read('')).toThrow('no labels in it');
  });

  it('reads a file that begins with a byte order mark', () => {
    expect(read(`\ufeff${JSON.stringify({ id: 'a1', regions: ['kp'] })}`).byId.size).toBe(1);
  });
});
