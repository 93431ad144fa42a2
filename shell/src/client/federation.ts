import * as React from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as ReactDOM from 'react-dom';
import * as blocks from '@jogakbo/blocks';
import { createInstance, type ModuleFederationRuntimePlugin } from '@module-federation/enhanced/runtime';
import * as bundlerRuntime from '@module-federation/webpack-bundler-runtime/bundler';
import provideRuntimeCore from '@module-federation/inject-external-runtime-core-plugin';
import type { Block } from '@jogakbo/blocks';
import type { Loadable, Loads } from '@jogakbo/contract';

/** Milliseconds after which a script that neither loads nor fails counts as failed. */
const SCRIPT_TIMEOUT = 8000;

const digests = new Map<string, string>();
const registered = new Set<string>();

const provide = (library: unknown, version: string, range: string) => ({
  version,
  lib: () => library as object,
  shareConfig: { singleton: true, requiredVersion: range },
});

/** Scripts load only with the digest that their release states; without one they do not load at all. */
const refuseUnknown: ModuleFederationRuntimePlugin = {
  name: 'refuse-unknown',
  createScript({ url }) {
    const script = document.createElement('script');
    Object.assign(script, { src: url, async: true, crossOrigin: 'anonymous', integrity: digests.get(url) ?? 'sha384-none' });
    return { script, timeout: SCRIPT_TIMEOUT };
  },
};

// Containers are built without the federation runtime (see `federate`): they find it here.
Object.assign(globalThis, { jogakboFederation: bundlerRuntime });

const federation = createInstance({
  name: 'shell',
  remotes: [],
  plugins: [provideRuntimeCore(), refuseUnknown],
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
  registerContainer(loads);
  await Promise.all(loads.styles.map(loadStyle));
  const module = await federation.loadRemote<{ default: Block }>(`${loads.container}/${loads.expose.slice(2)}`);
  if (!module?.default?.render) throw new Error(`${block} exposes no block`);
  return module.default;
}

/** Makes a container known to the federation runtime, which loads it when one of its blocks is asked for. */
function registerContainer({ container, entry }: Loads) {
  if (registered.has(container)) return;
  const url = new URL(entry.url, location.href).href;
  digests.set(url, entry.integrity);
  federation.registerRemotes([{ name: container, entry: url, entryGlobalName: container, type: 'global' }]);
  registered.add(container);
}

const styles = new Map<string, Promise<void>>();

/** A style sheet counts once, wherever it was asked for first. */
function loadStyle({ url, integrity }: Loadable): Promise<void> {
  if (document.querySelector(`link[rel="stylesheet"][href="${url}"]`)) return Promise.resolve();
  const loading = styles.get(url) ?? appendStyle(url, integrity);
  styles.set(url, loading);
  return loading;
}

function appendStyle(url: string, integrity: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', crossOrigin: 'anonymous', integrity, href: url });
    link.onload = () => resolve();
    link.onerror = () => {
      styles.delete(url);
      link.remove();
      reject(new Error(`The style ${url} was refused or is missing`));
    };
    document.head.append(link);
  });
}
