import { describe, expect, it } from 'vitest';
import { openWire, type Told } from './wire.ts';

/** What a feed of the publisher said in a poll: the first feed, unless it is named. */
type Poll = readonly Told[] | { readonly feed: string; readonly says: readonly Told[] };

interface Case {
  /** What real feeds do. */
  readonly when: string;
  /** A poll a minute. */
  readonly polls: readonly Poll[];
  /** Titles of the items in the end, each once, oldest first; `-` before one that is withdrawn. */
  readonly items: readonly string[];
  /** What was announced on the way. */
  readonly arrivals: readonly string[];
}

const FEEDS = {
  world: 'https://wire.example/world.xml',
  asia: 'https://wire.example/asia.xml',
  africa: 'https://wire.example/africa.xml',
  top: 'https://wire.example/top.xml',
  latest: 'https://feeds.wire.example/latest.xml',
  other: 'https://other.example/rss.xml',
};

const LINK = 'https://wire.example/2026/talks';
const HEADLINE = 'Talks end in Geneva without a deal';
const STORY: Told = { guid: 'tag:wire.example,2026:1', link: LINK, title: HEADLINE, text: 'They ended.', published: 0 };
const NEXT: Told = {
  guid: 'tag:wire.example,2026:2',
  link: 'https://wire.example/2026/flood',
  title: 'Flood cuts off towns in the north',
  published: 1,
};

async function run(polls: readonly Poll[]) {
  const wire = openWire(FEEDS);
  for (const [at, poll] of polls.entries()) {
    const { feed, says } = 'feed' in poll ? poll : { feed: 'world', says: poll };
    await wire.ingest(await wire.store(feed, at + 1, says));
  }
  const items = wire.items().sort((a, b) => (`${a.firstSeenAt}${a.title}` < `${b.firstSeenAt}${b.title}` ? -1 : 1));
  return {
    wire,
    items: items.map(({ title, withdrawn }) => `${withdrawn ? '-' : ''}${title}`),
    arrivals: wire.arrivals().map(({ kind }) => kind),
  };
}

const titled = (title: string, more: Told = {}): Told => ({ ...STORY, title, ...more });

