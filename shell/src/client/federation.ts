import * as React from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as ReactDOM from 'react-dom';
import * as blocks from '@jogakbo/blocks';
import { createInstance, type ModuleFederationRuntimePlugin } from '@module-federation/enhanced/runtime';
import * as bundlerRuntime from '@module-federation/webpack-bundler-runtime/bundler';
import provideRuntimeCore from '@module-federation/inject-external-runtime-core-plugin';
import type { Block } from '@jogakbo/blocks';
import type { Loadable, Loads } from '@jogakbo/protocol';
import { loadOnce } from './load-file.ts';

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

/** Loads a style sheet, unless the document's head came with it; one in a slot goes when the slot goes. */
async function loadStyle(style: Loadable): Promise<void> {
  if (document.head.querySelector<HTMLLinkElement>(`link[rel="stylesheet"][href="${style.url}"]`)?.sheet) return;
  await loadOnce(style, (href) => Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
}
