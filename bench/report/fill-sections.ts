/**
 * Replaces what stands between `<!-- bench:name -->` and `<!-- /bench:name -->` for each name that is given; the other
 * places stay as they are.
 *
 * @throws Error where a place has no end.
 */
export const fillSections = (document: string, sections: ReadonlyMap<string, string>): string => {
  const places = /<!-- bench:([\w-]+) -->\n([^]*?)<!-- \/bench:\1 -->/g;
  const opened = document.match(/<!-- bench:/g)?.length ?? 0;
  if (opened !== [...document.matchAll(places)].length) throw new Error('A place for figures has no end.');
  return document.replace(places, (whole, name: string) => {
    const section = sections.get(name);
    return section === undefined ? whole : `<!-- bench:${name} -->\n\n${section}\n\n<!-- /bench:${name} -->`;
  });
};
