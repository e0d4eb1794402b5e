/** What people of one language are made up from. */
export type Vocabulary = {
  language: 'pt-BR' | 'en';
  domains: [string, ...string[]];
  firstNames: [string, ...string[]];
  lastNames: [string, ...string[]];
  reasons: [string, ...string[]];
};
