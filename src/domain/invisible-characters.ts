// Code points that are there and cannot be seen: what a script or an emoji needs them for, and which stand alone.

/** Joiners, fillers, variation selectors, tags and other format characters (Default_Ignorable_Code_Point and kin). */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;

// UAX #31, section 2.3: ZWNJ and ZWJ where a script joins. JavaScript knows no joining types and no viramas, so scripts
// stand for the former, and the code points of combining class 9 (with the dead consonants) for the latter. People write
// a joiner after letters that do not join, and at the end of a word, as well: that changes nothing that is seen.
const CURSIVE =
  '(?=[\\p{L}\\p{M}])[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Nkoo}\\p{scx=Mand}\\p{scx=Mong}\\p{scx=Phag}\\p{scx=Mani}\\p{scx=Phlp}\\p{scx=Adlm}\\p{scx=Rohg}\\p{scx=Sogd}]';
const BRAHMIC =
  '(?=[\\p{L}\\p{M}])[\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Bali}\\p{scx=Java}\\p{scx=Sund}\\p{scx=Cham}\\p{scx=Lana}\\p{scx=Newa}\\p{scx=Tirh}\\p{scx=Gran}\\p{scx=Modi}\\p{scx=Shrd}\\p{scx=Sidd}\\p{scx=Kthi}\\p{scx=Takr}\\p{scx=Khoj}\\p{scx=Sind}\\p{scx=Cakm}\\p{scx=Saur}\\p{scx=Sylo}\\p{scx=Mtei}\\p{scx=Brah}]';
const VIRAMA =
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u1039\\u103a\\u17d2\\u1a60\\u1b44\\u1baa\\u1bab\\ua806\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed\\u{11046}\\u{1107f}\\u{110b9}\\u{11133}\\u{11134}\\u{111c0}\\u{11235}\\u{112ea}\\u{1134d}\\u{11442}\\u{114c2}\\u{115bf}\\u{1163f}\\u{116b6}]';
const DEAD_CONSONANT = '[\\u09ce\\u0d54-\\u0d56\\u0d7a-\\u0d7f]';
/** Scripts that put no space between words: people who write them set U+200B where a line may break. */
const SPACELESS =
  '[\\p{scx=Khmr}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Mymr}\\p{scx=Lana}\\p{scx=Tale}\\p{scx=Talu}\\p{scx=Tavt}\\p{scx=Tibt}\\p{scx=Java}\\p{scx=Bali}]';
const EMOJI_TAIL = '[\\p{Emoji_Modifier}\\ufe0f\\u20e3]{0,3}';

/** Each says where its code points are needed; what matches none of them is not. */
const NEEDED = new RegExp(
  [
    `(?<=${VIRAMA}|${CURSIVE})[\\u200c\\u200d]`,
    `(?<=${DEAD_CONSONANT})\\u200c`,
    `(?<=${BRAHMIC})[\\u200c\\u200d](?=\\p{M})`,
    `\\u200d(?=${CURSIVE})`,
    `(?<=\\p{Extended_Pictographic}${EMOJI_TAIL})\\u200d(?=\\p{Extended_Pictographic})`,
    `(?<=${SPACELESS})\\u200b|\\u200b(?=${SPACELESS})`,
    // Variation selectors after what they vary: emoji, ideographs, symbols and the letters of a few scripts.
    '(?<=\\p{Emoji})[\\ufe0e\\ufe0f]',
    '(?<=[\\p{Unified_Ideograph}\\p{S}\\p{scx=Mymr}\\p{scx=Phag}\\p{scx=Mani}\\p{scx=Egyp}0\\u2018-\\u201d\\u3001\\u3002\\uff01-\\uff1f])[\\ufe00-\\ufe0d]',
    '(?<=\\p{Unified_Ideograph})[\\u{e0100}-\\u{e01ef}]',
    '(?<=\\p{scx=Mong})[\\u180b-\\u180f]',
    // CGJ keeps two marks in their order. The fillers hold the place of a missing part of an old Korean syllable.
    '(?<=\\p{M})\\u034f(?=\\p{M})',
    '\\u115f(?=[\\u1161-\\u11a7\\ud7b0-\\ud7c6])|(?<=[\\u1100-\\u115e\\ua960-\\ua97c])\\u1160(?!\\u1160)',
    // The flag of a part of a country: a black flag, its code (CLDR unicode_subdivision_id) in tags, and the end.
    '(?<=\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{0,6})[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}](?=[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{0,6}\\u{e007f})',
    '(?<=\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{3,7})\\u{e007f}',
  ].join('|'),
  'uy',
);

/** True for a character (one code point) that takes no place and has no ink of its own. */
export const isInvisible = (character: string): boolean => INVISIBLE.test(character);

/** True where the invisible character at `index` (in UTF-16 units) does what its script or its emoji needs. */
export const isNeededAt = (text: string, index: number): boolean => {
  NEEDED.lastIndex = index;
  return NEEDED.test(text);
};

/** Letters, digits, punctuation and symbols, but for those that are blank. */
const VISIBLE =
  /(?![\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}\u{13441}\u{13442}])[\p{L}\p{N}\p{P}\p{S}]/u;
const VISIBLE_LETTER_OR_DIGIT = /(?![\p{Default_Ignorable_Code_Point}\u{13441}\u{13442}])[\p{L}\p{N}]/u;

export const hasVisibleCharacter = (text: string): boolean => VISIBLE.test(text);

export const hasVisibleLetterOrDigit = (text: string): boolean => VISIBLE_LETTER_OR_DIGIT.test(text);
