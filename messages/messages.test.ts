import { describe, expect, it } from 'vitest';
import en from './en.json';
import ptBR from './pt-BR.json';

type Tree = { [key: string]: string | Tree };

const pathsOf = (tree: Tree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : pathsOf(value, `${prefix}${key}.`),
  );

const textAt = (tree: Tree, path: string): string =>
  String(path.split('.').reduce<string | Tree>((node, key) => (node as Tree)[key] ?? '', tree));

/** The names of a message's arguments, without the words inside plural branches. */
const argumentsOf = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? '');

describe('messages', () => {
  it('hold the same keys in both languages', () => {
    expect(pathsOf(ptBR)).toEqual(pathsOf(en));
  });

  it('take the same arguments in both languages', () => {
    for (const path of pathsOf(en)) {
      expect(argumentsOf(textAt(ptBR, path)).sort(), path).toEqual(argumentsOf(textAt(en, path)).sort());
    }
  });

  // What the build makes of a message cannot say nothing: its formatter takes that for no text at all.
  it('leave no branch of a text empty', () => {
    for (const tree of [en, ptBR]) {
      for (const path of pathsOf(tree)) expect(textAt(tree, path), path).not.toMatch(/\{\s*\}/);
    }
  });

  it('leave no text empty', () => {
    for (const tree of [en, ptBR]) {
      for (const path of pathsOf(tree)) expect(textAt(tree, path).trim(), path).not.toBe('');
    }
  });
});