const ONE_STORY: readonly Case[] = [
  {
    when: 'nothing changes from poll to poll',
    polls: [[STORY], [STORY], [STORY]],
    items: [HEADLINE],
    arrivals: ['new'],
  },
  {
    when: 'only the dates are touched',
    polls: [[STORY], [{ ...STORY, published: 1 }]],
    items: [HEADLINE],
    arrivals: ['new'],
  },
  {
    when: 'the headline is edited',
    polls: [[STORY], [titled('Talks end in Geneva with a deal')]],
    items: ['Talks end in Geneva with a deal'],
    arrivals: ['new', 'revised'],
  },
  {
    when: 'the headline is edited and back again',
    polls: [[STORY], [titled('Talks fail in Geneva')], [STORY]],
    items: [HEADLINE],
    arrivals: ['new', 'revised', 'revised'],
  },
  {
    when: 'the guid is made of the headline and changes with it',
    polls: [[{ ...STORY, guid: 'talks-end' }], [titled('Talks fail in Geneva', { guid: 'talks-fail' })]],
    items: ['Talks fail in Geneva'],
    arrivals: ['new', 'revised'],
  },
  {
    when: 'the guid counts the revisions (#0, #1)',
    polls: [[{ ...STORY, guid: `${LINK}#0` }], [{ ...STORY, guid: `${LINK}#1` }]],
    items: [HEADLINE],
    arrivals: ['new'],
  },
  {
    when: 'the guid is made anew with each poll',
    polls: [[{ ...STORY, guid: 'a1' }], [{ ...STORY, guid: 'b2' }], [{ ...STORY, guid: undefined }]],
    items: [HEADLINE],
    arrivals: ['new'],
  },
  {
    when: 'trackers come and go on the link',
    polls: [
      [STORY],
      [{ ...STORY, guid: undefined, link: `${LINK}?utm_source=rss&at_medium=RSS&fbclid=x` }],
      [{ ...STORY, guid: undefined, link: `${LINK}/?xtor=RSS-1#top` }],
    ],
    items: [HEADLINE],
    arrivals: ['new'],
  },
  {
    when: 'http and www twins take turns',
    polls: [
      [STORY],
      [{ ...STORY, guid: undefined, link: 'http://wire.example/2026/talks' }],
      [{ ...STORY, guid: undefined, link: 'http://www.wire.example/2026/talks' }],
    ],
    items: [HEADLINE],
    arrivals: ['new'],
  },
  {
    when: 'the link leads to an edition for phones or AMP',
    polls: [
      [STORY],
      ...[
        'https://m.wire.example/2026/talks',
        'https://amp.wire.example/2026/talks',
        'https://wire.example/2026/talks/amp',
        'https://wire.example/amp/2026/talks/',
        'https://wire.example/2026/talks?amp=1',
        'https://wire.example/2026/talks.amp',
        'https://wire-example.cdn.ampproject.org/c/s/wire.example/2026/talks',
      ].map((link) => [{ ...STORY, guid: undefined, link }]),
    ],
    items: [HEADLINE],
    arrivals: ['new'],
  },
  {
    when: 'the link moves and the guid stays, with its time',
    polls: [[STORY], [titled('Talks fail', { link: 'https://wire.example/world/talks-fail' })]],
    items: ['Talks fail'],
    arrivals: ['new', 'revised'],
  },
  {
    when: 'the link moves after the story has left the feed for a while',
    polls: [[STORY], [NEXT], [{ ...STORY, link: 'https://wire.example/world/talks' }, NEXT]],
    items: [HEADLINE, NEXT.title ?? ''],
    arrivals: ['new', 'new'],
  },
  {
    when: 'the guid is the permalink and the link leads over a counter',
    polls: [
      [{ ...STORY, guid: LINK, link: LINK }],
      [{ ...STORY, guid: LINK, link: 'https://count.example/r/abc' }],
      [{ ...STORY, guid: LINK, link: 'https://count.example/r/def' }],
    ],
    items: [HEADLINE],
    arrivals: ['new'],
  },
  {
    when: 'five feeds of one publisher carry it',
    polls: Object.keys(FEEDS)
      .slice(0, 5)
      .map((feed) => ({ feed, says: [{ ...STORY, link: `${LINK}?at_campaign=${feed}` }] })),
    items: [HEADLINE],
    arrivals: ['new'],
  },
  {
    when: 'an old entry is announced again, with the date of today',
    polls: [[STORY], [NEXT], [{ ...STORY, published: 3 }, NEXT]],
    items: [HEADLINE, NEXT.title ?? ''],
    arrivals: ['new', 'new'],
  },
  {
    when: 'it has neither guid nor link nor date',
    polls: [[{ title: HEADLINE, text: 'They ended.' }], [{ title: HEADLINE, text: 'They ended.' }]],
    items: [HEADLINE],
    arrivals: ['new'],
  },
  {
    when: 'its link is the front page, and its guid its own',
    polls: [
      [{ ...STORY, link: 'https://wire.example/' }],
      [titled('Talks fail in Geneva', { link: 'https://wire.example/' })],
    ],
    items: ['Talks fail in Geneva'],
    arrivals: ['new', 'revised'],
  },
  {
    when: 'UPDATE 2 comes under the same link',
    polls: [[STORY], [titled(`UPDATE 2-${HEADLINE}`)]],
    items: [`UPDATE 2-${HEADLINE}`],
    arrivals: ['new', 'revised'],
  },
  {
    when: 'CORRECTED comes under the same guid',
    polls: [[STORY], [titled(`CORRECTED-${HEADLINE}`, { link: 'https://wire.example/2026/talks-corrected' })]],
    items: [`CORRECTED-${HEADLINE}`],
    arrivals: ['new', 'revised'],
  },
];

