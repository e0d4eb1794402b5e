/**
 * Makes one call out of many: the first request calls at once; those during that call, and until `intervalMs` after it
 * began, are answered by one further call. A burst of a thousand requests costs one call for each `intervalMs` at most.
 * @param call may fail; its error is dropped, and the next request calls again.
 * @returns `request` asks for a call, `stop` ends it: nothing is called any more.
 */
export const coalesce = (
  call: () => Promise<unknown>,
  intervalMs: number,
): { request: () => void; stop: () => void } => {
  let requested = false;
  let busy = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = async () => {
    requested = false;
    busy = true;
    const interval = new Promise<void>((resolve) => (timer = setTimeout(resolve, intervalMs)));
    await Promise.allSettled([call(), interval]);
    busy = false;
    if (requested && !stopped) void run();
  };
  return {
    request: () => {
      requested = true;
      if (!busy && !stopped) void run();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
