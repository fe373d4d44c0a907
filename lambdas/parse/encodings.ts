import iconv from 'iconv-lite';

/** Names, without separators, of what iconv-lite knows by another name or the platform decodes. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^(u8|utf|utf8ucs[24]|cp65001)$/, 'utf-8'],
  [/^(u7)$/, 'utf-7'],
  // Decoded as the superset that their users mean; WHATWG Encoding does the same.
  [/^(us)?ascii$|^646$|^iso646|^ansix34|^iso88591$|^iso8859$|^latin1?$|^l1$|^8859$|^cp819$/, 'windows-1252'],
  [/^iso88599$|^latin5$|^l5$/, 'windows-1254'],
  [/^(x)?gb2312|^gbk$|^eucgb2312|^euccn$|^gb18030|^xmacsimpchinese$/, 'gb18030'],
  [/^(hz|hzgb|hzgb2312)$/, 'hz'],
  [/^(cs)?iso2022kr$/, 'iso-2022-kr'],
  [/^(cs)?iso2022jp/, 'iso-2022-jp'],
  [/^s(hift)?jis(2004|x0213)$|^xmacjapanese$/, 'shift_jis'],
  [/^euc(jis2004|jisx0213)$|^u?jis$/, 'euc-jp'],
  [/^(big5)?hkscs$|^big5tw$|^xmactradchinese$/, 'big5'],
  [/^uhc$|^ksx1001$|^xmackorean$/, 'euc-kr'],
  [/^mac(latin2|centraleurope)$|^xmacce$/, 'maccenteuro'],
  [/^x?mac(cyrillic|ukrainian)$/, 'x-mac-cyrillic'],
  [/^x?macroman$|^mac(intosh)?$|^csmacintosh$/, 'macintosh'],
  [/^xmacgreek$/, 'macgreek'],
  [/^xmacturkish$/, 'macturkish'],
  [/^(cs)?ptcp154$|^cp154$|^cyrillicasian$/, 'pt154'],
  [/^(ruscii|cp866u)$/, 'cp1125'],
  [/^kz1048$/, 'rk1048'],
  [/^cp1051$/, 'hproman8'],
  [/^tis62025290$/, 'tis620'],
];

/** @returns the encoding that a label names, where it can be decoded */
export function encodingOf(label: string): string | undefined {
  const name = label.trim().toLowerCase();
  if (name === 'utf-8') return name;
  const plain = name.replace(/:\d{4}$|[^a-z\d]/g, '');
  const known = ALIASES.find(([names]) => names.test(plain))?.[1] ?? name;
  if (known === 'utf8') return 'utf-8';
  return DECODERS[known] || iconv.encodingExists(known) ? known : undefined;
}

/** Sets the eighth bit, which the seven-bit forms of Chinese and Korean text leave out. */
const inEightBits = (run: string, encoding: string): string =>
  iconv.decode(
    Buffer.from(run, 'latin1').map((byte) => byte | 0x80),
    encoding,
  );

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** What the platform decodes faster than iconv-lite, or alone. */
const PLATFORM = ['utf-8', 'utf-16le', 'utf-16be', 'iso-2022-jp', 'macintosh', 'x-mac-cyrillic'];

const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  ...Object.fromEntries(PLATFORM.map((name) => [name, (bytes: Uint8Array) => new TextDecoder(name).decode(bytes)])),
  /** RFC 1843. */
  hz: (bytes) =>
    latin1(bytes).replace(/~(?:\{([^~]*)~\}|(~)|\n)/g, (_, run: string | undefined, tilde: string | undefined) =>
      run === undefined ? (tilde ?? '') : inEightBits(run, 'gb18030'),
    ),
  /** RFC 1557. */
  'iso-2022-kr': (bytes) =>
    latin1(bytes)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: shifts between the two sets
      .replace(/\x1b\$\)C/g, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: shifts between the two sets
      .replace(/\x0e([^\x0f]*)\x0f?/g, (_, run: string) => inEightBits(run, 'euc-kr')),
};

export const decodeAs = (bytes: Uint8Array, encoding: string): string =>
  DECODERS[encoding]?.(bytes) ?? iconv.decode(Buffer.from(bytes), encoding);
