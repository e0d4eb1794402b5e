/**
 * Makes one call out of many: the first wish is served at once, those during the call and for `restMs` after its
 * beginning by a single further call. A burst of a thousand costs at most one call for each `restMs`.
 */
export const coalesce = (
  call: () => Promise<unknown>,
  restMs: number,
): { wish: () => void; stop: () => void } => {
  let wished = false;
  let resting = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const serve = async () => {
    wished = false;
    resting = true;
    const rested = new Promise<void>((resolve) => (timer = setTimeout(resolve, restMs)));
    await Promise.allSettled([call(), rested]);
    resting = false;
    if (wished && !stopped) void serve();
  };
  return {
    wish: () => {
      wished = true;
      if (!resting && !stopped) void serve();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
