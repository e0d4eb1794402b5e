/** Where a build goes, relative to the repository. The test run has folders of its own beside the product's. */
export type BuildTarget = { distDir: string; bundles: string };

export const buildTargets: Record<'product' | 'test', BuildTarget> = {
  product: { distDir: '.next', bundles: 'dist' },
  test: { distDir: '.next-test', bundles: 'dist-test' },
};
