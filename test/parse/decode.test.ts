import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode } from '../../lambdas/parse/decode.ts';

const RUSSIAN = 'Переговоры о границе завершились в столице поздно вечером, сообщили дипломаты.';
const CHINESE = '两国外长在首都举行会谈,讨论边界与贸易问题,双方同意继续对话。';
const JAPANESE = '外相は首都で会談し、国境と貿易について協議した。対話を続けることで一致した。';
const GERMAN = 'Die Verhandlungen über die Grenze dauerten bis spät in die Nacht – für größere Städte.';

const xml = (text: string, encoding?: string) =>
  `<?xml version="1.0"${encoding ? ` encoding="${encoding}"` : ''}?><title>${text}</title>`;

/** The part of EBCDIC that is the same in every code page, by ASCII codes. */
const EBCDIC = new Map<number, number>([
  ...'abcdefghi'.split('').map((letter, at): [number, number] => [letter.charCodeAt(0), 0x81 + at]),
  ...'jklmnopqr'.split('').map((letter, at): [number, number] => [letter.charCodeAt(0), 0x91 + at]),
  ...'stuvwxyz'.split('').map((letter, at): [number, number] => [letter.charCodeAt(0), 0xa2 + at]),
  ...'ABCDEFGHI'.split('').map((letter, at): [number, number] => [letter.charCodeAt(0), 0xc1 + at]),
  ...'0123456789'.split('').map((digit, at): [number, number] => [digit.charCodeAt(0), 0xf0 + at]),
  ...[' @', '<L', '>n', '?o', '=~', '"\x7f', '.K', '/a', '-`', 'MÔ'].map((pair): [number, number] => [
    pair.charCodeAt(0),
    pair.charCodeAt(1),
  ]),
]);

