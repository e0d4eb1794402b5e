import type { SuiteResult } from './suite';

export type AddSuite = (title: string, work: () => Promise<SuiteResult>) => Promise<void>;
/** `suite` and `only` narrow the run to one suite and to files whose names hold the text. */
export type Run = { add: AddSuite; signal: AbortSignal; suite?: string; only?: string };

export const wants = ({ suite }: Run, name: string): boolean => suite === undefined || suite === name;
