/** Nothing to do. Without this file Next takes the one at the root of the repository, which is the product's. */
export const register = (): void => undefined;
