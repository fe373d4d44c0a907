import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

const ignore = () => {};

const NOTHING: TokenizerCallbacks = {
  onattribdata: ignore,
  onattribend: ignore,
  onattribentity: ignore,
  onattribname: ignore,
  oncdata: ignore,
  onclosetag: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onopentagname: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
  ontext: ignore,
  ontextentity: ignore,
};

/**
 * Runs htmlparser2's tokenizer, not its parser, over whole texts: callbacks get offsets into them. The tokenizer keeps no
 * stack of open elements, so its time is linear in the text and its depth is constant, whatever the text is.
 *
 * @returns a function that takes one text after another
 */
export function createTokenizer(
  options: { readonly xmlMode?: boolean; readonly decodeEntities: boolean },
  callbacks: Partial<TokenizerCallbacks>,
): (text: string) => void {
  const tokenizer = new Tokenizer(options, { ...NOTHING, ...callbacks });
  return (text) => {
    tokenizer.reset();
    tokenizer.write(text);
    tokenizer.end();
  };
}
