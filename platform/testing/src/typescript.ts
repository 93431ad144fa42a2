import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync, type Options } from '@swc/core';

const options: Options = {
  jsc: {
    parser: { syntax: 'typescript', tsx: true, decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    target: 'es2023',
    keepClassNames: true,
  },
  sourceMaps: 'inline',
};

/** Lets this process import all of the platform's TypeScript: Node alone only strips types, and leaves decorators as they are. */
export function compileTypeScript(): void {
  registerHooks({
    load: (url, context, next) => {
      const isOurs = url.startsWith('file:') && /\.tsx?$/.test(url) && !url.includes('/node_modules/');
      if (!isOurs) return next(url, context);
      const filename = fileURLToPath(url);
      const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
}
