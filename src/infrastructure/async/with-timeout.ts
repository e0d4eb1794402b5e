import { StoreUnavailable } from '@/src/application/ports/store-unavailable';

/**
 * The outcome of the work, or `StoreUnavailable` after `deadlineMs`: a client library whose server was paused or killed in the
 * wrong moment may never answer at all.
 */
export const withTimeout = async <T>(deadlineMs: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const alarm = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, deadlineMs, new StoreUnavailable(`no answer in ${deadlineMs} ms`));
  });
  try {
    return await Promise.race([work, alarm]);
  } finally {
    clearTimeout(timer);
  }
};
