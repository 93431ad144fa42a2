declare module '@module-federation/webpack-bundler-runtime/bundler';
