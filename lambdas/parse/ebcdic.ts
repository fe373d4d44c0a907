/**
 * EBCDIC code page 37, which has the characters of Latin 1 in another order: each byte's place in Latin 1, as Base64.
 * From the mapping tables of the Unicode Consortium (MAPPINGS/VENDORS/MICSFT/EBCDIC).
 */
const CP037 =
  'AAECA5wJhn+XjY4LDA0ODxAREhOdhQiHGBmSjxwdHh+AgYKDhAoXG4iJiouMBQYHkJEWk5SVlgSYmZqbFBWeGiCg4uTg4ePl5/GiLjwoK3wm6e' +
  'rr6O3u7+zfISQqKTusLS/CxMDBw8XH0aYsJV8+P/jJysvIzc7PzGA6I0AnPSLYYWJjZGVmZ2hpq7vw/f6xsGprbG1ub3Bxcqq65rjGpLV+c3R1' +
  'dnd4eXqhv9Dd3q5eo6W3qae2vL2+W12vqLTXe0FCQ0RFRkdISa309vLz9X1KS0xNTk9QUVK5+/z5+v9c91NUVVZXWFlastTW0tPVMDEyMzQ1Nj' +
  'c4ObPb3Nnanw==';

/** Where other code pages differ from it: runs of characters, each after the byte that it begins with. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  37: '',
  500: '4a[ 4f! 5a] 5f^ b0¢ ba¬|',
  273: '43{ 4aÄ 4f! 59~Ü 5f^ 63[ 6aö 7c§ a1ß b0¢ b5@ ba¬|‾ c0ä cc¦ d0ü dc} e0Ö ec\\ fc]',
  1026: '48{ 4aÇ 4f! 5aĞİ 5f^ 68[ 6aş 79ı 7bÖŞ 7fÜ 8c}`¦ a1ö ac]$@ b0¢ ba¬| c0ç cc~ d0ğ dc\\ e0ü ec# fc"',
  1140: '9f€',
  424: '41אבגדהוזחט 51יךכלםמןנס 62עףפץצקרש 71ת 74\u00a0 78‗',
  875: '41ΑΒΓΔΕΖΗΘΙ[ 4f! 51ΚΛΜΝΞΟΠΡΣ] 5f^ 62ΤΥΦΧΨΩΪΫ| 70¨ΆΈΉ\u00a0ΊΌΎΏ 80΅ 8aαβγδεζ 9aηθικλμ´ aaνξοπρσ£άέήϊίόύϋώςτυφχψ cbωΐΰ‘― da±½ dd·’¦ eb§ ee«¬ fb© fe»',
};

/** `<?xm`, the first bytes of a declaration in EBCDIC (XML 1.0, appendix F). */
const DECLARATION = [0x4c, 0x6f, 0xa7, 0x94];
/** `<`, which is `L` in ASCII. */
const LESS_THAN = 0x4c;

const NAMES: Readonly<Record<string, string>> = {
  us: '37',
  ca: '37',
  nl: '37',
  wt: '37',
  be: '500',
  ch: '500',
  he: '424',
};

/** The code page that a label names: `cp037`, `IBM500`, `ebcdic-cp-us`. */
function pageOf(label: string): string | undefined {
  const [, country, number] =
    /^(?:ebcdic[-_]cp[-_]([a-z]{2})|(?:cs|x-)?(?:cp|ibm|ccsid)-?0*(\d+))$/.exec(label.trim().toLowerCase()) ?? [];
  const page = number ?? NAMES[country ?? ''];
  return page !== undefined && page in DIFFERENCES ? page : undefined;
}

function decodePage(bytes: Uint8Array, page: string): string {
  const characters = [...Buffer.from(CP037, 'base64').toString('latin1')];
  for (const run of DIFFERENCES[page]?.split(' ') ?? []) {
    const from = Number.parseInt(run.slice(0, 2), 16);
    for (const [at, character] of [...run.slice(2)].entries()) characters[from + at] = character;
  }
  return Array.from(bytes, (byte) => characters[byte]).join('');
}

/** Text in EBCDIC, which mainframes write. @returns nothing for bytes that are none */
export function decodeEbcdic(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  if (bytes[0] !== LESS_THAN) return undefined;
  const declares = DECLARATION.every((byte, at) => bytes[at] === byte);
  // Code pages agree on letters and digits, not on quotation marks.
  const head = declares ? decodePage(bytes.subarray(0, 256), '37') : '';
  const labels = [
    /charset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? '')?.[1],
    /encoding\s*=\s*.?([\w-]+)/.exec(head)?.[1],
  ];
  const pages = labels.map((label) => (label === undefined ? undefined : pageOf(label)));
  const page = pages.find((named) => named !== undefined) ?? (declares ? '37' : undefined);
  return page === undefined ? undefined : decodePage(bytes, page);
}
