import { expect, it } from 'vitest';
import { barChart } from './bar-chart';
import { lineChart } from './line-chart';
import { linearScale, logScale, roundStep } from './scales';

it('a linear scale begins at 0 and ends at a round number above every value', () => {
  const { at, ticks } = linearScale([3, 870], { from: 0, to: 100 });
  expect(ticks).toEqual([0, 500, 1_000]);
  expect([at(0), at(500), at(1_000)]).toEqual([0, 50, 100]);
});

it('a scale may run upwards, against the pixels', () => {
  const { at } = linearScale([10], { from: 300, to: 100 });
  expect([at(0), at(10)]).toEqual([300, 100]);
});

it('a logarithmic scale has the powers of ten around its values, each as far from the next', () => {
  const { at, ticks } = logScale([10_000, 1_000_000], { from: 0, to: 100 });
  expect(ticks).toEqual([10_000, 100_000, 1_000_000]);
  expect(at(100_000)).toBeCloseTo(50);
  expect(logScale([5], { from: 0, to: 1 }).ticks).toEqual([1, 10]);
});

it('steps are 1, 2 or 5 times a power of ten', () => {
  expect([0.3, 1, 1.2, 4.9, 7, 120].map(roundStep)).toEqual([0.5, 1, 2, 5, 10, 200]);
});

it('a bar is as long as its value, and shows the range of its repeats', () => {
  const bars = [
    { label: 'A & B', value: 50, low: 40, high: 100, series: 0 },
    { label: 'one run', value: 100, low: 100, high: 100, series: 1 },
  ];
  const svg = barChart({ title: 'Throughput', unit: '/s', groups: [{ title: 'accept', bars }] });
  expect(svg).toContain('A &amp; B');
  const widths = [...svg.matchAll(/width="(\d+)" height="18"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([205, 410]);
  expect(svg.match(/class="range"/g)).toHaveLength(1);
});

it('a line goes through its points, upwards for more', () => {
  const svg = lineChart({
    title: 'Latency',
    x: { title: 'load', kind: 'linear' },
    y: { title: 'ms', kind: 'log' },
    lines: [
      {
        label: 'A',
        points: [
          { x: 0, y: 1 },
          { x: 100, y: 100 },
        ],
      },
    ],
  });
  expect(svg).toContain('points="64.0,328.0 520.0,48.0"');
});
