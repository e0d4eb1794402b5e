import { expect, it } from 'vitest';
import { stickyPartitioner } from './sticky-partitioner';

const partition = (partitionId: number, leader = 1) => ({
  partitionId,
  leader,
  partitionErrorCode: 0,
  replicas: [1],
  isr: [1],
});

const chosen = (partitionMetadata: ReturnType<typeof partition>[], timesMs: number[]): number[] => {
  let nowMs = 0;
  const choose = stickyPartitioner(() => nowMs)();
  return timesMs.map((at) => {
    nowMs = at;
    return choose({ partitionMetadata });
  });
};

it('sends all of a second to one partition, and the seconds to all of them in turn', () => {
  const four = [2, 0, 3, 1].map((id) => partition(id));
  expect(new Set(chosen(four, [5_000, 5_400, 5_999])).size).toBe(1);
  expect(new Set(chosen(four, [5_000, 6_000, 7_000, 8_000]))).toEqual(new Set([0, 1, 2, 3]));
});

it('passes over a partition without a leader, while another one has one', () => {
  const two = [partition(0, -1), partition(1)];
  expect(chosen(two, [1_000, 2_000])).toEqual([1, 1]);
  expect(chosen([partition(0, -1)], [1_000])).toEqual([0]);
});