const SEVERAL: readonly Case[] = [
  {
    when: 'all entries have one guid',
    polls: [
      [
        { ...STORY, guid: 'news' },
        { ...NEXT, guid: 'news' },
      ],
    ],
    items: [NEXT.title ?? '', HEADLINE],
    arrivals: ['new', 'new'],
  },
  {
    when: 'each poll holds one entry, all of one guid',
    polls: [
      [{ ...STORY, guid: 'https://wire.example/rss#item' }],
      [{ ...NEXT, guid: 'https://wire.example/rss#item' }],
    ],
    items: [HEADLINE, NEXT.title ?? ''],
    arrivals: ['new', 'new'],
  },
  {
    when: 'guids are places in the feed, which stories move through',
    polls: [
      [{ ...STORY, guid: '1' }],
      [
        { ...NEXT, guid: '1' },
        { ...STORY, guid: '2' },
      ],
    ],
    items: [HEADLINE, NEXT.title ?? ''],
    arrivals: ['new', 'new'],
  },
  {
    when: 'all entries link to one live page',
    polls: [[STORY, { ...NEXT, link: LINK }]],
    items: [NEXT.title ?? '', HEADLINE],
    arrivals: ['new', 'new'],
  },
  {
    when: 'two feeds count their entries from 1 and have no links',
    polls: [
      [{ title: HEADLINE, guid: '1' }],
      { feed: 'asia', says: [{ title: 'Flood cuts off towns in the north', guid: '1' }] },
    ],
    items: [HEADLINE, NEXT.title ?? ''],
    arrivals: ['new', 'new'],
  },
  {
    when: 'another publisher links to it',
    polls: [[STORY], { feed: 'other', says: [STORY] }],
    items: [HEADLINE, HEADLINE],
    arrivals: ['new', 'new'],
  },
  {
    when: 'the parameter of the link names the article',
    polls: [
      [
        { ...STORY, guid: undefined, link: 'https://wire.example/story?id=1' },
        { ...NEXT, guid: undefined, link: 'https://wire.example/story?id=2' },
      ],
    ],
    items: [NEXT.title ?? '', HEADLINE],
    arrivals: ['new', 'new'],
  },
  {
    when: 'UPDATE 2 comes under a guid and link of its own: another take, folded where it is read',
    polls: [[STORY], [titled(`UPDATE 2-${HEADLINE}`, { guid: 'tag:wire.example,2026:9', link: `${LINK}-update-2` })]],
    items: [HEADLINE, `UPDATE 2-${HEADLINE}`],
    arrivals: ['new', 'new'],
  },
  {
    when: 'an entry without guid or link is edited: nothing ties the two',
    polls: [[{ title: HEADLINE }], [{ title: 'Talks fail in Geneva' }]],
    items: [HEADLINE, 'Talks fail in Geneva'],
    arrivals: ['new', 'new'],
  },
];

const note = (title: string): Told => ({ guid: 'tag:wire.example,2026:k', link: `${LINK}-kill`, title, published: 2 });

