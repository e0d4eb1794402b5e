import type { StageServers } from '@/src/application/contracts/dead-letters';
import type { DeadLetter } from '@/src/application/ports/dead-letters';

const REASON_WIDTH = 50;
const COLUMNS: readonly [title: string, cell: (deadLetter: DeadLetter, serverOf: StageServers) => string][] =
  [
    ['ID', ({ id }) => id],
    ['STAGE', ({ stage }, serverOf) => serverOf[stage]],
    ['REASON', ({ reason }) => shortened(reason)],
    ['ATTEMPTS', ({ attempts }) => String(attempts)],
    ['REDRIVES', ({ redrives }) => String(redrives)],
    ['FIRST (UTC)', ({ firstAt }) => secondsOf(firstAt)],
    ['LAST (UTC)', ({ lastAt }) => secondsOf(lastAt)],
    ['REGISTRATION', ({ registrationId }) => registrationId ?? '-'],
  ];

/** The dead letters as a table with a line for each, without their originals; one sentence where there are none. */
export const tableOf = (deadLetters: readonly DeadLetter[], serverOf: StageServers): string => {
  if (deadLetters.length === 0) return 'No dead letters.';
  const rows = [
    COLUMNS.map(([title]) => title),
    ...deadLetters.map((deadLetter) => COLUMNS.map(([, cell]) => cell(deadLetter, serverOf))),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return [
    ...lines,
    '',
    deadLetters.length === 1 ? '1 dead letter' : `${deadLetters.length} dead letters`,
  ].join('\n');
};

/** A reason may come from outside, so nothing in it may steer the terminal. */
const shortened = (reason: string): string => {
  const line = reason.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
  return line.length > REASON_WIDTH ? `${line.slice(0, REASON_WIDTH - 1)}…` : line;
};

const secondsOf = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');
