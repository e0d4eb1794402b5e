// What people type and paste, each with what is kept of it; undefined where it is kept as it was typed.
export type Kept = readonly [what: string, typed: string, kept?: string];
// And what is refused, with the place of the first character that cannot be taken.
type Refused = readonly [what: string, typed: string, position: number];

const marks = (count: number): string => '\u0301'.repeat(count);

export const KEPT_NAMES: readonly Kept[] = [
  ['one letter', 'Ó'],
  ['Nordic letters', 'Søren Ødegård'],
  ['an apostrophe and a hyphen', "Zoë D'Ávila-O’Brien"],
  ['digits', 'R2 D2'],
  ['a word that programs know', 'Null'],
  ['markup', '<script>alert(1)</script>'],
  ['a formula', '=1+1'],
  ['a no-break space', 'Jean\u00a0Luc'],
  ['astral ideographs', '𠮷田 太郎'],
  ['an ideographic variation', '葛\u{e0100}城'],
  ['Hangul as jamo', '\u110c\u1165\u11bc', '정'],
  ['an old Korean syllable with a filler', '\u115f\u1161'],
  ['Persian with ZWNJ', 'علی\u200cرضا'],
  ['Persian with ZWNJ after a letter that does not join', 'مهر\u200cداد'],
  ['Urdu with ZWNJ', 'خوش\u200cحال'],
  ['Arabic with vowel signs before ZWNJ', 'نَ\u200cب'],
  ["N'Ko with ZWNJ", '\u07ca\u200c\u07d3'],
  ['Devanagari half form', 'क्\u200dष'],
  ['Devanagari without a conjunct', 'क्\u200cष'],
  ['Marathi eyelash ra', 'तुऱ्\u200dया'],
  ['Marathi candra a', 'अ\u200dॅड'],
  ['Bengali ya-phalaa after ra', 'র\u200d্যাচেল'],
  ['Bengali khanda ta, old encoding', 'উৎপল ত্\u200d'],
  ['Sinhala rakaransaya', 'ශ්\u200dරී ලාල්'],
  ['Sinhala yansaya', 'විද්\u200dයා'],
  ['Malayalam chillu, old encoding, at the end', 'അവന്\u200d'],
  ['Malayalam chillu with ZWNJ', 'വിൽ\u200cസൺ'],
  ['Kannada with ZWNJ', 'ರಾಜ್\u200cಕುಮಾರ್'],
  ['Kannada ra without repha', 'ರ\u200d್ಕ'],
  ['Telugu with ZWNJ before a space', 'రాజ్\u200c కుమార్'],
  ['Tamil', 'க்\u200cஷ'],
  ['Khmer with a line break opportunity', 'សុខ\u200bា'],
  ['Thai vowels and tones', 'ที่รัก น้ำผึ้ง'],
  ['Tibetan, eight marks on one letter', 'ཧྐྵྨླྺྼྻྂ'],
  ['Vietnamese, decomposed', 'Nguye\u0302\u0303n The\u0302\u0301', 'Nguyễn Thế'],
  ['Hebrew with points and accents', 'בְּרֵאשִׁ֖ית'],
  ['Hebrew with CGJ between marks', 'יְרוּשָׁלַ\u034fִם'],
  ['Mongolian with a variation selector', 'ᠠ\u180b\u1828'],
  ['Mongolian with a vowel separator', 'ᠬᠠᠨ\u180eᠠ'],
  ['a family of emoji beside a name', 'Ana 👩\u200d👩\u200d👧'],
  ['the flag of Wales beside a name', 'Siân \u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}'],
  ['a heart', 'Ana ❤\ufe0f'],
  ['eight marks', `a${marks(8)}`, `á${marks(7)}`],
  ['spaces and a tab at its ends', ' \tAna Lima\t\n', 'Ana Lima'],
  ['left-to-right marks at its ends', '\u200eAna Lima\u200e', 'Ana Lima'],
  ['an Arabic letter mark in front', '\u061cليلى', 'ليلى'],
  ['an isolate around it', '\u2068Ana Lima\u2069', 'Ana Lima'],
  ['an embedding around it', '\u202aAna Lima\u202c', 'Ana Lima'],
  ['a byte order mark in front', '\ufeffAna', 'Ana'],
  ['a zero-width space after it', 'Ana\u200b', 'Ana'],
  ['a joiner that joins nothing after it', 'Ana\u200d', 'Ana'],
  ['a soft hyphen', 'Jo\u00adana', 'Joana'],
];

