/**
 * The value of `--name` as a number above 0 that `isFit` accepts.
 *
 * @throws Error with one plain sentence where it is none.
 */
export const positiveNumber = (
  name: string,
  text: string,
  isFit: (value: number) => boolean = Number.isFinite,
): number => {
  const value = Number(text);
  if (text.trim() === '' || !isFit(value) || value <= 0)
    throw new Error(`--${name} ${text} is not a number above 0.`);
  return value;
};
