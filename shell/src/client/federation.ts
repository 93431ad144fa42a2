import * as React from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as ReactDOM from 'react-dom';
import * as blocks from '@jogakbo/blocks';
import { createInstance, type ModuleFederationRuntimePlugin } from '@module-federation/enhanced/runtime';
import * as bundlerRuntime from '@module-federation/webpack-bundler-runtime/bundler';
import provideRuntimeCore from '@module-federation/inject-external-runtime-core-plugin';
import type { Block } from '@jogakbo/blocks';
import type { Loadable, Loads } from '@jogakbo/contract';

/** Milliseconds after which a file that neither loads nor fails counts as failed. */
const TIMEOUT = 8000;

const provide = (library: unknown, version: string, range: string) => ({
  version,
  lib: () => library as object,
  shareConfig: { singleton: true, requiredVersion: range },
});

/** A container is in the page before it is asked for: what the runtime would load by itself is refused. */
const refuseOthers: ModuleFederationRuntimePlugin = {
  name: 'refuse-others',
  createScript: ({ url }) => Object.assign(document.createElement('script'), { src: url, integrity: 'sha384-none' }),
};

// Containers are built without the federation runtime (see `federate`): they find it here.
Object.assign(globalThis, { jogakboFederation: bundlerRuntime });

const federation = createInstance({
  name: 'shell',
  remotes: [],
  plugins: [provideRuntimeCore(), refuseOthers],
  shared: {
    react: provide(React, React.version, '^19.0.0'),
    'react/jsx-runtime': provide(jsxRuntime, React.version, '^19.0.0'),
    'react-dom': provide(ReactDOM, ReactDOM.version, '^19.0.0'),
    '@jogakbo/blocks': provide(blocks, '1.0.0', '^1.0.0'),
  },
});

/**
 * Loads one version of a block: its container, once per vertical and version, and its styles.
 *
 * @remarks A file whose bytes differ from the release's record is refused by the browser. Rejects when anything is
 * missing, refused, throws while it loads, or does not come within 8 s; the next call tries anew.
 */
export async function loadBlock(block: string, loads: Loads): Promise<Block> {
  await Promise.all([loadContainer(loads), ...loads.styles.map(loadStyle)]);
  const module = await federation.loadRemote<{ default: Block }>(`${loads.container}/${loads.expose.slice(2)}`);
  if (!module?.default?.render) throw new Error(`${block} exposes no block`);
  return module.default;
}

const registered = new Set<string>();

/** Loads the script under which a container makes itself known, and tells the federation runtime of it. */
async function loadContainer({ container, entry }: Loads): Promise<void> {
  const script = (src: string) => Object.assign(document.createElement('script'), { src, async: true });
  await loadOnce(entry, script);
  if (!(container in globalThis)) throw new Error(`${entry.url} makes no ${container} known`);
  if (registered.has(container)) return;
  federation.registerRemotes([
    { name: container, entry: new URL(entry.url, location.href).href, entryGlobalName: container, type: 'global' },
  ]);
  registered.add(container);
}

/** Loads a style sheet, unless the document came with it. */
async function loadStyle(style: Loadable): Promise<void> {
  if (document.querySelector<HTMLLinkElement>(`link[rel="stylesheet"][href="${style.url}"]`)?.sheet) return;
  await loadOnce(style, (href) => Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
}

const loading = new Map<string, Promise<void>>();
const failures = new Map<string, number>();

/** Loads a file once, whoever asks for it; after a failure the next who asks loads it anew. */
function loadOnce({ url, integrity }: Loadable, elementFor: (url: string) => HTMLScriptElement | HTMLLinkElement): Promise<void> {
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
      element.remove();
      reject(new Error(`${reason}: ${element.outerHTML}`));
    };
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => fail('Missing or refused'));
    setTimeout(fail, TIMEOUT, 'Late');
    document.head.append(element);
  });
}
