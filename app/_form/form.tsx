/** The script of the form: takes over the page that the server has written. */
import { hydrateRoot } from 'react-dom/client';
import { keepTyped } from '@/components/sign-up/draft';
import { PAGE_ID, PROPS_ID } from './element-ids';
import { FormPage, type FormPageProps } from './form-page';

const elementOf = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
};

const page = elementOf(PAGE_ID);
const props = JSON.parse(elementOf(PROPS_ID).textContent) as FormPageProps;
keepTyped((field) => page.querySelector<HTMLInputElement>(`[name="${field}"]`)?.value ?? '');
hydrateRoot(page, <FormPage {...props} />);
