import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notificationName } from '../../lambdas/archive/file-archive.ts';
import { canaryFeed } from '../../lambdas/canary/canary-feed.ts';
import type { ItemIndex } from '../../lambdas/index/item-index.ts';
import { staleRows } from '../../lambdas/index/rows.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import { dataFolder } from '../../local/folder.ts';
import { openStore } from '../../local/store.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let home: TempFolder;

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command line as a person calls it: a process of its own. */
async function dateline(args: readonly string[], input = ''): Promise<Outcome> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/dateline.ts', ...args], {
    env: { ...process.env, DATELINE_HOME: home.path },
  });
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}

/** Standard output of a command that must succeed. */
async function said(args: readonly string[], input?: string): Promise<string> {
  const { code, out, err } = await dateline(args, input);
  expect(code, err).toBe(0);
  return out;
}

const lines = (output: string) => output.trim().split('\n');
const seed = async () => {
  const { items } = JSON.parse(await said(['query', '--region', 'KP', '--topic', 'nuclear-policy', '--json']));
  return items.find(({ title }: { title: string }) => /Putin/.test(title));
};

/** Leaves a story as another tagger would have, that saw nothing in it. */
async function tagWithOtherVersion(id: string): Promise<void> {
  const store = await openStore({ folder: dataFolder(home.path) });
  const known = (await store.index.getItems([id])).get(id) ?? expect.fail('no such item');
  const other = { ...known, regions: [], topics: [], taggerVersion: 'another', version: known.version + 1 };
  await store.index.putItem(other, known.version);
  await store.index.writeRows({ put: [], remove: staleRows(known, other) });
  await store.close();
}

const writeRows: ItemIndex['writeRows'] = async (rows) => {
  const store = await openStore({ folder: dataFolder(home.path) });
  await store.index.writeRows(rows);
  await store.close();
};

beforeAll(async () => {
  home = await tempFolder();
  const summary = await said(['start', '--sample', '--once', '--port', '0', '--sample-port', '0']);
  expect(summary).toMatch(/Polled 12 feeds: 11 answered, 1 failed/);
  expect(summary).toMatch(/The Island Telegraph: .*503/);
  expect(summary).toMatch(/npx dateline query --region \S+ --topic \S+/);
}, 60_000);
afterAll(() => home[Symbol.asyncDispose]());

