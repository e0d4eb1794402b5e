/** Refuses to run where nobody started the product for these tests: they stop servers and kill workers. */
export const setup = (): void => {
  if (process.env.PORTARIA_TEST_CONTROL) return;
  throw new Error('These tests drive a whole product of their own, which they also break. Run "npm test".');
};
