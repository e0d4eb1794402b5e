import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { productHome } from './product';

/** Where the figures of a run are written, a line each; the runner prints them at the end of a suite. */
export const figuresFile = (home: string): string => join(home, 'figures.txt');

/** Notes one line of figures of the product under test. */
export const noteFigures = (line: string): void => appendFileSync(figuresFile(productHome()), `${line}\n`);
