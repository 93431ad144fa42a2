export * from './compile.ts';
export * from './build-release.ts';
export * from './inputs.ts';
export * from './bundle.ts';
