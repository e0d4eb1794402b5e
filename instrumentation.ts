/** Next calls this once when the server starts: a wrong environment should stop the start, not the first visitor. */
export const register = async (): Promise<void> => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { web } = await import('./app/_server/composition');
  web();
};
