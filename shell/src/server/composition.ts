import type { Loads, Release } from '@jogakbo/protocol';
import type { Registry } from '@jogakbo/runtime';

/** The versions that one page view is pinned to: of each vertical the release that was live when it was first needed. */
export class Composition {
  private readonly pinned = new Map<string, Release | undefined>();
  constructor(private readonly registry: Registry) {}

  release(vertical: string): Release | undefined {
    if (!this.pinned.has(vertical)) this.pinned.set(vertical, this.registry.live(vertical));
    return this.pinned.get(vertical);
  }
  /**
   * What a page must load for a block; `null` when there is no such block, `undefined` while its vertical is away or its
   * release's record lacks a file.
   */
  loadsOf(block: string): Loads | null | undefined {
    const vertical = verticalOf(block);
    if (!this.registry.isKnown(vertical)) return null;
    const release = this.release(vertical);
    return release && loadsFrom(release, block);
  }
}

export const verticalOf = (block: string) => block.split('/')[0]!;

function loadsFrom({ vertical, version, web }: Release, block: string): Loads | null | undefined {
  if (!web || !Object.hasOwn(web.blocks, block)) return null;
  const files = web.blocks[block]!;
  const loadable = (file: string) => {
    const asset = Object.hasOwn(web.assets, file) ? web.assets[file] : undefined;
    return asset && { url: `/releases/${vertical}/${version}/${file}`, integrity: asset.integrity };
  };
  const entry = loadable(web.remoteEntry);
  const styles = files.styles.map(loadable).filter((style) => style !== undefined);
  if (!entry || styles.length < files.styles.length) return undefined;
  return { version, container: web.container, expose: files.expose, entry, styles };
}