describe('query', () => {
  it('finds the summit by codes, slugs and names alike', async () => {
    const asked = [
      ['KP', 'medtop:20000635'],
      ['north-korea', 'nuclear-policy'],
      ['North Korea', '20000635'],
      ['eastern-asia,US', 'diplomacy'],
      ['030', 'diplomacy'],
    ];
    for (const [region = '', topic = ''] of asked) {
      const found = lines(await said(['query', '--region', region, '--topic', topic, '--format', 'ndjson']));
      expect(found.map((line) => JSON.parse(line).title)).toContain(
        'Putin and Roh urge North Korea to give up nuclear drive',
      );
    }
  });

  it('marks samples in every format', async () => {
    const question = ['query', '--region', 'KP', '--limit', '2'];
    expect(await said(question)).toMatch(/^\[sample\] /m);
    expect(JSON.parse(await said([...question, '--json'])).items[0]).toMatchObject({ sample: true });
    expect(await said([...question, '--format', 'csv'])).toMatch(/^id,publishedAt,title,.*\n.*,sample,/);
  });

  it('finds what only mentions a region where any role will do', async () => {
    const found = async (...options: string[]) =>
      JSON.parse(
        await said(['query', '--region', 'US', '--topic', '11000000', '--limit', '1000', '--json', ...options]),
      ).items;
    const ids = (items: { id: string; copies: { id: string }[] }[]) =>
      items.flatMap(({ id, copies }) => [id, ...copies.map((copy) => copy.id)]);
    const [usual, any, about] = [await found(), await found('--role', 'any'), await found('--role', 'about')];
    expect(ids(any).length).toBeGreaterThan(ids(usual).length);
    expect(ids(any)).toEqual(expect.arrayContaining(ids(usual)));
    expect(ids(usual)).toEqual(expect.arrayContaining(ids(about)));
    expect(
      any.every((item: { regions: string[]; mentioned: string[] }) =>
        [...item.regions, ...item.mentioned].includes('US'),
      ),
    ).toBe(true);
    expect(await dateline(['query', '--role', 'any'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/--region/),
    });
  });

  it('finds what the houses of a country have published, wherever it is about', async () => {
    const question = ['query', '--publisher-country', 'Germany', '--region', 'europe', '--limit', '100', '--json'];
    const { items } = JSON.parse(await said(question));
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(item).toMatchObject({ publisherCountry: 'DE' });
    expect(await said(['item', items[0].id])).toMatch(/^publisher +Germany$/m);
  });

  it('goes on where a page ended, and not with the cursor of another question', async () => {
    const question = ['query', '--topic', '11000000', '--limit', '3', '--json'];
    const first = JSON.parse(await said(question));
    const second = JSON.parse(await said([...question, '--cursor', first.cursor]));
    const onPage = (page: typeof first): string[] =>
      page.items.flatMap((item: { id: string; copies: { id: string }[] }) => [
        item.id,
        ...item.copies.map(({ id }) => id),
      ]);
    expect(onPage(first)).toHaveLength(3);
    expect(new Set([...onPage(first), ...onPage(second)]).size).toBe(6);
    const other = await dateline(['query', '--topic', '04000000', '--cursor', first.cursor]);
    expect(other).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^dateline: --cursor: .*another query/),
    });
  });

  it('says in every format that stories may be missing, and of an answer without any', async () => {
    const [from, to] = [Date.now() - 3_600_000, Date.now()].map((time) => new Date(time).toISOString()) as [
      string,
      string,
    ];
    const key = { pk: `GAP#${to.slice(0, 7)}`, sk: `${to}#x` };
    await writeRows({ put: [{ ...key, feedId: 'x', title: 'Wire X', from, to }], remove: [] });
    const question = ['query', '--region', 'KP', '--since', '2h'];
    const missing = /^Stories may be missing: Wire X /m;
    expect(await said([...question, '--topic', 'sport'])).toMatch(/^No stories\. .*\nStories may be missing: Wire X /);
    const { gaps } = JSON.parse(await said([...question, '--json']));
    expect(gaps).toMatchObject([{ title: 'Wire X', state: 'open', from, to }]);
    const { out, err } = await dateline([...question, '--format', 'ndjson']);
    expect(err).toMatch(missing);
    expect(out).not.toMatch(missing);
    await writeRows({ put: [], remove: [key] });
  });

  it('names the nearest for a name that it does not know', async () => {
    expect(await dateline(['query', '--region', 'North Koera'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/no region is called "North Koera"; did you mean .*north-korea/),
    });
  });

  it.each([['--limit', '0'], ['--since', 'soon'], ['--format', 'xml'], ['--colour']])(
    'refuses %s %s',
    async (...option) => {
      expect(await dateline(['query', ...option])).toMatchObject({ code: 2, out: '' });
    },
  );
});