describe('decode', () => {
  it.each([
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['windows-1252', GERMAN],
    ['gb2312', CHINESE],
    ['gbk', CHINESE],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
  ])('believes a declaration of %s', (encoding, text) => {
    const document = xml(text, encoding);
    expect(decode(iconv.encode(document, encoding))).toBe(document);
  });

  it.each([
    ['ISO_8859-2:1987', 'iso-8859-2', 'Příliš žluťoučký'],
    ['l2', 'iso-8859-2', 'Příliš žluťoučký'],
    ['csISOLatinGreek', 'iso-8859-7', 'Ελληνικά'],
    ['x-mac-cyrillic', 'maccyrillic', 'Переговоры'],
    ['mac-latin2', 'maccenteuro', 'Příliš'],
    ['cp1250', 'windows-1250', 'Příliš žluťoučký'],
    ['ibm866', 'cp866', 'Переговоры'],
    ['koi8_u', 'koi8-u', 'Привіт'],
    ['TIS-620', 'tis620', 'ภาษาไทย'],
    ['big5', 'big5', '中文測試'],
    ['EUC-KR', 'euc-kr', '한국어'],
    ['windows-949', 'cp949', '한국어'],
    ['windows-1256', 'windows-1256', 'العربية'],
    ['iso-8859-8-i', 'iso-8859-8', 'עברית'],
    ['shift_jis_2004', 'shift_jis', '日本語'],
    ['ISO-8859-1', 'windows-1252', '“x” – €'],
    ['us-ascii', 'windows-1252', '“x” – €'],
  ])('knows the label %s', (label, encoding, text) => {
    const document = xml(text, label);
    expect(decode(iconv.encode(document, encoding))).toBe(document);
    expect(decode(iconv.encode(xml(text), encoding), `application/xml; charset="${label}"`)).toBe(xml(text));
  });

  it.each([
    ['iso-2022-jp', '\x1b$BF|K\\8l\x1b(B', '日本語'],
    ['ISO-2022-KR', '\x1b$)C\x0eGQ19>n\x0f', '한국어'],
    ['utf-7', '+Ti1lhw-', '中文'],
    ['hz-gb-2312', '~{VPND~} ~~', '中文 ~'],
  ])('reads the seven bits of %s', (label, bytes, text) => {
    expect(decode(Buffer.from(xml(bytes, label), 'latin1'))).toBe(xml(text, label));
  });

  it.each([
    ['IBM037', 'a[é', [0x81, 0xba, 0x51]],
    ['cp500', 'a[é', [0x81, 0x4a, 0x51]],
    ['ebcdic-cp-he', 'אב', [0x41, 0x42]],
    ['cp875', 'Α’«', [0x41, 0xde, 0xee]],
    ['cp1140', '€', [0x9f]],
  ])('reads EBCDIC in the code page that %s names', (label, text, bytes) => {
    const invariant = (ascii: string) => Buffer.from(ascii, 'latin1').map((byte) => EBCDIC.get(byte) ?? byte);
    const [before = '', after = ''] = xml('|', label).split('|');
    const document = Buffer.concat([invariant(before), Buffer.from(bytes), invariant(after)]);
    expect(decode(document)).toBe(xml(text, label));
    const bare = Buffer.concat([invariant('<title>'), Buffer.from(bytes), invariant('</title>')]);
    expect(decode(bare, `text/xml; charset=${label}`)).toBe(`<title>${text}</title>`);
  });

  it.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('knows %s by its mark and by its zeros', (encoding) => {
    const document = xml(RUSSIAN, 'utf-8');
    expect(decode(iconv.encode(document, encoding, { addBOM: true }))).toBe(document);
    expect(decode(iconv.encode(document, encoding, { addBOM: false }))).toBe(document);
  });

  it('puts the Content-Type before the declaration', () => {
    const document = xml(RUSSIAN, 'koi8-r');
    expect(decode(iconv.encode(document, 'windows-1251'), 'text/xml; charset=windows-1251')).toBe(document);
  });

  it('reads the encoding that a page declares', () => {
    const page = `<html><head><meta charset="windows-1251"><title>${RUSSIAN}</title>`;
    expect(decode(iconv.encode(page, 'windows-1251'))).toBe(page);
  });

  it('takes ISO-8859-1 for the superset that is meant', () => {
    expect(decode(iconv.encode(xml(GERMAN, 'ISO-8859-1'), 'windows-1252'))).toContain(GERMAN);
  });

  it.each(['ISO-8859-1', 'us-ascii'])(
    'believes the document before a header of %s, which servers write unasked',
    (label) => {
      const document = xml(RUSSIAN, 'windows-1251');
      expect(decode(iconv.encode(document, 'windows-1251'), `text/xml; charset=${label}`)).toBe(document);
      const german = xml(GERMAN);
      expect(decode(iconv.encode(german, 'windows-1252'), `text/xml; charset=${label}`)).toBe(german);
    },
  );

  it('reads valid UTF-8 as such, whatever is claimed', () => {
    const document = xml(GERMAN, 'iso-8859-1');
    expect(decode(Buffer.from(document), 'text/xml; charset=us-ascii')).toBe(document);
    expect(decode(Buffer.from(xml(GERMAN, 'utf-16')))).toContain(GERMAN);
  });

  it.each([
    ['windows-1251', RUSSIAN],
    ['gb18030', CHINESE],
    ['shift_jis', JAPANESE],
  ])('detects %s where UTF-8 is claimed wrongly', (encoding, text) => {
    const document = xml(text.repeat(3), 'utf-8');
    expect(decode(iconv.encode(document, encoding), 'text/xml; charset=utf-8')).toBe(document);
  });

  it('keeps UTF-8 that is broken in one place', () => {
    const broken = Buffer.concat([Buffer.from(xml(RUSSIAN.repeat(3))), Buffer.from([0xd0])]);
    expect(decode(broken)).toBe(`${xml(RUSSIAN.repeat(3))}\uFFFD`);
  });

  it('strips the byte order mark and control characters', () => {
    expect(decode(Buffer.from('\uFEFFa\u0000b\u0008c\td\n'))).toBe('abc\td\n');
  });

  it('bears unknown and absurd labels', () => {
    expect(decode(Buffer.from('<a/>'), 'text/xml; charset=x-nonsense')).toBe('<a/>');
    expect(decode(new Uint8Array())).toBe('');
  });
});
