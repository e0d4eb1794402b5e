/** What a text says as JSON; undefined where it is none. For what anybody who reaches a server may have written. */
export const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