describe('a story', () => {
  it('is shown with its revisions and where its raw bytes are', async () => {
    const { id } = await seed();
    const item = JSON.parse(await said(['item', id, '--json']));
    expect(item).toMatchObject({
      id,
      rev: 1,
      done: true,
      sample: true,
      entry: { published: '2004-09-21T15:20:00.000Z' },
    });
    await expect(readFile(join(home.path, 'archive', item.raw.key))).resolves.toBeDefined();
    await expect(readFile(join(home.path, 'archive', item.response))).resolves.toBeDefined();
    const shown = await said(['item', id]);
    expect(shown).toContain(item.raw.key);
    for (const time of ['published', 'first seen', 'stored', 'tagged', 'queryable']) {
      expect(shown).toMatch(new RegExp(`^${time} +2[\\dT:.-]+Z$`, 'm'));
    }
    expect(shown).toMatch(/^trace +[0-9a-f]{32}$/m);
  });

  it('is followed from its link to a query that finds it', { timeout: 60_000 }, async () => {
    const { id, link } = await seed();
    const traced = await said(['trace', `${link}?utm_source=mail#top`]);
    expect(traced).toMatch(new RegExp(`^Story ${id}$`, 'm'));
    expect(traced).toMatch(/^ {2}queryable {3}2[\dT:.-]+Z$/m);
    const [, trace] = /^ {2}trace +([0-9a-f]{32})$/m.exec(traced) ?? [];
    expect(traced).toContain(`the lines of this story have trace ${trace}`);
    const [, query = ''] = /this finds it: npx dateline (.*)$/m.exec(traced) ?? [];
    expect(JSON.parse(await said([...query.split(' '), '--json'])).items).toMatchObject([{ id }]);
    expect(JSON.parse(await said(['trace', id, '--json']))).toMatchObject({
      story: { id, trace },
      verdict: { stopped: 'found' },
    });
    expect(await said(['trace', 'https://nobody.example/story'])).toMatch(
      /^It stopped before the first step: no feed/m,
    );
    expect(await dateline(['trace', 'talks'])).toMatchObject({ code: 1, err: expect.stringMatching(/nor an http/) });
  });

  it('is explained where a tag is missing, and what was left out', { timeout: 60_000 }, async () => {
    const { id } = await seed();
    const missing = await said(['explain', id, '--why-not', 'energy-and-resource']);
    expect(missing).toMatch(/^The story does not have energy and resource\.$/m);
    expect(missing).toMatch(/^energy and resource: \d\.\d\d of \d\.\d\d points/m);
    expect(missing).toMatch(/»energy«/);
    expect(await said(['explain', id, '--why-not', 'Japan'])).toMatch(/^The story has Japan \(mentioned\)/);
    expect(await said(['explain', '-', '--why-not', 'war'], 'The mayor declared a war on drugs\n')).toMatch(
      /war: not \(part of a phrase that means something else: "war on/,
    );
    expect(await said(['explain', id])).toMatch(/^Left out:$/m);
    expect(await dateline(['explain', id, '--why-not', 'Narnia'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no region or topic is called "Narnia"/),
    });
  });

  it('is explained by the words of its text', async () => {
    const { id } = await seed();
    const explained = await said(['explain', id]);
    expect(explained).toMatch(/^KP {2}North Korea {2}about/m);
    expect(explained).toMatch(/»North Korea«/);
    expect(await said(['explain', '-'], 'Ambassador returns\nThe ambassador said nothing.\n')).not.toMatch(/^SY/m);
  });

  it('that is not there is said so', async () => {
    expect(await dateline(['item', 'none'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no item has the id none/),
    });
  });
});

describe('latency', () => {
  it('says how long stories took, and which do not count', async () => {
    const shown = await said(['latency']);
    expect(shown).toMatch(/^p50 \/ p99 +stories +published → seen +→ stored +→ tagged +→ queryable /m);
    expect(shown).toMatch(/^all +\d+ +– +\d/m);
    expect(shown).toMatch(/^Not counted from publication: \d+ in the first response of their feed/m);
    const { all, feeds } = JSON.parse(await said(['latency', '--feed', 'Meridian', '--format', 'json']));
    expect(feeds).toMatchObject([{ title: '[sample] Meridian Wire', stories: all[1].stories }]);
    expect(all[1]).toMatchObject({ from: 'firstSeenAt', to: 'storedAt', p50: expect.any(Number) });
    expect(await dateline(['latency', '--until', '2020-01-01'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/--since must be before --until/),
    });
  });
});

describe('feeds', () => {
  it('are listed, added, removed, exported and imported', async () => {
    const count = async () => JSON.parse(await said(['feeds', 'list', '--json'])).length;
    expect(await count()).toBe(12);
    const added = ['feeds', 'add', 'https://wire.example/rss', '--title', 'Wire Ü', '--country', 'South Korea'];
    expect(await said(added)).toBe('Added Wire Ü\n');
    expect(await said(['feeds', 'add', 'https://wire.example/rss'])).toMatch(/Polled already/);
    const file = join(home.path, 'out.opml');
    await said(['feeds', 'export', file]);
    expect(await readFile(file, 'utf8')).toMatch(/"Wire Ü" xmlUrl="https:\/\/wire.example\/rss" country="KR"/);
    expect(await said(['feeds', 'remove', 'Wire Ü'])).toBe('Removed Wire Ü\n');
    expect(await count()).toBe(12);
    expect(await said(['feeds', 'import', file])).toBe('Added 1 feed; 12 polled already.\n');
    expect(await count()).toBe(13);
  });

  it('keep their secrets', async () => {
    const store = await openStore({ folder: dataFolder(home.path) });
    const url = 'https://reader:s3cr3t-word@paid.example/rss';
    const feed = newFeed({ url, title: 'Paid wire', sample: false }, 'cli', '2999-01-01T00:00:00.000Z');
    const hub = { url: 'https://hub.example/', topic: 'https://paid.example/rss' };
    await store.feeds.create({ ...feed, hub, subscription: { ...hub, secret: 's3cr3t-hub', at: feed.dueAt } });
    await store.close();
    for (const how of [['list'], ['list', '--json'], ['health'], ['health', '--json']]) {
      const out = await said(['feeds', ...how]);
      expect(out).toContain('Paid wire');
      expect(out).not.toContain('s3cr3t');
    }
    await said(['feeds', 'remove', feed.feedId]);
  });

  it('tell their health', async () => {
    const feeds: { title: string; state: string }[] = JSON.parse(await said(['feeds', 'health', '--json']));
    expect(feeds.find(({ title }) => title === 'The Island Telegraph')?.state).toMatch(/^failing since .*503/);
    expect(feeds.find(({ title }) => title === 'Savanna Bulletin')).toMatchObject({ state: 'fine', rejected: 1 });
    expect(feeds).toContainEqual(expect.objectContaining({ period: expect.any(Number), gaps: [] }));
    expect(await said(['feeds', 'list'])).toMatch(/^title +language +country +period/);
    expect(feeds.find(({ title }) => title === 'Levant Monitor')?.state).toMatch(
      /^fine; has moved to http:\S+\/levant-monitor\/feed\.rss \(said since 20\d\d-/,
    );
    const table = await said(['feeds', 'health']);
    expect(table).toMatch(/\[sample\] The Island Telegraph +failing since 20\d\d-\d\d-\d\d \d\d:\d\d \(\d+ polls?\)/);
    const minute = '20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d';
    expect(table).toMatch(new RegExp(`Meridian Wire +fine( +${minute}){3} +\\d+ min`));
    // Twelve feeds, one of which redirects.
    expect(table).toMatch(/^host +feeds +requests +304 +bytes\s+127\.0\.0\.1:\d+ +12 +13 +0 % +\d+,\d{3}\b/m);
  });

  it('show the canary only where their health is asked for', async () => {
    const store = await openStore({ folder: dataFolder(home.path) });
    await store.feeds.create(canaryFeed('s3://bucket/canary/feed.xml', '2999-01-01T00:00:00.000Z'));
    await store.close();
    // Not the day for which its row is due: it is polled when it publishes.
    expect(await said(['feeds', 'health'])).toMatch(/^Dateline canary +not polled yet +0 *$/m);
    for (const how of ['list', 'export']) expect(await said(['feeds', how])).not.toContain('canary');
    expect(await dateline(['feeds', 'remove', 'canary'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('the stack’s own feed'),
    });
    const again = await openStore({ folder: dataFolder(home.path) });
    await again.feeds.change('canary', { status: 'removed' });
    await again.close();
  });

  it('in a bucket are refused', async () => {
    expect(await dateline(['feeds', 'add', 's3://bucket/canary/feed.xml'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('no http(s) address'),
    });
  });

  it('that are no addresses are refused', async () => {
    expect(await dateline(['feeds', 'add', 'wire.example'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/wire\.example is no http/),
    });
  });
});

describe('tools', () => {
  it('parse prints a line a document, and names what it cannot read', async () => {
    const file = join(home.path, 'feed.xml');
    await writeFile(file, '<rss version="2.0"><channel><title>W</title><item><title>A</title></item></channel></rss>');
    const { code, out, err } = await dateline(['parse', file, join(home.path, 'none.xml')]);
    expect(lines(out).map((line) => JSON.parse(line))).toMatchObject([
      { source: file, format: 'rss', entries: [{ title: 'A' }] },
    ]);
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringMatching(/none\.xml: there is no/) });
  });

  it('topics and regions list the vocabulary, in its own languages too', async () => {
    expect(await said(['topics', 'nuclear', '--language', 'de'])).toMatch(
      /^nuclear-policy +Atompolitik +medtop:20000635/m,
    );
    expect(await said(['regions', 'korea'])).toMatch(/^north-korea +North Korea +KP +eastern-asia/m);
    const within = JSON.parse(await said(['regions', 'eastern-asia', '--json']));
    expect(within).toContainEqual({ code: 'KP', slug: 'north-korea', name: 'North Korea', within: 'eastern-asia' });
    expect(await said(['regions', 'DPRK'])).toMatch(/^north-korea /m);
    expect(await dateline(['topics', 'astrology-policy'])).toMatchObject({ code: 1, out: '' });
  });

  it('tag prints a line a document, and names the lines that it cannot read', async () => {
    const document = {
      id: 7,
      title: 'North Korea tests missile',
      text: 'SEOUL, Nov 23 (Wire) — North Korea fired a missile.',
    };
    const { code, out, err } = await dateline(['tag'], `${JSON.stringify(document)}\nnonsense\n\n{"id":"b"}\n`);
    const [first, second] = lines(out).map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      id: 7,
      regions: expect.arrayContaining([expect.objectContaining({ code: 'KP', name: 'North Korea', role: 'about' })]),
    });
    expect(first.evidence[0]).toMatchObject({ field: 'title', text: expect.any(String) });
    expect(second).toEqual({ id: 'b', regions: [], topics: [], evidence: [] });
    expect(code).toBe(1);
    expect(err).toMatch(/^line 2: /);
  });

  it('tag reads who a name means by the date of the document', async () => {
    const text = 'The crowd booed Zapatero at noon.';
    const documents = ['2008-05-01', '1 May 2024', 'noon'].map((date) => JSON.stringify({ id: date, text, date }));
    const { out, err } = await dateline(['tag'], documents.join('\n'));
    const codes = lines(out).map((line) => JSON.parse(line).regions.map(({ code }: { code: string }) => code));
    expect(codes).toEqual([expect.arrayContaining(['ES']), []]);
    expect(err).toMatch(/^line 3: date: /);
  });

  it('replay sends everything through again and changes nothing', async () => {
    expect(await said(['replay', '--since', '1d'])).toMatch(
      /^Replayed 11 of 11 objects: 0 new, 0 revised, 0 withdrawn, 0 tagged anew, \d+ as they were\.$/m,
    );
  });

  it('redrive shows what was given up on and why, and takes it again', async () => {
    const { response } = JSON.parse(await said(['item', (await seed()).id, '--json']));
    const { deadLetters } = dataFolder(home.path);
    await mkdir(deadLetters, { recursive: true });
    await writeFile(join(deadLetters, notificationName(response)), 'the disk was full');
    expect(await said(['redrive', '--dry-run'])).toBe(
      `ingest  ${response}\n    the disk was full\n1 of ingest, 0 of fetch. Nothing is sent; without --dry-run it is.\n`,
    );
    expect(await said(['redrive'])).toMatch(/^Replayed 1 of 1 object: 0 new, /m);
    expect(await said(['redrive'])).toBe('There are no dead letters.\n');
  });

  it('retag shows what it would change, scores it by labels, then changes it', { timeout: 60_000 }, async () => {
    const { id } = await seed();
    await tagWithOtherVersion(id);
    const labels = join(home.path, 'labels.ndjson');
    await writeFile(labels, `${JSON.stringify({ id, regions: ['North Korea', 'KR', 'RU'] })}\n`);

    const shown = await said(['retag', '--dry-run', '--labels', labels]);
    expect(shown).toMatch(/^1 are tagged by another\.$/m);
    expect(shown).toMatch(/^1 would have other tags\. Nothing is changed/m);
    expect(shown).toMatch(
      new RegExp(`^KP {2}North Korea: 1 gained, 0 lost\n {2}\\+ ${id} {2}\\[sample\\] Putin .*“North Korea”`, 'm'),
    );
    expect(shown).toMatch(/^regions, old tags +1 +– +0\.000/m);

    const { tags, labels: scores } = JSON.parse(await said(['retag', '--json', '--labels', labels]));
    expect(tags).toContainEqual(
      expect.objectContaining({ kind: 'region', code: 'KP', name: 'North Korea', gained: 1 }),
    );
    expect(scores.after.regions).toMatchObject({ documents: 1, recall: 1 });
    expect(await seed()).toMatchObject({ id });

    await writeFile(labels, '{"id":"a","regions":["Narnia"]}\n');
    expect(await dateline(['retag', '--dry-run', '--labels', labels])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/labels\.ndjson: line 1: no region is called "Narnia"/),
    });
  });

  it('explain themselves', { timeout: 60_000 }, async () => {
    for (const command of [
      'start',
      'query',
      'item',
      'explain',
      'feeds',
      'parse',
      'tag',
      'regions',
      'topics',
      'replay',
      'redrive',
      'retag',
    ]) {
      expect(await said([command, '--help'])).toMatch(new RegExp(`^Usage: dateline ${command}`));
    }
  });
});