const WITHDRAWN: readonly Case[] = [
  ...[
    `KILL: ${HEADLINE}`,
    `MANDATORY KILL - ${HEADLINE}`,
    `${HEADLINE} (WITHDRAWN)`,
    `WITHDRAWN-UPDATE 1-${HEADLINE}`,
  ].map(
    (title): Case => ({
      when: `a note of its own says ${title}`,
      polls: [
        [STORY, NEXT],
        [note(title), STORY, NEXT],
        [note(title), NEXT],
      ],
      items: [NEXT.title ?? '', `-${HEADLINE}`],
      arrivals: ['new', 'new', 'withdrawn'],
    }),
  ),
  {
    when: 'the story takes the word into its headline',
    polls: [[STORY], [titled(`[WITHDRAWN] ${HEADLINE}`)]],
    items: [`-${HEADLINE}`],
    arrivals: ['new', 'withdrawn'],
  },
  {
    when: 'the note comes when the story has left the feed',
    polls: [[STORY], [NEXT], [note(`KILL: ${HEADLINE}`), NEXT]],
    items: [`-${HEADLINE}`, NEXT.title ?? ''],
    arrivals: ['new', 'new', 'withdrawn'],
  },
  {
    when: 'the note takes back all takes of the story',
    polls: [
      [STORY],
      [
        titled(`UPDATE 1-${HEADLINE}`, { guid: 'tag:wire.example,2026:9', link: `${LINK}-update`, published: 1 }),
        STORY,
      ],
      [
        note(`KILL: ${HEADLINE}`),
        titled(`UPDATE 1-${HEADLINE}`, { guid: 'tag:wire.example,2026:9', link: `${LINK}-update`, published: 1 }),
        STORY,
      ],
    ],
    items: [`-${HEADLINE}`, `-UPDATE 1-${HEADLINE}`],
    arrivals: ['new', 'new', 'withdrawn', 'withdrawn'],
  },
  {
    when: 'the first poll holds the story and its note',
    polls: [[note(`KILL: ${HEADLINE}`), STORY]],
    items: [`-KILL: ${HEADLINE}`],
    arrivals: ['withdrawn'],
  },
  {
    when: 'the note comes before the story that it names',
    polls: [[note(`KILL: ${HEADLINE}`)], [note(`KILL: ${HEADLINE}`), STORY]],
    items: [`-KILL: ${HEADLINE}`],
    arrivals: ['withdrawn'],
  },
  {
    when: 'the feed goes on to carry the story when its note has gone: it is taken for one that was brought back',
    polls: [[STORY], [note(`KILL: ${HEADLINE}`), STORY], [STORY]],
    items: [HEADLINE],
    arrivals: ['new', 'withdrawn', 'revised'],
  },
  {
    when: 'another feed of the publisher still carries the story',
    polls: [[STORY], { feed: 'top', says: [STORY] }, [note(`KILL: ${HEADLINE}`)], { feed: 'top', says: [STORY, NEXT] }],
    items: [`-${HEADLINE}`, NEXT.title ?? ''],
    arrivals: ['new', 'withdrawn', 'new'],
  },
  {
    when: 'the story is run again after its note',
    polls: [[STORY], [note(`KILL: ${HEADLINE}`)], [titled(HEADLINE, { text: 'Mended.', published: 3 })]],
    items: [HEADLINE],
    arrivals: ['new', 'withdrawn', 'revised'],
  },
  {
    when: 'a note names no story that is known',
    polls: [[STORY], [note('KILL: Quake shakes the islands at night')]],
    items: [HEADLINE, '-KILL: Quake shakes the islands at night'],
    arrivals: ['new', 'withdrawn'],
  },
  {
    when: 'a note names nothing',
    polls: [[STORY], [note('KILL')]],
    items: [HEADLINE, '-KILL'],
    arrivals: ['new', 'withdrawn'],
  },
  {
    when: 'an Atom tombstone names it',
    polls: [[STORY], [{ guid: STORY.guid, deleted: true }]],
    items: [`-${HEADLINE}`],
    arrivals: ['new', 'withdrawn'],
  },
  {
    when: 'a tombstone comes long after the story has left the feed',
    polls: [[STORY], [NEXT], [NEXT], [NEXT, { guid: STORY.guid, deleted: true }]],
    items: [`-${HEADLINE}`, NEXT.title ?? ''],
    arrivals: ['new', 'new', 'withdrawn'],
  },
  {
    when: 'a tombstone stands beside the story that it names',
    polls: [[STORY, { guid: STORY.guid, deleted: true }]],
    items: ['-'],
    arrivals: ['withdrawn'],
  },
  {
    when: 'a tombstone comes before its story',
    polls: [[{ guid: STORY.guid, deleted: true }], [NEXT]],
    items: ['-', NEXT.title ?? ''],
    arrivals: ['withdrawn', 'new'],
  },
];

describe.each([
  ['is one story', ONE_STORY],
  ['are several stories', SEVERAL],
  ['is withdrawn', WITHDRAWN],
])('it %s', (_, cases) => {
  it.each(cases)('when $when', async ({ polls, items, arrivals }) => {
    const found = await run(polls);
    expect({ items: found.items, arrivals: found.arrivals }).toEqual({ items, arrivals });
  });
});

it('a story in five feeds is found under each of them', async () => {
  const names = Object.keys(FEEDS).slice(0, 5);
  const { wire } = await run(names.map((feed) => ({ feed, says: [STORY] })));
  expect(wire.items()[0]?.feeds).toEqual(names.map(wire.feedIdOf));
});
