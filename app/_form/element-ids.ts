/** The element that the browser takes over, and the one with what the page was written from, as JSON. */
export const PAGE_ID = 'page';
export const PROPS_ID = 'page-props';
