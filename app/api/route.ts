import { notFound } from '@/app/_server/respond';

// The address of the API itself, which is nothing: a problem document instead of a page.
export const GET = async () => notFound();
export const POST = GET;
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