export const REFUSED_NAMES: readonly Refused[] = [
  ['a zero-width joiner between Latin letters', 'A\u200dna', 2],
  ['a zero-width non-joiner between Latin letters', 'Ana\u200cLima', 4],
  ['a zero-width joiner without a virama', 'क\u200dख', 2],
  ['a zero-width space', 'A\u200bna', 2],
  ['a word joiner', 'Ana\u2060Lima', 4],
  ['a bidi override', 'Ana\u202eamiL', 4],
  ['a left-to-right mark inside', 'Ana \u200eLima', 5],
  ['a tab inside', 'Ana\tLima', 4],
  ['a line separator inside', 'Ana\u2028Lima', 4],
  ['an escape', 'Ana\u001b[2J', 4],
  ['a control after decomposed accents', 'Jose\u0301\u0007', 5],
  ['a Hangul filler', '\u3164', 1],
  ['a halfwidth Hangul filler', 'Ana\uffa0', 4],
  ['Hangul fillers of both kinds', '\u115f\u1160', 1],
  ['a lone variation selector', '\ufe0f', 1],
  ['a variation selector after a letter', 'A\ufe0fna', 2],
  ['an ideographic variation selector after a letter', 'A\u{e0100}na', 2],
  ['a chain of variation selectors', '❤\ufe0f\ufe0f Ana', 2],
  ['hidden text in tags', 'Ana\u{e0020}\u{e0061}\u{e0070}\u{e0070}\u{e0072}\u{e006f}\u{e0076}\u{e0065}', 4],
  ['a language tag', 'Ana\u{e0001}', 4],
  ['a black flag that hides a sentence', `Ana \u{1f3f4}${'\u{e0061}'.repeat(20)}\u{e007f}`, 6],
  ['a shorthand format control', '\u{1bca0}', 1],
  ['a grapheme joiner between letters', 'A\u034fna', 2],
  ['a Khmer inherent vowel', 'ក\u17b4ខ', 2],
  ['an invisible operator', 'Ana\u2062', 4],
  ['a deprecated format character', 'Ana\u206aLima', 4],
  ['an interlinear annotation', 'Ana\ufff9Lima', 4],
  ['an emoji joiner that joins nothing', 'Ana 👩\u200d Lima', 6],
  ['half a surrogate pair', 'Ana\ud83d', 4],
];

/** Nothing of these can be read, though they are not empty. */
export const UNREADABLE_NAMES: readonly string[] = [
  '⠁\u2800⠁',
  '...',
  '☃',
  '❤\ufe0f',
  '\u0301',
  '\ue000',
  '\u{1d159}',
  '\u{13441}',
  '\ufffc',
];
/** Of these nothing is left. */
export const BLANK_NAMES: readonly string[] = [
  '',
  ' \t\n',
  '\u3000',
  '\u200b',
  '\u200e\u200f',
  '\u2800',
  '\u200d',
  '\u00ad',
];

export const KEPT_REASONS: readonly Kept[] = [
  ['line breaks of three systems', 'Hi\r\nthere\ryou\n', 'Hi\nthere\nyou'],
  ['a tab and a line separator inside', 'one\ttwo\u2028three'],
  ['isolates inside', 'I met \u2068דנה\u2069 there'],
  ['an isolate at its ends', '\u2067שלום\u2069'],
  ['an isolate that is not closed', 'I met \u2067דנה'],
  ['direction marks inside', 'שלום\u200f! C\u200e++'],
  [
    'emoji of all kinds',
    '👩🏽\u200d🌾 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3 \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 🇧🇷',
  ],
  ['a Persian text with ZWNJ before punctuation', 'کتاب\u200cها\u200c، می\u200cخوانم'],
  ['Khmer with zero-width spaces', 'ខ្ញុំ\u200bជា\u200bអ្នក\u200bសរសេរ'],
  ['the string that stopped telephones', 'జ్ఞ\u200cా'],
  ['symbols only', '♥!'],
  ['spaces and a byte order mark at its ends', '\ufeff hello \u200b', 'hello'],
  ['soft hyphens from a web page', 'com\u00admu\u00adnity', 'community'],
];

export const REFUSED_REASONS: readonly Refused[] = [
  ['a NUL', 'a\u0000b', 2],
  ['an override', 'safe\u202egnp.exe', 5],
  ['a form feed on the second line', 'ab\nc\u000cd', 5],
  ['a grapheme joiner alone', '\u034f', 1],
  ['tags after an emoji', '🙂\u{e0069}\u{e0067}', 2],
  ['a zero-width space in a word', 'to\u200bmato', 3],
  ['half a surrogate pair', 'a\udc00', 2],
];

/** A letter with more marks than any script puts on one, and its position. */
export const OVERLOADED: readonly Refused[] = [
  ['nine marks', `Za${marks(9)}`, 2],
  ['marks on a letter that has one', `é${marks(8)}`, 1],
  ['marks of several kinds', `Ana ${'t\u0335\u0321\u0489\u0300\u0301\u0302\u0303\u0304\u0305\u0306'}`, 5],
  ['marks and joiners', `क${'\u094d\u200d'.repeat(9)}`, 1],
];

/** Without anything to read, or without anything at all. */
export const UNREADABLE_REASONS: readonly string[] = [
  '\u2800',
  '\u200b',
  '\ufffc',
  '\ue000',
  '\u0301',
  '\u{1d159}',
  ' \u3000',
];

/** Each as one of the Big List of Naughty Strings (MIT, see naughty-strings.LICENSE). */
export { default as NAUGHTY_STRINGS } from './naughty-strings.json';
