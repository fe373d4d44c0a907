import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode } from '../../lambdas/parse/decode.ts';

const RUSSIAN = 'Переговоры о границе завершились в столице поздно вечером, сообщили дипломаты.';
const CHINESE = '两国外长在首都举行会谈,讨论边界与贸易问题,双方同意继续对话。';
const JAPANESE = '外相は首都で会談し、国境と貿易について協議した。対話を続けることで一致した。';
const GERMAN = 'Die Verhandlungen über die Grenze dauerten bis spät in die Nacht – für größere Städte.';

const xml = (text: string, encoding?: string) =>
  `<?xml version="1.0"${encoding ? ` encoding="${encoding}"` : ''}?><title>${text}</title>`;

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
