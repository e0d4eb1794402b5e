/** Keeps a text for all tabs of this browser. Answers false where the browser blocks storage. */
export const writeLocal = (key: string, text: string): boolean => {
  try {
    window.localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
};

/** Null where nothing is kept, or where the browser blocks storage. */
export const readLocal = (key: string): string | null => {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
};
