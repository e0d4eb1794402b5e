/** Does `work` one at a time; whatever asks for it while it is done is answered by doing it once more. */
export const oneAtATime = (work: () => Promise<void>): (() => Promise<void>) => {
  let working = false;
  let askedAgain = false;
  return async () => {
    askedAgain = true;
    if (working) return;
    working = true;
    try {
      while (askedAgain) {
        askedAgain = false;
        await work();
      }
    } finally {
      working = false;
    }
  };
};
