type Attributes = Record<string, string | number>;

/** An element with its attributes; `children` are elements, or text that was escaped. */
export const element = (name: string, attributes: Attributes, ...children: string[]): string => {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeText(String(round(value)))}"`,
  );
  return children.length === 0
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${children.join('')}</${name}>`;
};

export const text = (content: string, attributes: Attributes): string =>
  element('text', attributes, escapeText(content));

const escapeText = (content: string): string =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const round = (value: string | number): string | number =>
  typeof value === 'number' ? Number(value.toFixed(2)) : value;

/** Readable on the light and the dark page of whoever shows it. */
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #3b4252 }
  .title { font-size: 15px; font-weight: 600 }
  .grid { stroke: #d5d9e0 }
  .c0 { fill: #2563a8; stroke: #2563a8 } .c1 { fill: #7a8798; stroke: #7a8798 }
  .c2 { fill: #c2571a; stroke: #c2571a } .c3 { fill: #2f8052; stroke: #2f8052 }
  polyline.line { fill: none; stroke-width: 2 } rect.bar { stroke: none }
  .range { stroke: #111827; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) {
    text { fill: #d8dee9 } .grid { stroke: #3b4252 } .range { stroke: #eceff4 }
    .c0 { fill: #7db4ee; stroke: #7db4ee } .c1 { fill: #9aa7b8; stroke: #9aa7b8 }
    .c2 { fill: #eb9a66; stroke: #eb9a66 } .c3 { fill: #7fcf9f; stroke: #7fcf9f }
  }`;

type Page = { title: string; width: number; height: number };

/** A whole drawing; its title is read aloud. */
export const drawing = ({ title, width, height }: Page, ...children: string[]): string => {
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, role: 'img' };
  const heading = text(title, { x: 16, y: 24, class: 'title' });
  return `${element('svg', attributes, element('title', {}, escapeText(title)), element('style', {}, STYLE), heading, ...children)}\n`;
};

/** The colours of four series. */
export const colour = (index: number): string => `c${index % 4}`;
