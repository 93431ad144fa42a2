import type { Loadable } from '@jogakbo/protocol';

/** Milliseconds after which a file that neither loads nor fails counts as failed. */
const TIMEOUT = 8000;

const loading = new Map<string, Promise<void>>();
const failures = new Map<string, number>();

/** Loads a file once, whoever asks for it; after a failure the next who asks loads it anew. */
export function loadOnce({ url, integrity }: Loadable, elementFor: (url: string) => HTMLScriptElement | HTMLLinkElement): Promise<void> {
  const known = loading.get(url);
  if (known) return known;
  const failed = failures.get(url) ?? 0;
  // Wrong bytes may lie in the browser's cache: another address leads past it.
  const element = elementFor(failed > 0 ? `${url}?again=${failed}` : url);
  const made = loaded(Object.assign(element, { crossOrigin: 'anonymous', integrity })).catch((error: unknown) => {
    failures.set(url, failed + 1);
    loading.delete(url);
    throw error;
  });
  loading.set(url, made);
  return made;
}

/** Puts an element into the document; rejects, and takes it away again, when its file is missing, refused or late. */
function loaded(element: HTMLElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      clearTimeout(late);
      element.remove();
      reject(new Error(`${reason}: ${element.outerHTML}`));
    };
    const late = setTimeout(fail, TIMEOUT, 'Late');
    element.addEventListener('load', () => {
      clearTimeout(late);
      resolve();
    });
    element.addEventListener('error', () => fail('Missing or refused'));
    document.head.append(element);
  });
}
