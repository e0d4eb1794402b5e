import { notFound } from '@/app/_server/respond';

// Whatever no other handler answers under /api: a problem document instead of a page.
export const GET = async () => notFound();
export const POST = GET;
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
