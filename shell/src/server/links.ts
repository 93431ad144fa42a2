import type { Loadable, Loads } from '@jogakbo/protocol';

export const styleLink = ({ url, integrity }: Loadable) =>
  `<link rel="stylesheet" href="${url}" integrity="${integrity}" crossorigin="anonymous">`;
const scriptHint = ({ url, integrity }: Loadable) =>
  `<link rel="preload" as="script" href="${url}" integrity="${integrity}" crossorigin="anonymous" fetchpriority="low">`;

/** The links that one document has to its blocks' files: each stands in it once, before the first block that needs it. */
export class DocumentLinks {
  private readonly written = new Set<string>();

  styles(all: readonly Loads[]): string {
    return this.once(all.flatMap(({ styles }) => styles.map(styleLink)));
  }
  scripts(all: readonly Loads[]): string {
    return this.once(all.map(({ entry }) => scriptHint(entry)));
  }
  of(loads: Loads): string {
    return this.styles([loads]) + this.scripts([loads]);
  }

  private once(links: string[]): string {
    const fresh = [...new Set(links)].filter((link) => !this.written.has(link));
    for (const link of fresh) this.written.add(link);
    return fresh.join('');
  }
}
